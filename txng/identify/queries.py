"""What other rooms and pages read of lots, logistic units and company prefixes."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import unquote

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.core.models import StoredFile
from txng.core.search import like
from txng.identify.models import DrawnNumber, LogisticUnit, Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import CompanyPrefix, Organisation
from txng.parties.queries import organisations_seen_by

EXPIRY_NOTICE = timedelta(days=60)
"""How long before its end the right to use a company prefix is called to mind."""


@dataclass(frozen=True)
class LotFilter:
    """What a list of lots is narrowed to; an empty value narrows nothing."""

    text: str = ""
    state: str = ""
    product: int | None = None


def lots_seen_by(actor: Actor) -> QuerySet[Lot]:
    """Lots of the organisations whose record the actor may read whole."""
    return Lot.objects.filter(
        product__organisation__in=organisations_seen_by(actor)
    ).select_related("product__organisation", "product__template", "place__unit")


def find_lots(*, actor: Actor, by: LotFilter) -> QuerySet[Lot]:
    """Lots an actor may see, newest first, found by words of code, product or producer."""
    found = lots_seen_by(actor).defer("product__template__definition")
    if by.text:
        found = found.filter(like(by.text, "code", "product__name", "product__organisation__name"))
    if by.state:
        found = found.filter(state=by.state)
    if by.product:
        found = found.filter(product_id=by.product)
    return found.order_by("-id")


def lot_before(identifier: str) -> str | None:
    """Return the identifier under which a lot stands whose product got its GTIN later.

    Labels that join the new GTIN and the old lot's code (01/10) lead to the lot as it was made.
    """
    head, found, code = identifier.partition("/10/")
    if not found or "/01/" not in head:
        return None
    lots = Lot.objects.filter(product__identifier=head, code=unquote(code))
    return lots.exclude(identifier=identifier).values_list("identifier", flat=True).first()


class NoSuchLot(NotFound):
    """There is none, or none that the actor may see."""

    reason = _("Không tìm thấy lô này, hoặc đơn vị bạn đang thay mặt không được xem.")


def lot_for(*, actor: Actor, lot_id: int) -> Lot:
    """Return a lot that the actor may see; fetching is the access check."""
    found = lots_seen_by(actor).filter(pk=lot_id).first()
    if found is None:
        raise NoSuchLot
    return found


def own_lot_for(*, actor: Actor, lot_id: int) -> Lot:
    """Return a lot of the actor's own organisation: only its holder changes it."""
    found = lot_for(actor=actor, lot_id=lot_id)
    if found.product.organisation_id != actor.organisation_id:
        raise NoSuchLot
    return found


def open_lots(*, actor: Actor) -> QuerySet[Lot]:
    """Lots still being made, those opened last first."""
    return lots_seen_by(actor).filter(state=LotState.OPEN).order_by("-id")


def logistic_units_of(organisation: Organisation | None) -> QuerySet[LogisticUnit]:
    """Logistic units of an organisation, newest first."""
    return LogisticUnit.objects.filter(organisation=organisation).order_by("-id")


def prefixes_of(organisation: Organisation | None) -> QuerySet[CompanyPrefix]:
    """Company prefixes of an organisation, those that end first on top."""
    return CompanyPrefix.objects.filter(organisation=organisation).order_by("expires_date", "id")


@dataclass(frozen=True)
class PrefixFilter:
    """What a list of prefixes is narrowed to; an empty value narrows nothing."""

    text: str = ""
    standing: str = ""


def find_prefixes(*, actor: Actor, by: PrefixFilter) -> QuerySet[CompanyPrefix]:
    """Prefixes of the organisations that an actor sees; those that wait to be compared on top."""
    today = timezone.localdate()
    found = CompanyPrefix.objects.filter(organisation__in=organisations_seen_by(actor))
    found = found.select_related("organisation", "checked_by", "scan")
    if by.text:
        found = found.filter(like(by.text, "prefix", "proof_number", "organisation__name"))
    if by.standing == "waiting":
        found = found.filter(checked_at=None, refused_reason="")
    elif by.standing == "refused":
        found = found.exclude(refused_reason="")
    elif by.standing == "ending":
        found = found.filter(expires_date__range=(today, today + EXPIRY_NOTICE))
    elif by.standing == "ended":
        found = found.filter(expires_date__lt=today)
    return found.order_by(F("checked_at").desc(nulls_first=True), "expires_date", "id")


class NoSuchPrefix(NotFound):
    """There is none, or none that the actor may see."""

    reason = _("Không tìm thấy mã doanh nghiệp này, hoặc đơn vị bạn đang thay mặt không được xem.")


def prefix_for(*, actor: Actor, prefix_id: int) -> CompanyPrefix:
    """Return a prefix of an organisation that the actor may read whole."""
    found = (
        CompanyPrefix.objects.filter(pk=prefix_id, organisation__in=organisations_seen_by(actor))
        .select_related("organisation", "scan", "checked_by")
        .first()
    )
    if found is None:
        raise NoSuchPrefix
    return found


class NoProof(NotFound):
    """No scan was sent with this prefix."""

    reason = _("Mã doanh nghiệp này chưa có bản chụp giấy chứng nhận.")


def proof_for(*, actor: Actor, prefix_id: int) -> StoredFile:
    """Return the scan of the proof of a prefix that the actor may see."""
    found = prefix_for(actor=actor, prefix_id=prefix_id).scan
    if found is None:
        raise NoProof
    return found


def due_prefixes(*, on: date, days: int) -> QuerySet[CompanyPrefix]:
    """Prefixes whose right of use ends within some days."""
    return CompanyPrefix.objects.filter(
        expires_date__range=(on, on + timedelta(days=days))
    ).order_by("expires_date", "id")


def numbers_of(organisation: Organisation | None) -> QuerySet[DrawnNumber]:
    """Numbers that an organisation has drawn, newest first."""
    return (
        DrawnNumber.objects.filter(organisation=organisation)
        .select_related("product", "place", "prefix")
        .order_by("-id")
    )


class NoSuchNumber(NotFound):
    """There is none, or none of the actor's organisation."""

    reason = _("Không tìm thấy số này trong đơn vị của bạn.")


def number_for(*, actor: Actor, number_id: int) -> DrawnNumber:
    """Return a drawn number of the actor's own organisation."""
    found = numbers_of(actor.organisation).filter(pk=number_id).first()
    if found is None:
        raise NoSuchNumber
    return found
