"""What pages read of certificates and OCOP ratings."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Certificate, Product
from txng.catalogue.queries.product import products_seen_by
from txng.catalogue.vocab import Standing
from txng.core.errors import NotFound
from txng.core.models import StoredFile
from txng.core.search import like
from txng.parties import queries as parties
from txng.parties.actor import Actor
from txng.parties.models import Organisation

_HIDDEN = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


@dataclass(frozen=True)
class CertificateFilter:
    """What a list of certificates is narrowed to; an empty value narrows nothing."""

    text: str = ""
    kind: str = ""
    standing: str = ""
    within_days: int | None = None
    is_checked: bool | None = None


def certificates_seen_by(actor: Actor) -> QuerySet[Certificate]:
    """Certificates of organisations that the actor sees; of products, only in the sector."""
    found = Certificate.objects.filter(organisation__in=parties.organisations_seen_by(actor))
    if not actor.is_agency:
        return found
    return found.filter(Q(product=None) | Q(product__in=products_seen_by(actor)))


def find_certificates(*, actor: Actor, by: CertificateFilter) -> QuerySet[Certificate]:
    """Certificates that an actor may see: the newest first, or the first to end when asked so."""
    today = timezone.localdate()
    found = certificates_seen_by(actor).select_related("organisation", "product", "place")
    if by.text:
        found = found.filter(like(by.text, "number", "issuer", "organisation__name"))
    if by.kind:
        found = found.filter(kind=by.kind)
    if by.is_checked is not None:
        found = found.filter(checked_at__isnull=not by.is_checked)
    if by.standing:
        found = found.filter(_standing(by.standing, today))
    if by.within_days is None:
        return found.order_by("-issued_date", "-id")
    ends = today + timedelta(days=by.within_days)
    found = found.filter(withdrawn_date=None, expires_date__range=(today, ends))
    return found.order_by("expires_date", "id")


def _standing(standing: str, today: date) -> Q:
    if standing == Standing.WITHDRAWN:
        return Q(withdrawn_date__isnull=False)
    if standing == Standing.EXPIRED:
        return Q(withdrawn_date=None, expires_date__lt=today)
    lasts = Q(expires_date=None) | Q(expires_date__gte=today)
    return Q(withdrawn_date=None, issued_date__lte=today) & lasts


def due_certificates(*, on: date, days: int) -> QuerySet[Certificate]:
    """Certificates in force that end within some days and that no newer one follows."""
    return (
        Certificate.objects.filter(withdrawn_date=None, renewals=None)
        .filter(expires_date__range=(on, on + timedelta(days=days)))
        .select_related("product", "organisation")
        .order_by("expires_date", "id")
    )


class NoSuchCertificate(NotFound):
    """There is none, or none that the actor may see."""

    reason = _HIDDEN


def certificate_for(*, actor: Actor, certificate_id: int) -> Certificate:
    """Return a certificate of an organisation and, if of one, of a product that the actor sees."""
    found = (
        certificates_seen_by(actor)
        .select_related(
            "organisation", "product", "place", "checked_by", "withdrawn_by", "renews", "scan"
        )
        .filter(pk=certificate_id)
        .first()
    )
    if found is None:
        raise NoSuchCertificate
    return found


class NoScan(NotFound):
    """No scan was sent with this certificate."""

    reason = _("Giấy chứng nhận này chưa có bản chụp.")


def scan_for(*, actor: Actor, certificate_id: int) -> StoredFile:
    """Return the scan of a certificate that the actor may see."""
    found = certificate_for(actor=actor, certificate_id=certificate_id).scan
    if found is None:
        raise NoScan
    return found


def renewals_of(certificate: Certificate) -> QuerySet[Certificate]:
    """Certificates that follow one, the newest first."""
    return Certificate.objects.filter(renews=certificate).order_by("-issued_date", "-id")


def certificates_of(product: Product) -> QuerySet[Certificate]:
    """Certificates of a product and of all that its organisation does, newest first."""
    return (
        Certificate.objects.filter(organisation=product.organisation_id)
        .filter(Q(product=product) | Q(product=None))
        .select_related("checked_by", "withdrawn_by", "place")
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
