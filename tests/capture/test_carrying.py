"""What is sent away or packed is something: more than nothing of each lot."""

from decimal import Decimal

import pytest

from tests import factories
from tests.capture.test_shipments import case, pack, ship
from txng.capture.models import Event, Shipment
from txng.capture.services import Carried
from txng.capture.services.shipments import NothingCarried

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("quantity", [0, -1])
def test_nothing_of_a_lot_is_neither_sent_nor_packed(quantity: int) -> None:
    lot = factories.lot(quantity=Decimal(100))
    with pytest.raises(NothingCarried):
        ship(lot, factories.organisation(), quantity)
    with pytest.raises(NothingCarried):
        pack(case(lot.product.organisation), lot.place, Carried(lot, Decimal(quantity)))
    assert (Shipment.objects.count(), Event.objects.count()) == (0, 0)
