"""Rows about money of a lot: what it cost besides inputs, what it was sold for; never public."""

from django.db import models
from django.db.models import Q

from txng.capture.vocab import MoneyKind
from txng.identify.models import Lot
from txng.parties.models import Organisation, User


class LotMoney(models.Model):
    """One amount that an organisation spent on a lot, or took for it; only it sees this."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=MoneyKind)
    amount = models.DecimalField(max_digits=14, decimal_places=0, help_text="đồng")
    on_date = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, help_text="entered wrong; counts no more")

    class Meta:
        """More than nothing; read by organisation and lot."""

        db_table = "capture_lot_money"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="lot_money_positive"),
        ]
        indexes = [models.Index(fields=["organisation", "lot", "-id"], name="lot_money_of")]
