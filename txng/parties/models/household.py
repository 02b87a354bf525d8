"""Households of co-operatives, and the log of consents that people gave and took back."""

from django.db import models
from django.db.models import F, Q

from txng.core.models import StoredFile
from txng.parties.models.organisation import Organisation
from txng.parties.models.person import User
from txng.parties.vocab import ConsentWay, ConsentWhat


class Household(models.Model):
    """A household is member of a co-operative, whose people may write for it once it agreed."""

    household = models.ForeignKey(Organisation, models.CASCADE, related_name="cooperatives")
    cooperative = models.ForeignKey(Organisation, models.CASCADE, related_name="households")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="households_asked")
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, help_text="null: the household has not agreed yet")
    since_date = models.DateField(null=True)
    until_date = models.DateField(null=True, help_text="first day without the co-operative")

    class Meta:
        """A household stands in a co-operative once at a time, never in itself."""

        db_table = "parties_household"
        constraints = [
            models.UniqueConstraint(
                fields=["household", "cooperative"],
                condition=Q(until_date=None),
                name="household_once",
            ),
            models.CheckConstraint(
                condition=~Q(household=F("cooperative")), name="household_not_itself"
            ),
        ]


class Consent(models.Model):
    """Somebody agreed to something for an organisation, or took it back; only ever added to."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="consents")
    what = models.CharField(max_length=20, choices=ConsentWhat)
    is_given = models.BooleanField()
    way = models.CharField(max_length=20, choices=ConsentWay)
    words = models.CharField(max_length=300, help_text="the sentence that was agreed to")
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True)
    at = models.DateTimeField()

    class Meta:
        """Names the table."""

        db_table = "parties_consent"
        indexes = [models.Index(fields=["organisation", "what", "-id"], name="consent_of")]
