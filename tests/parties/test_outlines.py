"""Outlines of places: read as people paste them, refused in words, seen by those with the right."""

import json
from typing import Any

import pytest

from tests import factories, people
from tests.sending import confirm, send
from txng.core import audit
from txng.parties import outlines
from txng.parties.models import Place
from txng.parties.vocab import OrganisationKind, PlaceKind

SQUARE = [(105.0, 21.0), (105.001, 21.0), (105.001, 21.001), (105.0, 21.001)]
LINES = "\n".join(f"{y} {x}" for x, y in SQUARE)
GEOJSON = json.dumps({"type": "Feature", "properties": {}, "geometry": {
    "type": "Polygon", "coordinates": [[*SQUARE, SQUARE[0]]]}})  # fmt: skip
KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><Polygon><outerBoundaryIs><LinearRing>'
    f"<coordinates>{' '.join(f'{x},{y},0' for x, y in SQUARE)}</coordinates>"
    "</LinearRing></outerBoundaryIs></Polygon></Placemark></kml>"
)


@pytest.mark.parametrize(
    "text",
    [LINES, GEOJSON, KML, LINES.replace(" ", ", "), LINES.replace("\n", ";"),
     "\n".join(f"{x} {y}" for x, y in SQUARE), LINES.replace(".", ",")],
)  # fmt: skip
def test_an_outline_is_read_however_it_is_written(text: str) -> None:
    found = outlines.outline_of(text)
    assert found is not None
    assert outlines.ring_of(found) == [*SQUARE, SQUARE[0]]
    assert outlines.outline_of(outlines.text_of(found)) == found


def test_a_square_of_a_thousandth_of_a_degree_has_its_area() -> None:
    # 111.195 m north by 111.195 m times the cosine of 21° east.
    assert outlines.area_of([*SQUARE, SQUARE[0]]) == pytest.approx(111.195**2 * 0.93358, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("vườn nhà tôi", outlines.OutlineWrong),
        ("{not json", outlines.OutlineWrong),
        ("<kml><x/></kml>", outlines.OutlineWrong),
        ('{"type":"Point","coordinates":[105,21]}', outlines.OutlineWrong),
        ("48.8 2.3\n48.9 2.4\n48.8 2.5", outlines.OutlineOutside),
        ("21 105\n21.001 105.001", outlines.OutlineTooSmall),
        ("21 105\n21.001 105.001\n21.002 105.002", outlines.OutlineTooSmall),
        ("21 105\n21.002 105.002\n21.002 105\n21 105.001", outlines.OutlineCrosses),
        ("\n".join(f"{21 + i * 0.0001} {105 + (i * i) * 1e-7}" for i in range(502)),
         outlines.OutlineTooLong),
    ],
)  # fmt: skip
def test_what_is_no_outline_is_refused(text: str, refusal: type[outlines.OutlineWrong]) -> None:
    with pytest.raises(refusal):
        outlines.outline_of(text)


def test_overlap_is_seen_by_edges_and_by_one_inside_the_other() -> None:
    def moved(by: float, scale: float = 1) -> list[outlines.Point]:
        ring = [*SQUARE, SQUARE[0]]
        return [(105 + (x - 105) * scale + by, 21 + (y - 21) * scale + by) for x, y in ring]

    one = moved(0)
    pairs = [moved(0.0005), moved(0.0002, 0.5), moved(0.002)]
    assert [outlines.overlap(one, other) for other in pairs] == [True, True, False]


FARM = {"name": "Trang trại A", "kind": "farm", "address": "Thôn 1"}


@pytest.mark.django_db
def test_a_place_keeps_its_outline_and_shows_it_only_to_those_with_the_right() -> None:
    around = people.around(factories.organisation())
    told = {**FARM, "outline": LINES, "area_m2": "5.000"}
    assert around.owner.post("/doanh-nghiep/dia-diem/them/", told).status_code == 302
    place = Place.objects.get()
    inside = f"/doanh-nghiep/dia-diem/{place.pk}/"
    assert around.statuses(inside) == {"owner": 200, "colleague": 200, "stranger": 404,
                                       "officer": 403, "other_agency": 403,
                                       "nobody": 302}  # fmt: skip
    outside = around.statuses(f"/quan-ly/dia-diem/{place.pk}/")
    assert outside == {"owner": 403, "colleague": 403, "stranger": 403, "officer": 200,
                       "other_agency": 404, "nobody": 302}  # fmt: skip
    page = around.officer.get(f"/quan-ly/dia-diem/{place.pk}/").content.decode()
    assert "<polygon" in page
    assert "lệch hơn một phần năm" in page


@pytest.mark.django_db
def test_a_plot_stands_in_a_farm_of_the_same_organisation_only() -> None:
    own = factories.organisation()
    farm, other = factories.place(own), factories.place()
    shop = factories.place(own, kind=PlaceKind.SHOP)
    client = factories.signed_in(factories.person(own))
    plot = {**FARM, "name": "Lô 1", "kind": "plot"}
    answers = {}
    for name, parent in (("other", other), ("shop", shop), ("farm", farm)):
        page = client.post("/doanh-nghiep/dia-diem/them/", {**plot, "parent": parent.pk})
        answers[name] = page.status_code
    assert answers == {"other": 200, "shop": 200, "farm": 302}
    assert Place.objects.get(name="Lô 1").parent == farm
    assert (
        client.post("/doanh-nghiep/dia-diem/them/", {**FARM, "parent": farm.pk}).status_code == 200
    )


@pytest.mark.django_db
def test_a_wrong_outline_is_told_beside_its_box_and_a_file_counts_first() -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    wrong = client.post("/doanh-nghiep/dia-diem/them/", {**FARM, "outline": "21 105\n21 106"})
    assert "ít nhất ba góc" in wrong.content.decode()


@pytest.mark.django_db
def test_area_codes_have_the_form_of_the_settings(settings: Any) -> None:
    settings.TXNG_AREA_CODE_PATTERN = r"VN-[A-Z]{2}-\d{4}"
    client = factories.signed_in(factories.person(factories.organisation()))
    told = {**FARM, "growing_area_code": "abc"}
    assert client.post("/doanh-nghiep/dia-diem/them/", told).status_code == 200
    told["growing_area_code"] = "vn-tn-0015"
    assert client.post("/doanh-nghiep/dia-diem/them/", told).status_code == 302
    assert Place.objects.get().growing_area_code == "VN-TN-0015"


@pytest.mark.django_db
def test_a_file_never_takes_an_outline_away(settings: Any, tmp_path: Any) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path
    own = factories.organisation()
    place = factories.place(own, name="Vườn A", outline=outlines.outline_of(LINES))
    client = factories.signed_in(factories.person(own))
    rows = [["Tên địa điểm", "Loại địa điểm", "Địa chỉ"], ["Vườn A", "Kho", "Thôn 9"]]
    confirm(client, send(client, "/doanh-nghiep/nhap/dia-diem/", rows))
    place.refresh_from_db()
    assert (place.address, place.outline is None) == ("Thôn 9", False)


@pytest.mark.django_db
def test_a_change_is_kept_from_what_to_what_but_not_where_a_household_lives() -> None:
    details = {}
    for kind in (OrganisationKind.COOPERATIVE, OrganisationKind.HOUSEHOLD):
        own = factories.organisation(kind=kind)
        place = factories.place(own, name="Vườn A")
        client = factories.signed_in(factories.person(own))
        told = {**FARM, "name": "Vườn B", "address": "Thôn 7", "is_active": "on"}
        client.post(f"/doanh-nghiep/dia-diem/{place.pk}/sua/", told)
        [entry] = audit.history(place)
        details[kind] = entry.details
        page = client.get(f"/doanh-nghiep/dia-diem/{place.pk}/").content.decode()
        assert "<del>Vườn A</del> → <ins>Vườn B</ins>" in page
    assert details[OrganisationKind.COOPERATIVE]["address"] == ["Thôn Nà Pài", "Thôn 7"]
    assert details[OrganisationKind.HOUSEHOLD]["address"] == ["•••", "•••"]
