"""Stamps of the demonstration, in every state that a stamp can be in, made by the room's own acts.

Their codes differ from one installation to the next, for each draws its own key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from config.demonstration import accounts
from config.demonstration.cast import Firm
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from config.demonstration.words import Kind
from txng.core import audit
from txng.identify.models import Lot
from txng.identify.services import LotFacts, create_lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.vocab import MemberRole, PlaceKind
from txng.stamps.models import Batch, PrintJob
from txng.stamps.queries import code_at
from txng.stamps.services import (
    activate_range,
    consume_range,
    mark_printed,
    order_batch,
    void_range,
)
from txng.stamps.vocab import PrintState
from txng.trace.queries import missing_minimum_data

_GRID = "3x8"
_MOST = 400
_LOTS = 24
SHOWN = 50
"""Position of the stamp whose address `txng run` gives to scan."""


@dataclass(frozen=True)
class Fate:
    """What becomes of an order, in shares of its size: each part of what was printed."""

    printed: float = 0
    activated: float = 0
    consumed: float = 0
    spoiled: bool = False
    recalled: bool = False


FATES = (
    Fate(printed=1, activated=1),
    Fate(),
    Fate(printed=1),
    Fate(printed=0.5),
    Fate(printed=1, activated=0.6, spoiled=True),
    Fate(printed=1, activated=1, consumed=0.4),
    Fate(printed=1, activated=1, recalled=True),
    Fate(printed=1, activated=0.9, consumed=0.1, spoiled=True),
)


def stamp(loaded: Loaded) -> None:
    """Order, print, activate, consume and void stamps of lots in trade, and of one that lacks."""
    owner = loaded.actors[accounts.OWNER]
    shown: Batch | None = None
    for number, (firm, lot) in enumerate(_fit(loaded)):
        is_own = firm is loaded.cast.of("field")[0]
        actor = owner if is_own else Actor(organisation=firm.row, role=MemberRole.OWNER)
        batch = _live(lot, FATES[0] if is_own else FATES[number % len(FATES)], actor)
        if shown is None and is_own and lot.expires_date and lot.expires_date > loaded.today:
            shown = batch
    if shown is not None:
        loaded.shown["scan"] = address(shown, SHOWN)
        if shown.planned_lot is not None:
            loaded.shown["scan_lot"] = shown.planned_lot.code
    _lacking(loaded, owner)


def address(batch: Batch, position: int) -> str:
    """Return the path of one stamp's page."""
    code = code_at(batch, position)
    gtin = batch.product.gtin
    return f"/01/{gtin}/21/{code}" if gtin else f"/obj/{code}"


def _fit(loaded: Loaded) -> Iterator[tuple[Firm, Lot]]:
    """Lots that may have stamps: the co-operative's first, then others, the newest first."""
    firms = {id(product): firm for firm in loaded.cast.firms for product, _ in firm.products}
    kinds: dict[int, Kind] = {id(product): kind for product, kind in loaded.cast.products}
    lots = [lot for lot in loaded.season.lots if kinds[id(lot.product)].task in {"field", "pack"}]
    lots.sort(key=lambda lot: (firms[id(lot.product)] is not loaded.cast.of("field")[0],
                               -_packed_at(lot).timestamp(), lot.identifier))  # fmt: skip
    found = 0
    for lot in lots:
        firm = firms[id(lot.product)]
        is_packed = (lot.unit_count or 0) >= 20
        if not is_packed or firm.troupe.code == "grower" or lot.state != LotState.IN_TRADE:
            continue
        if missing_minimum_data(lot):
            continue
        yield firm, lot
        found += 1
        if found == _LOTS:
            return


def _packed_at(lot: Lot) -> datetime:
    """Return an evening when the lot was surely packed, and not yet sent."""
    if lot.produced_date is None:
        raise ValueError("a lot of a season has its day")
    return moment(lot.produced_date + timedelta(days=3), 20)


def _live(lot: Lot, fate: Fate, actor: Actor) -> Batch:
    """Let one order of stamps live as its fate says, on the evening when the lot was packed."""
    at = _packed_at(lot)
    size = min(lot.unit_count or 0, _MOST)
    batch = order_batch(product=lot.product, size=size, actor=actor, now=at, lot=lot)
    printed, activated, consumed = (
        int(size * share) for share in (fate.printed, fate.activated, fate.consumed)
    )
    hour = timedelta(hours=1)
    if printed:
        print_on_paper(batch, printed, actor)
    if activated:
        part = (0, activated)
        activate_range(batch=batch, positions=part, lot=lot, actor=actor, now=at + hour)
    if consumed:
        consume_range(batch=batch, positions=(0, consumed), actor=actor, now=at + 9 * hour)
    if fate.spoiled:
        torn = (max(activated - 5, consumed), min(activated + 5, size))
        void_range(batch=batch, positions=torn, reason="Tem bị rách khi dán.", actor=actor,
                   now=at + 2 * hour)  # fmt: skip
    if fate.recalled:
        _recall(lot, actor)
    return batch


def print_on_paper(batch: Batch, count: int, actor: Actor) -> None:
    """Mark stamps as printed; their sheets were made and cleared long ago."""
    at = batch.ordered_at + timedelta(minutes=20)
    job = mark_printed(batch=batch, positions=(0, count), grid=_GRID, actor=actor, now=at)
    PrintJob.objects.filter(pk=job.pk).update(
        state=PrintState.DONE, done_count=count, finished_at=at + timedelta(minutes=1)
    )


def _recall(lot: Lot, actor: Actor) -> None:
    at = _packed_at(lot) + timedelta(days=6)
    lot.state, lot.recalled_at = LotState.RECALLED, at
    lot.recall_reason = "Phát hiện dư lượng vượt mức cho phép (trình diễn)."
    lot.save(update_fields=["state", "recalled_at", "recall_reason"])
    audit.record("demonstration.recall_lot", actor=actor, subject=lot, at=at)


def _lacking(loaded: Loaded, owner: Actor) -> None:
    """Print stamps for a lot about which nothing is known yet: they cannot be activated."""
    firm = loaded.cast.of("field")[0]
    cabbage = firm.products[0][0]
    now = moment(loaded.today - timedelta(days=1), 9)
    facts = LotFacts(place=firm.place(PlaceKind.FARM), unit_count=200)
    lot = create_lot(product=cabbage, facts=facts, actor=owner, now=now)
    batch = order_batch(product=cabbage, size=200, actor=owner, now=now, lot=lot)
    print_on_paper(batch, 200, owner)
