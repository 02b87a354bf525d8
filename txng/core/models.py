"""Rows of the floor: the audit trail, only ever appended to."""

from django.db import models


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
