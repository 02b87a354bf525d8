"""Invitations: a link for one person to act for an organisation."""

from django.db import models

from txng.parties.models.organisation import Organisation
from txng.parties.models.person import User
from txng.parties.models.unit import AdministrativeUnit
from txng.parties.vocab import MemberRole


class Invitation(models.Model):
    """A link sent to an address: single use, expiring, revocable; only its hash is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=MemberRole)
    area = models.ForeignKey(AdministrativeUnit, models.PROTECT, null=True)
    address = models.CharField(max_length=120, help_text="normal login: e-mail or phone")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="invited")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="accepted")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Names the table and how those of an organisation are read."""

        db_table = "parties_invitation"
        indexes = [models.Index(fields=["organisation", "-id"], name="invitation_of")]
