"""What pages read of certificates and OCOP ratings."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Certificate, Product
from txng.catalogue.queries.product import products_seen_by
from txng.core.errors import NotFound
from txng.parties import queries as parties
from txng.parties.actor import Actor
from txng.parties.models import Organisation

_HIDDEN = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


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
