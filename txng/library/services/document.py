"""Acts on documents: add, edit, make public, hide."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.library.facts import DocumentFacts
from txng.library.models import Document
from txng.parties.actor import Actor


class DocumentAlreadyKept(Refused):
    """A number of one issuer and day names one document."""

    reason = _(
        "Văn bản có số này, của cơ quan này, ban hành ngày này đã có trong thư viện. "
        "Hãy tìm và sửa văn bản đã có."
    )


class PeriodNotRight(Refused):
    """A document is issued, comes into force, and ends, in this order."""

    status = 422
    reason = _("Ngày hết hiệu lực phải sau ngày có hiệu lực.")


@transaction.atomic
def add_document(
    *, facts: DocumentFacts, actor: Actor, now: datetime, is_demonstration: bool = False
) -> Document:
    """Add a document; it is not public until somebody makes it so."""
    _refuse_wrong(facts)
    row = Document.objects.create(
        **columns(facts), is_demonstration=is_demonstration, created_at=now
    )
    audit.record("library.add_document", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def edit_document(
    *, document: Document, facts: DocumentFacts, actor: Actor, now: datetime
) -> Document:
    """Change what is told about a document; the trail keeps what it was."""
    row = Document.objects.select_for_update().defer("words").get(pk=document.pk)
    _refuse_wrong(facts, but=row.pk)
    fresh = columns(facts)
    changed = audit.changed(row, fresh)
    for name, value in fresh.items():
        setattr(row, name, value)
    row.save(update_fields=list(fresh))
    audit.record("library.edit_document", actor=actor, subject=row, at=now, details=changed)
    return row


class NothingToShow(Refused):
    """A document that tells nothing is not shown to the public."""

    status = 422
    reason = _("Văn bản chưa có nội dung: hãy thêm tóm tắt, toàn văn hoặc tệp trước khi công khai.")


@transaction.atomic
def publish_document(*, document: Document, actor: Actor, now: datetime) -> Document:
    """Make a document public once there is something to read; doing it twice changes nothing."""
    row = Document.objects.select_for_update().defer("words").get(pk=document.pk)
    if not (row.summary or row.full_text or row.files.exists()):
        raise NothingToShow
    return _turn(row, is_public=True, actor=actor, now=now)


@transaction.atomic
def hide_document(*, document: Document, actor: Actor, now: datetime) -> Document:
    """Take a document off the public pages; it stays in the library."""
    row = Document.objects.select_for_update().defer("words").get(pk=document.pk)
    return _turn(row, is_public=False, actor=actor, now=now)


def _turn(row: Document, *, is_public: bool, actor: Actor, now: datetime) -> Document:
    if row.is_public != is_public:
        row.is_public = is_public
        row.save(update_fields=["is_public"])
        action = "library.publish_document" if is_public else "library.hide_document"
        audit.record(action, actor=actor, subject=row, at=now)
    return row


def columns(facts: DocumentFacts) -> dict[str, object]:
    """Return the columns of a document as they are told, tidied."""
    return {
        "kind": facts.kind,
        "number": tidy(facts.number),
        "title": tidy(facts.title),
        "issuer": tidy(facts.issuer) or str(facts.issuer_organisation or ""),
        "issuer_organisation": facts.issuer_organisation,
        "issued_date": facts.issued_date,
        "effective_from": facts.effective_from,
        "effective_to": facts.effective_to,
        "partly_expired_from": facts.partly_expired_from,
        "validity_note": tidy(facts.validity_note),
        "summary": facts.summary.strip(),
        "full_text": facts.full_text.strip(),
        "source_note": tidy(facts.source_note),
        "source_url": facts.source_url,
        "verified_date": facts.verified_date,
    }


def _refuse_wrong(facts: DocumentFacts, *, but: int = 0) -> None:
    start, end = facts.effective_from, facts.effective_to
    if start and end and end < start:
        raise PeriodNotRight(fields={"effective_to": PeriodNotRight.reason})
    told = columns(facts)
    same = Document.objects.filter(
        number=told["number"], issuer=told["issuer"], issued_date=facts.issued_date
    ).exclude(pk=but)
    if told["number"] and same.exists():
        raise DocumentAlreadyKept(fields={"number": DocumentAlreadyKept.reason})
