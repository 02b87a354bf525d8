"""Lots in Excel: an organisation's own in and out, an area's out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from txng.catalogue import queries as catalogue
from txng.core.errors import Refused
from txng.core.sheets.columns import Choice, Column, Kind, Text
from txng.core.sheets.reading import Row
from txng.core.sheets.register import Register, Told
from txng.identify import queries, services
from txng.identify.forms import FindLots
from txng.identify.models import Lot
from txng.identify.services import LotFacts, NewLot
from txng.parties import queries as parties
from txng.parties.rights import may_do


class Lots(Register):
    """Lots of an officer's area, to take away."""

    kind: ClassVar[str] = "lo"
    doors: ClassVar[tuple[str, ...]] = ("government",)
    name: ClassVar[Text] = _("Lô hàng")
    lead: ClassVar[Text] = _(
        "Mỗi dòng một lô: sản phẩm và nơi sản xuất chọn trong danh sách của đơn vị."
    )
    page: ClassVar[str] = "identify:list_lots"
    models = (Lot,)

    def may_read(self) -> bool:
        """Whoever sees the list."""
        return may_do("identify.list_lots", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns, the holder first."""
        owner = Column(code="organisation", name=_("Đơn vị"), read_only=True)
        return (owner, *_columns((), ()))

    def exported(self, given: Mapping[str, Any]) -> QuerySet[Lot]:
        """Return the rows of the list page."""
        return queries.find_lots(actor=self.actor, by=FindLots(given).filter())

    def told_of(self, found: Lot) -> Mapping[str, Any]:
        """Return a lot by column."""
        return {
            **{name: getattr(found, name) for name in LotFacts.__dataclass_fields__},
            "product": found.product,
            "code": found.code,
            "unit": found.get_unit_display(),
            "state": found.get_state_display(),
            "organisation": found.product.organisation.name,
        }


class OwnLots(Lots):
    """An organisation's lots, for its own people."""

    doors: ClassVar[tuple[str, ...]] = ("enterprise",)

    def may_write(self) -> bool:
        """Whoever opens lots on pages."""
        return may_do("identify.create_lot", self.actor) and may_do("identify.edit_lot", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns; products and places are the organisation's own."""
        own = self.actor.organisation
        products = catalogue.products_seen_by(self.actor).filter(is_active=True)
        places = parties.places_of(organisation=own).filter(is_active=True) if own else ()
        return _columns(
            tuple(
                Choice(p, p.name, (p.code_text, p.gtin, p.gtin.lstrip("0")))
                for p in products.order_by("sort_key")
            ),
            tuple(Choice(p, p.name, (p.code_text,)) for p in places),
        )

    def key(self, row: Row) -> tuple[int, str] | None:
        """A lot is known by its code within its product."""
        return row.values["product"].pk, str(row.values["code"])

    def known(self, rows: Sequence[Row]) -> Mapping[Any, Lot]:
        """Find the lots that the rows name."""
        codes = {str(row.values["code"]) for row in rows}
        products = {row.values["product"].pk for row in rows}
        found = queries.lots_seen_by(self.actor).filter(code__in=codes, product__in=products)
        return {(lot.product_id, lot.code): lot for lot in found}

    def add(self, told: Sequence[Told], now: datetime) -> list[Lot | Refused]:
        """Open lots."""
        new = [
            NewLot(one.values["product"], _facts(one.values), str(one.values["code"]))
            for one in told
        ]
        return services.create_lots(told=new, actor=self.actor, now=now)

    def change(self, row: Row, values: Mapping[str, Any], now: datetime) -> None:
        """Change what is told about a lot."""
        services.edit_lot(lot=row.found, facts=_facts(values), actor=self.actor, now=now)


def _facts(values: Mapping[str, Any]) -> LotFacts:
    told: dict[str, Any] = {name: values.get(name) for name in LotFacts.__dataclass_fields__}
    return LotFacts(**told)


def _columns(products: tuple[Choice, ...], places: tuple[Choice, ...]) -> tuple[Column, ...]:
    return (
        Column(
            code="product",
            name=_("Sản phẩm"),
            kind=Kind.CHOICE,
            choices=products,
            required=True,
            example=str(products[0].label) if products else "",
            help=_("Theo tên, GTIN hoặc mã trên cổng."),
            also=("tên sản phẩm", "gtin", "mã sản phẩm"),
        ),
        Column(
            code="code",
            name=_("Mã lô"),
            kind=Kind.CODE,
            required=True,
            longest=20,
            example="L261121-01",
            also=("số lô", "lô"),
        ),
        Column(
            code="place",
            name=_("Nơi sản xuất"),
            kind=Kind.CHOICE,
            choices=places,
            required=True,
            example=str(places[0].label) if places else "",
            also=("địa điểm", "nơi trồng"),
        ),
        *_told(),
    )


def _told() -> tuple[Column, ...]:
    return (
        Column(
            code="produced_date",
            name=_("Ngày sản xuất, thu hoạch"),
            kind=Kind.DATE,
            example="21/11/2026",
            also=("ngày sản xuất", "ngày thu hoạch", "nsx"),
        ),
        Column(
            code="expires_date",
            name=_("Hạn sử dụng"),
            kind=Kind.DATE,
            also=("ngày hết hạn", "hsd"),
        ),
        Column(
            code="quantity",
            name=_("Sản lượng"),
            kind=Kind.NUMBER,
            decimals=3,
            least=Decimal("0.001"),
            example="1.200",
            help=_("Theo đơn vị tính của sản phẩm."),
            also=("số lượng", "khối lượng"),
        ),
        Column(
            code="unit_count",
            name=_("Số đơn vị bán lẻ"),
            kind=Kind.WHOLE,
            least=1,
            most=100_000_000,
            also=("số gói", "số hộp"),
        ),
        Column(code="unit", name=_("Đơn vị tính"), read_only=True),
        Column(code="state", name=_("Trạng thái"), read_only=True),
    )


REGISTERS = (Lots, OwnLots)
