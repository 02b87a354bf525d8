"""Second steps of signing in: code generators, passkeys, recovery codes, and sign-ins half done."""

from django.db import models

from txng.parties.models.person import User
from txng.parties.vocab import FactorKind


class SecondFactor(models.Model):
    """Something a person has: a generator of codes (RFC 6238) or a passkey (WebAuthn)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=10, choices=FactorKind)
    name = models.CharField(max_length=80)
    sealed = models.BinaryField(help_text="sealed: secret of the generator, or the passkey's key")
    credential = models.BinaryField(null=True, unique=True, help_text="the passkey's own name")
    counter = models.BigIntegerField(default=0, help_text="last time step, or the passkey's count")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        """Names the table."""

        db_table = "parties_second_factor"

    def __str__(self) -> str:
        """Return the name the person gave it."""
        return self.name


class RecoveryCode(models.Model):
    """A code on paper for the day on which the phone is lost; each opens once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Names the table."""

        db_table = "parties_recovery_code"
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_once")]


class HalfSignIn(models.Model):
    """A person whose password was right and whose second step is still to come."""

    token = models.CharField(max_length=43, unique=True)
    user = models.ForeignKey(User, models.CASCADE)
    challenge = models.JSONField(null=True, help_text="what a passkey has to sign")
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        """Tries are counted over all half sign-ins of a person."""

        db_table = "parties_half_sign_in"
        indexes = [models.Index(fields=["user", "created_at"], name="half_sign_in_of")]
