"""Products, certificates and lots come in from Excel by their own rules, and go out again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories, people
from tests.core.books import rows_of
from tests.sending import confirm, counts, send
from txng.catalogue import services
from txng.catalogue.facts import ProductFacts
from txng.catalogue.models import Certificate, Product
from txng.catalogue.vocab import Unit
from txng.gs1.keys import Gtin
from txng.identify.models import Lot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private(settings: Any, tmp_path: Any) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path


PRODUCTS = ["Tên sản phẩm", "Nhóm sản phẩm", "Đơn vị tính", "Mã vạch", "Tiêu chuẩn"]
ADDRESS = "/doanh-nghiep/nhap/san-pham/"


def test_products_come_in_with_the_usual_chain_of_their_group() -> None:
    organisation = factories.organisation()
    chain = factories.template()
    factories.group(name="Trái cây", chain=chain.code)
    client = factories.signed_in(factories.person(organisation))
    rows = [PRODUCTS, ["Cam sành", "trai cay", "KG", "", "TCVN 1; TCVN 2"],
            ["Quýt", "Trái cây", "kg", 9506000134352, ""],
            ["Bưởi", "Trái cây", "kg", 9506000134353, ""],
            ["Chanh", "Trái cây", "kg", "8930000000019", ""]]  # fmt: skip
    page = send(client, ADDRESS, rows)
    work = page.context["work"]
    assert counts(work) == {"new": 2, "wrong": 2}
    assert [e["address"] for e in work.summary["errors"]] == ["D4", "D5"]
    assert "chưa khai giấy chứng nhận quyền sử dụng" in work.summary["errors"][1]["sentence"]
    confirm(client, page)
    orange = Product.objects.get(name="Cam sành")
    assert (orange.template, orange.standards) == (chain, ["TCVN 1", "TCVN 2"])
    assert counts(send(client, ADDRESS, rows[:3]).context["work"]) == {"same": 2}
    taken = rows_of(client.get("/doanh-nghiep/tai/san-pham/").content)
    assert counts(send(client, ADDRESS, taken).context["work"]) == {"same": 2}


def test_certificates_come_in_once_and_are_never_changed_by_a_file() -> None:
    organisation = factories.organisation()
    product = factories.product(organisation, name="Cam sành")
    client = factories.signed_in(factories.person(organisation))
    heads = ["Loại", "Số hiệu", "Nơi cấp", "Ngày cấp", "Ngày hết hạn", "Sản phẩm"]
    rows: list[Any] = [
        heads, ["vietgap", "VG-1", "TT A", "05/01/2026", date(2028, 1, 5), "cam sanh"],
            ["OCOP", "QĐ 1", "UBND", "05/01/2026", "", "Cam sành"]]  # fmt: skip
    page = send(client, "/doanh-nghiep/nhap/chung-nhan/", rows)
    assert counts(page.context["work"]) == {"new": 1, "wrong": 1}
    confirm(client, page)
    assert Certificate.objects.get().product == product
    rows[1][2] = "TT B"
    again = send(client, "/doanh-nghiep/nhap/chung-nhan/", rows[:2]).context["work"]
    assert (counts(again), again.summary["errors"][0]["address"]) == ({"wrong": 1}, "B2")


def test_lots_come_in_for_products_named_by_code_or_name() -> None:
    organisation = factories.organisation()
    product = factories.product(organisation, name="Cam sành", gtin="09506000134352",
                                identifier="https://id.gs1.org/01/09506000134352")  # fmt: skip
    factories.place(organisation, name="Vườn A")
    client = factories.signed_in(factories.person(organisation))
    heads = ["Sản phẩm", "Mã lô", "Nơi sản xuất", "NSX", "HSD", "Sản lượng"]
    rows = [heads, [9506000134352, "L1", "vuon a", "05/01/2026", "", "1.200"],
            ["Cam sành", "L2", "Vườn A", "05/01/2026", "01/01/2026", ""],
            ["Cam khác", "L3", "Vườn A", "", "", ""]]  # fmt: skip
    page = send(client, "/doanh-nghiep/nhap/lo/", rows)
    work = page.context["work"]
    assert [e["address"] for e in work.summary["errors"]] == ["E3", "A4"]
    confirm(client, page)
    lot = Lot.objects.get()
    assert (lot.product, lot.code, str(lot.quantity)) == (product, "L1", "1200.000")
    assert counts(send(client, "/doanh-nghiep/nhap/lo/", rows[:2]).context["work"]) == {"same": 1}


def _rows(kind: str, count: int) -> list[list[Any]]:
    """Return rows of a register that are all new."""
    heads = {
        "san-pham": ["Tên sản phẩm", "Nhóm sản phẩm", "Đơn vị tính"],
        "chung-nhan": ["Loại", "Số hiệu", "Nơi cấp", "Ngày cấp", "Sản phẩm"],
        "lo": ["Sản phẩm", "Mã lô", "Nơi sản xuất"],
    }[kind]
    new: Callable[[int], list[Any]] = {
        "san-pham": lambda n: [f"Quýt {count} {n}", "Trái cây", "kg"],
        "chung-nhan": lambda n: ["VietGAP", f"{count}-{n}", "TT A", "05/01/2026", "Cam sành"],
        "lo": lambda n: ["Cam sành", f"L{count}-{n}", "Vườn A"],
    }[kind]
    return [heads, *(new(number) for number in range(count))]


@pytest.mark.parametrize("kind", ["san-pham", "chung-nhan", "lo"])
def test_many_rows_cost_as_many_statements_as_few(kind: str) -> None:
    organisation = factories.organisation()
    chain = factories.template()
    factories.group(name="Trái cây", chain=chain.code)
    factories.product(organisation, name="Cam sành", template=chain)
    factories.place(organisation, name="Vườn A")
    client = factories.signed_in(factories.person(organisation))
    taken = []
    for count in (2, 40):
        page = send(client, f"/doanh-nghiep/nhap/{kind}/", _rows(kind, count))
        assert counts(page.context["work"]) == {"new": count}
        with CaptureQueriesContext(connection) as caught:
            assert counts(confirm(client, page)) == {"new": count}
        taken.append(len(caught))
    assert taken[0] == taken[1]


def test_of_two_rows_that_ask_for_one_number_the_second_is_refused() -> None:
    organisation = factories.organisation()
    template = factories.template()
    facts = ProductFacts(name="Cam", group=factories.group(), template=template, unit=Unit.KILOGRAM,
                         gtin=Gtin.parse("9506000134352"))  # fmt: skip
    actor = factories.actor(organisation)
    first, second = services.add_products(
        organisation=organisation, facts=[facts, facts], actor=actor, now=factories.THEN
    )
    assert Product.objects.get() == first
    assert isinstance(second, services.product.ProductAlreadyRegistered)


@pytest.mark.parametrize("kind", ["san-pham", "chung-nhan", "lo"])
def test_registers_go_in_and_out_for_whom_they_are(kind: str) -> None:
    around = people.around(factories.organisation())
    inside = around.statuses(f"/doanh-nghiep/nhap/{kind}/")
    assert [inside[n] for n in ("owner", "colleague", "officer", "nobody")] == [200, 403, 403, 302]
    outside = around.statuses(f"/quan-ly/tai/{kind}/")
    assert [outside[n] for n in ("owner", "officer", "nobody")] in (
        [403, 200, 302],
        [200, 200, 302],
    )
    assert around.statuses(f"/quan-ly/nhap/{kind}/")["officer"] == 403


@pytest.mark.parametrize("kind", ["san-pham", "chung-nhan", "lo"])
def test_what_goes_out_is_ones_own_only(kind: str) -> None:
    product = factories.product(name="Cam của người khác")
    factories.lot(product)
    Certificate.objects.create(organisation=product.organisation, product=product, kind="vietgap",
                               number="1", issuer="A", issued_date=date(2026, 1, 5))  # fmt: skip
    client = factories.signed_in(factories.person(factories.organisation()))
    assert len(rows_of(client.get(f"/doanh-nghiep/tai/{kind}/").content)) == 1
    own = factories.signed_in(factories.person(product.organisation))
    assert len(rows_of(own.get(f"/doanh-nghiep/tai/{kind}/").content)) == 2
