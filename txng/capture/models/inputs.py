"""Rows about inputs: materials of an organisation, what was bought of them, what was used."""

from django.db import models
from django.db.models import Q

from txng.capture.models.store import Step
from txng.catalogue.models import ProductGroup
from txng.catalogue.vocab import InputKind, Unit
from txng.core.models import StoredFile
from txng.parties.models import Organisation, User


class Material(models.Model):
    """A fertiliser, pesticide, feed, medicine or packaging that an organisation keeps."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="materials")
    kind = models.CharField(max_length=20, choices=InputKind)
    name = models.CharField(max_length=160)
    sort_key = models.CharField(max_length=240, help_text="Vietnamese collation key of the name")
    active_substance = models.CharField(max_length=200, blank=True)
    registration_number = models.CharField(
        max_length=60, blank=True, help_text="số đăng ký lưu hành, số công bố"
    )
    maker = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=3, choices=Unit)
    waiting_days = models.PositiveSmallIntegerField(
        null=True, help_text="days before harvest or slaughter, whatever the crop; null: not told"
    )
    low_level = models.DecimalField(
        max_digits=12, decimal_places=3, null=True, help_text="so much left is called low"
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        """A material is kept once under its name."""

        db_table = "capture_material"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="material_once"),
        ]
        indexes = [models.Index(fields=["organisation", "sort_key", "id"], name="material_of")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class MaterialWaiting(models.Model):
    """The waiting time of a material for one group of products: crops and animals differ."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="waitings")
    group = models.ForeignKey(ProductGroup, models.PROTECT)
    days = models.PositiveSmallIntegerField()

    class Meta:
        """One waiting time for a group."""

        db_table = "capture_material_waiting"
        constraints = [
            models.UniqueConstraint(fields=["material", "group"], name="material_waiting_once"),
        ]


class Purchase(models.Model):
    """What came into an organisation's store of a material: bought, given, or counted at first."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="purchases")
    bought_date = models.DateField()
    supplier = models.CharField(max_length=200, blank=True)
    quantity = models.DecimalField(
        max_digits=12, decimal_places=3, help_text="in the material's unit"
    )
    cost = models.DecimalField(
        max_digits=14, decimal_places=0, null=True, help_text="đồng, for all of it"
    )
    batch = models.CharField(max_length=60, blank=True, help_text="số lô của nhà sản xuất")
    expires_date = models.DateField(null=True)
    invoice = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, help_text="photo or PDF of the paper"
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        """Something came, and it cost nothing or more."""

        db_table = "capture_purchase"
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="purchase_positive"),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0), name="purchase_cost_positive"
            ),
        ]
        indexes = [models.Index(fields=["material", "bought_date", "id"], name="purchase_of")]


class InputUse(models.Model):
    """What went out of the store: by a step of the diary, or written off with a reason.

    A use whose step was declared wrong counts no more: the step's event says so.
    """

    material = models.ForeignKey(Material, models.PROTECT, related_name="uses")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="input_uses")
    quantity = models.DecimalField(
        max_digits=12, decimal_places=3, help_text="in the material's unit"
    )
    used_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        """A step or a reason says why it went."""

        db_table = "capture_input_use"
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="input_use_positive"),
            models.CheckConstraint(
                condition=Q(step=None) & ~Q(reason="") | ~Q(step=None), name="input_use_has_cause"
            ),
        ]
        indexes = [models.Index(fields=["material", "used_at", "id"], name="input_use_of")]
