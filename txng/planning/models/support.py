"""Support policies, applications, awards; pilots and what they taught."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from txng.library.models import Document
from txng.parties.models import AdministrativeUnit, Organisation
from txng.planning.models.plan import Plan
from txng.planning.models.task import Task
from txng.planning.vocab import ApplicationState, PilotState, SupportKind


class Policy(models.Model):
    """A support policy with its criteria; applications are taken between two days."""

    title = models.CharField(max_length=300)
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="support_policies")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="policies")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="policies")
    text = models.TextField(help_text="what is given, to whom")
    kinds = ArrayField(models.CharField(max_length=12, choices=SupportKind))
    criteria = models.JSONField(default=list, help_text='[{"name": …, "most": points}]')
    least_score = models.PositiveSmallIntegerField(default=0)
    money = models.BigIntegerField(null=True, help_text="đồng in all")
    from_date = models.DateField()
    to_date = models.DateField(help_text="last day of applying")
    closed_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        """It ends after it begins."""

        db_table = "planning_policy"
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(condition=Q(to_date__gte=F("from_date")), name="policy_days"),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Application(models.Model):
    """An enterprise asks for support; it may ask once under a policy."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="support_applications"
    )
    kind = models.CharField(max_length=12, choices=SupportKind)
    text = models.TextField(help_text="what for")
    asked = models.BigIntegerField(null=True, help_text="đồng asked for")
    state = models.CharField(max_length=10, choices=ApplicationState, default=ApplicationState.SENT)
    scores = models.JSONField(default=list, help_text="points by criterion, in their order")
    score = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True, help_text="of scoring or of refusal")
    sent_at = models.DateTimeField()

    class Meta:
        """One application that was not withdrawn for each policy."""

        db_table = "planning_application"
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "organisation"],
                condition=~Q(state=ApplicationState.WITHDRAWN),
                name="application_once",
            ),
        ]


class Award(models.Model):
    """What an application was given, when it was handed over, and what came of it."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="award")
    kind = models.CharField(max_length=12, choices=SupportKind)
    amount = models.BigIntegerField(null=True, help_text="đồng, or worth in đồng")
    quantity = models.PositiveIntegerField(null=True, help_text="stamps, devices, days")
    text = models.CharField(max_length=300, blank=True)
    number = models.CharField(max_length=80, help_text="number of the decision")
    on_date = models.DateField()
    paid_date = models.DateField(null=True)
    result = models.TextField(blank=True)
    is_connected = models.BooleanField(default=False, help_text="has TXNG thanks to it")

    class Meta:
        """It is worth something."""

        db_table = "planning_award"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(quantity__gt=0), name="award_of_something"
            ),
        ]


class Pilot(models.Model):
    """A pilot: what is tried, where, with whom, and what it taught."""

    title = models.CharField(max_length=300)
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="led_pilots")
    organisations = models.ManyToManyField(Organisation, related_name="pilots", blank=True)
    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, null=True)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="pilots")
    product = models.CharField(max_length=200, blank=True)
    purpose = models.TextField()
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=PilotState, default=PilotState.PLANNED)
    outcome = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        """What is finished says what it taught."""

        db_table = "planning_pilot"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=PilotState.FINISHED) | ~Q(lessons=""), name="pilot_lessons"
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title
