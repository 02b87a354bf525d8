"""One season: whatever is made in it, and the means by which stories state what happens."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from config.demonstration import naming
from config.demonstration.cast import Cast, Firm
from config.demonstration.crates import Crates
from config.demonstration.events import Definition, Facts, event_of, kept
from config.demonstration.journal import Body, Entry, Journal, moment
from config.demonstration.words import Kind
from txng.catalogue.models import Product
from txng.gs1.identifiers import key64
from txng.identify.models import LogisticUnit, Lot
from txng.identify.vocab import LotState
from txng.parties.models import Organisation

_OLD = timedelta(days=365)


@dataclass
class Season:
    """The lots, units and statements of one season; `number` 0 is the small set."""

    number: int
    cast: Cast
    today: date
    chains: Mapping[str, Definition]
    lots: list[Lot] = field(default_factory=list)
    units: list[LogisticUnit] = field(default_factory=list)
    spare: Lot | None = None

    def __post_init__(self) -> None:
        """Begin with an empty journal."""
        self.journal = Journal(self.today)
        self.crates = Crates()
        self._codes: dict[tuple[str, date], int] = defaultdict(int)
        self._drawn: dict[str, int] = defaultdict(int)
        self._hours: dict[tuple[str, date], int] = defaultdict(int)
        self._steps = {
            code: {step["code"]: step for step in chain["steps"]}
            for code, chain in self.chains.items()
        }

    def chance(self, *about: object) -> Random:
        """Return a source of chance for one matter of this season."""
        return naming.chance("season", self.number, *about)

    def hour(self, thing: str, day: date) -> datetime:
        """Return the next moment of a thing's working day: half an hour after the one before."""
        slot = self._hours[thing, day]
        self._hours[thing, day] += 1
        return moment(day, 6, 25 * slot)

    def skip_to(self, thing: str, at: datetime) -> None:
        """Let nothing more happen to a thing before a moment of its day."""
        while self.hour(thing, at.date()) < at:
            pass

    def open_lot(self, firm: Firm, product: Product, kind: Kind, day: date) -> Lot:
        """Return a new lot; its amount is told later."""
        self._codes[product.identifier, day] += 1
        number = self.number * 100 + self._codes[product.identifier, day]
        code = f"L{day:%y%m%d}-{number:02}"
        identifier = naming.lot_identifier(product.identifier, code)
        lot = Lot(
            product=product,
            code=code,
            identifier=identifier,
            key=key64(identifier),
            place=firm.places[0],
            state=LotState.CLOSED if self.today - day > _OLD else LotState.IN_TRADE,
            unit=product.unit,
            produced_date=day,
            expires_date=day + timedelta(days=kind.shelf),
            created_at=moment(day, 5),
        )
        self.lots.append(lot)
        return lot

    def draw_unit(self, firm: Firm, at: datetime, description: str) -> str:
        """Return the identifier of a new case, pallet or crate."""
        self._drawn[firm.row.identifier] += 1
        number = self.number * 100_000 + self._drawn[firm.row.identifier]
        sscc = naming.sscc(firm.prefix.prefix, number) if firm.prefix else ""
        made = naming.own("obj", firm.row.identifier, number)
        identifier = f"https://id.gs1.org/00/{sscc}" if sscc else made
        self.units.append(
            LogisticUnit(
                organisation=firm.row,
                identifier=identifier,
                key=key64(identifier),
                sscc=sscc,
                description=description,
                created_at=at,
            )
        )
        return identifier

    def step(
        self, chain: str, code: str, by: Firm, facts: Facts, *, also: Iterable[Firm] = ()
    ) -> Body:
        """Let a firm state a step of a chain, and others state the very same."""
        body = self.step_body(chain, code, facts)
        self.journal.tell(by.row, facts.at, body, entry=self.entry((chain, code), by, facts, body))
        for firm in also:
            self.journal.tell(firm.row, facts.at, body)
        return body

    def entry(self, step: tuple[str, str], by: Firm, facts: Facts, body: Body) -> Entry | None:
        """Return the entry in the diary of a lot, if the lot's holder speaks."""
        lot = facts.lot
        if lot is None or lot.product.organisation is not by.row:
            return None
        chain, code = step
        return Entry(lot, code, kept(self._steps[chain][code], facts, body))

    def step_body(self, chain: str, code: str, facts: Facts) -> Body:
        """Return the event of a step without stating it."""
        about = facts.lot.identifier if facts.lot else facts.container or facts.things[0]
        draw = self.chance(about, code, facts.at)
        body = event_of(self._steps[chain][code], facts, draw)
        return {**body, "kde:step": f"{chain}/{self.chains[chain]['version']}/{code}"}

    def run(self, chain: str, days: Iterable[tuple[str, int]], by: Firm, facts: Facts) -> None:
        """Let a firm state several steps of a lot, each so many days from the day of `facts`."""
        for code, offset in days:
            at = self.hour(facts.subject.identifier, facts.at.date() + timedelta(days=offset))
            makes = code == "harvest"
            told = replace(facts, at=at, amount=facts.amount if offset >= 0 or makes else None)
            self.step(chain, code, by, told)

    def state(
        self,
        by: Organisation,
        at: datetime,
        body: Body,
        *,
        after: int = 0,
        entry: Entry | None = None,
    ) -> None:
        """Let an organisation state an event outside a template, or later than usual."""
        self.journal.tell(by, at, body, after=after, entry=entry)


def amount_in(lot: Lot) -> Decimal:
    """Return how much is in a lot."""
    return lot.quantity or Decimal(0)


def pieces(lot: Lot, kind: Kind) -> int:
    """Return how many retail units a lot gives."""
    return int(amount_in(lot) / kind.pack)


def packed(lot: Lot, kind: Kind, day: date) -> dict[str, Any]:
    """Return what packing tells of a lot."""
    ends = lot.expires_date.isoformat() if lot.expires_date else None
    told = {
        "pack_count": lot.unit_count,
        "pack_size": kind.pack_text,
        "packed_date": day.isoformat(),
        "best_before": ends,
        "expires": ends,
    }
    return {name: value for name, value in told.items() if value is not None}
