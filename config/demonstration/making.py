"""How a firm makes a lot for sale: of its own field, of others' lots, or of a material."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from config.demonstration.calendars import CUTTING, MAKING
from config.demonstration.cast import Firm
from config.demonstration.events import Facts
from config.demonstration.growing import grow, send
from config.demonstration.season import Season, amount_in, packed, pieces
from config.demonstration.words import Kind, kinds
from txng.catalogue.models import Product
from txng.identify.models import Lot
from txng.parties.vocab import PlaceKind, State

Input = tuple[Lot, Decimal]
_WORK = (
    PlaceKind.SLAUGHTERHOUSE, PlaceKind.FACTORY, PlaceKind.PACKING_HOUSE, PlaceKind.WAREHOUSE,
)  # fmt: skip


@dataclass
class Campaign:
    """Some days in which a firm makes lots of its products; what is left of a material is kept."""

    season: Season
    firm: Firm
    day: date
    left: dict[str, list[Input]] = field(default_factory=dict)

    def make(self, item: tuple[Product, Kind]) -> Lot:
        """Make a lot of a product, ready and packed."""
        kind = item[1]
        if kind.task == "field":
            return self._from_field(item)
        return self._from_material(item)

    def _from_field(self, item: tuple[Product, Kind]) -> Lot:
        """Harvest one's own plot, or gather from two or three growers and blend their lots."""
        season, firm = self.season, self.firm
        growers = _others(season, item[1].code, firm)
        draw = season.chance("field", item[0].identifier, self.day)
        if not growers or draw.random() < 0.6:
            lot = grow(season, firm, item, self.day)
            facts = self._facts(lot)
            days = (("washing", 0), ("inspection", 0), ("packing", 0))
            season.run("fresh-produce", days, firm, _packing(facts, item[1], self.day))
            return lot
        inputs: list[Input] = []
        for grower in draw.sample(growers, min(len(growers), draw.randint(2, 3))):
            raw = grow(season, grower, _item(grower, item[1].code), self.day)
            amount = amount_in(raw)
            send(season, raw, (grower, firm), self.day, amount=amount)
            inputs.append((raw, amount))
        return self._turn(item, inputs, "blending", share=Decimal("0.96"))

    def _from_material(self, item: tuple[Product, Kind]) -> Lot:
        kind = item[1]
        material = kinds()[kind.material]
        inputs = self.left.pop(material.code, None) or self._buy(item, material)
        # What two products share is cut in two; the second takes what the first has left.
        if len(self.firm.products) > 1 and material.code not in self.left:
            inputs, rest = _halved(inputs)
            self.left[material.code] = rest
        making = MAKING[kind.chain]
        turning = CUTTING if material.task == "pack" and kind.chain == "meat" else making.turning
        self._before(inputs, kind.chain)
        return self._turn(item, inputs, turning, share=kind.share)

    def _buy(self, item: tuple[Product, Kind], material: Kind) -> list[Input]:
        """Get the material: from one's own other product, else raised or made by a supplier."""
        season, firm = self.season, self.firm
        draw = season.chance("buy", item[0].identifier, self.day)
        suppliers = _others(season, material.code, None)
        supplier = firm if firm in suppliers else draw.choice(suppliers)
        before = self.day - timedelta(days=1)
        source = _item(supplier, material.code)
        if material.task == "pack":
            lot = Campaign(season, supplier, before).make(source)
        else:
            lot = grow(season, supplier, source, before, least=400)
        amount = amount_in(lot)
        if material.task == "pack":
            amount = _whole(amount * Decimal("0.5"))
        if supplier is not firm:
            send(season, lot, (supplier, firm), self.day, amount=amount)
        return [(lot, amount)]

    def _before(self, inputs: list[Input], chain: str) -> None:
        for lot, amount in inputs:
            facts = self._facts(lot, amount)
            self.season.run(chain, MAKING[chain].before, self.firm, facts)

    def _turn(
        self, item: tuple[Product, Kind], inputs: list[Input], turning: str, *, share: Decimal
    ) -> Lot:
        """Turn inputs into a lot of the product, and do what is done until it is packed."""
        season, (product, kind) = self.season, item
        lot = season.open_lot(self.firm, product, kind, self.day)
        lot.quantity = _whole(sum((amount for _, amount in inputs), Decimal(0)) * share)
        at = season.hour(self.firm.row.identifier, self.day)
        latest = season.hour(inputs[-1][0].identifier, self.day)
        facts = self._facts(lot)
        lot.place = facts.place
        turned = Facts(
            at=max(at, latest), place=facts.place, lot=lot, amount=lot.quantity, inputs=inputs
        )
        season.step(kind.chain, turning, self.firm, turned)
        season.skip_to(lot.identifier, turned.at)
        after = MAKING[kind.chain].after
        season.run(kind.chain, after, self.firm, _packing(self._facts(lot), kind, self.day))
        return lot

    def _facts(self, lot: Lot, amount: Decimal | None = None) -> Facts:
        place = self.firm.place(*_WORK)
        at = self.season.hour(lot.identifier, self.day)
        return Facts(at=at, place=place, lot=lot, amount=amount or lot.quantity)


def _packing(facts: Facts, kind: Kind, day: date) -> Facts:
    """Add what packing tells; other steps have no such fields and leave it out."""
    lot = facts.subject
    lot.unit_count = pieces(lot, kind)
    return replace(facts, told=packed(lot, kind, day))


def _item(firm: Firm, code: str) -> tuple[Product, Kind]:
    return next(item for item in firm.products if item[1].code == code)


def _others(season: Season, code: str, firm: Firm | None) -> list[Firm]:
    """Return active firms that make a kind; for a gatherer only households that grow it."""
    makers = [f for f in season.cast.makers_of(code) if f.row.state == State.ACTIVE]
    return [f for f in makers if firm is None or f.troupe.code == "grower"]


def _halved(inputs: list[Input]) -> tuple[list[Input], list[Input]]:
    halves = [(lot, _whole(amount / 2)) for lot, amount in inputs]
    rest = [(lot, amount - half) for (lot, amount), (_, half) in zip(inputs, halves, strict=True)]
    return halves, rest


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), rounding=ROUND_DOWN)
