"""The cast: agencies, producers and partners with their places and products, as unsaved rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import count, cycle

from config.demonstration import naming
from config.demonstration.troupes import AGENCIES, PARTNERS, PRODUCERS, Agency, Troupe
from config.demonstration.words import Kind, kinds, words
from txng.catalogue.models import ChainTemplate, Product, ProductGroup
from txng.core.collation import sort_key
from txng.gs1.identifiers import key64
from txng.parties.models import (
    AdministrativeUnit,
    CompanyPrefix,
    Organisation,
    OrganisationRole,
    Place,
)
from txng.parties.vocab import OrganisationKind, PlaceKind, State

SHOWN = {"field", "fishery"}
PREFIXES = {
    OrganisationKind.COMPANY: "Công ty TNHH",
    OrganisationKind.COOPERATIVE: "Hợp tác xã",
    OrganisationKind.GROUP: "Tổ hợp tác",
}


@dataclass
class Registers:
    """What the cast is made from: the rows that every portal has."""

    province: AdministrativeUnit
    communes: Sequence[AdministrativeUnit]
    groups: Mapping[str, ProductGroup]
    templates: Mapping[str, ChainTemplate]


@dataclass
class Firm:
    """One organisation of the cast with what is its own.

    People of one that `is_shown` have accounts: nothing is missing there.
    """

    row: Organisation
    troupe: Troupe
    is_shown: bool = False
    places: list[Place] = field(default_factory=list)
    products: list[tuple[Product, Kind]] = field(default_factory=list)
    prefix: CompanyPrefix | None = None

    def place(self, *wanted: PlaceKind) -> Place:
        """Return the place of the first wanted kind that the firm has, else its first place."""
        for kind in wanted:
            for row in self.places:
                if row.kind == kind:
                    return row
        return self.places[0]


@dataclass
class Cast:
    """Everybody and everything that is registered."""

    agencies: list[Organisation] = field(default_factory=list)
    firms: list[Firm] = field(default_factory=list)
    roles: list[OrganisationRole] = field(default_factory=list)

    def of(self, troupe: str) -> list[Firm]:
        """Return the firms of a troupe."""
        return [firm for firm in self.firms if firm.troupe.code == troupe]

    def makers_of(self, kind: str) -> list[Firm]:
        """Return the firms that have a product of a kind."""
        return [firm for firm in self.firms if any(k.code == kind for _, k in firm.products)]

    @property
    def producers(self) -> list[Firm]:
        """Firms that make something."""
        return [firm for firm in self.firms if firm.products]

    @property
    def products(self) -> list[tuple[Product, Kind]]:
        """All products with their kinds."""
        return [item for firm in self.firms for item in firm.products]

    @property
    def places(self) -> list[Place]:
        """All places."""
        return [place for firm in self.firms for place in firm.places]

    @property
    def prefixes(self) -> list[CompanyPrefix]:
        """All company prefixes."""
        return [firm.prefix for firm in self.firms if firm.prefix]


def cast(registers: Registers, *, today: date, begun: datetime) -> Cast:
    """Return the whole cast; the same for the same registers and day."""
    made = Cast()
    numbers, names = count(1), iter(naming.firm_names())
    where = cycle(registers.communes)
    for agency in AGENCIES:
        unit = registers.province if agency.unit < 0 else registers.communes[agency.unit]
        made.agencies.append(_agency(agency, unit, begun))
    for troupe in (*PRODUCERS, *PARTNERS):
        for member in range(troupe.count):
            number = next(numbers)
            row = _organisation(troupe, member, number, names)
            row.unit, row.created_at = next(where), begun
            firm = Firm(row, troupe, is_shown=member == 0 and troupe.code in SHOWN)
            made.firms.append(firm)
            made.roles += [OrganisationRole(organisation=row, role=r) for r in troupe.roles]
            _give_prefix(firm, member, number, today)
            if firm.prefix and (number % 9 or firm.is_shown):
                firm.prefix.checked_at = begun
            _give_places(firm, number)
    _give_products(made, registers, begun)
    return made


def _agency(agency: Agency, unit: AdministrativeUnit, begun: datetime) -> Organisation:
    return Organisation(
        kind=OrganisationKind.AGENCY,
        name=agency.name,
        sort_key=sort_key(agency.name),
        short_name=agency.short_name,
        identifier=naming.own("pty", agency.name),
        address="Trung tâm hành chính (trình diễn)",
        unit=unit,
        sector=agency.sector,
        state=State.ACTIVE,
        is_demonstration=True,
        created_at=begun,
    )


def _organisation(
    troupe: Troupe,
    member: int,
    number: int,
    names: Iterator[str],
) -> Organisation:
    draw = naming.chance("organisation", number)
    kind = troupe.kinds[member % len(troupe.kinds)]
    is_household = kind == OrganisationKind.HOUSEHOLD
    word = naming.person_name(draw) if is_household else next(names)
    name = f"Hộ {word}" if is_household else f"{PREFIXES[kind]} {troupe.trade} {word}"
    return Organisation(
        kind=kind,
        name=name,
        sort_key=sort_key(name),
        short_name="" if is_household else word,
        tax_code="" if is_household else naming.tax_code(number),
        identifier=naming.own("pty", number),
        address=draw.choice(words()["hamlet"]),
        phone=f"0209 000 {number:04d}",
        email=f"donvi{number:03d}@trinhdien.example",
        sector=troupe.sector,
        state=_state(troupe, member),
        may_show_name=is_household and draw.random() < 0.6,
        is_demonstration=True,
    )


def _state(troupe: Troupe, member: int) -> State:
    """Return the state; the last of the large troupes still wait, or were suspended."""
    left = troupe.count - member
    if troupe.count < 20 or left > 2:
        return State.ACTIVE
    return State.PENDING if left == 1 else State.SUSPENDED


def _give_prefix(firm: Firm, member: int, number: int, today: date) -> None:
    """Let every third firm of a troupe that may be a member of GS1 be one."""
    if firm.row.kind == OrganisationKind.HOUSEHOLD or member % 3 or not firm.troupe.may_be_member:
        return
    ends = 40 if number % 5 == 0 else 400 + number
    firm.prefix = CompanyPrefix(
        organisation=firm.row,
        prefix=naming.company_prefix(number),
        proof_number=f"TRÌNH DIỄN-{number:04d}",
        valid_from=date(today.year - 3, 1, 1),
        expires_date=date.fromordinal(today.toordinal() + ends),
    )
    gln = naming.gln(firm.prefix.prefix, 0)
    firm.row.identifier = f"https://id.gs1.org/417/{gln}"


_PLACE_NAMES = {
    PlaceKind.FARM: "Trang trại",
    PlaceKind.PLOT: "Khu",
    PlaceKind.PACKING_HOUSE: "Nhà đóng gói",
    PlaceKind.FACTORY: "Xưởng",
    PlaceKind.SLAUGHTERHOUSE: "Cơ sở giết mổ",
    PlaceKind.WAREHOUSE: "Kho",
    PlaceKind.SHOP: "Cửa hàng",
    PlaceKind.OFFICE: "Văn phòng",
}


def _give_places(firm: Firm, number: int) -> None:
    for index, kind in enumerate(firm.troupe.places, start=1):
        draw = naming.chance("place", number, index)
        gln = naming.gln(firm.prefix.prefix, index) if firm.prefix else ""
        identifier = f"https://id.gs1.org/414/{gln}" if gln else naming.own("loc", number, index)
        unit = firm.row.unit
        if unit is None:
            raise ValueError("a firm lies in a commune")
        is_grown = kind in {PlaceKind.FARM, PlaceKind.PLOT} and firm.troupe.is_grower
        firm.places.append(
            Place(
                organisation=firm.row,
                kind=kind,
                name=f"{_PLACE_NAMES[kind]} {firm.row.short_name or firm.row.name}".strip(),
                identifier=identifier,
                key=key64(identifier),
                gln=gln,
                growing_area_code=f"VN-TDOR-{number:04d}" if is_grown else "",
                packing_house_code=(
                    f"VN-TDPH-{number:03d}" if kind == PlaceKind.PACKING_HOUSE else ""
                ),
                address=firm.row.address,
                unit=unit,
                latitude=Decimal(unit.latitude or 0) + Decimal(draw.randint(-900, 900)) / 100_000,
                longitude=Decimal(unit.longitude or 0) + Decimal(draw.randint(-900, 900)) / 100_000,
                area_m2=Decimal(draw.randint(8, 120) * 100) if is_grown else None,
            )
        )


def _give_products(made: Cast, registers: Registers, begun: datetime) -> None:
    chosen: dict[str, Iterator[Kind]] = {}
    given: dict[str, int] = defaultdict(int)
    for firm in made.firms:
        troupe = firm.troupe
        if not troupe.products:
            continue
        if troupe.code not in chosen:
            chosen[troupe.code] = cycle([kinds()[code] for code in troupe.products])
        for _ in range(troupe.how_many(given[troupe.code])):
            _give_product(firm, next(chosen[troupe.code]), registers, begun)
        given[troupe.code] += 1


def _give_product(firm: Firm, kind: Kind, registers: Registers, begun: datetime) -> None:
    number = len(firm.products) + 1
    is_sold = kind.task != "raw" and firm.prefix is not None
    gtin = naming.gtin(firm.prefix.prefix, number) if is_sold and firm.prefix else ""
    identifier = (
        f"https://id.gs1.org/01/{gtin}"
        if gtin
        else naming.own("class", firm.row.identifier, number)
    )
    brand = firm.row.short_name
    draw = naming.chance("product", identifier)
    name = f"{kind.name} {brand}".strip() if kind.task != "raw" else kind.name
    may_be_ocop = kind.task in {"pack", "field"} and draw.random() < 0.28
    row = Product(
        organisation=firm.row,
        group=registers.groups[kind.group],
        template=registers.templates[kind.chain],
        name=name,
        sort_key=sort_key(name),
        name_en=kind.name_en,
        brand=brand if kind.task != "raw" else "",
        description=f"{kind.name}, {kind.pack_text}. Sản phẩm của dữ liệu trình diễn.",
        identifier=identifier,
        gtin=gtin,
        unit=kind.unit,
        shelf_life_days=kind.shelf,
        standards=[] if draw.random() < 0.06 and not firm.is_shown else [kind.standard],
        ocop_stars=draw.choices((3, 4, 5), (75, 22, 3))[0] if may_be_ocop else None,
        created_at=begun,
    )
    firm.products.append((row, kind))
