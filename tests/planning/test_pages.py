"""Each page of plans, tasks and money answers each person as it should."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from python_calamine import CalamineWorkbook

from tests import factories, people
from tests.planning import rows, samples
from tests.planning.seeds import seed
from txng.parties.vocab import MemberRole
from txng.planning import queries, services
from txng.planning.models import Plan, Task
from txng.planning.vocab import TaskState

pytestmark = pytest.mark.django_db

OFFICERS = {"owner": 403, "colleague": 403, "stranger": 403, "officer": 200, "other_agency": 200,
            "nobody": 302}  # fmt: skip
PAGES = (
    "ke-hoach/", "ke-hoach/nhap/", "ke-hoach/so-sanh/", "ke-hoach/{plan}/",
    "ke-hoach/{plan}/in/pdf/", "ke-hoach/{plan}/chep/", "ke-hoach/{plan}/lap-nam/",
    "ke-hoach/{plan}/phe-duyet/", "ke-hoach/{plan}/ghep-co-quan/", "ke-hoach/{plan}/kinh-phi/",
    "ke-hoach/{plan}/nhiem-vu/them/", "ke-hoach/{plan}/kinh-phi/them/", "ke-hoach/tep/{source}/",
    "ke-hoach/nhap/{source}/", "kinh-phi/{line}/sua/", "kinh-phi/{line}/ghi-chi/", "viec/",
    "viec/cho-lam/", "viec/{task}/", "viec/{task}/sua/",
)  # fmt: skip


def _address(page: str, plan: Plan) -> str:
    line = plan.budget.lines.order_by("position").first()
    task = plan.tasks.order_by("position").first()
    assert line is not None
    assert task is not None
    found = page.format(plan=plan.pk, line=line.pk, task=task.pk, source=plan.source_id)
    return f"/quan-ly/{found}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_officers_only(page: str) -> None:
    plan = rows.plan(rows.lead())
    found = people.around(factories.organisation()).statuses(_address(page, plan))
    assert found == OFFICERS


LEAD_ONLY = [page for page in PAGES if page.endswith(("nhap/", "chep/", "lap-nam/", "phe-duyet/",
             "ghep-co-quan/", "them/", "sua/", "ghi-chi/", "{source}/"))]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_an_officer_who_does_not_lead_reads_approved_plans_and_changes_none(page: str) -> None:
    plan = rows.approved(rows.lead())
    user = factories.officer().user
    assert user is not None
    status = factories.signed_in(user).get(_address(page, plan)).status_code
    assert status == (403 if page in LEAD_ONLY else 200)


def test_a_draft_is_seen_by_its_own_agency_and_lead_officers() -> None:
    lead = rows.lead()
    plan = rows.plan(lead)
    own = factories.person(lead.organisation, MemberRole.OFFICER)
    other = factories.officer().user
    assert other is not None
    address = f"/quan-ly/ke-hoach/{plan.pk}/"
    assert [factories.signed_in(u).get(address).status_code for u in (own, other)] == [200, 404]


def _client(actor: Any) -> Client:
    assert actor.user is not None
    return factories.signed_in(actor.user)


def test_a_file_becomes_a_draft_after_it_was_looked_at() -> None:
    client = _client(rows.lead())
    body = samples.TABBED.replace("(I+II)", "(I+II+III)").encode()
    file = SimpleUploadedFile("Kế hoạch.txt", body)
    answer = client.post("/quan-ly/ke-hoach/nhap/", {"file": file}, follow=True)
    page = answer.content.decode()
    assert "không có phần III" in page
    assert "12.000.000" in page
    assert Plan.objects.count() == 0
    address = answer.redirect_chain[-1][0]
    assert client.post(address, follow=True).status_code == 200
    assert client.post(address, follow=True).status_code == 200
    assert Plan.objects.count() == 1


def test_a_file_that_is_no_plan_is_refused_beside_the_box() -> None:
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    answer = _client(rows.lead()).post("/quan-ly/ke-hoach/nhap/", {"file": file})
    assert answer.status_code == 200
    assert "Hãy lưu thành .docx" in answer.content.decode()


@pytest.mark.parametrize("start", ["000", "001", "002", "003", "004"])
def test_the_five_plans_come_in_and_print_again(start: str) -> None:
    actor = rows.lead()
    source = services.keep_source(body=seed(start), name="x.txt", actor=actor, now=rows.THEN)
    plan = services.import_plan(source=source, actor=actor, now=rows.THEN)
    client = _client(actor)
    assert client.get(f"/quan-ly/ke-hoach/{plan.pk}/").status_code == 200
    for form in ("pdf", "docx", "xlsx"):
        answer = client.get(f"/quan-ly/ke-hoach/{plan.pk}/in/{form}/")
        assert (answer.status_code, len(answer.content) > 3000) == (200, True)


def test_the_budget_of_ninh_thuan_prints_with_its_rows_total_and_words() -> None:
    actor = rows.lead()
    source = services.keep_source(body=seed("002"), name="x.txt", actor=actor, now=rows.THEN)
    plan = services.import_plan(source=source, actor=actor, now=rows.THEN)
    client = _client(actor)
    document = Document(io.BytesIO(client.get(f"/quan-ly/ke-hoach/{plan.pk}/in/docx/").content))
    table = document.tables[-1]
    assert len(table.rows) == 10
    assert table.rows[-1].cells[-1].text == "77.500.000"
    assert table.rows[-1].cells[0].text == "TỔNG CỘNG (I+II+III+IV+V)"
    assert document.paragraphs[-1].text == "Bằng chữ: Bảy mươi bảy triệu năm trăm ngàn đồng."
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(f"/quan-ly/ke-hoach/{plan.pk}/in/xlsx/").content)
    )
    sheet = book.get_sheet_by_name("BIỂU CHI TIẾT KINH PHÍ").to_python()
    assert 77_500_000 in [row[-1] for row in sheet]


def test_two_officers_see_both_versions_on_one_page() -> None:
    actor = rows.lead()
    plan = rows.plan(actor)
    task = queries.tasks_of(plan)[0]
    client = _client(actor)
    address = f"/quan-ly/viec/{task.pk}/sua/"
    told = {"version": "1", "number": "1", "content": "Của tôi"}
    assert client.post(address, {**told, "content": "Của người khác"}).status_code == 302
    answer = client.post(address, told)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Của người khác" in page, "Của tôi" in page, 'value="2"' in page) == (True, True, True)
    assert client.post(address, {**told, "version": "2"}).status_code == 302
    assert Task.objects.get(pk=task.pk).content == "Của tôi"


def test_amounts_are_typed_as_people_write_them() -> None:
    actor = rows.lead()
    plan = rows.plan(actor)
    address = f"/quan-ly/ke-hoach/{plan.pk}/kinh-phi/them/"
    line = {"number": "III", "content": "Tem", "quantity": "1.000", "price": "1,5 nghìn"}
    assert _client(actor).post(address, line).status_code == 302
    assert plan.budget.lines.get(content="Tem").amount == 1_500_000
    answer = _client(actor).post(address, {**line, "price": "một nghìn"})
    assert "Không đọc được số tiền này" in answer.content.decode()


def test_progress_with_evidence_is_told_by_the_agency_that_leads() -> None:
    lead = rows.lead()
    task = queries.tasks_of(rows.approved(lead))[0]
    officer = factories.person(lead.organisation, MemberRole.OFFICER)
    client = factories.signed_in(officer)
    stranger = factories.officer().user
    assert stranger is not None
    told = {"version": "1", "state": "done", "done_date": "2026-01-20", "progress": "Hai lớp"}
    address = f"/quan-ly/viec/{task.pk}/"
    assert factories.signed_in(stranger).post(address, told).status_code == 200
    assert Task.objects.get(pk=task.pk).state == "waiting"
    evidence = SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.4 minh chung")
    assert client.post(address, {**told, "evidence": evidence}).status_code == 302
    assert client.get(f"{address}minh-chung/").status_code == 200
    assert Client().get(f"{address}minh-chung/").status_code == 302


def test_an_agency_sees_the_tasks_given_to_it() -> None:
    lead, department = rows.lead(), rows.department()
    rows.approved(lead)
    officer = factories.person(department, MemberRole.OFFICER)
    page = factories.signed_in(officer).get("/quan-ly/viec/").context["page"]
    assert [task.content for task in page] == ["Mở lớp hướng dẫn ghi nhật ký"]
    assert len(_client(lead).get("/quan-ly/viec/").context["page"]) == 2


def test_open_tasks_stand_before_finished_ones_of_earlier_years() -> None:
    lead = rows.lead()
    rows.approved(lead)
    client = _client(lead)
    first, second = client.get("/quan-ly/viec/").context["page"]
    Task.objects.filter(pk=first.pk).update(state=TaskState.DONE, done_date="2024-06-01")
    page = client.get("/quan-ly/viec/").context["page"]
    assert [task.pk for task in page] == [second.pk, first.pk]


def _statements(call: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert call().status_code == 200
    return len(caught)


@pytest.mark.parametrize("page", ["ke-hoach/", "viec/"])
def test_lists_cost_the_same_for_one_row_and_three(page: str) -> None:
    lead = rows.lead()
    client = _client(lead)
    rows.approved(lead, samples.PIPED)
    client.get(f"/quan-ly/{page}")
    one = _statements(lambda: client.get(f"/quan-ly/{page}"))
    rows.approved(lead, samples.STACKED, "2/KH")
    rows.approved(lead, number="3/KH")
    assert _statements(lambda: client.get(f"/quan-ly/{page}")) == one


def test_the_command_stores_what_the_page_would(capsys: pytest.CaptureFixture[str]) -> None:
    actor = rows.lead()
    plan = rows.plan(actor)
    assert services.preview(plan.source)["tasks"]["count"] == plan.tasks.count()  # type: ignore[arg-type]
