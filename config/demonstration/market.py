"""How packed goods get to the shop: cases, pallets, stores, shops, each with its statements."""

from datetime import date, timedelta
from decimal import Decimal

from config.demonstration.cast import Firm
from config.demonstration.events import Facts, plain_event
from config.demonstration.season import Season
from txng.catalogue.vocab import Unit
from txng.identify.models import Lot
from txng.parties.vocab import PlaceKind

_HOME = (PlaceKind.PACKING_HOUSE, PlaceKind.FACTORY, PlaceKind.SLAUGHTERHOUSE)


def sell(season: Season, firm: Firm, lot: Lot, day: date) -> None:
    """Put part of a lot into cases on a pallet and send it to a shop, straight or by a store."""
    draw = season.chance("sell", lot.identifier)
    chain = lot.product.template.code
    count = draw.randint(2, 4)
    each = (lot.unit_count or 0) // (count + 1)
    if each == 0:
        return
    cases = _cases(season, firm, lot, (day, count, each))
    pallet = _pallet(season, firm, lot, day, cases)
    place = firm.place(PlaceKind.WAREHOUSE, *_HOME)
    stored = Facts(at=season.hour(lot.identifier, day), place=place, lot=lot, amount=lot.quantity)
    season.step(chain, "storing", firm, stored)
    shop = draw.choice(season.cast.of("shop"))
    carriers = [draw.choice(season.cast.of("carrier"))] if draw.random() < 0.25 else []
    if draw.random() < 0.55:
        _ship(season, lot, (firm, shop), day + timedelta(days=1), [pallet], carriers)
        _open(season, lot, shop, day + timedelta(days=1), pallet)
        _show(season, lot, shop, day + timedelta(days=2), each * count)
        return
    store = draw.choice(season.cast.of("store"))
    _ship(season, lot, (firm, store), day + timedelta(days=1), [pallet], carriers)
    _open(season, lot, store, day + timedelta(days=2), pallet, cases)
    first = cases[: len(cases) // 2]
    anew = _pallet(season, store, lot, day + timedelta(days=2), first)
    _ship(season, lot, (store, shop), day + timedelta(days=3), [anew])
    _open(season, lot, shop, day + timedelta(days=3), anew)
    _show(season, lot, shop, day + timedelta(days=4), each * len(first))


def _cases(season: Season, firm: Firm, lot: Lot, plan: tuple[date, int, int]) -> list[str]:
    """Fill cases with so many retail units each; together never more than the lot has."""
    day, count, each = plan
    cases = []
    for _ in range(count):
        at = season.hour(lot.identifier, day)
        case = season.draw_unit(firm, at, f"Thùng {lot.product.name} {lot.code}")
        facts = Facts(
            at=at,
            place=firm.place(*_HOME),
            lot=lot,
            amount=Decimal(each),
            unit=Unit.PIECE,
            container=case,
            told={"level": "case"},
        )
        season.step(lot.product.template.code, "casing", firm, facts)
        cases.append(case)
    return cases


def _pallet(season: Season, firm: Firm, lot: Lot, day: date, cases: list[str]) -> str:
    at = season.hour(lot.identifier, day)
    pallet = season.draw_unit(firm, at, f"Pallet {lot.product.name} {lot.code}")
    facts = Facts(
        at=at,
        place=firm.place(PlaceKind.WAREHOUSE, *_HOME),
        container=pallet,
        things=cases,
        told={"level": "pallet"},
    )
    season.step(lot.product.template.code, "casing", firm, facts)
    return pallet


def _ship(
    season: Season,
    lot: Lot,
    way: tuple[Firm, Firm],
    day: date,
    things: list[str],
    carriers: list[Firm] | None = None,
) -> None:
    """Let both parties state their half; a carrier states the sending in the same words."""
    giver, taker = way
    chain = lot.product.template.code
    paper = f"PX-{lot.code}-{things[0][-6:]}"
    sent = Facts(
        at=season.hour(lot.identifier, day),
        place=giver.place(PlaceKind.WAREHOUSE, *_HOME),
        things=things,
        giver=giver.row,
        taker=taker.row,
        paper=paper,
    )
    season.step(chain, "shipping", giver, sent, carriers or [])
    came = Facts(
        at=season.hour(lot.identifier, day),
        place=taker.place(PlaceKind.WAREHOUSE, PlaceKind.SHOP),
        things=things,
        giver=giver.row,
        taker=taker.row,
        paper=paper,
    )
    season.step(chain, "receiving", taker, came)


def _open(
    season: Season, lot: Lot, firm: Firm, day: date, pallet: str, cases: list[str] | None = None
) -> None:
    """Take cases off a pallet: those named, or all that are on it."""
    at = season.hour(lot.identifier, day)
    facts = Facts(at=at, place=firm.place(PlaceKind.WAREHOUSE, PlaceKind.SHOP))
    named = {"childEPCs": cases} if cases else {}
    body = plain_event(
        "AggregationEvent", "unpacking", facts, action="DELETE", parentID=pallet, **named
    )
    season.state(firm.row, at, body)


def _show(season: Season, lot: Lot, shop: Firm, day: date, amount: int) -> None:
    facts = Facts(
        at=season.hour(lot.identifier, day),
        place=shop.place(PlaceKind.SHOP),
        lot=lot,
        amount=Decimal(amount),
        unit=Unit.PIECE,
    )
    season.step(lot.product.template.code, "retail", shop, facts)
