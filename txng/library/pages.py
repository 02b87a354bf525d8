"""What pages show of documents beside the rows: validity in words, relations from either side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from txng.library import queries
from txng.library.models import Document
from txng.library.vocab import RELATION_SEEN_FROM_OTHER, RelationKind, Validity

TONES = {
    Validity.IN_FORCE: "good",
    Validity.PARTLY: "wait",
    Validity.NOT_YET: "info",
    Validity.EXPIRED: "off",
    Validity.UNKNOWN: "off",
}


@dataclass(frozen=True)
class Listed:
    """A document in a list, with how far it is in force on a day."""

    row: Document
    validity: Validity

    @property
    def tone(self) -> str:
        """Return the colour of its validity."""
        return TONES[self.validity]


def listed(rows: Iterable[Document], *, on: date) -> list[Listed]:
    """Return documents with their validity on a day."""
    return [Listed(row, row.validity_on(on)) for row in rows]


@dataclass(frozen=True)
class Related:
    """One relation as it is said on the page of a document."""

    words: str | Promise
    other: Document
    on_date: date | None
    relation_id: int
    is_ours: bool


def relations(document: Document, *, public_only: bool = False) -> list[Related]:
    """Return how a document bears on others ("Thay thế"), and others on it ("Bị thay thế bởi")."""
    return [
        Related(
            words=row.get_kind_display()
            if row.document_id == document.pk
            else RELATION_SEEN_FROM_OTHER[RelationKind(row.kind)],
            other=row.other if row.document_id == document.pk else row.document,
            on_date=row.on_date,
            relation_id=row.pk,
            is_ours=row.document_id == document.pk,
        )
        for row in queries.relations_of(document, public_only=public_only)
    ]
