"""Places in Excel: an organisation's own in and out, an area's out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.core.search import Plain, plain
from txng.core.sheets.columns import Column, Kind, Text, choices_of
from txng.core.sheets.reading import Row, RowState, Table
from txng.core.sheets.register import Register, Told
from txng.gs1.keys import Gln
from txng.parties import queries, services
from txng.parties.actor import Actor
from txng.parties.facts import PlaceFacts
from txng.parties.forms import FindPlaces
from txng.parties.models import Organisation, Place
from txng.parties.registers.cells import gln_column, refuse_unknown, unit_column
from txng.parties.registers.farms import Farms, is_new_farm
from txng.parties.rights import may_do
from txng.parties.vocab import PlaceKind


class OwnPlaces(Register):
    """An organisation's places, for its own people."""

    kind: ClassVar[str] = "dia-diem"
    doors: ClassVar[tuple[str, ...]] = ("enterprise",)
    name: ClassVar[Text] = _("Địa điểm")
    lead: ClassVar[Text] = _(
        "Mỗi dòng một nơi trồng, nuôi, chế biến, đóng gói, lưu kho hay bán của đơn vị."
    )
    page: ClassVar[str] = "parties:list_places"
    models = (Place,)

    def __init__(self, actor: Actor, door: str) -> None:
        """Remember which names several places bear, and the farms of the file."""
        super().__init__(actor, door)
        self.doubled: set[str] = set()
        self.farms = Farms()

    def may_read(self) -> bool:
        """Members see their places."""
        return may_do("parties.list_places", self.actor)

    def may_write(self) -> bool:
        """Whoever adds places on pages."""
        return may_do("parties.add_place", self.actor) and may_do("parties.edit_place", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns; communes are those of the organisation's province."""
        own = self.actor.organisation
        province = own.unit.parent if own and own.unit else None
        return (
            *_named(),
            unit_column(queries.communes(parent=province)),
            _inside(),
            *_measured(),
        )

    def exported(self, given: Mapping[str, Any]) -> QuerySet[Place]:
        """Return the rows of the list page."""
        found = queries.places_of(organisation=self._own(), text=FindPlaces(given).text())
        return found.select_related("unit__parent", "parent")

    def _own(self) -> Organisation:
        return queries.organisation_for(
            actor=self.actor, organisation_id=self.actor.organisation_id or 0
        )

    def told_of(self, found: Place) -> Mapping[str, Any]:
        """Return a place by column."""
        return _told(found)

    def key(self, row: Row) -> tuple[str, str] | None:
        """A place is known by its code, its GLN, else by its name."""
        values = row.values
        if values.get("code"):
            return "code", str(values["code"]).lower()
        if values.get("gln"):
            return "code", str(values["gln"])
        return "name", plain(values["name"])

    def known(self, rows: Sequence[Row]) -> Mapping[Any, Place]:
        """Find the organisation's places that the rows name."""
        marks = {mark for row in rows if (mark := self.key(row))}
        codes = {text for kind, text in marks if kind == "code"}
        names = {text for kind, text in marks if kind == "name"}
        identifiers = {f"{settings.TXNG_IDENTITY_URL}/loc/{code}" for code in codes}
        found = (
            Place.objects.filter(organisation=self.actor.organisation)
            .alias(plain_name=Plain("name"))
            .filter(Q(gln__in=codes) | Q(identifier__in=identifiers) | Q(plain_name__in=names))
            .select_related("unit__parent", "organisation", "parent")
            .order_by("-id")
        )
        known: dict[Any, Place] = {}
        for place in found:
            if ("name", plain(place.name)) in known:
                self.doubled.add(plain(place.name))
            known["name", plain(place.name)] = place
            known["code", place.identifier.rpartition("/")[2].lower()] = place
            if place.gln:
                known["code", place.gln] = place
        return known

    def examine(self, row: Row, values: Mapping[str, Any]) -> Mapping[str, Text]:
        """Refuse a code that names nothing, and a name that several places bear."""
        mark = self.key(row)
        if mark and mark[0] == "name" and mark[1] in self.doubled:
            return {"name": _("Đơn vị có nhiều địa điểm cùng tên này: hãy ghi mã địa điểm.")}
        if values.get("code") and row.found is None:
            return {"code": refuse_unknown(str(values["code"]))}
        fault = self.farms.fault(row)
        return {"parent": fault} if fault else {}

    def look_ahead(self, opened: Callable[[], Table]) -> None:
        """Learn which farms the file brings: plots may stand above the farm that they are in."""
        table = opened()
        if any(column.code == "parent" for column in table.known.values()):
            self.farms.look_ahead(table.rows())

    def judge(self, table: Table, rows: Sequence[Row]) -> None:
        """Compare rows with the register; a farm written early for its plots' sake is still new."""
        self.farms.resolve(self.actor.organisation, rows)
        super().judge(table, rows)
        for row in rows:
            if row.found is not None and self.key(row) in self.farms.early:
                row.state, row.changes = RowState.NEW, {}

    def apply(self, table: Table, rows: Sequence[Row], now: datetime) -> None:
        """Write farms before the plots in them, new places all at once."""
        fresh = [row for row in rows if row.state is RowState.NEW and row.found is None]
        self.add_rows(table, [row for row in fresh if is_new_farm(row)], now)
        changed = [row for row in rows if row.state is RowState.CHANGED]
        others = [row for row in fresh if not is_new_farm(row)] + changed
        self._write_farms_early(others, now)
        self.farms.resolve(self.actor.organisation, others)
        for row in others:
            if isinstance(row.values.get("parent"), str):
                table.tell(row, "parent", _("Dòng của trang trại này trong tệp chưa ghi được."))
        plots = [row for row in others if row.state is RowState.NEW]
        self.add_rows(table, plots, now)
        super().apply(table, changed, now)

    def _write_farms_early(self, rows: Sequence[Row], now: datetime) -> None:
        """Write the farms of other parts of the file in which these rows stand."""
        self.farms.resolve(self.actor.organisation, rows)
        farms = [Told(farm, self.whole(farm)) for farm in self.farms.wanted(rows)]
        for farm, made in zip(farms, self.added(farms, now), strict=True):
            if not isinstance(made, Refused):
                self.farms.early.add(self.key(farm.row))

    def add(self, told: Sequence[Told], now: datetime) -> list[Place | Refused]:
        """Add places."""
        facts = [_facts(one.values) for one in told]
        return services.add_places(organisation=self._own(), facts=facts, actor=self.actor, now=now)

    def change(self, row: Row, values: Mapping[str, Any], now: datetime) -> None:
        """Change a place."""
        is_active = bool(values.get("is_active", True))
        services.edit_place(
            place=row.found, facts=_facts(values), is_active=is_active, actor=self.actor, now=now
        )


def _facts(values: Mapping[str, Any]) -> PlaceFacts:
    names = [name for name in PlaceFacts.__dataclass_fields__ if values.get(name) is not None]
    told = {name: values[name] for name in names}
    return PlaceFacts(**{**told, "kind": PlaceKind(told["kind"])})


def _named() -> tuple[Column, ...]:
    return (
        Column(
            code="code",
            name=_("Mã địa điểm"),
            kind=Kind.CODE,
            longest=40,
            help=_("Mã trên cổng của địa điểm đã có; để trống với địa điểm mới."),
        ),
        Column(
            code="name",
            name=_("Tên địa điểm"),
            required=True,
            longest=200,
            example="Vườn cam Nà Pài",
            also=("tên", "địa điểm"),
        ),
        Column(
            code="kind",
            name=_("Loại địa điểm"),
            kind=Kind.CHOICE,
            choices=choices_of(PlaceKind),
            required=True,
            example="Trang trại, vùng trồng",
            also=("loại",),
        ),
        gln_column(),
        Column(
            code="growing_area_code",
            name=_("Mã số vùng trồng"),
            kind=Kind.CODE,
            longest=40,
            example="TN-2026-0015",
        ),
        Column(
            code="packing_house_code", name=_("Mã số cơ sở đóng gói"), kind=Kind.CODE, longest=40
        ),
        Column(
            code="address",
            name=_("Địa chỉ"),
            required=True,
            example="Thôn Nà Pài",
            help=_("Số nhà, đường, thôn, xóm; không ghi xã và tỉnh."),
        ),
    )


def _inside() -> Column:
    return Column(
        code="parent",
        name=_("Nằm trong trang trại"),
        also=("trang trại",),
        help=_("Chỉ với lô đất, ao, chuồng: tên hoặc mã của trang trại trong sổ hay trong tệp."),
    )


def _measured() -> tuple[Column, ...]:
    return (
        Column(
            code="area_m2",
            name=_("Diện tích"),
            kind=Kind.NUMBER,
            unit="m²",
            decimals=1,
            least=0,
            example="12.500",
            also=("diện tích m2", "diện tích (m2)"),
        ),
        Column(
            code="latitude",
            name=_("Vĩ độ"),
            kind=Kind.NUMBER,
            decimals=5,
            least=-90,
            most=90,
            example="21,59422",
        ),
        Column(
            code="longitude",
            name=_("Kinh độ"),
            kind=Kind.NUMBER,
            decimals=5,
            least=-180,
            most=180,
            example="105,84817",
        ),
        Column(code="is_active", name=_("Đang sử dụng"), kind=Kind.YES_NO, example="Có"),
    )


def _told(place: Place) -> dict[str, Any]:
    return {
        "code": place.identifier.rpartition("/")[2],
        "name": place.name,
        "kind": place.kind,
        "gln": Gln.parse(place.gln) if place.gln else None,
        "growing_area_code": place.growing_area_code,
        "packing_house_code": place.packing_house_code,
        "address": place.address,
        "unit": place.unit,
        "area_m2": place.area_m2,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "is_active": place.is_active,
        "parent": place.parent,
        "outline": place.outline,
    }


class Places(Register):
    """Places of an officer's area, to take away."""

    kind: ClassVar[str] = "dia-diem"
    doors: ClassVar[tuple[str, ...]] = ("government",)
    name: ClassVar[Text] = _("Địa điểm")
    lead: ClassVar[Text] = ""
    page: ClassVar[str] = "parties:list_places"

    def may_read(self) -> bool:
        """Officers see the places of their area."""
        return may_do("parties.inspect_places", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns, the organisation first."""
        return (
            Column(code="organisation", name=_("Đơn vị")),
            Column(code="tax_code", name=_("Mã số thuế"), kind=Kind.CODE),
            *_named(),
            unit_column(()),
            _inside(),
            *_measured(),
        )

    def exported(self, given: Mapping[str, Any]) -> QuerySet[Place]:
        """Return the rows of the list page."""
        found = queries.find_places(actor=self.actor, text=FindPlaces(given).text())
        return found.select_related("unit__parent", "organisation", "parent")

    def told_of(self, found: Place) -> Mapping[str, Any]:
        """Return a place by column, its organisation too."""
        owner = found.organisation
        return {**_told(found), "organisation": owner.name, "tax_code": owner.tax_code}
