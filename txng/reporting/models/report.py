"""Reports with their sections, and the forms that agencies gave for them."""

from django.db import models
from django.db.models import F, Q

from txng.core.models import StoredFile
from txng.parties.models import Organisation, User
from txng.reporting.periods import Period
from txng.reporting.vocab import PeriodKind, ReportKind, ReportState


class Report(models.Model):
    """One report of one agency about one period; final once, its content then in a snapshot."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=10, choices=ReportKind)
    title = models.CharField(max_length=300, help_text="trích yếu")
    period_kind = models.CharField(max_length=10, choices=PeriodKind)
    starts_date = models.DateField()
    ends_date = models.DateField()
    number = models.CharField(max_length=40, blank=True, help_text="e.g. 12/BC-SKHCN")
    place = models.CharField(max_length=80, blank=True)
    issued_date = models.DateField(null=True)
    superior = models.CharField(max_length=200, blank=True, help_text="cơ quan chủ quản")
    sign_for = models.CharField(max_length=80, blank=True, help_text="KT., TL., TM. and whom for")
    signer_title = models.CharField(max_length=80, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    recipients = models.TextField(blank=True, help_text="nơi nhận, one a line")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    created_by = models.ForeignKey(User, models.PROTECT, null=True)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """A period ends after it begins."""

        db_table = "reporting_report"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_date__gte=F("starts_date")), name="report_period"
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def period(self) -> Period:
        """Return what the report is about."""
        return Period(PeriodKind(self.period_kind), self.starts_date, self.ends_date)


class Section(models.Model):
    """One part of a report: heading, the officer's words, and names of computed blocks."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    themes = models.JSONField(default=list, help_text="themes whose figures stand in its table")

    class Meta:
        """A section stands once in a report."""

        db_table = "reporting_section"
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="section_once"),
        ]


class ReportForm(models.Model):
    """An agency's own DOCX with named places that a report fills."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="report_forms")
    name = models.CharField(max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, help_text="the DOCX as given")
    added_by = models.ForeignKey(User, models.PROTECT, null=True)
    added_at = models.DateTimeField()

    class Meta:
        """Names are told apart within an agency."""

        db_table = "reporting_report_form"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="report_form_once"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
