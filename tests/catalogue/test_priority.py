"""The priority list: departments propose, the lead agency compiles, the committee approves."""

import io
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document
from python_calamine import CalamineWorkbook

from tests import factories
from txng.catalogue import queries, services
from txng.catalogue.models import PriorityList, PriorityProposal, ProductGroup
from txng.catalogue.services import DecisionFacts, EntryFacts
from txng.catalogue.services.priority import (
    AlreadyOnList,
    AlreadyProposed,
    DecisionNotRight,
    DraftExists,
    NoDraft,
    NothingToApprove,
    NotYourSector,
    ProductOutsideGroup,
    ProposalSettled,
    RefusalNeedsReason,
)
from txng.catalogue.vocab import ListState, ProposalState
from txng.core.clock import now
from txng.parties.actor import Actor
from txng.parties.models import Notice
from txng.parties.vocab import UnitKind

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 1, 1), date(2026, 6, 1)


@pytest.fixture
def fruit() -> ProductGroup:
    return factories.group(name="Trái cây", sector="agriculture")


def _lead() -> Actor:
    return factories.officer(factories.agency(name="Sở KH&CN"), lead=True)


def _department(sector: str = "agriculture") -> Actor:
    return factories.officer(factories.agency(name=f"Sở {sector}", sector=sector))


def _facts(group: ProductGroup, name: str = "Cam", *classes: str, **more: Any) -> EntryFacts:
    return EntryFacts(group=group, name=name, classes=classes or ("key",), reason="Vì", **more)


def _propose(group: ProductGroup, *named: str, by: Actor | None = None) -> PriorityProposal:
    return services.propose_product(
        facts=_facts(group, *named), actor=by or _department(), now=now()
    )


def _start() -> PriorityList:
    return services.start_priority_list(title="Danh mục", actor=_lead(), now=now())


def _approve(since: date = FIRST, decided: date = FIRST) -> PriorityList:
    facts = DecisionFacts(
        number="1/QĐ-UBND", decided_date=decided, decided_by="UBND tỉnh", valid_from=since
    )
    return services.approve_priority_list(facts=facts, actor=_lead(), now=now())


def test_a_department_proposes_within_its_sector_and_once(fruit: ProductGroup) -> None:
    agriculture = _department()
    with pytest.raises(NotYourSector):
        _propose(fruit, by=_department("health"))
    _propose(fruit, by=agriculture)
    with pytest.raises(AlreadyProposed):
        _propose(fruit, "CAM", by=agriculture)
    assert PriorityProposal.objects.count() == 1


def test_a_proposal_taken_joins_what_the_draft_holds_of_that_name(fruit: ProductGroup) -> None:
    with pytest.raises(NoDraft):
        services.take_proposal(proposal=_propose(fruit), actor=_lead(), now=now())
    _start()
    one, two = _propose(fruit, "Cam sành"), _propose(fruit, "cam SANH", "export")
    first = services.take_proposal(proposal=one, actor=_lead(), now=now())
    second = services.take_proposal(proposal=two, actor=_lead(), now=now())
    assert (first.pk, second.classes) == (second.pk, ["key", "export"])
    with pytest.raises(ProposalSettled):
        services.take_proposal(proposal=one, actor=_lead(), now=now())
    assert Notice.objects.count() == 2


def test_a_proposal_is_refused_with_a_reason_that_the_department_reads(fruit: ProductGroup) -> None:
    row = _propose(fruit)
    with pytest.raises(RefusalNeedsReason):
        services.refuse_proposal(proposal=row, answer=" ", actor=_lead(), now=now())
    services.refuse_proposal(proposal=row, answer="Chưa đủ số liệu", actor=_lead(), now=now())
    row.refresh_from_db()
    assert (row.state, row.answer) == (ProposalState.REFUSED, "Chưa đủ số liệu")


def test_conflicts_are_told_doubles_near_doubles_other_classes_and_nobody_makes_it(
    fruit: ProductGroup,
) -> None:
    factories.product(name="Cam sành Bình An", group=fruit)
    draft = _start()
    services.add_entry(facts=_facts(fruit, "Cam"), actor=_lead(), now=now())
    for named in (("Cam",), ("cam", "export"), ("Cam sành",), ("Bưởi",)):
        _propose(fruit, *named)
    said = [[str(s) for s in row.conflicts] for row in queries.weighed_proposals(draft)]
    assert "Trùng với “Cam” (dự thảo)." in said[0]
    assert "Trùng tên với “Cam” (dự thảo) nhưng ở đó xếp loại Chủ lực." in said[1]
    assert "Gần trùng với “Cam” (dự thảo)." in said[2]
    assert said[3] == ["Chưa có sản phẩm nào trong sổ đăng ký khớp với tên này."]


def test_versions_follow_each_other_and_are_compared(fruit: ProductGroup) -> None:
    draft = _start()
    with pytest.raises(DraftExists):
        _start()
    with pytest.raises(NothingToApprove):
        _approve()
    for name in ("Cam", "Bưởi"):
        services.add_entry(facts=_facts(fruit, name), actor=_lead(), now=now())
    with pytest.raises(AlreadyOnList):
        services.add_entry(facts=_facts(fruit, "CAM"), actor=_lead(), now=now())
    with pytest.raises(DecisionNotRight):
        _approve(decided=timezone.localdate() + timedelta(days=1))
    first = _approve()
    second = _start()
    entries = {entry.name: entry for entry in queries.entries_of(second)}
    services.remove_entry(entry=entries["Bưởi"], actor=_lead(), now=now())
    services.edit_entry(
        entry=entries["Cam"], facts=_facts(fruit, "Cam", "key", "ocop"), actor=_lead(), now=now()
    )
    services.add_entry(facts=_facts(fruit, "Thanh long"), actor=_lead(), now=now())
    with pytest.raises(DecisionNotRight):
        _approve(since=FIRST)
    _approve(since=SECOND)
    first.refresh_from_db()
    assert (first.pk, first.valid_to, first.state) == (draft.pk, SECOND, ListState.APPROVED)
    assert queries.list_in_force(on=SECOND - timedelta(days=1)) == first
    assert queries.list_in_force(on=SECOND) == second
    found = queries.compare_lists(first, second)
    assert [e.name for e in found.came] == ["Thanh long"]
    assert [e.name for e in found.went] == ["Bưởi"]
    assert [(a.classes, b.classes) for a, b in found.changed] == [(["key"], ["key", "ocop"])]
    assert [e.name for e in queries.entries_of(first)] == ["Bưởi", "Cam"]


def test_coverage_counts_products_that_an_entry_means(fruit: ProductGroup) -> None:
    producer = factories.organisation()
    tomorrow = timezone.localdate() + timedelta(days=1)
    orange = factories.product(
        producer, name="Cam sành Bình An", group=fruit, gtin="05901234123457",
        ocop_stars=4, ocop_until=tomorrow,
    )  # fmt: skip
    factories.product(producer, name="Quýt ngọt", group=fruit)
    factories.product(producer, name="Cam cũ", group=fruit, is_active=False)
    factories.product(factories.organisation(state="pending"), name="Cam", group=factories.group())
    _start()
    cam = services.add_entry(facts=_facts(fruit, "Cam sanh"), actor=_lead(), now=now())
    whole = services.add_entry(
        facts=_facts(fruit, "Trái cây", "ocop", is_whole_group=True), actor=_lead(), now=now()
    )
    one, all_of_it = queries.coverage_of([cam, whole])
    assert (one.products, one.producers, one.rated, one.with_gtin) == (1, 1, 1, 1)
    assert (all_of_it.products, all_of_it.approved, all_of_it.certified) == (2, 1, 0)
    assert queries.total_coverage([cam, whole]).products == 2
    assert list(queries.products_on(cam.version, classes=["key"])) == [orange]
    assert queries.products_on(cam.version).count() == 2


_GOVERNMENT = "/quan-ly/danh-muc-uu-tien/"


def _client(actor: Actor) -> Client:
    assert actor.user is not None
    return factories.signed_in(actor.user)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", [200, 200, 200, 403, 302]),
        ("de-xuat/", [200, 200, 403, 403, 302]),
        ("tong-hop/", [200, 403, 403, 403, 302]),
        ("phe-duyet/", [200, 403, 403, 403, 302]),
        ("mo/", [200, 403, 403, 403, 302]),
        ("muc/them/", [200, 403, 403, 403, 302]),
    ],
)
def test_each_page_is_for_lead_department_commune_producer_or_nobody(
    page: str, expected: list[int]
) -> None:
    commune = factories.unit(factories.unit(), kind=UnitKind.COMMUNE)
    people = [_lead(), _department(), factories.officer(factories.agency(unit=commune), lead=True),
              factories.actor()]  # fmt: skip
    clients = [*map(_client, people), Client()]
    _start()
    assert [c.get(f"{_GOVERNMENT}{page}").status_code for c in clients] == expected


def test_a_lead_officer_of_a_department_does_not_compile(fruit: ProductGroup) -> None:
    chief = factories.officer(factories.agency(sector="agriculture"), lead=True)
    row = _propose(fruit)
    _start()
    assert _client(chief).post(f"{_GOVERNMENT}de-xuat/{row.pk}/dua-vao/").status_code == 403


def test_a_department_sees_and_withdraws_only_its_own_proposals(fruit: ProductGroup) -> None:
    mine, other = _department(), _department()
    row = _propose(fruit, by=mine)
    address = f"{_GOVERNMENT}de-xuat/{row.pk}/rut/"
    answers = [_client(a).post(address).status_code for a in (other, _lead(), mine)]
    assert answers == [404, 404, 302]
    row.refresh_from_db()
    assert row.state == ProposalState.WITHDRAWN
    assert list(_client(other).get(_GOVERNMENT).context["page"]) == []


def test_the_form_offers_groups_of_the_own_sector_only(fruit: ProductGroup) -> None:
    herbs = factories.group(name="Dược liệu", sector="health")
    client = _client(_department())
    told = {"group": herbs.pk, "name": "Ba kích", "classes": ["key"], "reason": "x"}
    assert client.post(f"{_GOVERNMENT}de-xuat/", told).status_code == 200
    sent = client.post(f"{_GOVERNMENT}de-xuat/", {**told, "group": fruit.pk})
    assert (sent.status_code, PriorityProposal.objects.get().group) == (302, fruit)


def test_the_public_reads_approved_versions_and_no_draft(fruit: ProductGroup) -> None:
    public = Client()
    assert "Chưa có danh mục" in public.get("/danh-muc-uu-tien/").content.decode()
    _start()
    for named in (("Cam sành",), ("Bưởi", "export")):
        services.add_entry(facts=_facts(fruit, *named), actor=_lead(), now=now())
    assert public.get("/danh-muc-uu-tien/1/").status_code == 404
    assert public.get("/danh-muc-uu-tien/1/excel/").status_code == 404
    _approve()

    def shown(query: str) -> list[str]:
        return [e.name for e, _ in public.get(f"/danh-muc-uu-tien/{query}").context["rows"]]

    assert (shown(""), shown("?q=cam sanh"), shown("1/?loai=export")) == (
        ["Bưởi", "Cam sành"], ["Cam sành"], ["Bưởi"],
    )  # fmt: skip
    body = public.get("/danh-muc-uu-tien/1/excel/").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()[3:]
    assert rows[0][:4] == ["TT", "Sản phẩm", "Nhóm", "Loại"]
    assert [row[:4] for row in rows[1:]] == [
        [1, "Bưởi", "Trái cây", "Xuất khẩu"], [2, "Cam sành", "Trái cây", "Chủ lực"],
    ]  # fmt: skip


def test_the_decision_is_entered_from_the_form(fruit: ProductGroup) -> None:
    lead = _lead()
    _start()
    services.add_entry(facts=_facts(fruit), actor=lead, now=now())
    told = {"number": "7/QĐ-UBND", "decided_date": "2026-02-01", "decided_by": "UBND tỉnh",
            "valid_from": "2026-02-03"}  # fmt: skip
    assert _client(lead).post(f"{_GOVERNMENT}phe-duyet/", told).status_code == 302
    row = PriorityList.objects.get()
    assert (row.state, row.decision_number, row.valid_from) == (
        ListState.APPROVED, "7/QĐ-UBND", date(2026, 2, 3),
    )  # fmt: skip
    draft = services.start_priority_list(title="x", actor=lead, now=now())
    page = _client(lead).get(f"{_GOVERNMENT}{draft.pk}/so-voi/{row.pk}/")
    assert page.context["found"].kept == 1


def _statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_pages_of_one_and_of_three_rows_cost_the_same(fruit: ProductGroup) -> None:
    lead, department = _lead(), _department()
    client, draft = _client(lead), _start()
    services.add_entry(facts=_facts(fruit), actor=lead, now=now())
    _propose(fruit, "A", by=department)
    pages = [_GOVERNMENT, f"{_GOVERNMENT}{draft.pk}/", f"{_GOVERNMENT}tong-hop/"]
    for page in pages:
        client.get(page)
    one = [_statements(client, page) for page in pages]
    for name in "BC":
        services.add_entry(facts=_facts(fruit, name), actor=lead, now=now())
        _propose(fruit, name, by=department)
    assert [_statements(client, page) for page in pages] == one


def test_the_decision_prints_with_every_entry_and_a_draft_leaves_room_for_the_pen(
    fruit: ProductGroup,
) -> None:
    draft, long = _start(), "Cam sành trồng theo hướng hữu cơ " * 4
    for name in ("Cam", long.strip()[:120]):
        services.add_entry(facts=_facts(fruit, name, "key", "ocop"), actor=_lead(), now=now())
    client = _client(_lead())
    address = f"/quan-ly/danh-muc-uu-tien/{draft.pk}/quyet-dinh/"
    first = _pages(client.get(f"{address}pdf/").content)
    assert "QUYẾT ĐỊNH" in first[0]
    assert "gồm 2 mục" in first[0]
    assert "(DỰ THẢO)" in first[0]
    assert "Số: /QĐ-UBND" in first[0]
    _approve()
    later = _pages(client.get(f"{address}pdf/").content)
    assert "Số: 1/QĐ-UBND" in later[0]
    assert "DỰ THẢO" not in later[0]
    assert "(Kèm theo Quyết định số 1/QĐ-UBND ngày 01/01/2026)" in later[1]
    assert long.strip()[:120] in later[1]
    word = Document(io.BytesIO(client.get(f"{address}docx/").content))
    assert [row.cells[1].text for row in word.tables[-1].rows][1:] == ["Cam", long.strip()[:120]]
    assert client.get(f"{address}exe/").status_code == 404
    assert Client().get(f"{address}pdf/").status_code == 302


def _pages(pdf: bytes) -> list[str]:
    return [
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(pdf)
    ]


def test_a_proposal_names_a_product_of_its_own_group(fruit: ProductGroup) -> None:
    other = factories.product()
    with pytest.raises(ProductOutsideGroup):
        services.propose_product(facts=_facts(fruit, product=other), actor=_department(), now=now())
    own = factories.product(group=fruit)
    made = services.propose_product(
        facts=_facts(fruit, product=own), actor=_department(), now=now()
    )
    assert made.product == own
