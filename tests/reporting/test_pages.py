"""Pages of figures and requests open for whom they are, and every number opens its own rows."""

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.reporting import scenes
from tests.reporting.scenes import Scene
from tests.stamps import rows as stamps
from txng.reporting import services
from txng.reporting.models import Submission
from txng.reporting.vocab import SubmissionState
from txng.stamps.services import activate_range

pytestmark = pytest.mark.django_db
BOARD = "/quan-ly/bang-dieu-hanh/?ky=2026"
LIST = "/quan-ly/chi-tieu/?ky=2026"


@pytest.fixture
def scene() -> Scene:
    return scenes.scene()


def _all(scene: Scene) -> dict[str, Client]:
    enterprise = factories.signed_in(factories.person(factories.organisation()))
    viewer_of_agency = factories.signed_in(
        factories.person(scene.officers["commune"].organisation, role="viewer")  # type: ignore[arg-type]
    )
    named = {who: scene.browser(who) for who in ("lead", "department", "commune", "other")}
    return {**named, "enterprise": enterprise, "viewer": viewer_of_agency, "nobody": Client()}


OFFICERS = {"lead": 200, "department": 200, "commune": 200, "other": 200, "enterprise": 403,
            "viewer": 403, "nobody": 302}  # fmt: skip
LEAD = {**OFFICERS, "department": 403, "commune": 403, "other": 403}


def _statuses(scene: Scene, address: str) -> dict[str, int]:
    return {who: client.get(address).status_code for who, client in _all(scene).items()}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (BOARD, OFFICERS),
        (LIST, OFFICERS),
        ("/quan-ly/chi-tieu/trained/", OFFICERS),
        ("/quan-ly/chi-tieu/products/tai-ve/", OFFICERS),
        ("/quan-ly/chi-tieu/trained/muc-tieu/", LEAD),
        ("/quan-ly/ky-bao-cao/", OFFICERS),
        ("/quan-ly/ky-bao-cao/den-han/", OFFICERS),
        ("/quan-ly/ky-bao-cao/soan/", LEAD),
        ("/quan-ly/ky-bao-cao/nhom-xa/", LEAD),
        ("/quan-ly/ky-bao-cao/nhom-xa/luu/", LEAD),
    ],
)
def test_a_page_opens_for_whom_it_is(scene: Scene, address: str, expected: dict[str, int]) -> None:
    assert _statuses(scene, address) == expected


@pytest.mark.parametrize("rest", ["", "tong-hop/", "tong-hop/tai-ve/", "dong/{field}/"])
def test_a_request_is_seen_only_by_the_agency_that_asked(scene: Scene, rest: str) -> None:
    field = scene.request.fields.order_by("id")[0].pk
    address = f"/quan-ly/ky-bao-cao/{scene.request.pk}/{rest.format(field=field)}"
    found = _statuses(scene, address)
    assert found == {**OFFICERS, "department": 404, "commune": 404, "other": 404}


@pytest.mark.parametrize("rest", ["", "tai-bieu/"])
def test_an_answer_is_written_only_by_its_own_agency(scene: Scene, rest: str) -> None:
    address = f"/quan-ly/ky-bao-cao/nhap/{scene.answer('commune').pk}/{rest}"
    found = _statuses(scene, address)
    assert found == {**OFFICERS, "lead": 404, "department": 404, "other": 404}


def test_an_answer_is_decided_only_by_the_agency_that_asked(scene: Scene) -> None:
    scene.submit("commune")
    answer = scene.answer("commune")
    address = f"/quan-ly/ky-bao-cao/bai-nop/{answer.pk}/"
    found = _statuses(scene, address)
    assert found == {**OFFICERS, "department": 404, "commune": 404, "other": 404}
    posted = {
        who: client.post(f"{address}duyet/").status_code for who, client in _all(scene).items()
        if who != "lead"
    }  # fmt: skip
    assert posted == {"department": 403, "commune": 403, "other": 403, "enterprise": 403,
                      "viewer": 403, "nobody": 302}  # fmt: skip
    assert scene.answer("commune").state == SubmissionState.SUBMITTED
    assert scene.browser("lead").post(f"{address}duyet/").status_code == 302
    assert scene.answer("commune").state == SubmissionState.APPROVED


def test_a_stranger_agency_with_a_lead_officer_sees_nothing_of_it(scene: Scene) -> None:
    stranger = factories.officer(factories.agency(unit=scene.province), lead=True)
    assert stranger.user is not None
    client = factories.signed_in(stranger.user)
    answer = scene.answer("commune").pk
    for address in (f"{scene.request.pk}/", f"bai-nop/{answer}/", f"nhap/{answer}/"):
        assert client.get(f"/quan-ly/ky-bao-cao/{address}").status_code == 404
    for address in (
        f"{scene.request.pk}/gui/",
        f"{scene.request.pk}/khoa/",
        f"bai-nop/{answer}/duyet/",
    ):
        assert client.post(f"/quan-ly/ky-bao-cao/{address}").status_code == 404


def test_a_draft_request_is_not_shown_to_its_recipients() -> None:
    scene = scenes.scene(opened=False)
    client = scene.browser("commune")
    assert client.get(f"/quan-ly/ky-bao-cao/nhap/{scene.answer('commune').pk}/").status_code == 404
    assert scene.request.title not in client.get("/quan-ly/ky-bao-cao/").content.decode()


def _world(scene: Scene) -> None:
    """Rows behind most figures, in the commune of one of the agencies."""
    commune = scene.officers["commune"].organisation
    assert commune is not None
    firm = factories.organisation(unit=commune.unit)
    factories.company_prefix(firm, "8938500")
    lot = stamps.ready_lot(stamps.gtin_product(firm, ocop_stars=4))
    actor = stamps.actor_of(lot)
    batch = stamps.printed_batch(lot, actor)
    doing: dict[str, Any] = {"batch": batch, "actor": actor, "now": stamps.NOW}
    activate_range(positions=(0, 40), lot=lot, **doing)
    activate_range(positions=(50, 55), lot=lot, **doing)
    scenes.traced_lot(lot)
    factories.organisation(unit=commune.unit)
    scene.submit("commune", trained=3, out_of=4)
    scene.approve("commune")


def _number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


@pytest.mark.parametrize(("who", "address"), [("lead", BOARD), ("commune", LIST), ("other", LIST)])
def test_every_number_opens_exactly_the_rows_that_make_it(
    scene: Scene, who: str, address: str
) -> None:
    _world(scene)
    client = scene.browser(who)
    page = client.get(address).content.decode()
    found = re.findall(r'href="(/quan-ly/chi-tieu/[a-z-]+/[^"]*)"[^>]*>([^<]*)<', page)
    assert len(found) > 20
    opened = {link: client.get(link.replace("&amp;", "&")) for link in {x for x, _w in found}}
    for link, _words in found:
        assert (link, opened[link].status_code) == (link, 200)
        shown = opened[link].context["shown"]
        _rows_are(link, shown)
    for link, words in re.findall(
        r'figure-link"\s+href="([^"]*)"\s+data-amount="[^"]*">([^<]*)<', page
    ):
        assert (link, opened[link].context["shown"].figure.shown) == (link, words)


def _rows_are(link: str, shown: Any) -> None:
    """The rows listed are as many (or sum up to) what the page says, and the figure itself."""
    if shown.total is None:
        return
    if shown.page is None:
        listed = sum(cell.number for cell in shown.cells)
    elif shown.weight:
        listed = sum(row.stamps if hasattr(row, "stamps") else row.count for row in shown.page)
    else:
        listed = shown.page.total
    assert (link, listed) == (link, shown.total)
    if "theo=" not in link:
        figure = shown.figure
        told = figure.denominator if "phan=mau" in link else figure.numerator
        assert (link, shown.total) == (link, told)
    for split in shown.splits:
        whole = sum(amount for _value, _words, amount in split.parts)
        assert (link, whole) == (link, whole if "theo=" in link else shown.total)


def test_both_numbers_behind_a_share_open_their_own_rows(scene: Scene) -> None:
    _world(scene)
    client = scene.browser("lead")
    page = client.get(LIST).content.decode()
    pairs = re.findall(
        r'out-of"><a href="([^"]*)" data-sum>([^<]*)</a> / <a href="([^"]*)" data-sum>([^<]*)<',
        page,
    )
    assert len(pairs) > 4
    for top, above, bottom, below in pairs:
        for link, words in ((top, above), (bottom, below)):
            shown = client.get(link.replace("&amp;", "&")).context["shown"]
            assert (link, shown.total) == (link, _number(words))


def test_what_is_reported_has_its_trend_too(scene: Scene) -> None:
    _world(scene)
    shown = scene.browser("lead").get(BOARD).context["board"]
    marks = shown.trends["trained"].marks
    assert [(mark.label, mark.value) for mark in marks][-2:] == [("2025", None), ("2026", 75)]


def test_every_part_of_a_figure_opens_its_own_rows(scene: Scene) -> None:
    _world(scene)
    client = scene.browser("lead")
    address = "/quan-ly/chi-tieu/organisations-approved/?ky=2026&phan=mau"
    splits = client.get(address).context["shown"].splits
    assert [split.code for split in splits] == ["loai", "nganh", "trang-thai", "xa"]
    for split in splits:
        for value, _words, amount in split.parts:
            narrowed = client.get(f"{address}&theo={split.code}&gia-tri={value}").context["shown"]
            assert (split.code, value, narrowed.page.total) == (split.code, value, amount)


def test_the_workbook_of_a_figure_has_exactly_its_rows(scene: Scene) -> None:
    _world(scene)
    sent = scene.browser("lead").get("/quan-ly/chi-tieu/organisations-registered/tai-ve/?ky=2026")
    sheet = openpyxl.load_workbook(io.BytesIO(sent.content)).active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
    assert len(rows) == 2
    assert sent["Content-Type"].endswith("spreadsheetml.sheet")


def test_figures_behind_a_wrong_address_are_not_found(scene: Scene) -> None:
    client = scene.browser("lead")
    for address in ("chi-tieu/khong-co/", "chi-tieu/products/?ky=2026-13", "bang-dieu-hanh/?ky=x"):
        assert client.get(f"/quan-ly/{address}").status_code == 404


def _cost(call: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert call().status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "address",
    [BOARD, LIST, "/quan-ly/chi-tieu/products/?ky=2026", "/quan-ly/chi-tieu/lots/?ky=2026"],
)
def test_a_page_of_figures_costs_the_same_with_one_and_three_rows(
    scene: Scene, address: str
) -> None:
    client = scene.browser("lead")

    def firm() -> None:
        made = factories.organisation(unit=factories.unit(scene.province))
        scenes.traced_lot(factories.lot(factories.product(made), produced_date=date(2026, 3, 1)))

    firm()
    client.get(address)
    one = _cost(lambda: client.get(address))
    firm()
    firm()
    three = _cost(lambda: client.get(address))
    assert (three, three < 26) == (one, True)


def test_pages_of_requests_cost_the_same_with_one_and_three_agencies(scene: Scene) -> None:
    client = scene.browser("lead")
    few = scenes.ask(scene.lead, [scene.answer("other").organisation])
    services.open_request(request=few, actor=scene.lead, now=scenes.NOW)
    for row in (few, scene.request):
        for answer in row.submissions.all():
            Submission.objects.filter(pk=answer.pk).update(state=SubmissionState.APPROVED)
    for rest in ("", "tong-hop/", "tong-hop/tai-ve/"):
        costs = [
            _cost(lambda row=row, rest=rest: client.get(f"/quan-ly/ky-bao-cao/{row.pk}/{rest}"))  # type: ignore[misc]
            for row in (few, scene.request)
        ]
        assert (rest, costs[1]) == (rest, costs[0])


def test_the_list_of_requests_costs_the_same_with_one_and_three(scene: Scene) -> None:
    for who in ("lead", "commune"):
        client = scene.browser(who)
        client.get("/quan-ly/ky-bao-cao/")
        one = _cost(lambda: client.get("/quan-ly/ky-bao-cao/"))  # noqa: B023  called at once
        for _number_of in range(2):
            more = scenes.ask(scene.lead, [scene.answer("commune").organisation])
            services.open_request(request=more, actor=scene.lead, now=scenes.NOW)
        assert (who, _cost(lambda: client.get("/quan-ly/ky-bao-cao/"))) == (who, one)  # noqa: B023
