"""What a look at a code finds: the stamp, the lot, past looks, and the verdict from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from txng.capture.queries import is_told
from txng.catalogue.models import Certificate, Product, ProductImage
from txng.catalogue.queries import products_named
from txng.core.statements import prepared_rows
from txng.gs1.identifiers import Kind
from txng.identify.models import LogisticUnit, Lot
from txng.identify.queries import lot_before
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import CompanyPrefix, Organisation, Place
from txng.parties.queries import places_named
from txng.parties.vocab import OrganisationKind, State
from txng.stamps import codes
from txng.stamps.keys import decode
from txng.stamps.queries import StampView, state_of
from txng.verify.addresses import Address
from txng.verify.verdict import Known, verdict
from txng.verify.vocab import Verdict

_SQL: Final = {
    name: (Path(__file__).parent / "sql" / f"{name}.sql").read_text()
    for name in ("look_stamp", "look_item", "look_lot", "scans_of_lots")
}


@dataclass(frozen=True)
class Look:
    """What one look at a code found; `scans` and `first_at` are of the looks before this one."""

    address: Address
    verdict: Verdict
    stamp: StampView | None = None
    lot_id: int | None = None
    product_id: int | None = None
    lot_state: LotState | None = None
    recalled_at: datetime | None = None
    recall_reason: str = ""
    scans: int = 0
    first_at: datetime | None = None

    @property
    def is_known(self) -> bool:
        """Say whether there is such a thing at all."""
        return self.verdict != Verdict.UNKNOWN

    @property
    def shows_story(self) -> bool:
        """Say whether the lot's page stands below the verdict: not of a stamp on no goods."""
        return self.lot_id is not None and self.verdict not in _NO_STORY


_NO_STORY: Final = frozenset({Verdict.INACTIVE, Verdict.UNPRINTED, Verdict.UNKNOWN, Verdict.VOID})


def look(address: Address, *, today: date) -> Look:
    """Find what a code names and judge it.

    A stamp or a lot's code takes one statement; a serial in the form of a stamp that is none
    costs no statement at all.
    """
    if address.kind == Kind.LOT:
        return _look_at_lot(address, today)
    if address.kind == Kind.INSTANCE:
        return _look_at_unit(address, today)
    return _look_at_other(address, today)


def _look_at_lot(address: Address, today: date) -> Look:
    row = _row("look_lot", identifier=address.identifier)
    if row is None and (renamed := lot_before(address.identifier)):
        row = _row("look_lot", identifier=renamed)
    if row is None:
        return _recorded(address, today, exists=False)
    lot_id, *rest = row
    return _judged(address, today, lot_id, rest, stamp=None)


def _look_at_unit(address: Address, today: date) -> Look:
    if is_stamp_shaped(address.serial):
        return _look_at_stamp(address, today)
    row = _row("look_item", identifier=address.identifier)
    if row is None:
        is_unit = LogisticUnit.objects.filter(identifier=address.identifier).exists()
        return _recorded(address, today, exists=is_unit)
    lot_id, *rest = row
    return _judged(address, today, lot_id, rest, stamp=None)


def _look_at_stamp(address: Address, today: date) -> Look:
    code, scope = address.serial.upper(), address.product or codes.OWN_SCHEME
    found = decode(code, scope)
    row = found and _row("look_stamp", batch=found[0], position=found[1], scope=scope)
    if not found or not row:
        return Look(address, verdict(Known(exists=False, today=today)))
    batch_id, product_id, organisation_id, planned_lot_id, lot_id, activated_at, *rest = row
    stamp = StampView(
        code=code,
        batch_id=batch_id,
        position=found[1],
        state=state_of(*rest[:4]),
        product_id=product_id,
        organisation_id=organisation_id,
        planned_lot_id=planned_lot_id,
        lot_id=lot_id,
        activated_at=activated_at,
    )
    return _judged(address, today, lot_id, rest[4:], stamp=stamp)


def _look_at_other(address: Address, today: date) -> Look:
    """A kind of product, a place or a logistic unit: registered, or at least named by events."""
    if address.kind == Kind.CLASS:
        product = products_named([address.identifier]).get(address.identifier)
        known = Known(exists=product is not None, today=today, is_kind=True)
        return Look(address, verdict(known), product_id=product.pk if product else None)
    if address.kind == Kind.LOCATION:  # what happened at a place is its holder's business
        is_known = address.identifier in places_named([address.identifier])
        return Look(address, verdict(Known(exists=is_known, today=today)))
    found = LogisticUnit.objects.filter(identifier=address.identifier)
    return _recorded(address, today, exists=found.exists())


def _recorded(address: Address, today: date, *, exists: bool) -> Look:
    """Judge a code by what events say of it: of somebody's product, only by what its holder says.

    Otherwise any member could give a forged lot or serial of a rival's product a page of its own.
    """
    has_story = is_told(address.identifier, by=_holder(address))
    known = Known(exists=exists or has_story, today=today, has_story=has_story)
    return Look(address, verdict(known))


def _holder(address: Address) -> int | None:
    """Return whose product or company prefix a code belongs to, None for one of nobody here."""
    text = address.product or ""
    product = products_named([text]).get(text)
    if product is not None:
        return product.organisation_id
    key = address.identifier.split("/")[4]
    is_gs1 = address.identifier.startswith("https://id.gs1.org/")
    heads = [key[1 : 1 + length] for length in range(4, 13)] if is_gs1 else []
    held = CompanyPrefix.objects.filter(prefix__in=heads).values_list("organisation")
    found = held.first() if heads else None
    return found[0] if found else None


def _judged(
    address: Address,
    today: date,
    lot_id: int | None,
    row: Sequence[Any],
    *,
    stamp: StampView | None,
) -> Look:
    state, expires_date, recalled_at, reason, scans, devices, first_at = row
    lot_state = LotState(state) if state else None
    known = Known(
        exists=True,
        today=today,
        is_unit=stamp is not None,
        stamp=stamp.state if stamp else None,
        lot_state=lot_state,
        expires_date=expires_date,
        devices=devices,
    )
    return Look(
        address=address,
        verdict=verdict(known),
        stamp=stamp,
        lot_id=lot_id,
        product_id=stamp.product_id if stamp else None,
        lot_state=lot_state,
        recalled_at=recalled_at,
        recall_reason=reason or "",
        scans=scans,
        first_at=first_at,
    )


def is_stamp_shaped(serial: str) -> bool:
    """Say whether a serial has the form of a stamp's code, in either case of letters."""
    return len(serial) == codes.LENGTH and set(serial.upper()) <= _LETTERS


_LETTERS: Final = frozenset(codes.ALPHABET)


def _row(name: str, **parameters: str | int | None) -> tuple[Any, ...] | None:
    rows = prepared_rows(_SQL[name], parameters)
    return rows[0] if rows else None


def _images() -> QuerySet[ProductImage]:
    return ProductImage.objects.order_by("position", "id")


def page_lot(lot_id: int) -> Lot:
    """Return a lot with all that its page shows of product, producer, place and units."""
    return (
        Lot.objects.select_related(
            "product__organisation__unit__parent", "product__group", "place__unit__parent"
        )
        .prefetch_related(Prefetch("product__images", _images()))
        .get(pk=lot_id)
    )


def page_product(product_id: int) -> Product:
    """Return a product with all that its page shows."""
    return (
        Product.objects.select_related("organisation__unit__parent", "group")
        .prefetch_related(Prefetch("images", _images()))
        .get(pk=product_id)
    )


def contact() -> Organisation | None:
    """Return the agency to which people report: the first registered with an address or phone."""
    return (
        Organisation.objects.filter(kind=OrganisationKind.AGENCY, state=State.ACTIVE)
        .exclude(email="", phone="")
        .order_by("id")
        .first()
    )


RECENT_LOTS: Final = 12


def recent_lots(product: Product) -> list[Lot]:
    """Return lots of a product that have been put in trade, newest first."""
    shown = (LotState.IN_TRADE, LotState.RECALLED, LotState.CLOSED)
    return list(Lot.objects.filter(product=product, state__in=shown).order_by("-id")[:RECENT_LOTS])


def certificates(product: Product, *, place_id: int | None) -> list[Certificate]:
    """Return certificates of a product, of its producer's whole work and of the lot's place."""
    return list(
        Certificate.objects.filter(organisation=product.organisation_id)
        .filter(Q(product=product) | Q(product=None))
        .filter(Q(place=None) | Q(place=place_id))
        .select_related("checked_by")
        .order_by("-issued_date", "-id")
    )


def page_place(identifier: str) -> Place:
    """Return a place with what its page shows."""
    place = places_named([identifier])[identifier]
    return Place.objects.select_related("organisation__unit", "unit__parent").get(pk=place.pk)


@dataclass(frozen=True)
class LotScans:
    """How often one lot was looked at in some days, and today; `odd` looks deserve a thought."""

    lot_id: int
    code: str
    product: str
    week: int
    today: int
    odd: int


def scans_of_lots(
    *, actor: Actor, now: datetime, within: timedelta, limit: int = 5
) -> list[LotScans]:
    """Return the lots of the actor's organisation that were looked at most, most first."""
    parameters: dict[str, int | datetime | None] = {
        "organisation": actor.organisation_id or 0,
        "since": now - within,
        "today": timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0),
        "limit": limit,
    }
    return [LotScans(*row) for row in prepared_rows(_SQL["scans_of_lots"], parameters)]
