"""Indicators as data, their targets, deadlines of reports, and how complete each lot's trace is."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from txng.identify.models import Lot
from txng.parties.models import Organisation
from txng.reporting.vocab import Measure, ReportKind, Rule, Source
from txng.trace.vocab import Grade


def in_language(text: str, english: str) -> str:
    """Return the English words to those who read English, if there are any."""
    return english if english and (get_language() or "").startswith("en") else text


class Indicator(models.Model):
    """What is measured: numerator over denominator, or a plain amount.

    A computed one names functions of `reporting.queries`; a reported one is given by agencies.
    """

    code = models.SlugField(max_length=60, unique=True)
    theme = models.SlugField(max_length=40, help_text="heading under which pages show it")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    numerator = models.CharField(max_length=300, help_text="what is counted, in words")
    numerator_en = models.CharField(max_length=300)
    denominator = models.CharField(max_length=300, blank=True, help_text="out of what, in words")
    denominator_en = models.CharField(max_length=300, blank=True)
    measure = models.CharField(max_length=20, choices=Measure)
    source = models.CharField(max_length=20, choices=Source)
    numerator_query = models.SlugField(max_length=60, blank=True)
    denominator_query = models.SlugField(max_length=60, blank=True)
    rule = models.CharField(max_length=10, choices=Rule, default=Rule.SUM)
    more_is_better = models.BooleanField(default=True)
    is_leading = models.BooleanField(default=False, help_text="stands on the dashboard's top")
    is_public = models.BooleanField(default=False, help_text="stands among the open data")
    responsible = models.CharField(max_length=200, help_text="agency, as plans name it")
    basis = models.CharField(max_length=250, blank=True, help_text="plan or act that asks for it")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        """A computed indicator has its query; a percentage its denominator."""

        db_table = "reporting_indicator"
        constraints = [
            models.CheckConstraint(
                condition=Q(source=Source.REPORTED) | ~Q(numerator_query=""),
                name="computed_has_query",
            ),
            models.CheckConstraint(
                condition=~Q(measure=Measure.PERCENT) | ~Q(denominator=""),
                name="percent_has_denominator",
            ),
        ]

    def __str__(self) -> str:
        """Return the name in the active language."""
        return in_language(self.name, self.name_en)

    @property
    def numerator_words(self) -> str:
        """Return what is counted."""
        return in_language(self.numerator, self.numerator_en)

    @property
    def denominator_words(self) -> str:
        """Return out of what it is counted."""
        return in_language(self.denominator, self.denominator_en)

    @property
    def is_percent(self) -> bool:
        """Say whether it is a share."""
        return self.measure == Measure.PERCENT

    @property
    def is_computed(self) -> bool:
        """Say whether this system computes it."""
        return self.source == Source.COMPUTED


class Target(models.Model):
    """What an indicator should reach by a year, with the plan that says so."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=16, decimal_places=2)
    source = models.CharField(max_length=250, help_text="plan, number, section")
    is_own = models.BooleanField(
        default=False, help_text="set by this province; shipped ones come from published plans"
    )

    class Meta:
        """One plan says one thing about a year."""

        db_table = "reporting_target"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year", "source"], name="target_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="target_not_negative"),
        ]


class Deadline(models.Model):
    """Day of the year before which a kind of report is due, while the rule holds."""

    kind = models.CharField(max_length=20, choices=ReportKind)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=250)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="first day on which it holds no more")

    class Meta:
        """A rule ends after it begins; its day exists in every year."""

        db_table = "reporting_deadline"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="deadline_period"
            ),
            models.CheckConstraint(
                condition=Q(month__range=(1, 12)) & Q(day__range=(1, 31)), name="deadline_day"
            ),
            models.UniqueConstraint(fields=["kind", "valid_from"], name="deadline_once"),
        ]


class LotGrade(models.Model):
    """How complete a lot's trace was when it was last looked at (see trace.grades)."""

    lot = models.OneToOneField(Lot, models.CASCADE, primary_key=True, related_name="graded")
    grade = models.CharField(max_length=20, choices=Grade)
    graded_at = models.DateTimeField(db_index=True)

    class Meta:
        """Names the table."""

        db_table = "reporting_lot_grade"


def name_of_agency(organisation: Organisation) -> str:
    """Return the short name that people use, else the full one."""
    return organisation.short_name or organisation.name
