"""Administrative units, each valid from–to, with the units it came from."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from txng.parties.vocab import UnitKind


class AdministrativeUnit(models.Model):
    """A province or a commune as it was called and coded during one period."""

    code = models.CharField(max_length=10, help_text="official code at that time")
    kind = models.CharField(max_length=20, choices=UnitKind)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    district = models.CharField(
        max_length=80, blank=True, help_text="district that stood above it until 01/07/2025"
    )
    valid_from = models.DateField(null=True, help_text="null: since before the data begins")
    valid_to = models.DateField(null=True, help_text="first day on which it is no more")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    sort_key = models.CharField(max_length=240, help_text="Vietnamese collation key of the name")
    note = models.CharField(
        max_length=300, blank=True, help_text="the act that made it; what is unsure says so"
    )
    outline = models.JSONField(null=True, help_text="simplified GeoJSON geometry, provinces only")

    class Meta:
        """A code means one unit at any one time."""

        db_table = "parties_administrative_unit"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="unit_code_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="unit_period"
            ),
        ]
        indexes = [models.Index(fields=["parent", "sort_key"], name="unit_of_parent")]

    def __str__(self) -> str:
        """Return kind and name as the language orders them: "Xã Chợ Mới", "Chợ Mới Commune"."""
        return _("%(kind)s %(name)s") % {"kind": self.get_kind_display(), "name": self.name}


class UnitSuccession(models.Model):
    """One unit became (part of) another on a day."""

    predecessor = models.ForeignKey(AdministrativeUnit, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(AdministrativeUnit, models.CASCADE, related_name="precessions")
    on_date = models.DateField()

    class Meta:
        """The same change stands once."""

        db_table = "parties_unit_succession"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
        ]
