"""Certificates and OCOP ratings in Excel: an organisation's own in and out, an area's out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from txng.catalogue import queries, services
from txng.catalogue.facts import CertificateFacts
from txng.catalogue.forms import FindCertificates
from txng.catalogue.models import Certificate
from txng.catalogue.vocab import CertificateKind, Level
from txng.core.errors import Refused
from txng.core.search import Plain, plain, tidy
from txng.core.sheets.columns import Choice, Column, Kind, Text, choices_of
from txng.core.sheets.reading import Row
from txng.core.sheets.register import Register, Told
from txng.parties import queries as parties
from txng.parties.rights import may_do


class Certificates(Register):
    """Certificates of an officer's area and sector, to take away."""

    kind: ClassVar[str] = "chung-nhan"
    doors: ClassVar[tuple[str, ...]] = ("government",)
    name: ClassVar[Text] = _("Chứng nhận")
    lead: ClassVar[Text] = _(
        "Mỗi dòng một giấy chứng nhận hoặc hạng OCOP. "
        "Bản chụp được thêm trên trang của giấy; giấy đã khai không sửa bằng Excel."
    )
    page: ClassVar[str] = "catalogue:list_certificates"
    models = (Certificate,)

    def may_read(self) -> bool:
        """Officers see the certificates of their area and sector."""
        return may_do("catalogue.inspect_products", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns, the holder first."""
        owner = Column(code="organisation", name=_("Đơn vị"), read_only=True)
        return (owner, *_columns((), ()), *_checked())

    def exported(self, given: Mapping[str, Any]) -> QuerySet[Certificate]:
        """Return the rows of the list page."""
        found = queries.find_certificates(actor=self.actor, by=FindCertificates(given).filter())
        return found.select_related("organisation", "product", "place", "checked_by")

    def told_of(self, found: Certificate) -> Mapping[str, Any]:
        """Return a certificate by column."""
        return {
            **{name: getattr(found, name) for name in _PLAIN},
            "organisation": found.organisation.name,
            "checked_by": found.checked_by.name if found.checked_by else "",
        }


class OwnCertificates(Certificates):
    """An organisation's certificates, for its own people."""

    doors: ClassVar[tuple[str, ...]] = ("enterprise",)

    def may_read(self) -> bool:
        """Members see their certificates."""
        return may_do("catalogue.own_products", self.actor)

    def may_write(self) -> bool:
        """Whoever adds certificates on pages."""
        return may_do("catalogue.add_certificate", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns; products and places are the organisation's own."""
        own = self.actor.organisation
        products = queries.products_seen_by(self.actor).order_by("sort_key", "id")
        places = parties.places_of(organisation=own) if own else ()
        return (
            *_columns(
                tuple(
                    Choice(p, p.name, (p.code_text, p.gtin, p.gtin.lstrip("0"))) for p in products
                ),
                tuple(Choice(p, p.name, (p.code_text,)) for p in places),
            ),
            *_checked(),
        )

    def key(self, row: Row) -> tuple[Any, ...] | None:
        """A paper is known by kind, number, and what it is about."""
        values = row.values
        product, place = values.get("product"), values.get("place")
        return (
            values["kind"],
            plain(tidy(values["number"])),
            product.pk if product else None,
            place.pk if place else None,
        )

    def known(self, rows: Sequence[Row]) -> Mapping[Any, Certificate]:
        """Find the organisation's papers of those numbers."""
        found = (
            Certificate.objects.filter(organisation=self.actor.organisation)
            .alias(plain_number=Plain("number"))
            .filter(plain_number__in={plain(tidy(row.values["number"])) for row in rows})
            .select_related("organisation", "product", "place", "checked_by")
            .order_by("-id")
        )
        return {(c.kind, plain(c.number), c.product_id, c.place_id): c for c in found}

    def examine(self, row: Row, values: Mapping[str, Any]) -> Mapping[str, Text]:  # noqa: ARG002
        """A paper that is registered stays as it was told."""
        if row.found is not None and row.changes:
            sentence = gettext(
                "Giấy này đã khai với nội dung khác: mở giấy đó để gia hạn hoặc thôi."
            )
            return {"number": sentence}
        return {}

    def add(self, told: Sequence[Told], now: datetime) -> list[Certificate | Refused]:
        """Add certificates."""
        own = parties.organisation_for(
            actor=self.actor, organisation_id=self.actor.organisation_id or 0
        )
        facts = [_facts(one.values) for one in told]
        return services.add_certificates(organisation=own, facts=facts, actor=self.actor, now=now)


def _facts(values: Mapping[str, Any]) -> CertificateFacts:
    names = CertificateFacts.__dataclass_fields__
    told = {name: values[name] for name in names if values.get(name) is not None}
    told["kind"] = CertificateKind(told["kind"])
    if "level" in told:
        told["level"] = Level(told["level"])
    return CertificateFacts(**told)


_PLAIN = (
    "kind", "number", "issuer", "issued_date", "expires_date", "product", "place", "stars",
    "level", "withdrawn_date",
)  # fmt: skip


def _columns(products: tuple[Choice, ...], places: tuple[Choice, ...]) -> tuple[Column, ...]:
    return (
        Column(
            code="kind",
            name=_("Loại chứng nhận"),
            kind=Kind.CHOICE,
            choices=choices_of(CertificateKind),
            required=True,
            example="VietGAP",
            also=("loại",),
        ),
        Column(
            code="number",
            name=_("Số hiệu"),
            required=True,
            longest=80,
            example="VietGAP-TT-12-26-0015",
            also=("số", "số giấy chứng nhận"),
        ),
        Column(
            code="issuer",
            name=_("Nơi cấp"),
            required=True,
            longest=200,
            example="Trung tâm Kiểm nghiệm",
            also=("cơ quan cấp", "đơn vị cấp"),
        ),
        Column(
            code="issued_date",
            name=_("Ngày cấp"),
            kind=Kind.DATE,
            required=True,
            example="05/01/2026",
        ),
        Column(
            code="expires_date", name=_("Ngày hết hạn"), kind=Kind.DATE, also=("có giá trị đến",)
        ),
        Column(code="product", name=_("Sản phẩm"), kind=Kind.CHOICE, choices=products),
        Column(code="place", name=_("Địa điểm được chứng nhận"), kind=Kind.CHOICE, choices=places),
        Column(
            code="stars",
            name=_("Số sao OCOP"),
            kind=Kind.WHOLE,
            least=3,
            most=5,
            also=("số sao", "hạng sao"),
        ),
        Column(code="level", name=_("Cấp công nhận"), kind=Kind.CHOICE, choices=choices_of(Level)),
    )


def _checked() -> tuple[Column, ...]:
    return (
        Column(code="withdrawn_date", name=_("Thu hồi, thôi ngày"), kind=Kind.DATE, read_only=True),
        Column(code="checked_by", name=_("Đã được xác nhận bởi"), read_only=True),
    )
