"""Rows of the diary beside the entries themselves: what was photographed or spoken with them."""

from django.db import models
from django.db.models import Q

from txng.capture.models.store import Step
from txng.capture.vocab import AttachmentKind
from txng.core.models import StoredFile


class Attachment(models.Model):
    """A photo, a voice note or a photographed page of the paper diary that belongs to an entry."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=10, choices=AttachmentKind)
    field = models.SlugField(
        max_length=60, blank=True, db_index=False, help_text="photo field of the step, if of one"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT)
    client_id = models.UUIDField(null=True, help_text="given by the phone; the same once only")
    added_at = models.DateTimeField()

    class Meta:
        """What a phone sends twice is kept once."""

        db_table = "capture_attachment"
        constraints = [
            models.UniqueConstraint(
                fields=["step", "client_id"],
                condition=Q(client_id__isnull=False),
                name="attachment_sent_once",
            )
        ]
