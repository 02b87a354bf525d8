"""Rows for the tests of stamps: a lot that has its minimum data, a printed batch."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from tests import factories
from txng.capture.models import CaptureContext, Event, Step
from txng.capture.vocab import Action, BodyFormat, EventType
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


def stage(lot: Lot, **facts: Any) -> Step:
    """Record a step of a lot at its place."""
    row = next(_number)
    organisation = lot.product.organisation
    context, _made = CaptureContext.objects.get_or_create(digest=b"x" * 32, content=b"{}")
    Event.objects.create(
        id=row,
        event_id=f"ni:///test;{row}",
        event_hash=row.to_bytes(32, "big"),
        event_time=NOW,
        record_time=NOW,
        type=EventType.OBJECT,
        action=Action.ADD,
        read_point=facts.pop("read_point", lot.place.key),
        organisation=organisation,
        context=context,
        body_format=BodyFormat.JSON,
        body=b"",
        **facts,
    )
    return Step.objects.create(
        lot=lot,
        template=lot.product.template,
        code="harvest",
        event_row=row,
        values={},
        happened_at=NOW,
        recorded_at=NOW,
        recorded_by=factories.person(),
        organisation=organisation,
    )


def actor_of(lot: Lot) -> Actor:
    """Return a new owner of the lot's organisation."""
    return factories.actor(lot.product.organisation)


def printed_batch(lot: Lot, actor: Actor, size: int = 100) -> Batch:
    """Order stamps for a lot and mark them all as printed."""
    batch = services.order_batch(product=lot.product, lot=lot, size=size, actor=actor, now=NOW)
    services.print_batch(batch=batch, positions=(0, size), grid="4x10", actor=actor, now=NOW)
    batch.refresh_from_db()
    return batch
