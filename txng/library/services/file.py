"""Acts on the files of documents: attach, detach."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core import audit, files
from txng.core.errors import Refused
from txng.core.files import Accept
from txng.core.search import tidy
from txng.library.models import Document, DocumentFile
from txng.library.texts import LONGEST, text_of
from txng.parties.actor import Actor

MAX_FILES = 30


class EnoughFiles(Refused):
    """A document has a few files."""

    reason = _("Văn bản đã có 30 tệp. Hãy bỏ bớt một tệp cũ trước khi thêm.")


@transaction.atomic
def attach_file(
    *,
    document: Document,
    body: "bytes | UploadedFile[Any]",
    name: str,
    title: str,
    actor: Actor,
    now: datetime,
) -> DocumentFile:
    """Keep a file of a document; the text in it joins the document's full text, so it is found."""
    row = Document.objects.select_for_update().defer("words").get(pk=document.pk)
    places = list(row.files.order_by("-position").values_list("position", flat=True))
    if len(places) >= MAX_FILES:
        raise EnoughFiles
    stored = files.store(body=body, name=name, kind=Accept.DOCUMENT, at=now)
    file = DocumentFile.objects.create(
        document=row,
        stored=stored,
        title=tidy(title) or stored.name,
        position=places[0] + 1 if places else 0,
    )
    whole = _joined(row.full_text, text_of(files.read(stored), stored.kind), file.title)
    if whole != row.full_text:
        row.full_text = whole
        row.save(update_fields=["full_text"])
    audit.record(
        "library.attach_file", actor=actor, subject=row, at=now, details={"file": file.title}
    )
    return file


def _joined(known: str, more: str, title: str) -> str:
    """Add what a file says under its title; nothing when it has no text or it is there already."""
    if not more or "".join(more.split()) in "".join(known.split()):
        return known
    return f"{known}\n\n{title}\n{more}"[:LONGEST] if known else more


@transaction.atomic
def detach_file(*, file: DocumentFile, actor: Actor, now: datetime) -> None:
    """Take a file away; the text that was read from it stays."""
    document, stored, title = file.document, file.stored, file.title
    file.delete()
    files.forget(stored)
    audit.record(
        "library.detach_file", actor=actor, subject=document, at=now, details={"file": title}
    )
