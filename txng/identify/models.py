"""Rows of the room: lots, single items, logistic units, numbers drawn under company prefixes."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Product
from txng.catalogue.vocab import Unit
from txng.identify.vocab import Level, LotState, NumberKind, NumberState
from txng.parties.models import CompanyPrefix, Organisation, Place, User


class Lot(models.Model):
    """A lot of one product: what was made together and is traced together."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="lots")
    code = models.CharField(max_length=20, help_text="AI (10): up to 20 characters of CSET 82")
    identifier = models.CharField(max_length=240, unique=True, help_text="canonical URI")
    key = models.BigIntegerField(unique=True, help_text="64-bit key of the identifier")
    place = models.ForeignKey(Place, models.PROTECT, related_name="lots")
    state = models.CharField(max_length=20, choices=LotState, default=LotState.OPEN)
    quantity = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    unit = models.CharField(max_length=3, choices=Unit)
    unit_count = models.PositiveIntegerField(
        null=True, help_text="retail units in the lot: no more stamps than that"
    )
    produced_date = models.DateField(null=True)
    expires_date = models.DateField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.TextField(blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True)
    created_at = models.DateTimeField()

    class Meta:
        """A lot code stands once for a product."""

        db_table = "identify_lot"
        constraints = [
            models.UniqueConstraint(fields=["product", "code"], name="lot_code_once"),
            models.CheckConstraint(
                condition=Q(expires_date=None)
                | Q(produced_date=None)
                | Q(expires_date__gte=F("produced_date")),
                name="lot_expires_after_production",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0), name="lot_quantity_positive"
            ),
        ]

    def __str__(self) -> str:
        """Return the lot code."""
        return self.code

    @property
    def quantity_text(self) -> str:
        """Return the quantity with its unit, e.g. `1.200 kg`; empty when not told."""
        if self.quantity is None:
            return ""
        figure = number_format(self.quantity.normalize(), force_grouping=True)
        return f"{figure} {self.get_unit_display()}"


class Item(models.Model):
    """A single thing with a serial of its own outside stamps (an animal, a machine)."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="items")
    serial = models.CharField(max_length=20, help_text="AI (21)")
    identifier = models.CharField(max_length=240, unique=True)
    key = models.BigIntegerField(unique=True)

    class Meta:
        """Names the table."""

        db_table = "identify_item"


class LogisticUnit(models.Model):
    """A case or pallet with an SSCC, or with the province's own code."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="logistic_units")
    identifier = models.CharField(max_length=200, unique=True)
    key = models.BigIntegerField(unique=True)
    sscc = models.CharField(max_length=18, blank=True)
    description = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """An SSCC names one unit."""

        db_table = "identify_logistic_unit"
        constraints = [
            models.UniqueConstraint(fields=["sscc"], condition=~Q(sscc=""), name="sscc_once"),
        ]

    @property
    def title(self) -> str:
        """Return what people call it."""
        return self.description or str(_("Kiện hàng"))

    @property
    def code_text(self) -> str:
        """Return its SSCC, else the end of its own identifier."""
        return self.sscc or self.identifier.rpartition("/")[2]


class DrawnNumber(models.Model):
    """A GTIN or GLN drawn under a company prefix: for what, and whether it is in use."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="drawn_numbers")
    prefix = models.ForeignKey(CompanyPrefix, models.PROTECT, related_name="drawn_numbers")
    kind = models.CharField(max_length=10, choices=NumberKind)
    level = models.CharField(max_length=10, choices=Level, default=Level.UNIT)
    value = models.CharField(max_length=14, help_text="GTIN with 14 digits, GLN with 13")
    name = models.CharField(max_length=200, help_text="what it is drawn for")
    contents = models.PositiveIntegerField(null=True, help_text="retail units in a case or pallet")
    state = models.CharField(max_length=10, choices=NumberState, default=NumberState.DRAWN)
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="drawn_numbers")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="drawn_numbers")
    drawn_by = models.ForeignKey(User, models.PROTECT, null=True)
    drawn_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        """A number is drawn by one at a time; GTIN and GLN have each their own numbers."""

        db_table = "identify_drawn_number"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "value"], condition=~Q(state="released"), name="number_drawn_once"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-id"], name="numbers_of")]

    @property
    def digits(self) -> str:
        """Return the number as printed: a GTIN of a retail unit without its leading zero."""
        return self.value.removeprefix("0") if self.kind == NumberKind.GTIN else self.value
