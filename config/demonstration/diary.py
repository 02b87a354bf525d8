"""Lots that are still being made: their steps are recorded by people, step by step.

The co-operative's cabbage waits for its harvest and its packing, and for its stamps: the journey
that the guide walks begins there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from config.demonstration import accounts
from config.demonstration.cast import Firm
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from config.demonstration.season import amount_in
from txng.capture.services import record_step, remind_diaries
from txng.capture.telling import ON_A_PAGE, Telling
from txng.capture.told import Input, Used
from txng.capture.vocab import Entered
from txng.catalogue.models import Product
from txng.identify.models import Lot
from txng.identify.services import LotFacts, create_lot
from txng.parties.actor import Actor
from txng.parties.models import Place
from txng.parties.vocab import PlaceKind


@dataclass(frozen=True)
class _Entry:
    """One step: which, how many days ago, where, and what was told."""

    code: str
    ago: int
    where: PlaceKind
    values: Mapping[str, Any]
    copied: int = 0
    """So many days later it was copied from the paper diary; none when told on the day."""


_PLOT, _HOUSE, _FACTORY = PlaceKind.PLOT, PlaceKind.PACKING_HOUSE, PlaceKind.FACTORY
_GROWN = (
    _Entry("seed", 78, _PLOT, {"variety": "KK Cross", "supplier": "Trại giống trình diễn số 1"}),
    _Entry("planting", 75, _PLOT, {"area": 1800, "density": "40 × 40 cm", "expected_yield": 4200}),
    _Entry("fertilising", 60, _PLOT, {
        "product": Used("Phân hữu cơ vi sinh", quantity=Decimal(120)), "kind": "organic",
        "method": "Bón gốc"}),
    _Entry("spraying", 41, _PLOT, {
        "product": Used("Chế phẩm Bt", quantity=Decimal(180)), "target": "Sâu tơ",
        "dose": "20 g/bình 16 lít"}),
    _Entry("irrigation", 33, _PLOT, {"source": "well"}, copied=9),
    _Entry("fertilising", 27, _PLOT, {
        "product": Used("Phân NPK 16-16-8", quantity=Decimal(45)), "kind": "mineral"}),
    _Entry("spraying", 15, _PLOT, {
        "product": Used("Chế phẩm Bt", quantity=Decimal(180)), "target": "Sâu tơ",
        "dose": "20 g/bình 16 lít", "interval_days": 7}),
)  # fmt: skip
_HARVESTED = (
    _Entry("planting", 120, _PLOT, {"area": 2500}),
    _Entry("spraying", 40, _PLOT, {
        "product": "Dầu khoáng", "active_ingredient": "Petroleum spray oil",
        "dose": "80 ml/bình 16 lít", "interval_days": 7}),
    _Entry("harvest", 1, _PLOT, {
        "quantity": 1260, "variety": "Da xanh", "growing_area_code": "VN-TDOR-0001",
        "interval_kept": True}),
)  # fmt: skip


def record_open_lots(loaded: Loaded) -> None:
    """Open the lots and record what was done with them so far."""
    cooperative, company = loaded.cast.of("field")[0], loaded.cast.of("fishery")[0]
    owner, recorder, boss = (
        loaded.actors[account] for account in (accounts.OWNER, accounts.RECORDER, accounts.COMPANY)
    )
    (cabbage, _), (pomelo, _), (potato, _) = cooperative.products
    grown = _open(loaded, cabbage, cooperative, owner, ago=79)
    _record(loaded, grown, _GROWN, cooperative, actors=(owner, recorder))
    loaded.shown["open_lot"] = grown.code
    picked = _open(loaded, pomelo, cooperative, recorder, ago=121)
    _record(loaded, picked, _HARVESTED, cooperative, actors=(recorder,))
    _open(loaded, potato, cooperative, recorder, ago=3)
    _process(loaded, company, boss)
    remind_diaries(now=loaded.now)


def _process(loaded: Loaded, company: Firm, boss: Actor) -> None:
    """Turn the shrimps that came last week into a lot that is frozen, but not yet packed."""
    shrimps = loaded.season.spare
    if shrimps is None:
        raise ValueError("only the first season has a spare lot")
    product, amount = company.products[0][0], amount_in(shrimps)
    made = amount * Decimal("0.6")
    inputs = [Input(shrimps, amount, shrimps.unit)]
    entries = (
        _Entry("processing", 2, _FACTORY, {
            "inputs": inputs, "quantity": int(made), "form": "frozen"}),
        _Entry("freezing", 2, _FACTORY, {"temperature": -24}),
        _Entry("inspection", 1, _FACTORY, {
            "criteria": "Kháng sinh, vi sinh vật", "result": "pass",
            "laboratory": "Phòng thử nghiệm trình diễn", "report_number": "PTN-TD-0501"}),
    )  # fmt: skip
    lot = _open(loaded, product, company, boss, ago=2)
    _record(loaded, lot, entries, company, actors=(boss,))


def _open(loaded: Loaded, product: Product, firm: Firm, actor: Actor, *, ago: int) -> Lot:
    day = loaded.today - timedelta(days=ago)
    facts = LotFacts(place=firm.place(PlaceKind.FARM, PlaceKind.FACTORY))
    return create_lot(product=product, facts=facts, actor=actor, now=moment(day, 7))


def _record(
    loaded: Loaded, lot: Lot, entries: tuple[_Entry, ...], firm: Firm, *, actors: tuple[Actor, ...]
) -> None:
    """Record entries in turn by the people who share the work, each in the evening of its day."""
    for number, entry in enumerate(entries):
        day = loaded.today - timedelta(days=entry.ago)
        place: Place = firm.place(entry.where)
        record_step(
            lot=lot,
            step_code=entry.code,
            values=entry.values,
            happened_at=moment(day, 8, 20 * number),
            place=place,
            actor=actors[number % len(actors)],
            now=moment(day + timedelta(days=entry.copied), 18, number),
            telling=Telling(entered=Entered.PAPER) if entry.copied else ON_A_PAGE,
        )
