"""Tasks of a plan, and the agencies that lead and help."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from txng.core.models import StoredFile
from txng.parties.models import Organisation
from txng.planning.models.plan import Plan
from txng.planning.vocab import Part, TaskState, When


class Task(models.Model):
    """A row of a plan, as it stands there and as far as it has come."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    group = models.CharField(max_length=300, blank=True)
    content = models.TextField()
    lead_text = models.TextField(blank=True, help_text="as printed")
    partners_text = models.TextField(blank=True, help_text="as printed")
    time_text = models.CharField(max_length=500, blank=True, help_text="as printed")
    when = models.CharField(max_length=10, choices=When, default=When.NONE)
    from_year = models.PositiveSmallIntegerField(null=True)
    to_year = models.PositiveSmallIntegerField(null=True)
    quarters = ArrayField(models.PositiveSmallIntegerField(), default=list)
    due_date = models.DateField(null=True)
    result = models.TextField(blank=True, help_text="expected")
    note = models.TextField(blank=True)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="copies")
    version = models.PositiveIntegerField(default=1, help_text="grows with each change")
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.WAITING)
    progress = models.TextField(blank=True)
    delay_reason = models.TextField(blank=True)
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True)
    done_date = models.DateField(null=True)

    class Meta:
        """A done task has its day."""

        db_table = "planning_task"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=TaskState.DONE) | Q(done_date__isnull=False),
                name="task_done_date",
            ),
        ]
        indexes = [models.Index(fields=["plan", "position"], name="task_of_plan")]

    def __str__(self) -> str:
        """Return what is to be done."""
        return self.content

    def is_late(self, today: date) -> bool:
        """Say whether its last day has passed and it is neither done nor dropped."""
        open_states = {TaskState.WAITING, TaskState.DOING}
        return self.due_date is not None and self.due_date < today and self.state in open_states


class Assignment(models.Model):
    """An agency's part in a task; a name that no register knows stays text until it is matched."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    part = models.CharField(max_length=10, choices=Part)
    text = models.CharField(max_length=250, help_text="the agency as printed")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="plan_assignments"
    )

    class Meta:
        """An agency stands once in each part of a task."""

        db_table = "planning_assignment"
        constraints = [
            models.UniqueConstraint(fields=["task", "part", "text"], name="assignment_once"),
        ]
        indexes = [models.Index(fields=["organisation"], name="assignment_of_agency")]
