"""Papers give exactly what the records prove, and their symbols open the right pages."""

from datetime import timedelta
from decimal import Decimal

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings

from tests import factories, people
from txng.capture import services
from txng.capture.models import Shipment
from txng.capture.services import Carried
from txng.capture.shipment_events import Delivery, Party
from txng.core import clock
from txng.identify.models import Lot
from txng.parties.vocab import MemberRole
from txng.trace import notes

pytestmark = pytest.mark.django_db
NOW = clock.now()


@pytest.fixture
def lot() -> Lot:
    return factories.lot(quantity=Decimal(100))


@pytest.fixture
def shipment(lot: Lot) -> Shipment:
    own = lot.product.organisation
    delivery = Delivery(
        sender=Party(organisation=own),
        receiver=Party(organisation=factories.organisation(name="Công ty Rau Sạch")),
        place=lot.place,
        at=NOW - timedelta(hours=1),
        document="PG-01",
    )
    actor = factories.actor(own, MemberRole.RECORDER)
    carried = [Carried(lot, Decimal("12.5"))]
    return services.ship(delivery=delivery, carried=carried, actor=actor, now=NOW)


def read(body: bytes) -> tuple[str, set[str]]:
    """Return the words of a PDF and what its symbols say."""
    document = pypdfium2.PdfDocument(body)
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    symbols = {
        found.text
        for page in document
        for found in zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    }
    return words, symbols


def test_a_delivery_note_says_what_was_stated_and_its_symbols_open(
    lot: Lot, shipment: Shipment
) -> None:
    words, symbols = read(notes.delivery_note(shipment, now=NOW))
    for text in ("PHIẾU GIAO HÀNG", "PG-01", "Công ty Rau Sạch", lot.product.name, lot.code,
                 "12,5", "Bên nhận chưa xác nhận."):  # fmt: skip
        assert text in words
    assert symbols == {
        f"{settings.TXNG_PUBLIC_URL}/doanh-nghiep/giao-nhan/{shipment.pk}/",
        notes.lot_address(lot),
    }


def test_an_origin_statement_says_how_complete_it_is(lot: Lot) -> None:
    actor = factories.actor(lot.product.organisation, MemberRole.RECORDER)
    services.record_step(lot=lot, step_code="harvest", values={"quantity": 100},
                         happened_at=NOW - timedelta(days=9), place=lot.place, actor=actor,
                         now=NOW)  # fmt: skip
    words, symbols = read(notes.origin_statement(lot, actor=actor, now=NOW))
    for text in ("BẢNG KÊ NGUỒN GỐC LÔ HÀNG", "Thu hoạch", "ghi muộn", "Còn thiếu"):
        assert text in words
    assert "Một bước về trước: chưa ghi lô này lấy hàng của ai." in words
    assert symbols == {notes.lot_address(lot)}


def test_papers_are_for_the_two_sides(lot: Lot, shipment: Shipment) -> None:
    around = people.around(lot.product.organisation)
    seen = around.statuses(f"/doanh-nghiep/giao-nhan/{shipment.pk}/phieu.pdf")
    assert (seen["owner"], seen["colleague"], seen["stranger"], seen["nobody"]) == (
        200, 200, 404, 302,
    )  # fmt: skip
    seen = around.statuses(f"/doanh-nghiep/lo/{lot.pk}/nguon-goc.pdf")
    assert (seen["owner"], seen["stranger"], seen["nobody"], seen["other_agency"]) == (
        200, 404, 302, 404,
    )  # fmt: skip
