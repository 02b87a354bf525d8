"""People who sign in, what they may do for whom, and the keys of machines."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.crypto import salted_hmac

from txng.parties.login import normal_login
from txng.parties.models.organisation import Organisation
from txng.parties.models.unit import AdministrativeUnit
from txng.parties.vocab import MemberRole, Scope


class People(BaseUserManager["User"]):
    """Finds people by the name they sign in with, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person who signs in as `username` (an e-mail address or a phone number)."""
        return self.get(login=normal_login(username or ""))


class User(AbstractBaseUser):
    """A person; signs in with an e-mail address or a phone number."""

    login = models.CharField(max_length=120, unique=True)
    full_name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    session_round = models.PositiveIntegerField(
        default=0, help_text="raised to end all sessions opened before"
    )

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        """Names the table."""

        db_table = "parties_user"

    def __str__(self) -> str:
        """Return the person's name."""
        return self.full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must know: it changes with the password and with each round."""
        words = f"{self.password}:{self.session_round}"
        hashed = salted_hmac("parties.User.session", words, secret=secret, algorithm="sha256")
        return hashed.hexdigest()


class Membership(models.Model):
    """A person acts for an organisation in a role, within an area and a sector, for a time."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=MemberRole)
    area = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, null=True, help_text="officers: only this unit"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        """One role for a person in an organisation."""

        db_table = "parties_membership"
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="membership_once"),
        ]


class ApiKey(models.Model):
    """A machine's key for one organisation; only its hash is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=12, unique=True, help_text="public part, to name the key")
    secret_hash = models.BinaryField(help_text="SHA-256 of the secret part (256 random bits)")
    scopes = ArrayField(models.CharField(max_length=20))
    created_by = models.ForeignKey(User, models.PROTECT, null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    rate_limit = models.PositiveIntegerField(default=600, help_text="requests a minute")

    class Meta:
        """Names the table."""

        db_table = "parties_api_key"

    def __str__(self) -> str:
        """Return the key's name, never the key."""
        return f"{self.name} ({self.prefix}…)"

    @property
    def scope_names(self) -> str:
        """Return what the key may do, in words."""
        return ", ".join(str(Scope(scope).label) for scope in self.scopes)


class ApiUse(models.Model):
    """What a key asked on one day at one address, and how much of it went wrong."""

    api_key = models.ForeignKey(ApiKey, models.CASCADE, related_name="uses")
    behalf = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", help_text="null: its own"
    )
    day = models.DateField()
    endpoint = models.CharField(max_length=80)
    requests = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    last_status = models.PositiveSmallIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        """One sum a day, address and organisation acted for."""

        db_table = "parties_api_use"
        constraints = [
            models.UniqueConstraint(
                fields=["api_key", "day", "endpoint", "behalf"],
                name="api_use_once",
                nulls_distinct=False,
            ),
        ]
