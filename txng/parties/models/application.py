"""Applications: an organisation asks to be registered, or a person to be let in, with proofs."""

from django.db import models
from django.db.models import Q

from txng.core.models import StoredFile
from txng.parties.models.organisation import Organisation
from txng.parties.models.person import User
from txng.parties.models.unit import AdministrativeUnit
from txng.parties.vocab import ApplicationState, OrganisationKind, ProofKind


class Application(models.Model):
    """What an applicant tells about an organisation, kept between steps until it is decided.

    The organisation itself is registered when the application is approved; one that is claimed
    is registered already, and approval makes the applicant its owner.
    """

    applicant = models.ForeignKey(User, models.PROTECT, related_name="applications")
    state = models.CharField(max_length=20, choices=ApplicationState, default="draft")
    kind = models.CharField(max_length=20, choices=OrganisationKind, blank=True)
    tax_code = models.CharField(max_length=14, blank=True)
    person_digest = models.CharField(
        max_length=64, blank=True, help_text="keyed hash of a citizen's number"
    )
    person_end = models.CharField(max_length=4, blank=True, help_text="its last four digits")
    name = models.CharField(max_length=250, blank=True)
    address = models.CharField(max_length=250, blank=True)
    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, null=True)
    roles = models.JSONField(default=list)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    may_show_name = models.BooleanField(default=False)
    claims = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="claims", help_text="known already"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="applications"
    )
    step = models.PositiveSmallIntegerField(default=0, help_text="how many steps are filled in")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """A person fills in one application at a time; what is decided was sent."""

        db_table = "parties_application"
        constraints = [
            models.UniqueConstraint(
                fields=["applicant"], condition=Q(state="draft"), name="application_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False), name="application_sent"
            ),
        ]
        indexes = [models.Index(fields=["state", "sent_at", "id"], name="application_queue")]

    def __str__(self) -> str:
        """Return the name of the organisation."""
        return self.name


class ApplicationProof(models.Model):
    """A paper that proves what an application says; officers and the applicant open it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=20, choices=ProofKind)
    file = models.ForeignKey(StoredFile, models.PROTECT)
    created_at = models.DateTimeField()

    class Meta:
        """Names the table."""

        db_table = "parties_application_proof"


class ApplicationWord(models.Model):
    """What an officer decided or asked, and what the applicant answered, in order."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="words")
    state = models.CharField(max_length=20, choices=ApplicationState, help_text="from then on")
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        """Names the table."""

        db_table = "parties_application_word"
