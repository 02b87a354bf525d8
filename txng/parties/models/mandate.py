"""Mandates: an enterprise lets a solution provider's machines act for it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from txng.parties.models.organisation import Organisation
from txng.parties.models.person import User
from txng.parties.vocab import Scope


class Mandate(models.Model):
    """An enterprise agreed that a provider's keys act for it, in these ways, to this day."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="mandates_given")
    provider = models.ForeignKey(Organisation, models.CASCADE, related_name="mandates_held")
    scopes = ArrayField(models.CharField(max_length=20))
    until_date = models.DateField(help_text="last day on which it holds")
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, help_text="withdrawn, given back, or replaced")

    class Meta:
        """One open mandate between two, never for oneself."""

        db_table = "parties_mandate"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "provider"],
                condition=Q(ended_at=None),
                name="mandate_once",
            ),
            models.CheckConstraint(
                condition=~Q(organisation=F("provider")), name="mandate_not_itself"
            ),
        ]

    @property
    def scope_names(self) -> str:
        """Return what the provider may do, in words."""
        return ", ".join(str(Scope(scope).label) for scope in self.scopes)
