"""What the things of a trace are called: product, lot, holder, place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Product
from txng.catalogue.queries import products_named
from txng.gs1.digital_link import DigitalLink
from txng.gs1.errors import Gs1Error
from txng.gs1.identifiers import Kind, canonical, classify, walk_up
from txng.identify.models import Lot
from txng.parties.models import Organisation, Place
from txng.parties.queries import places_named
from txng.parties.vocab import OrganisationKind

_KINDS = {
    Kind.INSTANCE: _("Đơn vị sản phẩm"),
    Kind.LOT: _("Lô"),
    Kind.CLASS: _("Loại sản phẩm"),
    Kind.LOGISTIC: _("Kiện hàng"),
    Kind.LOCATION: _("Địa điểm"),
}


@dataclass(frozen=True)
class Name:
    """How a thing is shown: a title first, its code small after, whose it is, and its lot."""

    identifier: str
    kind: Kind
    title: str
    code: str
    organisation_id: int | None = None
    lot_id: int | None = None


def names(identifiers: Iterable[str]) -> Mapping[str, Name]:
    """Name every identifier; what the registers do not know is named by its kind and code."""
    wanted = list(dict.fromkeys(identifiers))
    classes = {above: text for text in wanted for above in walk_up(text)}
    lots = {
        lot.identifier: lot
        for lot in Lot.objects.filter(identifier__in=wanted).select_related("product")
    }
    products = products_named([*classes, *wanted])
    return {text: _name(text, lots.get(text), _product(text, products)) for text in wanted}


def _product(text: str, products: Mapping[str, Product]) -> Product | None:
    return next((products[t] for t in (text, *walk_up(text)) if t in products), None)


def _name(text: str, lot: Lot | None, product: Product | None) -> Name:
    kind = classify(text).kind
    title = product.name if product else str(_KINDS.get(kind, _("Đối tượng")))
    return Name(
        identifier=text,
        kind=kind,
        title=title,
        code=short_code(text),
        organisation_id=product.organisation_id if product else None,
        lot_id=lot.pk if lot else None,
    )


def short_code(identifier: str) -> str:
    """Return a code as people read it: `(01)… (10)…` for GS1 keys, the last part of others.

    >>> short_code("https://id.gs1.org/01/09506000134352/10/L1")
    '(01)09506000134352 (10)L1'
    >>> short_code("https://truyxuat.example/class/cam-sanh/lot/L1")
    'cam-sanh / L1'
    """
    try:
        elements = DigitalLink.parse(identifier).elements
    except Gs1Error:
        parts = [unquote(p) for p in identifier.rstrip("/").split("/")[4:] if p != "lot"]
        return " / ".join(parts) or identifier
    return " ".join(f"({ai}){value}" for ai, value in elements)


@dataclass(frozen=True)
class Site:
    """A place as anybody may know it: its name unless a household's, and its commune."""

    name: str
    commune: str
    unit_id: int | None
    organisation_id: int | None


def sites(identifiers: Iterable[str]) -> Mapping[str, Site]:
    """Name places by canonical identifier; coordinates stay with the registers."""
    return {text: _site(place) for text, place in places_named(identifiers).items()}


def _site(place: Place) -> Site:
    return Site(
        name=place.name if _may_be_named(place.organisation) else str(place.get_kind_display()),
        commune=str(place.unit) if place.unit else "",
        unit_id=place.unit_id,
        organisation_id=place.organisation_id,
    )


def _may_be_named(organisation: Organisation) -> bool:
    return organisation.kind != OrganisationKind.HOUSEHOLD or organisation.may_show_name


def public_name(organisation: Organisation) -> str:
    """Return the name anybody may see: a household's own only with its consent (Luật 91/2025)."""
    if _may_be_named(organisation):
        return organisation.name
    if organisation.unit is None:
        return str(_("Hộ sản xuất"))
    return str(_("Hộ sản xuất tại %(unit)s") % {"unit": organisation.unit})


def organisations(numbers: Iterable[int | None]) -> Mapping[int, Organisation]:
    """Return organisations by row number, with their units."""
    wanted = {n for n in numbers if n is not None}
    found = Organisation.objects.filter(pk__in=wanted).select_related("unit")
    return {organisation.pk: organisation for organisation in found}


def place_of(identifier: str | None) -> str | None:
    """Return the canonical identifier of a place, if there is one."""
    return canonical(identifier) if identifier else None
