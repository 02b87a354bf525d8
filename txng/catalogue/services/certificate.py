"""Acts on certificates and OCOP ratings: add, renew, check by an agency, lay down, withdraw."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.facts import CertificateFacts
from txng.catalogue.models import Certificate, Product
from txng.catalogue.services.rating import sum_up_ratings
from txng.catalogue.terms import last_day
from txng.catalogue.vocab import CertificateKind
from txng.core import audit, files
from txng.core.errors import Refused
from txng.core.many import each, made, only
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


class RatingNeedsStars(Refused):
    """An OCOP rating says of which product, how many stars, and who gave them."""

    status = 422
    reason = _("Hạng OCOP cần sản phẩm, số sao và cấp công nhận. Hãy chọn đủ ba mục.")


class CertificateTaken(Refused):
    """The same paper is registered once for a product."""

    reason = _("Giấy chứng nhận cùng loại, cùng số đã được khai. Hãy mở giấy đã có.")


def add_certificate(
    *, organisation: Organisation, facts: CertificateFacts, actor: Actor, now: datetime
) -> Certificate:
    """Add a certificate; nobody has checked it yet, and the public page says so.

    An end that is not told follows from the kind where a rule gives one (OCOP: 36 months).
    """
    return only(add_certificates(organisation=organisation, facts=[facts], actor=actor, now=now))


@transaction.atomic
def add_certificates(
    *, organisation: Organisation, facts: Sequence[CertificateFacts], actor: Actor, now: datetime
) -> list[Certificate | Refused]:
    """Add certificates at once: each by the rules of `add_certificate`, or why not."""

    def new(one: CertificateFacts) -> Certificate:
        return Certificate(organisation=organisation, **_columns(organisation, one, now))

    rows = each(new, facts)
    found = each(_Papers(organisation, made(rows)).claim, rows)
    Certificate.objects.bulk_create(made(found))
    audit.record_many("catalogue.add_certificate", actor=actor, subjects=made(found), at=now)
    return found


@transaction.atomic
def renew_certificate(
    *, certificate: Certificate, facts: CertificateFacts, actor: Actor, now: datetime
) -> Certificate:
    """Add the paper that comes after one; the old one stays with its own dates."""
    columns = _columns(certificate.organisation, facts, now)
    row = Certificate(organisation=certificate.organisation, renews=certificate, **columns)
    _Papers(row.organisation, [row]).claim(row)
    row.save()
    audit.record(
        "catalogue.renew_certificate",
        actor=actor,
        subject=row,
        at=now,
        details={"renews": certificate.pk},
    )
    return row


@transaction.atomic
def rate_product(
    *, product: Product, facts: CertificateFacts, actor: Actor, now: datetime
) -> Certificate:
    """Enter an OCOP rating from its decision, by an agency: it counts as checked at once."""
    row = Certificate(
        organisation=product.organisation, **_columns(product.organisation, facts, now)
    )
    _Papers(row.organisation, [row]).claim(row)
    row.checked_by, row.checked_at = actor.organisation, now
    row.save()
    sum_up_ratings(product_id=product.pk, on=timezone.localdate(now))
    audit.record("catalogue.rate_product", actor=actor, subject=row, at=now)
    return row


def _columns(
    organisation: Organisation, facts: CertificateFacts, now: datetime
) -> dict[str, object]:
    ends = facts.expires_date or last_day(facts.kind, issued=facts.issued_date)
    if facts.issued_date > timezone.localdate(now) or (ends and ends < facts.issued_date):
        raise CertificatePeriodNotRight(fields={"expires_date": CertificatePeriodNotRight.reason})
    if any(row and row.organisation_id != organisation.pk for row in (facts.product, facts.place)):
        raise NotYours
    is_rating = facts.kind == CertificateKind.OCOP
    if is_rating and not (facts.product and facts.stars and facts.level):
        raise RatingNeedsStars(fields={"stars": RatingNeedsStars.reason})
    scan = facts.scan
    return {
        "scan": scan
        and files.store(body=scan, name=scan.name or "", kind=files.Accept.PAPER, at=now),
        "product": facts.product,
        "place": facts.place,
        "kind": facts.kind,
        "number": tidy(facts.number),
        "issuer": tidy(facts.issuer),
        "issued_date": facts.issued_date,
        "expires_date": ends,
        "stars": facts.stars if is_rating else None,
        "level": facts.level or "" if is_rating else "",
    }


class _Papers:
    """The papers that an organisation has already, among those of the same numbers."""

    def __init__(self, organisation: Organisation, rows: Sequence[Certificate]) -> None:
        """Look up, once for all, which of these papers are there."""
        numbers = [row.number for row in rows]
        same = Certificate.objects.filter(organisation=organisation, number__in=numbers)
        self.known: set[tuple[str, str, int | None, int | None]] = set(
            same.values_list("kind", "number", "product", "place")
        )

    def claim(self, row: Certificate) -> Certificate:
        """Refuse a paper that is there; from now on this one is."""
        mark = (str(row.kind), row.number, row.product_id, row.place_id)
        if mark in self.known:
            raise CertificateTaken(fields={"number": CertificateTaken.reason})
        self.known.add(mark)
        return row


@transaction.atomic
def check_certificate(*, certificate: Certificate, actor: Actor, now: datetime) -> Certificate:
    """Note that an agency has compared the certificate with its register."""
    row = Certificate.objects.select_for_update().get(pk=certificate.pk)
    row.checked_by, row.checked_at = actor.organisation, now
    row.save(update_fields=["checked_by", "checked_at"])
    _sum_up(row, timezone.localdate(now))
    audit.record("catalogue.check_certificate", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def lay_down_certificate(*, certificate: Certificate, actor: Actor, now: datetime) -> Certificate:
    """End one's own certificate before its time; ending it twice changes nothing."""
    return _end(certificate, "catalogue.lay_down_certificate", actor=actor, now=now, reason="")


class WithdrawalNeedsReason(Refused):
    """Whoever loses a certificate is told why."""

    status = 422
    reason = _("Hãy ghi lý do thu hồi, kèm số quyết định nếu có: đơn vị sẽ đọc lý do này.")


@transaction.atomic
def withdraw_certificate(
    *, certificate: Certificate, reason: str, actor: Actor, now: datetime
) -> Certificate:
    """Withdraw a certificate by an agency; it stays to be seen, as withdrawn and why."""
    said = tidy(reason)
    if not said:
        raise WithdrawalNeedsReason(fields={"reason": WithdrawalNeedsReason.reason})
    return _end(certificate, "catalogue.withdraw_certificate", actor=actor, now=now, reason=said)


def _end(
    certificate: Certificate, act: str, *, actor: Actor, now: datetime, reason: str
) -> Certificate:
    row = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if row.withdrawn_date is None:
        row.withdrawn_date = timezone.localdate(now)
        row.withdrawn_by, row.withdrawn_reason = actor.organisation, reason
        row.save(update_fields=["withdrawn_date", "withdrawn_by", "withdrawn_reason"])
        _sum_up(row, timezone.localdate(now))
        audit.record(act, actor=actor, subject=row, at=now, details={"reason": reason})
    return row


def _sum_up(row: Certificate, day: date) -> None:
    if row.kind == CertificateKind.OCOP and row.product_id:
        sum_up_ratings(product_id=row.product_id, on=day)
