"""The money of a plan: estimate by lines, and what became of it."""

from django.db import models
from django.db.models import Q

from txng.parties.models import User
from txng.planning.models.plan import Plan
from txng.planning.vocab import ExpenseKind


class Budget(models.Model):
    """The estimate of a plan as it stands; stated totals are kept beside what is computed."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="budget")
    total = models.BigIntegerField(null=True, help_text="đồng, as stated")
    total_text = models.TextField(blank=True, help_text="the line of the total as printed")
    planned = models.BigIntegerField(
        null=True, help_text="đồng, set on approval: as stated, else the sum of the lines"
    )
    words = models.CharField(max_length=300, blank=True, help_text="in words, as printed")
    caption = models.TextField(blank=True)

    class Meta:
        """Names the table."""

        db_table = "planning_budget"


class BudgetLine(models.Model):
    """A line: quantity × price = amount; rank 1 is a group (I, II …)."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField()
    content = models.TextField()
    unit = models.CharField(max_length=80, blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    price = models.BigIntegerField(null=True, help_text="đồng")
    amount = models.BigIntegerField(null=True, help_text="đồng, as stated")
    source = models.CharField(max_length=200, blank=True, help_text="where the money comes from")
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, help_text="grows with each change")

    class Meta:
        """No amount is below nothing."""

        db_table = "planning_budget_line"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="line_amount_positive"
            ),
        ]
        indexes = [models.Index(fields=["budget", "position"], name="line_of_budget")]

    def __str__(self) -> str:
        """Return number and content."""
        return f"{self.number} {self.content}".strip()


class Expense(models.Model):
    """Money of a line committed, paid or settled on a day."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="expenses")
    kind = models.CharField(max_length=12, choices=ExpenseKind)
    amount = models.BigIntegerField(help_text="đồng")
    on_date = models.DateField()
    voucher = models.CharField(max_length=80, blank=True, help_text="contract or voucher number")
    note = models.CharField(max_length=300, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True)
    created_at = models.DateTimeField()

    class Meta:
        """Nothing is no expense."""

        db_table = "planning_expense"
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="expense_of_something")]
