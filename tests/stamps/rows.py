"""Rows for the tests of stamps: a lot that has its minimum data, a printed batch."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from tests import factories
from tests.capture.documents import document, event
from txng.capture.services import capture_document
from txng.catalogue.models import Product, ProductImage
from txng.gs1.check_digits import check_digit
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.stamps import services
from txng.stamps.models import Batch

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
_number = count(7_000_001)


def new_gtin() -> str:
    """Return a GTIN-14 that no other test row has."""
    digits = f"095060{next(_number)}"
    return digits + check_digit(digits)


def gtin_product(of: Organisation | None = None, **facts: Any) -> Product:
    """Make a product with a GTIN of its own, an image and a standard."""
    facts.setdefault("gtin", new_gtin())
    facts.setdefault("identifier", f"https://id.gs1.org/01/{facts['gtin']}")
    facts.setdefault("standards", ["TCVN 1873:2014"])
    product = factories.product(of, **facts)
    ProductImage.objects.create(product=product, file="products/x.webp", width=10, height=10)
    return product


def ready_lot(of: Product | None = None, **facts: Any) -> Lot:
    """Make a lot that lacks nothing of its minimum data."""
    facts.setdefault("produced_date", date(2026, 11, 1))
    facts.setdefault("expires_date", date(2027, 11, 1))
    lot = factories.lot(of or gtin_product(), **facts)
    stage(lot)
    return lot


def stage(lot: Lot, **facts: Any) -> None:
    """Let the lot's organisation capture an event about it at its place."""
    facts.setdefault("readPoint", {"id": lot.place.identifier})
    amount = {"epcClass": lot.identifier, "quantity": 10, "uom": "KGM"}
    made = event(quantityList=[amount], bizStep="packing", disposition="in_progress", **facts)
    organisation = lot.product.organisation
    capture_document(body=document(made), actor=factories.actor(organisation), now=NOW)


def actor_of(lot: Lot) -> Actor:
    """Return a new owner of the lot's organisation."""
    return factories.actor(lot.product.organisation)


def printed_batch(lot: Lot, actor: Actor, size: int = 100) -> Batch:
    """Order stamps for a lot and mark them all as printed."""
    batch = services.order_batch(product=lot.product, lot=lot, size=size, actor=actor, now=NOW)
    services.mark_printed(batch=batch, positions=(0, size), grid="4x10", actor=actor, now=NOW)
    batch.refresh_from_db()
    return batch
