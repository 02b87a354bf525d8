"""What stands below the verdict: made once for a lot or a product, kept for a short while.

The verdict, the recall and the count of looks are never kept: they are read at every look, so a
recall shows at once. What is kept is keyed by the lot's state and recall too, so that it never
disagrees with the verdict above it; other changes (a new stage, a photo) show within twice LIFE.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from txng.catalogue.models import Certificate, Product, ProductImage
from txng.gs1.identifiers import Kind
from txng.parties.models import AdministrativeUnit, Place
from txng.trace.grades import Graded, grade_of
from txng.trace.names import names, public_name, short_code, sites
from txng.trace.stories import Stage, story_of
from txng.verify import maps, queries, stages
from txng.verify.addresses import Address
from txng.verify.kept import Kept
from txng.verify.queries import Look

LIFE: Final = 15
"""Seconds for which a part below the verdict, and a page around it, is kept in a process."""


@dataclass(frozen=True)
class Part:
    """The finished part of a page, and what others show of it when its address is shared.

    `share` is the path to hand on: a lot's, never a single stamp's.
    """

    html: SafeString
    title: str
    lead: str
    image: str = ""
    share: str = ""
    producer: str = ""
    print_of_story: str = ""
    is_demonstration: bool = False
    is_only_meant: bool = False


_kept: Kept[Part] = Kept(life=LIFE, most=2048)


def forget() -> None:
    """Drop what this process keeps (between tests)."""
    _kept.clear()


def part_of(look: Look, *, today: date) -> Part | None:
    """Return what stands below the verdict; None when there is nothing behind the code."""
    lot_id, product_id, address = look.lot_id, look.product_id, look.address
    if lot_id is not None and look.shows_story:
        state = (look.lot_state, look.recalled_at)
        return _keep(("lot", lot_id, state, today), lambda: _of_lot(lot_id, today))
    if product_id is not None:
        is_asked = address.kind == Kind.CLASS
        key = ("product", product_id, is_asked, today)
        return _keep(key, lambda: _of_product(product_id, today, is_asked=is_asked))
    if look.is_known:
        return _keep(("other", address.identifier), lambda: _of_other(address))
    return None


def _keep(key: tuple[object, ...], make: Callable[[], Part]) -> Part:
    return _kept.get((*key, get_language()), make)


@dataclass(frozen=True)
class Facts:
    """A product as everybody may know it."""

    product: Product
    name: str
    code: str
    photo: ProductImage | None
    photo_url: str
    photos: int
    producer: str
    commune: str
    province: str


def _facts(product: Product) -> Facts:
    english = get_language() == "en" and product.name_en
    photos = list(product.images.all())
    producer = product.organisation
    unit = producer.unit
    return Facts(
        product=product,
        name=product.name_en if english else product.name,
        code=short_code(product.identifier),
        photo=photos[0] if photos else None,
        photo_url=_image_url(photos[0]) if photos else "",
        photos=len(photos),
        producer=public_name(producer),
        commune=str(unit) if unit else "",
        province=str(unit.parent) if unit and unit.parent else "",
    )


def _image_url(photo: ProductImage) -> str:
    return reverse("public:catalogue:show_image", args=[photo.pk])


@dataclass(frozen=True)
class Paper:
    """A certificate as it is shown: in force, ended or withdrawn."""

    row: Certificate
    state: str

    @property
    def is_in_force(self) -> bool:
        """Say whether it counts today."""
        return self.state == "valid"


def _papers(product: Product, place_id: int | None, today: date) -> list[Paper]:
    """Return certificates, those in force first; none that begins later."""
    found = [
        Paper(row, _state(row, today))
        for row in queries.certificates(product, place_id=place_id)
        if row.issued_date <= today
    ]
    return sorted(found, key=lambda paper: not paper.is_in_force)


def _state(row: Certificate, today: date) -> str:
    if row.withdrawn_date is not None and row.withdrawn_date <= today:
        return "withdrawn"
    if row.expires_date is not None and row.expires_date < today:
        return "ended"
    return "valid"


def _of_lot(lot_id: int, today: date) -> Part:
    lot = queries.page_lot(lot_id)
    facts = _facts(lot.product)
    told = story_of(lot.identifier)
    graded = grade_of(lot, told)
    unit = lot.product.organisation.unit
    context = {
        **_story(told, own=lot.identifier, home=_province(lot.place.unit) or _province(unit)),
        "facts": facts,
        "lot": lot,
        "lot_code": short_code(lot.identifier),
        "is_expired": lot.expires_date is not None and lot.expires_date < today,
        "papers": _papers(lot.product, lot.place_id, today),
        "graded": graded,
        "there": _there(graded),
    }
    return _part("lot", facts, context, share=_path(lot.identifier), told=told)


def _there(graded: Graded) -> tuple[int, int]:
    """Count the items that are there, and those that would have to be or are."""
    asked = [item for item in graded.items if item.is_there or not item.if_any]
    return sum(item.is_there for item in asked), len(asked)


def _province(unit: AdministrativeUnit | None) -> int | None:
    return unit.parent_id if unit else None


def _story(told: Sequence[Stage], *, own: str, home: int | None) -> dict[str, object]:
    """Return the stages that everybody may see, and the map of their communes."""
    public = stages.public_stages(told)
    oldest_first = [stage.site.unit_id for stage in reversed(public) if stage.site]
    numbers = maps.numbers_of(oldest_first)
    told_of = stages.shown(public, own=own, numbers=numbers)
    drawn = maps.map_of(numbers, province_id=home) if numbers else None
    return {"told": told_of, "map": drawn}


def _of_product(product_id: int, today: date, *, is_asked: bool) -> Part:
    """The kind of product alone; `is_asked`: its own address was opened, so show its lots too."""
    product = queries.page_product(product_id)
    facts = _facts(product)
    lots = queries.recent_lots(product) if is_asked else []
    context = {
        "facts": facts,
        "lots": [(lot, _path(lot.identifier)) for lot in lots],
        "papers": _papers(product, None, today) if is_asked else [],
        "is_asked": is_asked,
        "is_only_meant": not is_asked,
    }
    return _part("product", facts, context, share=_path(product.identifier))


def _part(
    name: str, facts: Facts, context: dict[str, object], *, share: str, told: Sequence[Stage] = ()
) -> Part:
    lead = " · ".join(filter(None, (facts.producer, facts.commune, facts.province)))
    return Part(
        html=render_to_string(f"verify/parts/{name}.html", context),
        title=facts.name,
        lead=lead,
        image=settings.TXNG_PUBLIC_URL + facts.photo_url if facts.photo else "",
        share=share,
        producer=facts.producer,
        print_of_story=_print(told),
        is_demonstration=facts.product.organisation.is_demonstration,
        is_only_meant=bool(context.get("is_only_meant")),
    )


def _print(told: Sequence[Stage]) -> str:
    """Return one SHA-256 over the hashes of all stages, whatever their order of arrival."""
    if not told:
        return ""
    joined = b"".join(sorted(stage.event.event_hash for stage in told))
    return hashlib.sha256(joined).hexdigest()


def _of_other(address: Address) -> Part:
    """A place, a logistic unit or an item that events name: what it is and what was told of it."""
    told = story_of(address.identifier) if address.kind != Kind.LOCATION else []
    named = names([address.identifier])[address.identifier]
    site = sites([address.identifier]).get(address.identifier)
    place = queries.page_place(address.identifier) if site else None
    context = {
        **_story(told, own=address.identifier, home=_province(place.unit) if place else None),
        "name": named,
        "site": site,
        "place": place,
        "producer": public_name(place.organisation) if place else _shipper(told),
    }
    title = site.name if site else named.title
    return Part(
        html=render_to_string("verify/parts/other.html", context),
        title=title,
        lead=site.commune if site else named.code,
        share=_path(address.identifier),
        print_of_story=_print(told),
        is_demonstration=_is_demonstration(place, told),
    )


def _shipper(told: Sequence[Stage]) -> str:
    """Return who stated the first stage of a case: it is theirs to ship."""
    first = next((s.stated_by for s in reversed(told) if not s.is_origin and s.stated_by), None)
    return public_name(first) if first else ""


def _is_demonstration(place: Place | None, told: Sequence[Stage]) -> bool:
    holders = [place.organisation] if place else [s.stated_by for s in told if s.stated_by]
    return any(holder.is_demonstration for holder in holders)


def _path(identifier: str) -> str:
    """Return the path of an identifier's page on this portal."""
    return "/" + identifier.split("/", 3)[3]
