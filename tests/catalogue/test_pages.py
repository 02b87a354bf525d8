"""Each page of the room answers the owner, the colleague, strangers and agencies as it should."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories, people
from tests.catalogue.photos import photo
from txng.catalogue import services
from txng.catalogue.models import Certificate, ChainTemplate, Product, ProductGroup, ProductImage
from txng.core import audit
from txng.core.clock import now

pytestmark = pytest.mark.django_db
MEMBERS = {"owner": 200, "colleague": 200, "stranger": 200, "officer": 403, "other_agency": 403,
           "nobody": 302}  # fmt: skip
MANAGERS = {**MEMBERS, "colleague": 403}
OFFICERS = {"owner": 403, "colleague": 403, "stranger": 403, "officer": 200, "other_agency": 200,
            "nobody": 302}  # fmt: skip


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _image(product: Product) -> ProductImage:
    return services.add_image(
        product=product,
        data=photo(),
        caption="",
        actor=factories.actor(product.organisation),
        now=now(),
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/doanh-nghiep/san-pham/", MEMBERS),
        ("/doanh-nghiep/san-pham/them/", MANAGERS),
        ("/doanh-nghiep/san-pham/chung-nhan-sap-het/", MEMBERS),
        ("/doanh-nghiep/san-pham/{}/", {**MEMBERS, "stranger": 404}),
        ("/doanh-nghiep/san-pham/{}/sua/", {**MANAGERS, "stranger": 404}),
        ("/doanh-nghiep/san-pham/{}/anh/them/", {**MANAGERS, "stranger": 404}),
        ("/doanh-nghiep/san-pham/{}/chung-nhan/them/", {**MANAGERS, "stranger": 404}),
        ("/doanh-nghiep/chung-nhan/", MEMBERS),
        ("/doanh-nghiep/chung-nhan/them/", MANAGERS),
        ("/quan-ly/chung-nhan/", OFFICERS),
        ("/quan-ly/san-pham/{}/ocop/", {**OFFICERS, "other_agency": 404}),
        ("/quan-ly/san-pham/", OFFICERS),
        ("/quan-ly/san-pham/{}/", {**OFFICERS, "other_agency": 404}),
    ],
)
def test_a_page_opens_for_whom_it_is(address: str, expected: dict[str, int]) -> None:
    product = factories.product()
    _image(product)
    found = people.around(product.organisation).statuses(address.format(product.pk))
    assert found == expected


def test_a_photo_is_public_and_is_removed_only_by_its_owner() -> None:
    image = _image(factories.product())
    around = people.around(image.product.organisation)
    shown = around.nobody.get(f"/anh-san-pham/{image.pk}.webp")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    address = f"/doanh-nghiep/san-pham/anh/{image.pk}/bo/"
    order = ("colleague", "stranger", "officer", "nobody", "owner")
    assert [getattr(around, n).post(address).status_code for n in order] == [
        403, 404, 403, 302, 302,
    ]  # fmt: skip
    assert not ProductImage.objects.exists()
    assert around.nobody.get(f"/anh-san-pham/{image.pk}.webp").status_code == 404


def test_a_certificate_is_checked_by_the_agency_of_the_area_only() -> None:
    product = factories.product()
    certificate = Certificate.objects.create(
        organisation=product.organisation, product=product, kind="vietgap", number="1",
        issuer="x", issued_date=date(2026, 1, 1),
    )  # fmt: skip
    around = people.around(product.organisation)
    address = f"/quan-ly/chung-nhan/{certificate.pk}/kiem-tra/"
    order = ("owner", "other_agency", "nobody", "officer")
    assert [getattr(around, n).post(address).status_code for n in order] == [403, 404, 302, 302]
    certificate.refresh_from_db()
    assert certificate.checked_by is not None
    assert (
        around.stranger.post(f"/doanh-nghiep/chung-nhan/{certificate.pk}/thoi/").status_code == 404
    )


def test_an_agency_of_one_sector_sees_only_products_of_it() -> None:
    herbs = factories.product(name="Ba kích", group=factories.group(sector="health"))
    factories.product(name="Cam")
    officer = factories.officer(factories.agency(sector="health"))
    assert officer.user is not None
    page = factories.signed_in(officer.user).get("/quan-ly/san-pham/")
    assert [p.name for p in page.context["page"]] == [herbs.name]


def test_a_product_tells_its_history_in_words() -> None:
    owner = factories.actor()
    assert owner.user is not None
    product = factories.product(owner.organisation)
    audit.record("catalogue.add_product", actor=owner, subject=product, at=factories.THEN)
    page = factories.signed_in(owner.user).get(f"/doanh-nghiep/san-pham/{product.pk}/")
    shown = page.content.decode()
    assert ("catalogue.add_product" in shown, "thêm sản phẩm" in shown) == (False, True)


def test_a_search_that_finds_nothing_is_not_an_empty_list() -> None:
    owner = factories.actor()
    assert owner.user is not None
    client = factories.signed_in(owner.user)
    for room, noun in (("san-pham", "sản phẩm"), ("lo", "lô"), ("dia-diem", "địa điểm")):
        none, matching = f"Chưa có {noun} nào", f"Không có {noun} nào khớp"
        for query, expected in (("", (True, False)), ("?q=zzzz", (False, True))):
            shown = client.get(f"/doanh-nghiep/{room}/{query}").content.decode()
            assert (none in shown, matching in shown) == expected


def _statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_lists_of_one_and_of_three_products_cost_the_same() -> None:
    organisation = factories.organisation()
    officer = factories.officer()
    assert officer.user is not None
    owner, office = (
        factories.signed_in(factories.person(organisation)),
        factories.signed_in(officer.user),
    )
    _image(factories.product(organisation))
    asked = [(owner, "/doanh-nghiep/san-pham/"), (office, "/quan-ly/san-pham/")]
    for client, address in asked:
        client.get(address)
    one = [_statements(*pair) for pair in asked]
    for _ in range(2):
        _image(factories.product(organisation))
    assert [_statements(*pair) for pair in asked] == one


@pytest.mark.parametrize("asked", ["cam sanh", "Cam SÀNH", "8938501234018"])
def test_products_are_found_with_and_without_accents(asked: str) -> None:
    organisation = factories.organisation()
    found = factories.product(organisation, name="Cam sành Bình An", gtin="08938501234018")
    factories.product(organisation, name="Quýt")
    client = factories.signed_in(factories.person(organisation))
    page = client.get("/doanh-nghiep/san-pham/", {"q": asked})
    assert [p.pk for p in page.context["page"]] == [found.pk]


def test_a_product_goes_from_form_to_page_with_photo() -> None:
    services.load_templates(today=date(2026, 1, 1))
    organisation = factories.organisation()
    client = factories.signed_in(factories.person(organisation))
    template = ChainTemplate.objects.get(code="fresh-produce")
    group = ProductGroup.objects.get(code="fruit")
    told = {"name": "Cam sành", "group": group.pk, "template": template.pk, "unit": "KGM",
            "standards": "TCVN 12827:2023\n\nTCVN 11892-1:2017"}  # fmt: skip
    answer = client.post("/doanh-nghiep/san-pham/them/", told, follow=True)
    product = Product.objects.get()
    assert answer.redirect_chain == [(f"/doanh-nghiep/san-pham/{product.pk}/", 302)]
    assert product.standards == ["TCVN 12827:2023", "TCVN 11892-1:2017"]
    refused = client.post("/doanh-nghiep/san-pham/them/", {**told, "gtin": "8938501234018"})
    assert "giấy chứng nhận" in refused.content.decode()
    broken = {"file": SimpleUploadedFile("a.jpg", b"no photo")}
    sent = client.post(f"/doanh-nghiep/san-pham/{product.pk}/anh/them/", broken)
    assert "Không đọc được ảnh" in sent.content.decode()
    good = {"file": SimpleUploadedFile("a.jpg", photo()), "caption": "Vườn"}
    assert client.post(f"/doanh-nghiep/san-pham/{product.pk}/anh/them/", good).status_code == 302
    assert ProductImage.objects.get().caption == "Vườn"
    edited = client.post(
        f"/doanh-nghiep/san-pham/{product.pk}/sua/", {**told, "name": "Cam", "is_active": "on"}
    )
    assert edited.status_code == 302
    product.refresh_from_db()
    assert product.name == "Cam"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/doanh-nghiep/san-pham/them/", ["Rau, củ, quả tươi", "Trái cây"]),
        ("/en/doanh-nghiep/san-pham/them/", ["Fresh vegetables and fruit", "Fruit"]),
    ],
)
def test_chains_and_groups_are_offered_by_name_in_the_readers_language(
    address: str, words: list[str]
) -> None:
    services.load_templates(today=date(2026, 1, 1))
    client = factories.signed_in(factories.person(factories.organisation()))
    text = client.get(address).content.decode()
    assert [word for word in words if f">{word}</option>" not in text] == []
