"""Acts on products and their photos."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.facts import ProductFacts
from txng.catalogue.models import Product, ProductAlias, ProductImage
from txng.core import audit
from txng.core.collation import sort_key
from txng.core.errors import Refused
from txng.core.many import each, made, only
from txng.core.pictures import size_of, to_webp
from txng.core.search import tidy
from txng.gs1.keys import Gtin
from txng.parties import own_scheme
from txng.parties import queries as parties
from txng.parties.actor import Actor
from txng.parties.models import Organisation

MAX_IMAGES = 12
_VIETNAM = "893"


class PrefixNotHeld(Refused):
    """A GTIN that begins with 893 needs the proof of the right to use its prefix."""

    status = 422
    reason = _(
        "GTIN bắt đầu bằng 893 nhưng đơn vị chưa khai giấy chứng nhận quyền sử dụng mã số mã vạch "
        "còn hiệu lực cho mã này. Hãy khai giấy chứng nhận ở mục Đơn vị của tôi, hoặc để trống "
        "GTIN để dùng mã của tỉnh."
    )


class ProductAlreadyRegistered(Refused):
    """A GTIN names one product."""

    reason = _("GTIN này đã được đăng ký cho một sản phẩm khác. Hãy kiểm tra lại số.")


def add_product(
    *, organisation: Organisation, facts: ProductFacts, actor: Actor, now: datetime
) -> Product:
    """Add a product, named by its GTIN (01) or by an identifier of the province's own scheme.

    A GTIN of Vietnam (893) is taken only under a prefix that the organisation has proven to
    hold on that day (penalties: Nghị định 119/2017 on the use of codes without right).
    """
    return only(add_products(organisation=organisation, facts=[facts], actor=actor, now=now))


@transaction.atomic
def add_products(
    *, organisation: Organisation, facts: Sequence[ProductFacts], actor: Actor, now: datetime
) -> list[Product | Refused]:
    """Add products at once; each is made by the rules of `add_product` or returned with why not."""
    rights = _Rights(organisation, [one.gtin for one in facts if one.gtin], now)

    def new(one: ProductFacts) -> Product:
        if one.gtin:
            rights.claim(one.gtin)
        return Product(
            organisation=organisation,
            identifier=f"https://id.gs1.org/01/{one.gtin}"
            if one.gtin
            else own_scheme.draw("class"),
            gtin=str(one.gtin or ""),
            created_at=now,
            **_columns(one),
        )

    found = each(new, facts)
    Product.objects.bulk_create(made(found))
    audit.record_many("catalogue.add_product", actor=actor, subjects=made(found), at=now)
    return found


class _Rights:
    """Which GTINs an organisation may use on a day: held by it, and no product's yet."""

    def __init__(self, organisation: Organisation, gtins: Sequence[Gtin], now: datetime) -> None:
        """Look up, once for all, which of these are taken and what prefixes are held."""
        self.taken: set[str] = set()
        self.held: list[str] = []
        if gtins:
            same = Product.objects.filter(gtin__in=[str(gtin) for gtin in gtins])
            self.taken = set(same.values_list("gtin", flat=True))
            held = parties.prefixes_held(organisation, on=timezone.localdate(now))
            self.held = [row.prefix for row in held]

    def claim(self, gtin: Gtin) -> None:
        """Refuse a GTIN that is taken or not held; from now on this one is taken."""
        if str(gtin) in self.taken:
            raise ProductAlreadyRegistered(fields={"gtin": ProductAlreadyRegistered.reason})
        digits = str(gtin)[1:]
        if digits.startswith(_VIETNAM) and not digits.startswith(tuple(self.held)):
            raise PrefixNotHeld(fields={"gtin": PrefixNotHeld.reason})
        self.taken.add(str(gtin))


class ProductKeepsItsCode(Refused):
    """Lots and events name the product by its identifier, so it never changes."""

    reason = _(
        "Mã của sản phẩm không sửa ở đây được. Sản phẩm mang mã của tỉnh thì dùng “Chuyển sang "
        "GTIN” trên trang sản phẩm; đã có GTIN thì thêm sản phẩm mới."
    )


@transaction.atomic
def edit_product(
    *, product: Product, facts: ProductFacts, is_active: bool, actor: Actor, now: datetime
) -> Product:
    """Change what is told about a product, but never its code."""
    row = Product.objects.select_for_update().get(pk=product.pk)
    if str(facts.gtin or "") != row.gtin:
        raise ProductKeepsItsCode(fields={"gtin": ProductKeepsItsCode.reason})
    columns = {**_columns(facts), "is_active": is_active}
    changed = audit.changed(row, {n: v for n, v in columns.items() if n != "sort_key"})
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    audit.record("catalogue.edit_product", actor=actor, subject=row, at=now, details=changed)
    return row


class HasGtin(Refused):
    """A product moves to GS1 once; a GTIN is never changed for another."""

    reason = _("Sản phẩm này đã có GTIN. GTIN không đổi sang GTIN khác: hãy thêm sản phẩm mới.")


@transaction.atomic
def move_to_gtin(*, product: Product, gtin: Gtin, actor: Actor, now: datetime) -> Product:
    """Name a product of the province's own scheme by a GTIN from now on.

    Its lots, items and stamps keep the identifiers they were given, and the old identifier of
    the product stays an alias: what was printed and recorded still resolves. New lots stand under
    the GTIN.
    """
    row = Product.objects.select_for_update().get(pk=product.pk)
    if row.gtin:
        raise HasGtin(fields={"gtin": HasGtin.reason})
    _Rights(row.organisation, [gtin], now).claim(gtin)
    before = row.identifier
    ProductAlias.objects.create(product=row, identifier=before, replaced_at=now)
    row.identifier, row.gtin = f"https://id.gs1.org/01/{gtin}", str(gtin)
    row.save(update_fields=["identifier", "gtin"])
    details = {"before": before, "gtin": row.gtin}
    audit.record("catalogue.move_to_gtin", actor=actor, subject=row, at=now, details=details)
    return row


def _columns(facts: ProductFacts) -> dict[str, object]:
    name = tidy(facts.name)
    return {
        "name": name,
        "sort_key": sort_key(name),
        "group": facts.group,
        "template": facts.template,
        "name_en": tidy(facts.name_en),
        "brand": tidy(facts.brand),
        "model": tidy(facts.model),
        "description": facts.description.strip(),
        "unit": facts.unit,
        "shelf_life_days": facts.shelf_life_days,
        "standards": [tidy(standard) for standard in facts.standards],
        "warnings": facts.warnings.strip(),
    }


class EnoughImages(Refused):
    """A product shows a dozen photos at most."""

    reason = _("Sản phẩm đã có 12 ảnh. Hãy bỏ bớt một ảnh cũ trước khi thêm.")


@transaction.atomic
def add_image(
    *, product: Product, data: bytes, caption: str, actor: Actor, now: datetime
) -> ProductImage:
    """Add a photo: kept as small WebP without EXIF, so that it tells nothing of its maker."""
    row = Product.objects.select_for_update().get(pk=product.pk)
    places = list(row.images.order_by("-position").values_list("position", flat=True))
    if len(places) >= MAX_IMAGES:
        raise EnoughImages
    clean = to_webp(data)
    width, height = size_of(clean)
    image = ProductImage.objects.create(
        product=row,
        file=ContentFile(clean, f"{uuid.uuid4().hex}.webp"),
        width=width,
        height=height,
        caption=tidy(caption),
        position=places[0] + 1 if places else 0,
    )
    audit.record("catalogue.add_image", actor=actor, subject=row, at=now)
    return image


@transaction.atomic
def remove_image(*, image: ProductImage, actor: Actor, now: datetime) -> None:
    """Take a photo away, its file when the transaction stands."""
    product, file = image.product, image.file
    image.delete()
    transaction.on_commit(lambda: file.delete(save=False))
    audit.record("catalogue.remove_image", actor=actor, subject=product, at=now)
