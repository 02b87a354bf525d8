"""What other rooms and pages read of lots, logistic units and company prefixes."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.core.search import like
from txng.identify.models import LogisticUnit, Lot
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
    found = lots_seen_by(actor)
    if by.text:
        found = found.filter(like(by.text, "code", "product__name", "product__organisation__name"))
    if by.state:
        found = found.filter(state=by.state)
    if by.product:
        found = found.filter(product_id=by.product)
    return found.order_by("-id")


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
