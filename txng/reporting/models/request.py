"""Requests for figures, what agencies answered, and what was fixed for ever."""

from django.db import models
from django.db.models import F, Q

from txng.parties.models import AdministrativeUnit, Organisation, User
from txng.reporting.models.indicator import Indicator, in_language
from txng.reporting.periods import Period
from txng.reporting.vocab import (
    NUMBERS,
    CellType,
    Part,
    PeriodKind,
    RequestState,
    Rule,
    SubmissionState,
)


class AreaGroup(models.Model):
    """A saved group of communes, e.g. those of a former district."""

    name = models.CharField(max_length=120, unique=True)
    units = models.ManyToManyField(
        AdministrativeUnit, related_name="+", db_table="reporting_area_group_units"
    )

    class Meta:
        """Names the table."""

        db_table = "reporting_area_group"

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class DataRequest(models.Model):
    """One agency asks others for figures of one period by one day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="asked_requests")
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True, help_text="what recipients should know")
    period_kind = models.CharField(max_length=10, choices=PeriodKind)
    starts_date = models.DateField()
    ends_date = models.DateField()
    due_date = models.DateField()
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.DRAFT)
    created_by = models.ForeignKey(User, models.PROTECT, null=True)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    lock_reason = models.CharField(max_length=500, blank=True, help_text="last lock or unlock")
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        """A period ends after it begins."""

        db_table = "reporting_data_request"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_date__gte=F("starts_date")), name="request_period"
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def period(self) -> Period:
        """Return what the figures are about."""
        return Period(PeriodKind(self.period_kind), self.starts_date, self.ends_date)


class RequestField(models.Model):
    """One line of a request's form: a figure or a text that each recipient gives."""

    request = models.ForeignKey(DataRequest, models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=80)
    label = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    type = models.CharField(max_length=10, choices=CellType)
    rule = models.CharField(max_length=10, choices=Rule, default=Rule.SUM)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="fields")
    part = models.CharField(max_length=12, choices=Part, blank=True)
    is_required = models.BooleanField(default=True)

    class Meta:
        """A code stands once in a form."""

        db_table = "reporting_request_field"
        constraints = [
            models.UniqueConstraint(fields=["request", "code"], name="request_field_once"),
        ]

    def __str__(self) -> str:
        """Return the label in the active language."""
        return in_language(self.label, self.label_en)

    @property
    def is_number(self) -> bool:
        """Say whether its cells hold numbers."""
        return self.type in NUMBERS


class Submission(models.Model):
    """One agency's answer to one request."""

    request = models.ForeignKey(DataRequest, models.CASCADE, related_name="submissions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="submissions")
    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    return_reason = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        """An agency answers a request once."""

        db_table = "reporting_submission"
        constraints = [
            models.UniqueConstraint(fields=["request", "organisation"], name="submission_once"),
        ]


class Cell(models.Model):
    """What one agency gave for one line."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="cells")
    field = models.ForeignKey(RequestField, models.CASCADE, related_name="cells")
    number = models.DecimalField(max_digits=20, decimal_places=3, null=True)
    text = models.TextField(blank=True)
    is_prefilled = models.BooleanField(
        default=False, help_text="as this system computed it, not changed by hand"
    )

    class Meta:
        """One cell for a line of an answer."""

        db_table = "reporting_cell"
        constraints = [
            models.UniqueConstraint(fields=["submission", "field"], name="cell_once"),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gte=0), name="cell_not_negative"
            ),
        ]


class Snapshot(models.Model):
    """Figures as they stood at one moment; a trigger keeps it from ever changing.

    A correction is a new snapshot of the same subject with the next number and a reason.
    """

    request = models.ForeignKey(DataRequest, models.PROTECT, null=True, related_name="snapshots")
    report = models.ForeignKey(
        "reporting.Report", models.PROTECT, null=True, related_name="snapshots"
    )
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)
    content = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content, keys sorted")
    taken_by = models.ForeignKey(User, models.PROTECT, null=True)
    taken_at = models.DateTimeField()

    class Meta:
        """It is of one thing, and numbered within it."""

        db_table = "reporting_snapshot"
        constraints = [
            models.CheckConstraint(
                condition=Q(request=None, report__isnull=False)
                | Q(report=None, request__isnull=False),
                name="snapshot_of_one",
            ),
            models.UniqueConstraint(fields=["request", "number"], name="snapshot_of_request_once"),
            models.UniqueConstraint(fields=["report", "number"], name="snapshot_of_report_once"),
        ]
