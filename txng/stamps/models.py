"""Rows of the room: code keys, batches with their ranges, activations, met single stamps."""

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models

from txng.catalogue.models import Product
from txng.identify.models import Lot
from txng.parties.models import Organisation, User
from txng.stamps.vocab import OrderState


class Int8MultirangeField(models.Field):  # type: ignore[type-arg]
    """PostgreSQL's int8multirange; in Python psycopg's Multirange of ints."""

    def db_type(self, connection: object) -> str:  # noqa: ARG002  Django's signature
        """Return the column type."""
        return "int8multirange"


class CodeKey(models.Model):
    """One version of the key under which codes are computed, encrypted by the master key."""

    version = models.PositiveSmallIntegerField(unique=True, help_text="0–30: first code letter")
    secret = models.BinaryField(help_text="AES-GCM under the master key")
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, help_text="no new batches; codes stay valid")

    class Meta:
        """Names the table."""

        db_table = "stamps_code_key"


class Batch(models.Model):
    """An order of stamps: one row however many stamps; states are ranges of positions 0…size−1."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="stamp_batches")
    product = models.ForeignKey(Product, models.PROTECT, related_name="stamp_batches")
    planned_lot = models.ForeignKey(Lot, models.PROTECT, null=True, related_name="stamp_batches")
    size = models.PositiveIntegerField(help_text="number of stamps, at most 2^24")
    key_version = models.PositiveSmallIntegerField()
    secret = models.BinaryField(help_text="second-factor secret, AES-GCM under the master key")
    state = models.CharField(max_length=20, choices=OrderState, default=OrderState.ORDERED)
    printed = Int8MultirangeField(default=str)
    activated = Int8MultirangeField(default=str)
    consumed = Int8MultirangeField(default=str)
    voided = Int8MultirangeField(default=str)
    ordered_by = models.ForeignKey(User, models.PROTECT, null=True)
    ordered_at = models.DateTimeField()

    class Meta:
        """Constraints between ranges stand in the migration (SQL)."""

        db_table = "stamps_batch"
        indexes = [models.Index(fields=["organisation", "-id"], name="batch_of")]


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
