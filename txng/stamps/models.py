"""Rows of the room: code keys, batches with their ranges, activations, print jobs."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from django.db.models import Q
from psycopg.types.multirange import Int8Multirange, Multirange

from txng.catalogue.models import Product
from txng.identify.models import Lot
from txng.parties.models import Organisation, User
from txng.stamps.codes import MAX_BATCH, MAX_SIZE, VERSIONS
from txng.stamps.ranges import Ranges
from txng.stamps.vocab import OrderState, PrintState

if TYPE_CHECKING:
    RangesBase = models.Field[Ranges, Ranges]
else:
    RangesBase = models.Field


class RangesField(RangesBase):
    """A column int8multirange; in Python the value Ranges."""

    def db_type(self, connection: object) -> str:  # noqa: ARG002  Django's signature
        """Return the column type."""
        return "int8multirange"

    def from_db_value(self, value: Multirange[int], *_rest: object) -> Ranges:
        """Read what psycopg made of the column."""
        return Ranges.from_database(value)

    def get_prep_value(self, value: Any) -> Int8Multirange:
        """Write a set of positions."""
        ranges: Ranges = value
        return ranges.to_database()


class CodeKey(models.Model):
    """One version of the key under which codes are computed, encrypted by the master key."""

    version = models.PositiveSmallIntegerField(unique=True, help_text="0–30: first code letter")
    secret = models.BinaryField(help_text="AES-GCM under the master key")
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, help_text="no new batches; codes stay valid")

    class Meta:
        """The first letter of a code has room for 31 versions."""

        db_table = "stamps_code_key"
        constraints = [
            models.CheckConstraint(condition=Q(version__lt=VERSIONS), name="code_key_version"),
        ]


class Batch(models.Model):
    """An order of stamps: one row however many stamps; states are ranges of positions 0…size−1."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="stamp_batches")
    product = models.ForeignKey(Product, models.PROTECT, related_name="stamp_batches")
    planned_lot = models.ForeignKey(Lot, models.PROTECT, null=True, related_name="stamp_batches")
    size = models.PositiveIntegerField(help_text="number of stamps, at most 2^24")
    code_key = models.ForeignKey(
        CodeKey, models.PROTECT, to_field="version", db_column="key_version", related_name="batches"
    )
    scope = models.CharField(
        max_length=200,
        help_text="what its codes are bound to: the GTIN's URI, or obj",
    )
    secret = models.BinaryField(help_text="second-factor secret, AES-GCM under the master key")
    state = models.CharField(max_length=20, choices=OrderState, default=OrderState.ORDERED)
    printed = RangesField(default=Ranges)
    activated = RangesField(default=Ranges)
    consumed = RangesField(default=Ranges)
    voided = RangesField(default=Ranges)
    ordered_by = models.ForeignKey(User, models.PROTECT, null=True)
    ordered_at = models.DateTimeField()

    class Meta:
        """Constraints between ranges stand in sql/ranges.sql."""

        db_table = "stamps_batch"
        indexes = [models.Index(fields=["organisation", "-id"], name="batch_of")]
        constraints = [
            models.CheckConstraint(condition=Q(id__lt=MAX_BATCH), name="batch_number_24_bits"),
            models.CheckConstraint(
                condition=Q(size__gte=1) & Q(size__lte=MAX_SIZE), name="batch_size_24_bits"
            ),
        ]


class Activation(models.Model):
    """A range of a batch bound to a lot; ranges of one batch never overlap (constraint)."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="activations")
    positions = BigIntegerRangeField(help_text="half-open range")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="activations")
    activated_by = models.ForeignKey(User, models.PROTECT, null=True)
    activated_at = models.DateTimeField()

    class Meta:
        """The exclusion constraint stands in the migration (SQL)."""

        db_table = "stamps_activation"


class PrintJob(models.Model):
    """One making of label sheets for a range of a batch; the file is kept until it is cleared."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="print_jobs")
    positions = BigIntegerRangeField(help_text="half-open range")
    grid = models.SlugField(max_length=40, help_text="code of the label grid")
    skip = models.PositiveSmallIntegerField(help_text="labels already used on the first sheet")
    state = models.CharField(max_length=20, choices=PrintState, default=PrintState.WAITING)
    done_count = models.PositiveIntegerField(default=0, help_text="labels laid out so far")
    file = models.CharField(max_length=120, blank=True, help_text="name in the private folder")
    requested_by = models.ForeignKey(User, models.PROTECT, null=True)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """Names the table."""

        db_table = "stamps_print_job"
