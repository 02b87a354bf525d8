"""Codes that prove that a person reads an e-mail address or a phone, for one purpose each."""

from django.db import models

from txng.parties.models.person import User
from txng.parties.vocab import Purpose


class Confirmation(models.Model):
    """A code sent to an address; six digits, a quarter of an hour, five tries, once."""

    purpose = models.CharField(max_length=20, choices=Purpose)
    token = models.CharField(max_length=43, unique=True, help_text="names the row to its asker")
    address = models.CharField(max_length=120, help_text="normal login: e-mail or phone")
    code_digest = models.CharField(max_length=64, blank=True, help_text="empty: no code is right")
    told = models.JSONField(default=dict, help_text="what is done once the code is right")
    sender_digest = models.CharField(max_length=64, help_text="keyed hash of the asker's address")
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Limits are counted by receiver and by sender."""

        db_table = "parties_confirmation"
        indexes = [
            models.Index(fields=["address", "created_at"], name="confirmation_address"),
            models.Index(fields=["sender_digest", "created_at"], name="confirmation_sender"),
        ]


class NumberTry(models.Model):
    """A tax code or citizen's number that a person has asked about: so few a day, then no more."""

    user = models.ForeignKey(User, models.CASCADE)
    digest = models.CharField(max_length=64, help_text="keyed hash of the number")
    at = models.DateTimeField()

    class Meta:
        """The same number is asked about once."""

        db_table = "parties_number_try"
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="number_try_once")]
