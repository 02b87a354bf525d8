"""Products in Excel: an organisation's own in and out, an area's out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from txng.catalogue import queries, services
from txng.catalogue.facts import ProductFacts
from txng.catalogue.forms import FindProducts
from txng.catalogue.models import Product
from txng.catalogue.vocab import Unit
from txng.core.errors import Refused
from txng.core.search import Plain, plain, tidy
from txng.core.sheets.columns import Choice, Column, Kind, Text, Wrong, choices_of
from txng.core.sheets.reading import Row
from txng.core.sheets.register import Register, Told
from txng.gs1.keys import Gtin
from txng.parties import queries as parties
from txng.parties.actor import Actor
from txng.parties.rights import may_do
from txng.ui.key_column import read_key


class Products(Register):
    """Products of an officer's area and sector, to take away."""

    kind: ClassVar[str] = "san-pham"
    doors: ClassVar[tuple[str, ...]] = ("government",)
    name: ClassVar[Text] = _("Sản phẩm")
    lead: ClassVar[Text] = _("Mỗi dòng một sản phẩm. Ảnh được thêm trên trang của sản phẩm.")
    page: ClassVar[str] = "catalogue:list_products"
    models = (Product,)

    def may_read(self) -> bool:
        """Officers see the products of their area and sector."""
        return may_do("catalogue.inspect_products", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns, the producer first."""
        owner = Column(code="organisation", name=_("Đơn vị"), read_only=True)
        stars = Column(
            code="ocop_stars", name=_("Hạng OCOP"), kind=Kind.WHOLE, unit="★", read_only=True
        )
        return (owner, *_columns(), stars)

    def exported(self, given: Mapping[str, Any]) -> QuerySet[Product]:
        """Return the rows of the list page."""
        found = queries.find_products(actor=self.actor, by=FindProducts(given).filter())
        found = found.prefetch_related(None).select_related("organisation", "group", "template")
        return found.defer("template__definition")

    def told_of(self, found: Product) -> Mapping[str, Any]:
        """Return a product by column."""
        return {
            **{name: getattr(found, name) for name in _PLAIN},
            "code": found.identifier.rpartition("/")[2],
            "gtin": Gtin.parse(found.gtin) if found.gtin else None,
            "standards": tuple(found.standards),
            "organisation": found.organisation.name,
        }


class OwnProducts(Products):
    """An organisation's products, for its own people."""

    doors: ClassVar[tuple[str, ...]] = ("enterprise",)

    def __init__(self, actor: Actor, door: str) -> None:
        """Remember which names several products bear."""
        super().__init__(actor, door)
        self.doubled: set[str] = set()

    def may_read(self) -> bool:
        """Members see their products."""
        return may_do("catalogue.own_products", self.actor)

    def may_write(self) -> bool:
        """Whoever adds products on pages."""
        return may_do("catalogue.add_product", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns; stars come from ratings, not from files."""
        return Products.columns(self)[1:]

    def key(self, row: Row) -> tuple[str, str] | None:
        """A product is known by its code, its GTIN, else by its name."""
        values = row.values
        if values.get("code"):
            return "code", str(values["code"]).lower()
        if values.get("gtin"):
            return "code", str(values["gtin"])
        return "name", plain(values["name"])

    def known(self, rows: Sequence[Row]) -> Mapping[Any, Product]:
        """Find the organisation's products that the rows name."""
        marks = {mark for row in rows if (mark := self.key(row))}
        codes = {text for kind, text in marks if kind == "code"}
        names = {text for kind, text in marks if kind == "name"}
        identifiers = {f"{settings.TXNG_IDENTITY_URL}/class/{code}" for code in codes}
        found = (
            Product.objects.filter(organisation=self.actor.organisation)
            .alias(plain_name=Plain("name"))
            .filter(Q(gtin__in=codes) | Q(identifier__in=identifiers) | Q(plain_name__in=names))
            .select_related("organisation", "group", "template")
            .defer("template__definition")
            .order_by("-id")
        )
        known: dict[Any, Product] = {}
        for product in found:
            if ("name", plain(product.name)) in known:
                self.doubled.add(plain(product.name))
            known["name", plain(product.name)] = product
            known["code", product.identifier.rpartition("/")[2].lower()] = product
        return known

    def examine(self, row: Row, values: Mapping[str, Any]) -> Mapping[str, Text]:
        """Refuse a code that names nothing, and a group without a usual chain and none told."""
        mark = self.key(row)
        if mark and mark[0] == "name" and mark[1] in self.doubled:
            return {"name": gettext("Đơn vị có nhiều sản phẩm cùng tên này: hãy ghi mã sản phẩm.")}
        if values.get("code") and row.found is None:
            sentence = gettext("Không có sản phẩm nào mang mã này: để trống nếu là sản phẩm mới.")
            return {"code": sentence}
        if not (values.get("template") or self._usual(values)):
            return {"template": gettext("Nhóm này chưa có quy trình mặc định: hãy chọn quy trình.")}
        return {}

    def _usual(self, values: Mapping[str, Any]) -> Any:
        group = values.get("group")
        return self._templates.get(group.chain) if group else None

    @cached_property
    def _templates(self) -> dict[str, Any]:
        return {template.code: template for template in queries.templates()}

    def add(self, told: Sequence[Told], now: datetime) -> list[Product | Refused]:
        """Add products; the chain of each is the usual one of its group unless told."""
        facts = [self._facts(one.values) for one in told]
        own = parties.organisation_for(
            actor=self.actor, organisation_id=self.actor.organisation_id or 0
        )
        return services.add_products(organisation=own, facts=facts, actor=self.actor, now=now)

    def change(self, row: Row, values: Mapping[str, Any], now: datetime) -> None:
        """Change a product."""
        is_active = bool(values.get("is_active", True))
        services.edit_product(
            product=row.found, facts=self._facts(values), is_active=is_active, actor=self.actor,
            now=now,
        )  # fmt: skip

    def _facts(self, values: Mapping[str, Any]) -> ProductFacts:
        told = {n: values[n] for n in ProductFacts.__dataclass_fields__ if values.get(n)}
        told["unit"] = Unit(told["unit"])
        told.setdefault("template", self._usual(values))
        return ProductFacts(**told)


_PLAIN = (
    "name", "name_en", "group", "template", "brand", "model", "unit", "shelf_life_days",
    "description", "warnings", "is_active", "ocop_stars",
)  # fmt: skip


def _standards(text: str) -> tuple[str, ...]:
    parts = tuple(tidy(part) for part in text.split(";") if part.strip())
    if any(len(part) > 120 for part in parts):
        raise Wrong(gettext("Mỗi tiêu chuẩn dài tối đa 120 ký tự, cách nhau bằng dấu ;"))
    return parts


def _columns() -> tuple[Column, ...]:
    groups = tuple(Choice(g, g.name, (g.name_en, g.code)) for g in queries.groups())
    templates = tuple(Choice(t, t.name, (t.name_en, t.code)) for t in queries.templates())
    return (
        Column(
            code="code",
            name=_("Mã sản phẩm"),
            kind=Kind.CODE,
            longest=40,
            help=_("Mã trên cổng của sản phẩm đã có; để trống với sản phẩm mới."),
        ),
        Column(
            code="name",
            name=_("Tên sản phẩm"),
            required=True,
            longest=200,
            example="Cam sành Nà Pài",
            also=("tên", "sản phẩm"),
        ),
        Column(code="name_en", name=_("Tên tiếng Anh"), longest=200, example="Na Pai king orange"),
        Column(
            code="group",
            name=_("Nhóm sản phẩm"),
            kind=Kind.CHOICE,
            choices=groups,
            required=True,
            example=str(groups[0].label) if groups else "",
            also=("nhóm",),
        ),
        Column(
            code="template",
            name=_("Quy trình truy xuất"),
            kind=Kind.CHOICE,
            choices=templates,
            help=_("Để trống thì lấy quy trình quen dùng của nhóm."),
            also=("quy trình",),
        ),
        Column(
            code="gtin",
            name=_("GTIN"),
            kind=Kind.CODE,
            lengths=(8, 12, 13, 14),
            help=_("Số dưới mã vạch. Để trống thì hệ thống cấp mã của tỉnh."),
            also=("mã vạch", "barcode", "mã số mã vạch"),
            check=lambda text: read_key(Gtin, text),
        ),
        Column(code="brand", name=_("Thương hiệu"), longest=120, example="Nà Pài"),
        Column(code="model", name=_("Mã ký hiệu"), longest=120),
        Column(
            code="unit",
            name=_("Đơn vị tính"),
            kind=Kind.CHOICE,
            choices=choices_of(Unit),
            required=True,
            example="kg",
            also=("đvt",),
        ),
        *_described(),
    )


def _described() -> tuple[Column, ...]:
    return (
        Column(
            code="shelf_life_days",
            name=_("Hạn sử dụng kể từ ngày sản xuất"),
            kind=Kind.WHOLE,
            unit=str(_("ngày")),
            least=1,
            most=36_500,
            example="20",
            also=("hạn sử dụng",),
        ),
        Column(
            code="standards",
            name=_("Tiêu chuẩn, quy chuẩn áp dụng"),
            longest=1200,
            example="TCVN 11892-1:2017",
            also=("tiêu chuẩn",),
            help=_("Cách nhau bằng dấu ;"),
            check=_standards,
        ),
        Column(code="description", name=_("Mô tả"), longest=4000),
        Column(code="warnings", name=_("Cảnh báo an toàn"), longest=1000),
        Column(
            code="is_active", name=_("Đang sản xuất, kinh doanh"), kind=Kind.YES_NO, example="Có"
        ),
    )
