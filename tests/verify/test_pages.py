"""The public page: each verdict with its status, what stands on it, and what never does."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape
from pytest_django.fixtures import DjangoAssertNumQueries

from tests import factories
from tests.capture.documents import document, event
from tests.stamps import rows
from tests.verify.scenes import Scene, commune, expired, scene, shopper
from txng.capture.services import capture_document
from txng.catalogue.models import Certificate
from txng.catalogue.vocab import CertificateKind
from txng.gs1.identifiers import key64
from txng.identify.models import Item
from txng.parties.vocab import OrganisationKind
from txng.stamps import services as stamps
from txng.stamps.codes import grouped
from txng.verify import answers, pages, scan_log
from txng.verify.models import Tally
from txng.verify.verdict import DEVICES_SUSPICIOUS, FACES
from txng.verify.vocab import Verdict

pytestmark = pytest.mark.django_db
STYLE = Path(__file__).parents[2] / "txng/verify/static/verify/scan.css"


def text_of(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def headline(page: str) -> str:
    found = re.search(r'<h1 id="verdict">(.*?)</h1>', page)
    return found.group(1) if found else ""


def made(verdict: Verdict) -> tuple[Scene, str]:
    """Make a code of which the page gives a verdict."""
    if verdict == Verdict.EXPIRED:
        found = expired()
        return found, found.path(0)
    found = scene()
    paths = {
        Verdict.CONSUMED: found.path(10),
        Verdict.VOID: found.path(11),
        Verdict.INACTIVE: found.path(12),
        Verdict.UNPRINTED: found.path(13),
        Verdict.UNKNOWN: found.path(0)[:-1] + ("3" if found.path(0)[-1] == "2" else "2"),
        Verdict.RECORDED: found.lot_path,
        Verdict.LOT_OPEN: found.lot_path,
        Verdict.INFORMATION: f"/01/{found.lot.product.gtin}",
        Verdict.REGISTERED: found.lot.place.identifier.removeprefix(factories.BASE),
    }
    if verdict == Verdict.LOT_OPEN:
        found.lot.state = "open"
        found.lot.save()
    if verdict == Verdict.RECALLED:
        found.recall()
    if verdict == Verdict.SUSPICIOUS:
        first = rows.NOW
        Tally.objects.create(
            batch=found.batch, position=0, scans=50, devices=DEVICES_SUSPICIOUS,
            first_at=first, last_at=first,
        )  # fmt: skip
    return found, paths.get(verdict, found.path(0))


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_verdict_has_its_page_in_both_languages(verdict: Verdict, language: str) -> None:
    _scene, path = made(verdict)
    answer = shopper().get(language + path)
    page = answer.content.decode()
    assert answer.status_code == FACES[verdict].status
    assert f'class="band {FACES[verdict].tone.value}"' in page
    assert f'<html lang="{"en" if language else "vi"}">' in page
    with translation.override("vi"):
        vietnamese = escape(str(FACES[verdict].sentence))
    if verdict != Verdict.RECALLED:
        assert (headline(page) == vietnamese) == (language == "")
    else:
        assert headline(page).endswith("do not use" if language else "không dùng")


def test_a_recall_shows_at_once_with_day_and_reason_though_the_page_was_kept() -> None:
    found = scene()
    assert "Tem hợp lệ" in shopper().get(found.path(0)).content.decode()
    found.recall("Dư lượng <b>thuốc</b>")
    page = shopper().get(found.path(0)).content.decode()
    assert headline(page) == "Sản phẩm đã bị thu hồi ngày 20/11/2026: không dùng"
    assert "Dư lượng &lt;b&gt;thuốc&lt;/b&gt;" in page


@pytest.mark.parametrize("change", [str.upper, str.lower], ids=["upper", "lower"])
def test_letters_of_a_stamp_count_in_either_case(change: type[str]) -> None:
    found = scene()
    path = f"/01/{found.lot.product.gtin}/21/{change(found.code(0))}"
    assert headline(shopper().get(path).content.decode()) == "Tem hợp lệ, đang lưu thông"


def test_short_gtins_and_foreign_parameters_open_the_same_page() -> None:
    found = scene()
    path = f"/01/{found.lot.product.gtin[1:]}/21/{found.code(0)}"
    assert shopper().get(path, {"17": "999999", "fbclid": "x"}).status_code == 200


def test_own_scheme_stamps_and_lots_open_in_capitals() -> None:
    lot = rows.ready_lot(factories.product(standards=["TCVN 1"]), state="in_trade")
    lot.product.images.create(file="x.webp", width=4, height=3)
    actor = rows.actor_of(lot)
    batch = rows.printed_batch(lot, actor)
    stamps.activate_range(
        batch=batch, positions=(0, 5), lot=lot, actor=actor, now=rows.NOW
    )  # fmt: skip
    own = Scene(lot, batch)
    assert shopper().get(f"/OBJ/{own.code(0)}").status_code == 200
    path = lot.identifier.removeprefix(factories.BASE)
    capitals = path.replace("/class/", "/CLASS/").replace("/lot/", "/LOT/")
    assert shopper().get(capitals).status_code == 200


def test_a_code_of_another_product_is_unknown() -> None:
    found, other = scene(), scene()
    path = f"/01/{other.lot.product.gtin}/21/{found.code(0)}"
    assert shopper().get(path).status_code == 404


def test_a_wrong_check_digit_is_told_with_the_right_one() -> None:
    gtin = "09506000134353"
    answer = shopper().get(f"/01/{gtin}/21/ABC")
    assert answer.status_code == 400
    assert f"(01) {gtin}: số kiểm tra 3 phải là 2." in answer.content.decode()
    english = shopper().get(f"/en/01/{gtin}").content.decode()
    assert f"(01) {gtin}" in english
    assert "số kiểm tra" not in english


@pytest.mark.parametrize(
    "path",
    [
        "/01/<script>alert(1)</script>",
        "/01/09506000134352/21/<img src=x onerror=alert(1)>",
        '/obj/"><script>alert(1)</script>',
        "/class/x/lot/'--><svg onload=alert(1)>",
    ],
)
def test_what_stands_in_the_path_never_becomes_markup(path: str) -> None:
    page = shopper().get(path).content.decode()
    for start in ("<script", "<img", "<svg onload"):
        assert start not in page


def test_head_and_options_are_answered_and_other_methods_are_not() -> None:
    found = scene()
    head = shopper().head(found.path(0))
    assert (head.status_code, head.content) == (200, b"")
    options = shopper().options(found.path(0))
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert shopper().post(found.path(0)).status_code == 405


def test_an_unknown_stamp_code_costs_no_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    found, path = made(Verdict.UNKNOWN)
    shopper().get(found.path(0))
    with django_assert_num_queries(0):
        assert shopper().get(path).status_code == 404
    assert scan_log.flush() == 1


def test_a_page_costs_few_statements_and_a_hot_one_one(
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    found = scene()
    shopper().get(f"/en{found.path(0)}")
    with django_assert_max_num_queries(12):
        shopper().get(found.path(0))
    with django_assert_num_queries(1):
        shopper().get(found.path(1))


def test_a_kept_page_shows_each_stamp_its_own_code_and_count() -> None:
    found = scene()
    first, second = (shopper().get(found.path(n)).content.decode() for n in (0, 1))
    assert grouped(found.code(0)) in first
    assert grouped(found.code(1)) in second
    assert grouped(found.code(0)) not in second
    assert f'href="/en{found.path(1)}"' in second
    assert not re.search("[\ue000-\uf8ff]", first + second)


def test_no_cookie_is_set_and_nothing_is_loaded_from_elsewhere() -> None:
    answer = shopper().get(scene().path(0))
    page = answer.content.decode()
    assert dict(answer.cookies) == {}
    assert "<script" not in page
    loaded = re.findall(r'(?:src|href)="(?:https?:)?//([^/"]+)', page)
    assert set(loaded) <= {"localhost:8000"}


def test_the_name_of_a_household_stands_only_with_its_consent() -> None:
    unit = commune(name="Bình An")
    facts = {"kind": OrganisationKind.HOUSEHOLD, "name": "Hộ ông Lò Văn Kín", "unit": unit}
    household = factories.organisation(**facts)
    farm = factories.place(household, name="Vườn ông Kín", unit=unit)
    found = scene(household, place=farm)
    paths = [
        found.path(0), found.lot_path, f"/01/{found.lot.product.gtin}",
        farm.identifier.removeprefix(factories.BASE), found.path(12),
    ]  # fmt: skip
    for path in paths:
        page = shopper().get(path).content.decode()
        assert "Kín" not in page, path
        assert "Hộ sản xuất tại Xã Bình An" in page, path
    household.may_show_name = True
    household.save()
    pages.forget()
    answers.forget()
    assert "Hộ ông Lò Văn Kín" in shopper().get(found.path(0)).content.decode()


def test_no_coordinates_and_no_street_address_stand_on_a_page() -> None:
    unit = commune(name="Bình An")
    holder = factories.organisation(unit=unit, address="Số 7 ngõ Hẹp", phone="0912345678")
    exact = {"latitude": "22.54321", "longitude": "105.12321", "address": "Thửa 12"}
    farm = factories.place(holder, unit=unit, **exact)
    found = scene(holder, place=farm)
    for path in (found.path(0), farm.identifier.removeprefix(factories.BASE)):
        page = shopper().get(path).content.decode()
        for secret in ("22.5", "105.1", "22.1", "105.9", "ngõ Hẹp", "Thửa 12", "0912345678"):
            assert secret not in page, (path, secret)


def test_certificates_that_ended_or_were_withdrawn_say_so() -> None:
    found = scene()
    common = {"organisation": found.lot.product.organisation, "issuer": "Trung tâm"}
    for number, facts in {
        "A1": {"expires_date": "2099-01-01"},
        "B2": {"expires_date": "2025-01-01"},
        "C3": {"withdrawn_date": "2025-06-01"},
        "D4": {"issued_date": "2098-01-01"},
    }.items():
        issued = {"issued_date": "2024-01-01", **facts}
        Certificate.objects.create(
            kind=CertificateKind.VIETGAP, number=number, **common, **issued
        )  # fmt: skip
    page = text_of(shopper().get(found.path(0)).content)
    assert "A1 Trung tâm Còn hiệu lực đến 01/01/2099" in page
    assert "B2 Trung tâm Đã hết hạn ngày 01/01/2025" in page
    assert "C3 Trung tâm Đã bị thu hồi ngày 01/06/2025" in page
    assert "D4" not in page


def test_a_registered_item_opens_the_story_of_its_lot() -> None:
    found = scene()
    identifier = f"{found.lot.product.identifier}/21/BO-017"
    Item.objects.create(
        lot=found.lot, serial="BO-017", identifier=identifier, key=key64(identifier)
    )  # fmt: skip
    page = shopper().get(f"/01/{found.lot.product.gtin}/21/BO-017").content.decode()
    assert headline(page) == "Có hồ sơ truy xuất"
    assert found.lot.code in page


def test_a_stamp_on_no_goods_shows_neither_story_nor_photo() -> None:
    found = scene()
    for position in (11, 12, 13):
        page = shopper().get(found.path(position)).content.decode()
        assert "Tem này được đặt cho sản phẩm" in page
        assert "Hành trình" not in page
        assert "<img" not in page


def test_what_is_shared_is_the_lot_never_the_stamp() -> None:
    found = scene()
    page = shopper().get(found.path(0)).content.decode()
    shared = f"http://localhost:8000{found.lot_path}"
    assert f'<meta property="og:url" content="{shared}">' in page
    assert f'<meta property="og:title" content="{found.lot.product.name}">' in page
    assert re.search(r'<meta property="og:image" content="http://localhost:8000/\S+webp">', page)


def test_people_can_report_to_the_agency_that_can_be_reached() -> None:
    factories.agency(name="Chi cục A", email="baocao@vidu.example")
    found = scene()
    page = shopper().get(found.path(0)).content.decode()
    assert 'href="mailto:baocao@vidu.example?subject=' in page


def test_a_page_weighs_little() -> None:
    found = scene()
    for day in range(1, 29):
        for hour in (7, 15):
            rows.stage(found.lot, eventTime=f"2026-10-{day:02}T{hour:02}:00:00.000+07:00")
    page = shopper().get(found.path(0)).content
    assert "29 công đoạn khác ở giữa" in page.decode()
    assert len(page) <= 30_000
    assert STYLE.stat().st_size <= 10_000
    assert len(page) + STYLE.stat().st_size <= 50_000


def test_one_who_guesses_is_asked_to_wait() -> None:
    found, path = made(Verdict.UNKNOWN)
    guesser, neighbour = shopper(REMOTE_ADDR="203.0.113.5"), shopper(REMOTE_ADDR="203.0.113.6")
    statuses = [guesser.get(path).status_code for _ in range(21)]
    assert statuses == [404] * 20 + [429]
    assert guesser.get(found.path(0)).status_code == 429
    assert neighbour.get(found.path(0)).status_code == 200


def test_a_case_that_only_events_name_shows_its_story() -> None:
    holder = factories.organisation(name="Công ty Vận tải A")
    place = factories.place(holder)
    sscc = "https://id.gs1.org/00/106141412345678908"
    body = document(
        event(epcList=[sscc], quantityList=None, readPoint={"id": place.identifier})
    )  # fmt: skip
    capture_document(body=body, actor=factories.actor(holder), now=rows.NOW)
    page = shopper().get("/00/106141412345678908").content.decode()
    assert headline(page) == "Có hồ sơ truy xuất"
    assert "Công ty Vận tải A" in page


def test_unknown_things_of_every_kind_are_not_found(client: Client) -> None:
    for path in ("/01/09506000134352", "/00/106141412345678908", "/414/9506000134376", "/loc/x"):
        assert client.get(path).status_code == 404
