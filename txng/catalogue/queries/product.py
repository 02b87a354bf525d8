"""What other rooms and pages read of products, groups and templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import (
    ChainTemplate,
    Product,
    ProductAlias,
    ProductGroup,
    ProductImage,
)
from txng.core.errors import NotFound
from txng.core.search import like
from txng.parties import queries as parties
from txng.parties.actor import Actor

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
        found = found.filter(rated(), ocop_stars=by.stars)
    if by.is_active is not None:
        found = found.filter(is_active=by.is_active)
    return found.prefetch_related(_images()).order_by("sort_key", "id")


def rated(*, on: date | None = None) -> Q:
    """Products whose OCOP rating is in force on a day (default: today)."""
    day = on or timezone.localdate()
    return Q(ocop_stars__isnull=False) & (Q(ocop_until=None) | Q(ocop_until__gte=day))


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


def gtin_warning(product: Product, *, on: date) -> str | Promise:
    """Say what is lacking of the right to use a product's GTIN of Vietnam (893); empty for nothing.

    Drawing takes only a prefix that an officer compared; a number typed by hand is warned about.
    """
    if not product.gtin[1:].startswith("893"):
        return ""
    held = parties.prefix_covering(
        organisation=product.organisation, digits=product.gtin[1:], on=on
    )
    if held is None:
        return _UNHELD
    if held.checked_at is None:
        return _REFUSED if held.refused_reason else _UNCHECKED
    return ""


_UNHELD = _(
    "GTIN này bắt đầu bằng 893 nhưng đơn vị không có giấy chứng nhận mã số mã vạch còn hiệu lực "
    "cho nó. Hãy khai hoặc gia hạn giấy ở mục Mã doanh nghiệp trước khi in tem."
)
_UNCHECKED = _(
    "Cơ quan chưa đối chiếu giấy chứng nhận mã số mã vạch của GTIN này. Vẫn ghi nhật ký được; "
    "hãy gửi bản chụp giấy ở mục Mã doanh nghiệp và chờ đối chiếu trước khi in tem."
)
_REFUSED = _(
    "Cơ quan đã đối chiếu và không nhận giấy chứng nhận mã số mã vạch của GTIN này. Hãy xem lý do "
    "và gửi lại ở mục Mã doanh nghiệp; đừng in tem với mã này."
)


def products_named(identifiers: Iterable[str]) -> dict[str, Product]:
    """Return products by identifier, the present one or one of before (canonical URIs)."""
    wanted = set(identifiers)
    found = {p.identifier: p for p in Product.objects.filter(identifier__in=wanted)}
    before = ProductAlias.objects.filter(identifier__in=wanted - found.keys())
    return {**{a.identifier: a.product for a in before.select_related("product")}, **found}


def product_of_code(code: str) -> Product | None:
    """Return the product of a GTIN (8 to 14 digits) or of the end of an own-scheme identifier."""
    text = code.strip()
    if text.isdigit():
        return Product.objects.filter(gtin=text.zfill(14)).first()
    if not text:
        return None
    return Product.objects.filter(identifier__endswith=f"/class/{text.lower()}").first()


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
