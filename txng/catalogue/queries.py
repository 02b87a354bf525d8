"""What other rooms and pages read of products, groups, templates and certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import (
    Certificate,
    ChainTemplate,
    Product,
    ProductGroup,
    ProductImage,
)
from txng.core.errors import NotFound
from txng.core.search import like
from txng.parties import queries as parties
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.vocab import OrganisationKind

_HIDDEN = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


def groups() -> QuerySet[ProductGroup]:
    """Product groups by name."""
    return ProductGroup.objects.order_by("name", "id")


def templates(*, on: date | None = None) -> QuerySet[ChainTemplate]:
    """Versions of chain templates in force on a day (default: today)."""
    day = on or timezone.localdate()
    return (
        ChainTemplate.objects.filter(valid_from__lte=day)
        .filter(Q(valid_to=None) | Q(valid_to__gt=day))
        .order_by("name", "id")
    )


def products_seen_by(actor: Actor) -> QuerySet[Product]:
    """Products of the organisations that an actor may read whole; an agency's, in its sector."""
    found = Product.objects.filter(organisation__in=parties.organisations_seen_by(actor))
    if actor.is_agency and actor.organisation and actor.organisation.sector:
        found = found.filter(group__sector=actor.organisation.sector)
    return found


@dataclass(frozen=True)
class ProductFilter:
    """What a list of products is narrowed to; an empty value narrows nothing."""

    text: str = ""
    group: ProductGroup | None = None
    stars: int | None = None
    is_active: bool | None = None


def find_products(*, actor: Actor, by: ProductFilter) -> QuerySet[Product]:
    """Products that an actor may see, found by words of name, brand, GTIN or producer."""
    found = products_seen_by(actor).select_related("organisation__unit", "group")
    if by.text:
        found = found.filter(like(by.text, "name", "brand", "gtin", "organisation__name"))
    if by.group:
        found = found.filter(group=by.group)
    if by.stars:
        found = found.filter(ocop_stars=by.stars)
    if by.is_active is not None:
        found = found.filter(is_active=by.is_active)
    return found.prefetch_related(_images()).order_by("sort_key", "id")


class NoSuchProduct(NotFound):
    """There is none, or none that the actor may see."""

    reason = _HIDDEN


def product_for(*, actor: Actor, product_id: int) -> Product:
    """Return a product that the actor may read whole; fetching is the access check."""
    found = (
        products_seen_by(actor)
        .select_related("organisation__unit__parent", "group", "template")
        .prefetch_related(_images())
        .filter(pk=product_id)
        .first()
    )
    if found is None:
        raise NoSuchProduct
    return found


class NoSuchImage(NotFound):
    """There is none, or none of the actor's products."""

    reason = _HIDDEN


def image_for(*, actor: Actor, image_id: int) -> ProductImage:
    """Return a photo of a product that the actor may read whole."""
    found = ProductImage.objects.filter(pk=image_id, product__in=products_seen_by(actor)).first()
    if found is None:
        raise NoSuchImage
    return found


def public_image(image_id: int) -> ProductImage:
    """Return a photo; photos of products are public."""
    found = ProductImage.objects.filter(pk=image_id).first()
    if found is None:
        raise NoSuchImage
    return found


def _images() -> "Prefetch[str]":
    return Prefetch("images", ProductImage.objects.order_by("position", "id"))


class NoSuchCertificate(NotFound):
    """There is none, or none that the actor may see."""

    reason = _HIDDEN


def certificate_for(*, actor: Actor, certificate_id: int) -> Certificate:
    """Return a certificate of an organisation and, if of one, of a product that the actor sees."""
    found = (
        Certificate.objects.filter(
            pk=certificate_id, organisation__in=parties.organisations_seen_by(actor)
        )
        .filter(Q(product=None) | Q(product__in=products_seen_by(actor)))
        .first()
    )
    if found is None:
        raise NoSuchCertificate
    return found


def certificates_of(product: Product) -> QuerySet[Certificate]:
    """Certificates of a product and of all that its organisation does, newest first."""
    return (
        Certificate.objects.filter(organisation=product.organisation_id)
        .filter(Q(product=product) | Q(product=None))
        .select_related("checked_by", "place")
        .order_by("-issued_date", "-id")
    )


def valid_certificates(product: Product, *, on: date | None = None) -> QuerySet[Certificate]:
    """Those certificates that are in force on a day (default: today)."""
    day = on or timezone.localdate()
    return (
        certificates_of(product)
        .filter(issued_date__lte=day, withdrawn_date=None)
        .filter(Q(expires_date=None) | Q(expires_date__gte=day))
    )


def expiring_certificates(*, organisation: Organisation, days: int = 60) -> QuerySet[Certificate]:
    """Certificates that end within some days, or have ended in the last thirty."""
    today = timezone.localdate()
    return (
        Certificate.objects.filter(organisation=organisation, withdrawn_date=None)
        .filter(expires_date__range=(today - timedelta(days=30), today + timedelta(days=days)))
        .select_related("product")
        .order_by("expires_date", "id")
    )


@dataclass(frozen=True)
class PublicFacts:
    """What everybody may know of a product (public tier)."""

    product_id: int
    name: str
    name_en: str
    brand: str
    model: str
    description: str
    identifier: str
    code: str
    is_gs1: bool
    producer: str
    producer_identifier: str
    producer_place: str
    standards: Sequence[str]
    warnings: str
    ocop_stars: int | None
    shelf_life_days: int | None
    images: Sequence[ProductImage]
    certificates: Sequence[Certificate]


def public_facts(product: Product, *, on: date | None = None) -> PublicFacts:
    """Return the public tier of a product: no street address, a household's name by consent only.

    Three statements, fewer when organisation, unit and images came with the product.
    """
    organisation = product.organisation
    unit = organisation.unit
    return PublicFacts(
        product_id=product.pk,
        name=product.name,
        name_en=product.name_en,
        brand=product.brand,
        model=product.model,
        description=product.description,
        identifier=product.identifier,
        code=product.code_text,
        is_gs1=bool(product.gtin),
        producer=public_name(organisation),
        producer_identifier=organisation.identifier,
        producer_place=", ".join(str(u) for u in (unit, unit and unit.parent) if u),
        standards=tuple(product.standards),
        warnings=product.warnings,
        ocop_stars=product.ocop_stars,
        shelf_life_days=product.shelf_life_days,
        images=list(product.images.all()),
        certificates=list(valid_certificates(product, on=on)),
    )


def public_name(organisation: Organisation) -> str:
    """Return the name that may stand on a public page (a household's only with its consent)."""
    is_household = organisation.kind == OrganisationKind.HOUSEHOLD
    if is_household and not organisation.may_show_name:
        return str(OrganisationKind.HOUSEHOLD.label)
    return organisation.name
