"""Loads the known laws and standards that ship with the room."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from txng.library.models import Document, DocumentRelation
from txng.library.vocab import DocumentKind, RelationKind

SHIPPED = Path(__file__).resolve().parent.parent / "fixtures" / "documents.json"
_DAYS = ("issued_date", "effective_from", "effective_to", "partly_expired_from")


@transaction.atomic
def load_documents(path: Path = SHIPPED, *, now: datetime) -> int:
    """Bring the shipped documents in, public and not verified; return how many were new.

    A number that is known stays as officers have it; twice changes nothing.
    """
    shipped = json.loads(path.read_text("utf-8"))
    known = dict(Document.objects.exclude(number="").values_list("number", "pk"))
    fresh = [
        _document(told, read_on=shipped["read_on"], now=now)
        for told in shipped["documents"]
        if told["number"] not in known
    ]
    known |= {row.number: row.pk for row in Document.objects.bulk_create(fresh)}
    DocumentRelation.objects.bulk_create(
        [_relation(told, known) for told in shipped["relations"]], ignore_conflicts=True
    )
    return len(fresh)


def _document(told: dict[str, Any], *, read_on: str, now: datetime) -> Document:
    days = {name: _day(told.get(name)) for name in _DAYS}
    read = f"Đọc trên trang công khai ngày {_day(read_on):%d/%m/%Y}"
    return Document(
        kind=DocumentKind(told["kind"]),
        number=told["number"],
        title=told["title"],
        issuer=told.get("issuer", ""),
        validity_note=told.get("validity_note", ""),
        summary=told["summary"],
        source_note=told.get("source_note", read),
        source_url=told.get("source_url", ""),
        is_public=True,
        created_at=now,
        **days,
    )


def _relation(told: dict[str, str], known: dict[str, int]) -> DocumentRelation:
    return DocumentRelation(
        document_id=known[told["document"]],
        kind=RelationKind(told["kind"]),
        other_id=known[told["other"]],
        on_date=_day(told.get("on_date")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
