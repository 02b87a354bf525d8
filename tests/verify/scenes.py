"""Stamps in every state, on lots in every state, for the tests of the public page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client

from tests import factories
from tests.stamps import rows
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.models import Organisation
from txng.stamps import queries as stamps
from txng.stamps import services
from txng.stamps.models import Batch

PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile"


def shopper(**headers: str) -> Client:
    """Return the browser of somebody in a shop."""
    return Client(**{"HTTP_USER_AGENT": PHONE, **headers})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Scene:
    """A lot in trade with a batch: 0–9 active, 10 consumed, 11 void, 12 printed, 13 not printed."""

    lot: Lot
    batch: Batch

    def path(self, position: int) -> str:
        """Return the path on a stamp."""
        return f"/01/{self.lot.product.gtin}/21/{self.code(position)}"

    def code(self, position: int) -> str:
        """Return the code of a stamp."""
        return stamps.code_at(self.batch, position)

    @property
    def lot_path(self) -> str:
        """Return the path of the lot's own code."""
        return f"/01/{self.lot.product.gtin}/10/{self.lot.code}"

    def recall(self, reason: str = "Dư lượng thuốc vượt mức") -> None:
        """Recall the lot."""
        self.lot.state, self.lot.recalled_at = LotState.RECALLED, rows.NOW
        self.lot.recall_reason = reason
        self.lot.save()


def scene(of: Organisation | None = None, **facts: Any) -> Scene:
    """Make a lot in trade, and its batch of stamps in all states."""
    lot = rows.ready_lot(rows.gtin_product(of), state=LotState.IN_TRADE, **facts)
    actor = rows.actor_of(lot)
    batch = services.order_batch(product=lot.product, size=14, actor=actor, now=rows.NOW)
    services.mark_printed(batch=batch, positions=(0, 13), grid="4x10", actor=actor, now=rows.NOW)
    doing: dict[str, Any] = {"batch": batch, "actor": actor, "now": rows.NOW}
    services.activate_range(positions=(0, 12), lot=lot, **doing)
    services.consume_range(positions=(10, 11), **doing)
    services.void_range(positions=(11, 12), reason="Rách khi dán", **doing)
    batch.refresh_from_db()
    return Scene(lot, batch)


def expired() -> Scene:
    """Make a scene whose lot's last day was yesterday, by the real clock."""
    made = scene()
    made.lot.expires_date = date.today() - timedelta(days=2)  # noqa: DTZ011  any day well past
    made.lot.produced_date = made.lot.expires_date
    made.lot.save()
    return made


def commune(**facts: Any) -> Any:
    """Make a commune with a centre, in a province of its own."""
    province = factories.unit(name="Thử Nghiệm")
    return factories.unit(province, latitude="22.12345", longitude="105.98765", **facts)
