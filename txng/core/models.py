"""Rows of the floor: the audit trail (only ever appended to), private files, long work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did which act on which row, for whom, and when (append-only by trigger)."""

    action = models.CharField(max_length=100, help_text="room.act, e.g. stamps.activate_range")
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    organisation_id = models.BigIntegerField(null=True, db_index=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=100)
    details = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        """Names the table and the way a subject's history is read."""

        db_table = "core_audit_entry"
        indexes = [models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject")]


class FileKind(models.TextChoices):
    """What a kept file truly is, whatever its name says."""

    PICTURE = "picture", _("Ảnh")
    PDF = "pdf", _("Tệp PDF")
    AUDIO = "audio", _("Ghi âm")
    TEXT = "docx", _("Văn bản Word")
    SHEET = "xlsx", _("Bảng tính Excel")


class StoredFile(models.Model):
    """A private file, found by the SHA-256 of its bytes; rooms point to it and guard the way.

    Never changed: a new file is a new row. Two rows may share one file on the disk.
    """

    sha256 = models.CharField(max_length=64, help_text="of the bytes as kept; its name on the disk")
    kind = models.CharField(max_length=10, choices=FileKind)
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200, help_text="as the sender called it")
    size = models.BigIntegerField(help_text="bytes, as kept")
    width = models.PositiveIntegerField(null=True, help_text="pixels, pictures only")
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        """Names the table; the hash tells whether another row still needs the file."""

        db_table = "core_stored_file"
        indexes = [models.Index(fields=["sha256"], name="stored_file_hash")]

    def __str__(self) -> str:
        """Return the name that people know."""
        return self.name


class WorkState(models.TextChoices):
    """How far a piece of long work is."""

    WAITING = "waiting", _("Chờ tới lượt")
    RUNNING = "running", _("Đang làm")
    REVIEW = "review", _("Chờ bạn xem lại")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Bị lỗi")
    CANCELLED = "cancelled", _("Đã dừng")


class Work(models.Model):
    """Long work that somebody asked for: left, found again, its result kept for a while."""

    kind = models.CharField(max_length=60, help_text="who does it, e.g. sheets.import")
    title = models.CharField(max_length=250)
    door = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    organisation_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=20, choices=WorkState, default=WorkState.WAITING)
    stage = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    given = models.JSONField(default=dict, help_text="what the work was asked to do")
    summary = models.JSONField(default=dict, help_text="what it found, as its page shows it")
    message = models.TextField(blank=True)
    source = models.CharField(max_length=120, blank=True, help_text="private file it reads")
    source_name = models.CharField(max_length=250, blank=True)
    result = models.CharField(max_length=120, blank=True, help_text="private file it made")
    result_name = models.CharField(max_length=250, blank=True)
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(null=True, help_text="when it last told how far it is")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """A person's work is listed newest first."""

        db_table = "core_work"
        indexes = [
            models.Index(fields=["actor_id", "organisation_id", "-id"], name="work_of_person")
        ]

    @property
    def is_open(self) -> bool:
        """Say whether it waits or runs: its page looks again by itself."""
        return self.state in {WorkState.WAITING, WorkState.RUNNING}
