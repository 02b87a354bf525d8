"""Plans and their versions, the files they were read from, targets, duties, report days."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from txng.library.models import Document
from txng.parties.models import Organisation
from txng.planning.vocab import PlanState


class PlanSource(models.Model):
    """A file that a plan was read from, byte for byte; the same bytes stand once."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200, help_text="as the sender called it")
    body = models.BinaryField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True)
    created_at = models.DateTimeField()

    class Meta:
        """Names the table."""

        db_table = "planning_source"

    def __str__(self) -> str:
        """Return the name of the file."""
        return self.name


class Plan(models.Model):
    """One version of a plan: of many years, or of one year under such a one."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="next", help_text="version it replaces"
    )
    edition = models.PositiveSmallIntegerField(default=1, help_text="1 is the first version")
    title = models.CharField(max_length=600)
    from_year = models.PositiveSmallIntegerField(null=True)
    to_year = models.PositiveSmallIntegerField(null=True)
    issuer = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="plans")
    issuer_text = models.CharField(max_length=250, blank=True, help_text="as printed")
    province_text = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=80, blank=True)
    issued_date = models.DateField(null=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="plans", help_text="the decision"
    )
    state = models.CharField(max_length=20, choices=PlanState, default=PlanState.DRAFT)
    approved_at = models.DateTimeField(null=True)
    money_sources = ArrayField(models.CharField(max_length=300), default=list)
    bases = ArrayField(models.TextField(), default=list, help_text="legal bases as cited")
    findings = models.JSONField(default=list, help_text="discrepancies and notices of the paper")
    source = models.ForeignKey(PlanSource, models.PROTECT, null=True, related_name="plans")
    created_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="drafted_plans"
    )
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Years run forward; what is approved has a moment of approval."""

        db_table = "planning_plan"
        constraints = [
            models.CheckConstraint(
                condition=Q(from_year=None) | Q(to_year=None) | Q(to_year__gte=F("from_year")),
                name="plan_years",
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.DRAFT) | Q(approved_at__isnull=False),
                name="plan_approved_at",
            ),
        ]
        indexes = [models.Index(fields=["-to_year", "-id"], name="plan_newest")]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def years(self) -> str:
        """Return the years in words: "2023", "2020–2030"."""
        if self.from_year == self.to_year:
            return str(self.from_year or "")
        return f"{self.from_year or '…'}–{self.to_year or '…'}"

    @property
    def is_of_one_year(self) -> bool:
        """Say whether it is a yearly plan."""
        return self.from_year is not None and self.from_year == self.to_year

    @property
    def is_draft(self) -> bool:
        """Say whether it may still be changed."""
        return self.state == PlanState.DRAFT


class Objective(models.Model):
    """A sentence of what a plan wants to reach, as printed, with the stage it stands under."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="objectives")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=250, blank=True, help_text="heading above it")
    from_year = models.PositiveSmallIntegerField(null=True)
    to_year = models.PositiveSmallIntegerField(null=True)
    text = models.TextField()

    class Meta:
        """Names the table."""

        db_table = "planning_objective"

    def __str__(self) -> str:
        """Return the sentence."""
        return self.text


class Target(models.Model):
    """A figure that a plan wants reached; one of the goals has its objective."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    position = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField(max_length=60)
    is_least = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField(null=True)
    text = models.TextField()
    objective = models.ForeignKey(
        Objective, models.SET_NULL, null=True, related_name="targets", help_text="None: of a task"
    )

    class Meta:
        """Names the table."""

        db_table = "planning_target"

    @property
    def source(self) -> str:
        """Return the plan and the heading that say it, as a citation: what reports name."""
        plan = self.plan
        day = f" ngày {plan.issued_date:%d/%m/%Y}" if plan.issued_date else ""
        said = f"Kế hoạch {plan.number}{day}" if plan.number else f"{plan.title[:160]} {plan.years}"
        heading = self.objective.heading if self.objective else ""
        return f"{said}, {heading}"[:250] if heading else said[:250]


class Duty(models.Model):
    """What the text of a plan gives an agency to do; an empty name is everybody."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="duties")
    position = models.PositiveSmallIntegerField()
    agency_text = models.CharField(max_length=400, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True)
    duties = ArrayField(models.TextField())

    class Meta:
        """Names the table."""

        db_table = "planning_duty"


class Deadline(models.Model):
    """A day by which reports on a plan are due; without a year it returns each year."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="deadlines")
    day = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True)
    text = models.TextField()

    class Meta:
        """Names the table."""

        db_table = "planning_deadline"
