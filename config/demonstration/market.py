"""How packed goods get to the shop: cases, pallets, stores, shops, each with its statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from config.demonstration.cast import Firm
from config.demonstration.events import Facts, plain_event
from config.demonstration.season import Season
from txng.catalogue.vocab import Unit
from txng.identify.models import Lot
from txng.parties.vocab import PlaceKind

_HOME = (PlaceKind.PACKING_HOUSE, PlaceKind.FACTORY, PlaceKind.SLAUGHTERHOUSE)
_STORE = (PlaceKind.WAREHOUSE, *_HOME, PlaceKind.SHOP)
_CARRIED, _STRAIGHT = 0.25, 0.55


def sell(season: Season, firm: Firm, lot: Lot, day: date) -> None:
    """Put part of a lot into cases on a pallet and send it to a shop, straight or by a store."""
    draw = season.chance("sell", lot.identifier)
    count = draw.randint(2, 4)
    sale = _Sale(season, lot, day, each=(lot.unit_count or 0) // (count + 1))
    if sale.each == 0:
        return
    cases = [sale.case(firm) for _ in range(count)]
    pallet = sale.pallet(firm, cases)
    sale.store(firm)
    shop = draw.choice(season.cast.of("shop"))
    store = draw.choice(season.cast.of("store"))
    carriers = season.cast.of("carrier")[:1] if draw.random() < _CARRIED else []
    sale.wait()
    if draw.random() < _STRAIGHT:
        sale.ship((firm, shop), [pallet], carriers)
        sale.unpack(shop, pallet)
        sale.wait()
        sale.show(shop, len(cases))
        return
    sale.ship((firm, store), [pallet], carriers)
    sale.wait()
    sale.unpack(store, pallet, cases)
    part = cases[: len(cases) // 2]
    anew = sale.pallet(store, part)
    sale.wait()
    sale.ship((store, shop), [anew])
    sale.unpack(shop, anew)
    sale.wait()
    sale.show(shop, len(part))


@dataclass
class _Sale:
    """The way of one lot to one shop, day by day; each case holds `each` retail units."""

    season: Season
    lot: Lot
    day: date
    each: int

    @property
    def chain(self) -> str:
        """Code of the lot's chain."""
        return self.lot.product.template.code

    def wait(self) -> None:
        """Go on the next day."""
        self.day += timedelta(days=1)

    def _facts(self, firm: Firm, *kinds: PlaceKind) -> Facts:
        at = self.season.hour(self.lot.identifier, self.day)
        return Facts(at=at, place=firm.place(*kinds))

    def case(self, firm: Firm) -> str:
        """Fill a case with retail units of the lot."""
        facts = self._facts(firm, *_HOME)
        case = self._unit(firm, facts, "Thùng")
        full = replace(
            facts,
            lot=self.lot,
            amount=Decimal(self.each),
            unit=Unit.PIECE,
            container=case,
            told={"level": "case"},
        )
        self.season.step(self.chain, "casing", firm, full)
        return case

    def pallet(self, firm: Firm, cases: Sequence[str]) -> str:
        """Put cases on a new pallet."""
        facts = self._facts(firm, *_STORE)
        pallet = self._unit(firm, facts, "Pallet")
        full = replace(facts, container=pallet, things=cases, told={"level": "pallet"})
        self.season.step(self.chain, "casing", firm, full)
        return pallet

    def _unit(self, firm: Firm, facts: Facts, word: str) -> str:
        name = f"{word} {self.lot.product.name} {self.lot.code}"
        return self.season.draw_unit(firm, facts.at, name)

    def store(self, firm: Firm) -> None:
        """Keep the lot in store."""
        facts = replace(self._facts(firm, *_STORE), lot=self.lot, amount=self.lot.quantity)
        self.season.step(self.chain, "storing", firm, facts)

    def ship(
        self, way: tuple[Firm, Firm], things: Sequence[str], carriers: Sequence[Firm] = ()
    ) -> None:
        """Let both parties state their half; a carrier states the sending in the same words."""
        giver, taker = way
        paper = f"PX-{self.lot.code}-{things[0][-6:]}"
        sent = replace(
            self._facts(giver, *_STORE),
            things=things,
            giver=giver.row,
            taker=taker.row,
            paper=paper,
        )
        self.season.step(self.chain, "shipping", giver, sent, also=carriers)
        here = self._facts(taker, *_STORE)
        came = replace(sent, at=here.at, place=here.place)
        self.season.step(self.chain, "receiving", taker, came)

    def unpack(self, firm: Firm, pallet: str, cases: Sequence[str] = ()) -> None:
        """Take cases off a pallet: those named, or all that are on it."""
        facts = self._facts(firm, *_STORE)
        named = {"childEPCs": list(cases)} if cases else {}
        body = plain_event(
            "AggregationEvent", "unpacking", facts, action="DELETE", parentID=pallet, **named
        )
        self.season.state(firm.row, facts.at, body)

    def show(self, shop: Firm, cases: int) -> None:
        """Put the retail units of so many cases on the shelf."""
        facts = replace(
            self._facts(shop, PlaceKind.SHOP),
            lot=self.lot,
            amount=Decimal(self.each * cases),
            unit=Unit.PIECE,
        )
        self.season.step(self.chain, "retail", shop, facts)
