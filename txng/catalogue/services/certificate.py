"""Acts on certificates: add, check by an agency, withdraw."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.facts import CertificateFacts
from txng.catalogue.models import Certificate
from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.models import Organisation


class CertificatePeriodNotRight(Refused):
    """A certificate is issued, in the past, before it ends."""

    status = 422
    reason = _("Ngày hết hạn phải sau ngày cấp, và ngày cấp không ở tương lai.")


class NotYours(Refused):
    """A certificate is about one's own product or place."""

    status = 422
    reason = _("Sản phẩm hoặc địa điểm này không thuộc đơn vị.")


@transaction.atomic
def add_certificate(
    *, organisation: Organisation, facts: CertificateFacts, actor: Actor, now: datetime
) -> Certificate:
    """Add a certificate; nobody has checked it yet, and the public page says so."""
    ends = facts.expires_date
    if facts.issued_date > timezone.localdate(now) or (ends and ends < facts.issued_date):
        raise CertificatePeriodNotRight(fields={"expires_date": CertificatePeriodNotRight.reason})
    if any(row and row.organisation_id != organisation.pk for row in (facts.product, facts.place)):
        raise NotYours
    row = Certificate.objects.create(
        organisation=organisation,
        product=facts.product,
        place=facts.place,
        kind=facts.kind,
        number=tidy(facts.number),
        issuer=tidy(facts.issuer),
        issued_date=facts.issued_date,
        expires_date=facts.expires_date,
    )
    audit.record("catalogue.add_certificate", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def check_certificate(*, certificate: Certificate, actor: Actor, now: datetime) -> Certificate:
    """Note that an agency has compared the certificate with its register."""
    row = Certificate.objects.select_for_update().get(pk=certificate.pk)
    row.checked_by, row.checked_at = actor.organisation, now
    row.save(update_fields=["checked_by", "checked_at"])
    audit.record("catalogue.check_certificate", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def withdraw_certificate(*, certificate: Certificate, actor: Actor, now: datetime) -> Certificate:
    """End a certificate before its time; ending it twice changes nothing."""
    row = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if row.withdrawn_date is None:
        row.withdrawn_date = timezone.localdate(now)
        row.save(update_fields=["withdrawn_date"])
        audit.record("catalogue.withdraw_certificate", actor=actor, subject=row, at=now)
    return row
