"""The public portal: what it finds, what it never says, what it costs and weighs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from txng.catalogue.models import Certificate, Product
from txng.catalogue.vocab import CertificateKind
from txng.library.models import News
from txng.parties.models import AdministrativeUnit, Organisation
from txng.parties.vocab import OrganisationKind, PlaceKind, State
from txng.verify import cells, finding, lists, mending, services, sitemap
from txng.verify.finding import ANY_STARS, Asked, Found, find
from txng.verify.mending import meant
from txng.verify.vocab import EntryKind

pytestmark = pytest.mark.django_db
NAME = "Sùng Thị Mỷ"
TODAY = date(2026, 11, 21)


def _commune(**facts: Any) -> AdministrativeUnit:
    return factories.unit(factories.unit(name="Hà Giang"), name="Yên Minh", **facts)


def _household(**facts: Any) -> Organisation:
    told = {
        "kind": OrganisationKind.HOUSEHOLD,
        "name": f"Hộ bà {NAME}",
        "unit": _commune(),
        "website": "https://sung-thi-my.example",
        **facts,
    }
    return factories.organisation(**told)


def _certificate(of: Organisation, **facts: Any) -> Certificate:
    told = {
        "kind": CertificateKind.VIETGAP,
        "number": "VG-1",
        "issuer": "Trung tâm Chứng nhận",
        "issued_date": timezone.localdate() - timedelta(days=30),
        **facts,
    }
    return Certificate.objects.create(organisation=of, **told)


def _names(found: Found) -> list[str]:
    rows = Product.objects.in_bulk([row.subject_id for row in found.rows])
    return [rows[row.subject_id].name for row in found.rows]


@pytest.mark.parametrize("asked", ["cam sành", "cam sanh", "CAM  SÀNH", "sanh cam", "cam sanhh"])
def test_a_product_is_found_with_and_without_accents_and_mistyped(asked: str) -> None:
    factories.product(name="Cam sành")
    factories.product(name="Miến dong")
    found = find(Asked(text=asked), on=TODAY)
    assert (_names(found), found.is_only_like) == (["Cam sành"], asked == "cam sanhh")


@pytest.mark.parametrize(
    "asked",
    ["mienn dong", "mine dong", "miên dnog", "iến don", "mien dong na hpin", "mienn donng phinn"],
)
def test_words_one_slip_away_are_mended_by_words_that_stand_somewhere(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Miến dong Nà Phìn", "Mật ong", "Cam sành"):
        factories.product(name=name)
    services.learn_words()
    monkeypatch.setattr(finding, "_like", None)
    found = find(Asked(text=asked), on=TODAY)
    assert (_names(found), found.is_only_like) == (["Miến dong Nà Phìn"], True)


def test_a_figure_is_never_mended_and_a_name_that_is_gone_is_forgotten() -> None:
    product = factories.product(name="Cam sành", gtin="09506000134352")
    services.learn_words()
    assert meant("camm 09506000134353") == []
    assert meant("camm") == [["cam"]]
    Product.objects.filter(pk=product.pk).update(name="Bưởi")
    services.learn_words()
    mending.forget()
    assert meant("camm") == []


def test_what_is_spelled_as_typed_stands_first() -> None:
    for name in ("Cẩm lụa", "Cam canh", "Bánh cam"):
        factories.product(name=name)
    assert _names(find(Asked(text="cam"), on=TODAY))[0] == "Cam canh"
    assert _names(find(Asked(text="cẩm"), on=TODAY))[0] == "Cẩm lụa"


def test_filters_narrow_by_commune_group_stars_and_certificate() -> None:
    here, there = _commune(), factories.unit(factories.unit(), name="Đồng Văn")
    one, two = factories.organisation(unit=here), factories.organisation(unit=there)
    a = factories.product(one, name="A", ocop_stars=4)
    factories.product(one, name="B", group=a.group, ocop_stars=5, ocop_until=date(2020, 1, 1))
    factories.product(two, name="C", ocop_stars=3, group=a.group)
    _certificate(two)
    today = timezone.localdate()

    def found(**asked: Any) -> set[str]:
        return set(_names(find(Asked(**asked), on=today)))

    assert found(commune=here.pk) == {"A", "B"}
    assert found(group=a.group_id, commune=there.pk) == {"C"}
    assert (found(stars=ANY_STARS), found(stars=4), found(stars=5)) == ({"A", "C"}, {"A"}, set())
    assert found(certificate="vietgap") == {"C"}


def test_a_certificate_of_one_product_does_not_speak_for_another() -> None:
    maker = factories.organisation()
    certified, _other = factories.product(maker, name="A"), factories.product(maker, name="B")
    _certificate(maker, product=certified)
    gone = factories.product(name="C")
    _certificate(gone.organisation, expires_date=timezone.localdate() - timedelta(days=1))
    asked = Asked(certificate="vietgap")
    assert _names(find(asked, on=timezone.localdate())) == ["A"]


def _everything_public(maker: Organisation, product: Product) -> str:
    """Return all that anybody can be sent around a household, in both languages."""
    client, parts = Client(), []
    paths = ["/", "/tim/", "/tim/?q=sung+thi+my", "/tim/?q=my&kind=producer", "/tim/?kind=producer",
             "/tim/?kind=place", f"/san-pham/{product.pk}/", f"/don-vi/{maker.pk}/", "/ban-do/",
             "/ban-do.svg", "/sitemap.xml", "/sitemap-0.xml", "/sitemap-1.xml",
             *(f"/noi-san-xuat/{place.pk}/" for place in maker.places.all())]  # fmt: skip
    for path in paths:
        for prefix in ("", "/en"):
            answer = client.get(prefix + path)
            text = answer.content.decode()
            parts.append(text.replace("sung+thi+my", "").replace('value="sung thi my"', ""))
    return "\n".join(parts).lower()


def test_a_household_without_consent_is_named_nowhere() -> None:
    maker = _household()
    product = factories.product(maker, name="Cam sành", ocop_stars=4)
    factories.place(maker, name=f"Vườn {NAME}", latitude="22.12345", longitude="105.54321")
    lists.forget()
    shown = _everything_public(maker, product)
    assert [
        word for word in ("sùng", "mỷ", "sung-thi-my", "22.12", "105.54") if word in shown
    ] == []
    assert "hộ sản xuất tại xã yên minh" in shown
    Organisation.objects.filter(pk=maker.pk).update(may_show_name=True)
    assert "sùng thị mỷ" in _everything_public(maker, product)


def test_coordinates_and_street_addresses_stand_on_no_page() -> None:
    maker = factories.organisation(unit=_commune(), address="Số 7 ngõ Sương Mù", phone="0912345678")
    product = factories.product(maker)
    factories.place(maker, latitude="22.12345", longitude="105.54321", address="Số 7 ngõ Sương Mù",
                    kind=PlaceKind.FACTORY)  # fmt: skip
    shown = _everything_public(maker, product)
    assert [w for w in ("22.12", "22,12", "105.54", "sương mù", "0912345678") if w in shown] == []


def test_what_is_not_active_has_no_page() -> None:
    maker = factories.organisation(state=State.SUSPENDED)
    product, place = factories.product(maker), factories.place(maker)
    plot = factories.place(factories.organisation(), kind=PlaceKind.PLOT)
    for path in (
        f"/san-pham/{product.pk}/",
        f"/don-vi/{maker.pk}/",
        f"/noi-san-xuat/{place.pk}/",
        f"/noi-san-xuat/{plot.pk}/",
        f"/don-vi/{factories.agency().pk}/",
        "/san-pham/999999/",
    ):
        assert (path, Client().get(path).status_code) == (path, 404)


def test_a_product_page_says_who_certified_until_when_and_who_checked() -> None:
    product = factories.product(name="Cam sành", brand="Núi Đá")
    _certificate(
        product.organisation,
        expires_date=timezone.localdate() + timedelta(days=400),
        checked_by=factories.agency(name="Sở Nông nghiệp"),
        checked_at=factories.THEN,
    )
    shown = Client().get(f"/san-pham/{product.pk}/").content.decode()
    for words in ("VietGAP", "Trung tâm Chứng nhận", "Còn hiệu lực", "Sở Nông nghiệp", "Núi Đá"):
        assert words in shown
    assert '<meta property="og:title" content="Cam sành">' in shown


def test_a_product_page_tells_of_a_certificate_withdrawn_even_when_it_names_a_place() -> None:
    product = factories.product()
    farm = factories.place(product.organisation, name="Trang trại Suối Xanh")
    _certificate(
        product.organisation,
        place=farm,
        withdrawn_date=timezone.localdate() - timedelta(days=3),
        withdrawn_by=factories.agency(name="Chi cục Trồng trọt"),
        withdrawn_reason="Không đạt khi kiểm tra",
    )
    shown = Client().get(f"/san-pham/{product.pk}/").content.decode()
    for words in ("Bị thu hồi", "bị thu hồi từ", "Chi cục Trồng trọt", "Trang trại Suối Xanh"):
        assert words in shown, words
    assert "Chưa khai chứng nhận nào" not in shown


def _statements(path: str) -> int:
    with CaptureQueriesContext(connection) as heard:
        assert Client().get(path).status_code == 200
    return len(heard)


@pytest.mark.parametrize("query", ["", "?q=cam", "?q=camm+sanhh", "?kind=producer", "?kind=place"])
def test_a_search_costs_at_most_five_statements_however_much_is_found(query: str) -> None:
    commune = _commune()

    def more() -> None:
        maker = factories.organisation(unit=commune, name="Hợp tác xã Cam")
        factories.product(maker, name="Cam sành", group=group)
        factories.place(maker, name="Vườn cam")
        _certificate(maker)

    group = factories.group()
    more()
    services.learn_words()
    Client().get("/tim/?q=camm")  # what is offered to choose from, and words, are kept a while
    one = _statements(f"/tim/{query}")
    more()
    more()
    assert (_statements(f"/tim/{query}"), one <= 5) == (one, True)


def test_a_code_in_the_search_opens_its_page_and_a_wrong_digit_is_told() -> None:
    answer = Client().get("/tim/?q=9506000134352")
    assert answer.headers["Location"] == "/01/09506000134352"
    wrong = Client().get("/tim/?q=9506000134353").content.decode()
    assert "số kiểm tra 3 sai, đúng phải là 2" in wrong


def test_signs_with_a_meaning_to_the_database_are_only_signs() -> None:
    factories.product(name="Cam sành")
    for text in ("%", "&", "' or 1=1 --", "cam & !", ":*", "()", "\\"):
        assert Client().get("/tim/", {"q": text}).status_code == 200
    assert Client().get("/tim/", {"q": "cam\x00sanh"}).status_code == 400


def test_wrong_values_of_filters_count_as_none() -> None:
    factories.product(name="Cam sành")
    given = {"commune": "x", "group": "-1", "stars": "9", "kind": "agency", "certificate": "z"}
    assert Client().get("/tim/", given).status_code == 200


def test_the_map_has_a_cell_for_every_commune_and_they_do_not_overlap() -> None:
    province = factories.unit(name="Tỉnh thử")
    spots = [(22.0, 105.0), (22.1, 105.0), (22.0, 105.1), (22.1, 105.1), (22.05, 105.2)]
    units = [
        factories.unit(province, name=f"Xã {n}", latitude=lat, longitude=lon)
        for n, (lat, lon) in enumerate(spots)
    ]
    communes = [lists.Commune(unit, n + 1, 1) for n, unit in enumerate(units)]
    drawn = cells.drawing(communes)
    assert drawn is not None
    assert len(drawn.cells) == 5
    assert sum(c.count for c in drawn.cells) == 15
    assert len({c.path for c in drawn.cells}) == 5
    assert max(c.level for c in drawn.cells) <= cells.LEVELS


def test_the_site_map_names_what_everybody_may_find_and_no_more() -> None:
    shown, hidden = factories.product(), factories.product(is_active=False)
    document, closed = factories.document(), factories.document(is_public=False)
    text = "".join(sitemap.part(part.number) for part in sitemap.parts())
    base = settings.TXNG_PUBLIC_URL
    assert f"<loc>{base}/san-pham/{shown.pk}/</loc>" in text
    assert f"<loc>{base}/van-ban/{document.pk}/</loc>" in text
    assert f"/san-pham/{hidden.pk}/" not in text
    assert f"/van-ban/{closed.pk}/" not in text
    robots = Client().get("/robots.txt").content.decode()
    assert "Disallow: /quan-ly/" in robots
    assert f"Sitemap: {base}/sitemap.xml" in robots


def test_portal_pages_weigh_at_most_fifty_thousand_bytes_without_pictures() -> None:
    province, group = factories.unit(name="Hà Giang"), factories.group()
    for n in range(150):
        spot = {"latitude": 22 + n // 12 / 20, "longitude": 105 + n % 12 / 20}
        commune = factories.unit(province, name=f"Thượng Phùng {n}", **spot)
        maker = factories.organisation(unit=commune, name=f"Hợp tác xã tên khá dài số {n}")
        factories.product(maker, name="Cam sành vườn đồi, túi hai cân", group=group, ocop_stars=4)
        _certificate(maker)
    for n in range(5):
        News.objects.create(title=f"Tin {n} " * 20, body="x", published_at=factories.THEN,
                            created_at=factories.THEN, changed_at=factories.THEN)  # fmt: skip
    lists.forget()
    sheets = [finders.find(name) for name in ("ui/portal.css", "verify/portal.css")]
    css = sum(len(open(str(sheet), "rb").read()) for sheet in sheets)  # noqa: SIM115, PTH123
    for path in ("/", "/tim/", "/tim/?kind=producer", "/ban-do/", "/van-ban/", "/quet/"):
        page = Client().get(path).content
        assert (path, len(page) + css <= 50_000) == (path, True)
        assert b"<style" not in page


def test_one_kind_with_hits_is_shown_when_the_asked_one_has_none() -> None:
    maker = factories.organisation(name="Hợp tác xã Lũng Cú")
    found = find(Asked(text="lung cu"), on=TODAY)
    assert (found.kind, found.counts) == (EntryKind.PRODUCER, {EntryKind.PRODUCER: 1})
    assert found.rows.get().subject_id == maker.pk
