"""Acts on how documents bear on each other: replace, amend, detail, cite."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.library.facts import DocumentFacts
from txng.library.models import Document, DocumentRelation
from txng.library.services.document import add_document
from txng.library.vocab import RelationKind
from txng.parties.actor import Actor


class RelationToItself(Refused):
    """A document bears on another one."""

    status = 422
    reason = _("Hãy chọn một văn bản khác: văn bản không có quan hệ với chính nó.")


class RelationTurnsRound(Refused):
    """Of two documents, one is the later."""

    reason = _(
        "Quan hệ này ngược với quan hệ đã ghi giữa hai văn bản. "
        "Hãy bỏ quan hệ cũ trước nếu nó bị ghi sai."
    )


@transaction.atomic
def relate_documents(
    *,
    document: Document,
    kind: RelationKind,
    other: Document,
    on_date: date | None,
    actor: Actor,
    now: datetime,
) -> DocumentRelation:
    """Note what a document does to an earlier one; twice changes nothing.

    What is replaced on a day ends on that day, unless its end is known already.
    """
    if document.pk == other.pk:
        raise RelationToItself(fields={"other": RelationToItself.reason})
    earlier = Document.objects.select_for_update().defer("words").get(pk=other.pk)
    if DocumentRelation.objects.filter(document=other, other=document, kind=kind).exists():
        raise RelationTurnsRound(fields={"other": RelationTurnsRound.reason})
    row, _made = DocumentRelation.objects.get_or_create(
        document=document, kind=kind, other=other, defaults={"on_date": on_date}
    )
    if kind == RelationKind.REPLACES and on_date and earlier.effective_to is None:
        earlier.effective_to = max(on_date, earlier.effective_from or on_date)
        earlier.save(update_fields=["effective_to"])
    audit.record(
        "library.relate_documents",
        actor=actor,
        subject=document,
        at=now,
        details={"kind": kind, "other": other.pk},
    )
    return row


@transaction.atomic
def unrelate_documents(*, relation: DocumentRelation, actor: Actor, now: datetime) -> None:
    """Take a wrongly noted relation away; the end of what was replaced stays as it is."""
    document, details = relation.document, {"kind": relation.kind, "other": relation.other_id}
    relation.delete()
    audit.record(
        "library.unrelate_documents", actor=actor, subject=document, at=now, details=details
    )


@transaction.atomic
def replace_document(
    *, document: Document, facts: DocumentFacts, actor: Actor, now: datetime
) -> Document:
    """Add the document that replaces another one from its own first day in force on."""
    fresh = add_document(facts=facts, actor=actor, now=now)
    relate_documents(
        document=fresh,
        kind=RelationKind.REPLACES,
        other=document,
        on_date=facts.effective_from or facts.issued_date,
        actor=actor,
        now=now,
    )
    return fresh
