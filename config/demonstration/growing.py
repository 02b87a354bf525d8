"""How raw lots come into being, and how they get to whoever works on them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from config.demonstration import naming
from config.demonstration.calendars import CAUGHT, GROWING, MAKING, SMALL
from config.demonstration.cast import Firm
from config.demonstration.errors import mistaken
from config.demonstration.events import Facts, amount_of, plain_event
from config.demonstration.journal import moment
from config.demonstration.season import Season
from config.demonstration.words import Kind
from txng.catalogue.models import Product
from txng.identify.models import Lot
from txng.parties.vocab import OrganisationKind, PlaceKind

_CAUGHT = {"ca-com", "muc"}
_MISTAKEN = 0.12
_WORK = (
    PlaceKind.SLAUGHTERHOUSE, PlaceKind.FACTORY, PlaceKind.PACKING_HOUSE, PlaceKind.WAREHOUSE,
)  # fmt: skip
Way = tuple[Firm, Firm]
"""Who gives and who takes."""


def grow(
    season: Season, firm: Firm, item: tuple[Product, Kind], day: date, *, least: int = 0
) -> Lot:
    """Raise a raw lot that is ready on a day, of at least so much."""
    product, kind = item
    lot = season.open_lot(firm, product, kind, day)
    lot.place = place = firm.place(PlaceKind.PLOT, PlaceKind.FARM)
    draw = season.chance("grow", lot.identifier)
    lot.quantity = Decimal(max(least, draw.randint(30, 110) * 10))
    lot.unit_count = int(lot.quantity / kind.pack)
    facts = Facts(at=season.hour(lot.identifier, day), place=place, lot=lot, amount=lot.quantity)
    days = GROWING[kind.chain]
    if not days:
        _commission(season, firm, facts)
    if kind.code in _CAUGHT:
        days = CAUGHT
    elif firm.row.kind == OrganisationKind.HOUSEHOLD:
        days = SMALL.get(kind.chain, days)
    if days:
        lot.created_at = moment(day + timedelta(days=days[0][1]), 5)
    # A departure tells who takes the animals in: `send` states it.
    season.run(kind.chain, [d for d in days if d[0] != "departure"], firm, facts)
    return lot


def _commission(season: Season, firm: Firm, facts: Facts) -> None:
    """State that a supplier's own system gave a lot of material its code."""
    body = plain_event(
        "ObjectEvent",
        "commissioning",
        facts,
        action="ADD",
        disposition="active",
        quantityList=[amount_of(facts.subject, facts.amount)],
        ilmd={"cbvmda:lotNumber": facts.subject.code},
    )
    season.state(firm.row, facts.at, body)


def send(season: Season, lot: Lot, way: Way, day: date, *, amount: Decimal) -> None:
    """Let one firm send an amount of a raw lot and the other take it in, both stating it."""
    giver, taker = way
    chain, taken = lot.product.template.code, taker.products[0][0].template.code
    crate = _fill(season, lot, way, day, amount=amount) if taken == "fresh-produce" else ""
    facts = Facts(
        at=season.hour(lot.identifier, day),
        place=lot.place,
        lot=lot,
        amount=amount,
        giver=giver.row,
        taker=taker.row,
        paper=f"PX-{lot.code}",
        things=[crate] if crate else (),
        told=_told(lot, giver, amount),
    )
    code = "departure" if giver.troupe.code == "pen" else "shipping"
    if not crate and season.chance("mistake", lot.identifier).random() < _MISTAKEN:
        mistaken(season, (chain, code), giver, facts)
    else:
        season.step(chain, code, giver, facts)
    came = replace(facts, at=season.hour(lot.identifier, day), place=taker.place(*_WORK))
    season.step(taken, MAKING[taken].received, taker, came)
    if crate:
        _empty(season, came, taker, crate)


def _told(lot: Lot, giver: Firm, amount: Decimal) -> dict[str, object]:
    return {
        "material": lot.product.name,
        "supplier": giver.row.identifier,
        "supplier_lot": lot.code,
        "grower": giver.row.identifier,
        "seller": giver.row.identifier,
        "head_count": max(1, int(amount / 90)),
    }


def _fill(season: Season, lot: Lot, way: Way, day: date, *, amount: Decimal) -> str:
    """Put what is sent into one of the taker's crates; it comes back empty and is used again."""
    giver, taker = way
    number = season.crates.take(taker.row.identifier, day, day + timedelta(days=1))
    mark = season.number * 1000 + number
    crate = naming.own("obj", "crate", taker.row.identifier, mark)
    if taker.prefix:
        crate = naming.grai(taker.prefix.prefix, mark)
    facts = Facts(at=season.hour(lot.identifier, day), place=lot.place)
    body = plain_event(
        "AggregationEvent",
        "loading",
        facts,
        action="ADD",
        disposition="in_progress",
        parentID=crate,
        childQuantityList=[amount_of(lot, amount)],
    )
    season.state(giver.row, facts.at, body)
    return crate


def _empty(season: Season, facts: Facts, taker: Firm, crate: str) -> None:
    at = season.hour(facts.subject.identifier, facts.at.date())
    emptied = Facts(at=at, place=taker.place(PlaceKind.PACKING_HOUSE))
    body = plain_event("AggregationEvent", "unpacking", emptied, action="DELETE", parentID=crate)
    season.state(taker.row, at, body)
