"""Rows of the room: scans, kept coarse, without a raw address of the person who scanned."""

from django.db import models

from txng.identify.models import Lot
from txng.parties.models import AdministrativeUnit
from txng.stamps.models import Batch
from txng.verify.vocab import Verdict


class Scan(models.Model):
    """One look at a stamp's or a lot's page; a partition a month, dropped when its time is over."""

    pk = models.CompositePrimaryKey("id", "at")
    id = models.BigIntegerField()
    at = models.DateTimeField()
    batch = models.ForeignKey(Batch, models.DO_NOTHING, null=True, db_constraint=False)
    position = models.IntegerField(null=True)
    lot = models.ForeignKey(Lot, models.DO_NOTHING, null=True, db_constraint=False)
    verdict = models.CharField(max_length=20, choices=Verdict)
    device = models.BinaryField(help_text="hash of a device, salted anew each day, 8 bytes")
    unit = models.ForeignKey(
        AdministrativeUnit, models.DO_NOTHING, null=True, db_constraint=False,
        help_text="commune of the look, only with consent",
    )  # fmt: skip

    class Meta:
        """A raw table: sql/scans.sql creates it and its partitions."""

        db_table = "verify_scan"
        managed = False


class Tally(models.Model):
    """How often one stamp was looked at, and when first: stays when its scans are dropped."""

    pk = models.CompositePrimaryKey("batch", "position")
    batch = models.ForeignKey(Batch, models.DO_NOTHING, db_constraint=False, db_index=False)
    position = models.IntegerField()
    scans = models.BigIntegerField()
    devices = models.IntegerField(help_text="different devices, each counted once a day")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        """Names the table."""

        db_table = "verify_tally"


class LotTally(models.Model):
    """The same of a lot's own code."""

    lot = models.OneToOneField(Lot, models.DO_NOTHING, primary_key=True, db_constraint=False)
    scans = models.BigIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        """Names the table."""

        db_table = "verify_lot_tally"
