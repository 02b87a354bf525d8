"""Organisations in Excel: an officer brings an existing list in, takes the register away."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.core.search import Plain, plain
from txng.core.sheets.columns import Choice, Column, Kind, Text, Wrong, choices_of
from txng.core.sheets.reading import Row
from txng.core.sheets.register import Register, Told
from txng.gs1.keys import Gln
from txng.parties import queries, services
from txng.parties.facts import OrganisationFacts
from txng.parties.forms import FindOrganisations
from txng.parties.identity import (
    Identity,
    TaxCodeMistyped,
    TaxCodeNotRight,
    identity_shown,
    masked,
    masked_number,
)
from txng.parties.models import Organisation
from txng.parties.registers.cells import gln_column, unit_column
from txng.parties.rights import may_do
from txng.parties.vocab import ChainRole, OrganisationKind, State


def _number(text: str) -> Identity:
    """Read a number once, at the door: of a citizen's number nothing but its hash goes on."""
    try:
        return identity_shown(text)
    except TaxCodeMistyped as refusal:
        lost = gettext(
            "Nếu đây là số định danh cá nhân, Excel đã bỏ số 0 ở đầu: "
            "hãy đặt cột ở dạng Văn bản (Text) rồi ghi đủ 12 số."
        )
        raise Wrong(f"{refusal} {lost}") from refusal
    except TaxCodeNotRight as refusal:
        raise Wrong(str(refusal)) from refusal


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise Wrong(gettext("Thư điện tử chưa đúng, ví dụ htx@vidu.example.")) from None
    return text


class Organisations(Register):
    """Organisations of an officer's area."""

    kind: ClassVar[str] = "don-vi"
    doors: ClassVar[tuple[str, ...]] = ("government",)
    name: ClassVar[Text] = _("Đơn vị")
    lead: ClassVar[Text] = _(
        "Mỗi dòng một doanh nghiệp, hợp tác xã, tổ hợp tác hay hộ. "
        "Đơn vị đã có được nhận ra theo mã số thuế, không có thì theo tên và xã."
    )
    page: ClassVar[str] = "parties:list_organisations"
    models = (Organisation,)

    def may_read(self) -> bool:
        """Officers see the organisations of their area."""
        return may_do("parties.list_organisations", self.actor)

    def may_write(self) -> bool:
        """Officers register organisations."""
        return may_do("parties.register_organisation", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns; an officer of an area offers its communes only."""
        area = self.actor.area_id
        units = queries.communes()
        if area:
            units = units.filter(pk__in=queries.units_within(area).values("pk"))
        kinds = [c for c in choices_of(OrganisationKind) if c.value != OrganisationKind.AGENCY]
        return (
            *_named(tuple(kinds)),
            unit_column(units, required=bool(area)),
            *_reached(),
            Column(
                code="state",
                name=_("Trạng thái"),
                kind=Kind.CHOICE,
                choices=choices_of(State),
                read_only=True,
            ),
        )

    def exported(self, given: Mapping[str, Any]) -> QuerySet[Organisation]:
        """Return the rows of the list page."""
        return queries.find_organisations(actor=self.actor, by=FindOrganisations(given).filter())

    def told_of(self, found: Organisation) -> Mapping[str, Any]:
        """Return an organisation by column."""
        gln = found.identifier.rpartition("/417/")[2]
        return {
            **{name: getattr(found, name) for name in _PLAIN},
            "tax_code": Identity(found.tax_code, found.person_digest, found.person_end),
            "gln": Gln.parse(gln) if "/417/" in found.identifier else None,
            "roles": tuple(role.role for role in found.roles.all()),
            "unit": found.unit,
        }

    def key(self, row: Row) -> tuple[Any, ...] | None:
        """An organisation is known by its tax code, else by its name within its commune."""
        if number := row.values.get("tax_code"):
            return "number", number.tax_code or number.person_digest
        unit = row.values.get("unit")
        return "name", plain(row.values["name"]), unit.pk if unit else None

    def known(self, rows: Sequence[Row]) -> Mapping[Any, Organisation]:
        """Find the organisations that the rows name, wherever the actor may see them."""
        marks = {mark for row in rows if (mark := self.key(row))}
        codes = {mark[1] for mark in marks if mark[0] == "number"}
        names = {mark[1] for mark in marks if mark[0] == "name"}
        found = (
            queries.organisations_seen_by(self.actor)
            .alias(plain_name=Plain("name"))
            .filter(Q(tax_code__in=codes) | Q(person_digest__in=codes) | Q(plain_name__in=names))
            .select_related("unit__parent")
            .prefetch_related("roles")
            .order_by("-id")
        )
        known: dict[Any, Organisation] = {}
        for one in found:
            known["name", plain(one.name), one.unit_id] = one
            if number := one.tax_code or one.person_digest:
                known["number", number] = one
        return known

    def hide(self, column: Column | None, text: str) -> str:
        """Keep no citizen's number, wherever in the file it stands."""
        is_number = column is not None and column.code == "tax_code"
        return masked_number(text) if is_number else masked(text)

    def examine(self, row: Row, values: Mapping[str, Any]) -> Mapping[str, Text]:
        """A masked number is right on its own organisation only."""
        number = values.get("tax_code")
        if number is None or number or not number.person_end:
            return {}
        if row.found is not None and row.found.person_end == number.person_end:
            return {}
        return {"tax_code": _("Số này đã được che khi tải về: hãy ghi lại đủ 12 số.")}

    def add(self, told: Sequence[Told], now: datetime) -> list[Organisation | Refused]:
        """Register organisations."""
        given = [(_facts(one.values, None), one.values.get("tax_code") or None) for one in told]
        return services.register_organisations(told=given, actor=self.actor, now=now)

    def change(self, row: Row, values: Mapping[str, Any], now: datetime) -> None:
        """Change an organisation."""
        services.edit_organisation(
            organisation=row.found,
            facts=_facts(values, row.found),
            actor=self.actor,
            now=now,
            identity=values.get("tax_code") or None,
        )


_PLAIN = (
    "name", "short_name", "kind", "address", "phone", "email", "website", "state",
)  # fmt: skip


def _facts(values: Mapping[str, Any], found: Organisation | None) -> OrganisationFacts:
    names = OrganisationFacts.__dataclass_fields__.keys() - {"tax_code"}
    told = {name: values[name] for name in names if values.get(name) is not None}
    told["kind"] = OrganisationKind(told["kind"])
    told["roles"] = tuple(ChainRole(role) for role in told.get("roles", ()))
    if found is not None:
        told |= {
            "sector": found.sector,
            "may_show_name": found.may_show_name,
            "tax_code": found.tax_code,
        }
    return OrganisationFacts(**told)


def _named(kinds: tuple[Choice, ...]) -> tuple[Column, ...]:
    return (
        Column(
            code="name",
            name=_("Tên đầy đủ"),
            required=True,
            example="Hợp tác xã Nông nghiệp Nà Pài",
            also=("tên đơn vị", "tên doanh nghiệp", "tên cơ sở", "tên", "đơn vị"),
        ),
        Column(code="short_name", name=_("Tên ngắn"), longest=80, example="HTX Nà Pài"),
        Column(
            code="kind",
            name=_("Loại hình"),
            kind=Kind.CHOICE,
            choices=kinds,
            required=True,
            example="Hợp tác xã",
        ),
        Column(
            code="tax_code",
            name=_("Mã số thuế"),
            kind=Kind.CODE,
            lengths=(10, 12),
            longest=20,
            example="4600123459",
            also=("mst", "mã số doanh nghiệp", "mã số thuế/định danh"),
            help=_(
                "10 chữ số (chi nhánh thêm 3), hoặc 12 số định danh cá nhân: "
                "cổng chỉ giữ bốn số cuối và một dấu vết không dịch ngược được."
            ),
            check=_number,
        ),
        gln_column(_("GLN của đơn vị")),
        Column(
            code="roles",
            name=_("Vai trò trong chuỗi"),
            kind=Kind.CHOICES,
            choices=choices_of(ChainRole),
            example="Sản xuất, nuôi trồng; Đóng gói",
            also=("vai trò",),
        ),
        Column(
            code="address",
            name=_("Địa chỉ"),
            required=True,
            example="Thôn Nà Pài",
            help=_("Số nhà, đường, thôn, xóm; không ghi xã và tỉnh."),
        ),
    )


def _reached() -> tuple[Column, ...]:
    return (
        Column(
            code="phone",
            name=_("Điện thoại"),
            kind=Kind.CODE,
            lengths=(10,),
            longest=20,
            example="0912345678",
            also=("số điện thoại", "sđt"),
        ),
        Column(
            code="email",
            name=_("Thư điện tử"),
            example="htx@vidu.example",
            also=("email", "e-mail"),
            check=_email,
        ),
        Column(code="website", name=_("Trang web"), longest=200, also=("website",)),
    )
