"""Photos and voice notes are kept with an entry of the diary."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from txng.capture import chain
from txng.capture.models import Attachment, Step
from txng.capture.services.corrections import NotYourStep
from txng.capture.services.recording import record_step
from txng.capture.vocab import AttachmentKind
from txng.core import audit, files
from txng.parties.actor import Actor
from txng.parties.rights import demand

_ACCEPT = {
    AttachmentKind.PHOTO: files.Accept.PICTURE,
    AttachmentKind.VOICE: files.Accept.AUDIO,
    AttachmentKind.PAPER: files.Accept.PICTURE,
}


def attach_file(
    *,
    step: Step,
    body: "bytes | UploadedFile[Any]",
    name: str,
    kind: AttachmentKind,
    actor: Actor,
    now: datetime,
    field: str = "",
    client_id: UUID | None = None,
) -> Attachment:
    """Keep a photo or a voice note with an entry; the same name of the phone's is kept once.

    Pictures become small and lose where and by which phone they were taken. Raises FileRefused
    and its kinds.
    """
    demand("capture.attach_file", actor)
    if step.organisation_id != actor.organisation_id:
        raise NotYourStep
    with transaction.atomic():
        held = Step.objects.select_for_update().get(pk=step.pk)
        sent = Attachment.objects.filter(step=held, client_id=client_id)
        if client_id is not None and (known := sent.first()) is not None:
            return known
        stored = files.store(body=body, name=name, kind=_ACCEPT[kind], at=now)
        made = Attachment.objects.create(
            step=held, kind=kind, field=field, file=stored, client_id=client_id, added_at=now
        )
        audit.record(
            "capture.attach_file",
            actor=actor,
            subject=step.lot,
            at=now,
            details={"step": step.code, "kind": str(kind)},
        )
        return made


@transaction.atomic
def record_with_photo(
    *, photo: "UploadedFile[Any] | None", actor: Actor, now: datetime, **told: Any
) -> Step:
    """Record a step as `record_step` does, and keep a photo with it: both, or neither."""
    step = record_step(actor=actor, now=now, **told)
    if photo:
        fields = chain.step_of(step.template.definition, step.code).fields
        asked = next((one.code for one in fields if one.type == chain.PHOTO), "")
        attach_file(
            step=step,
            body=photo,
            name=photo.name or "",
            kind=AttachmentKind.PHOTO,
            field=asked,
            actor=actor,
            now=now,
        )
    return step
