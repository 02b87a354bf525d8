"""Rows of the room: scans, kept coarse, and what everybody may find."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F

from txng.catalogue.models import ProductGroup
from txng.identify.models import Lot
from txng.parties.models import AdministrativeUnit, Organisation
from txng.stamps.models import Batch
from txng.verify.vocab import EntryKind, Verdict


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


class Entry(models.Model):
    """One thing that everybody may find, by the words that everybody may see of it.

    Kept by triggers of the database (sql/entries.sql), so that a name is gone from here in the same
    transaction in which its household takes the consent back. Never written from Python.
    """

    kind = models.CharField(max_length=10, choices=EntryKind)
    subject_id = models.BigIntegerField(help_text="row of the product, organisation or place")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(ProductGroup, models.PROTECT, null=True, related_name="+")
    stars = models.PositiveSmallIntegerField(null=True)
    stars_until = models.DateField(null=True)
    sort_key = models.CharField(max_length=240)
    name = models.TextField(help_text="as everybody may see it, in lower case")
    plain = models.TextField(help_text="name without accents, for mistakes of typing")
    words = SearchVectorField()

    class Meta:
        """A thing stands once."""

        db_table = "verify_entry"
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="entry_once")]
        indexes = [
            GinIndex(fields=["words"], name="entry_words"),
            GinIndex(OpClass(F("plain"), name="gin_trgm_ops"), name="entry_plain"),
            models.Index(fields=["kind", "sort_key", "id"], name="entry_sorted"),
        ]


class Word(models.Model):
    """A word of what everybody may find; learnt by `verify_learn_words` (sql/words.sql)."""

    word = models.CharField(max_length=20, primary_key=True)
    entries = models.IntegerField(help_text="how many entries have it")

    class Meta:
        """Names the table."""

        db_table = "verify_word"
