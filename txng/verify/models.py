"""Rows of the room: scans, kept coarse, without a raw address of the person who scanned."""

from django.db import models

from txng.parties.models import AdministrativeUnit
from txng.stamps.models import Batch


class Scan(models.Model):
    """One look at a stamp's page (partitioned by month in the migration)."""

    batch = models.ForeignKey(Batch, models.PROTECT, null=True, db_index=False)
    position = models.PositiveIntegerField(null=True)
    lot_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    verdict = models.CharField(max_length=20)
    device = models.BinaryField(help_text="salted daily hash, 8 bytes")
    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, null=True, db_index=False)

    class Meta:
        """Read by stamp, then by time."""

        db_table = "verify_scan"
        indexes = [models.Index(fields=["batch", "position", "at"], name="scan_of_stamp")]
