"""Acts on money: lines of a draft's estimate; commitments, payments and settlement of a line."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.parties.actor import Actor
from txng.planning import queries
from txng.planning.models import Budget, BudgetLine, Expense, Plan
from txng.planning.reading.budgets import rank_of
from txng.planning.services.plan import draft_of, touched
from txng.planning.services.task import ChangedMeanwhile
from txng.planning.vocab import ExpenseKind, PlanState


@dataclass(frozen=True)
class LineWords:
    """What a line of an estimate says; amounts in đồng."""

    number: str
    content: str
    unit: str
    quantity: Decimal | None
    price: int | None
    amount: int | None
    note: str
    source: str = ""


@dataclass(frozen=True)
class Spent:
    """Money committed, paid or settled on a day; a negative amount takes back."""

    kind: ExpenseKind
    amount: int
    on_date: date
    voucher: str = ""
    note: str = ""


class ExpenseNotRight(Refused):
    """Money is spent on a day that has come, on a line of an approved plan, within its estimate."""

    status = 422
    reason = _("Ngày ghi không ở tương lai, và số tiền khác 0.")


class OverEstimate(Refused):
    """What is paid or settled cannot exceed the estimate of the line."""

    status = 422
    reason = _(
        "Số tiền vượt dự toán của dòng này. Hãy kiểm tra lại, hoặc mở bản sửa kế hoạch để "
        "điều chỉnh dự toán trước."
    )


class PlanNotInForce(Refused):
    """Money is spent under an approved plan only."""

    reason = _("Kế hoạch chưa được phê duyệt nên chưa ghi chi được.")


@transaction.atomic
def add_line(*, plan: Plan, words: LineWords, actor: Actor, now: datetime) -> BudgetLine:
    """Add a line at the end of a draft's estimate."""
    row = draft_of(plan)
    budget, _is_new = Budget.objects.get_or_create(plan=row)
    last = budget.lines.aggregate(last=Max("position"))["last"] or 0
    line = BudgetLine(budget=budget, position=last + 1)
    _say(line, words)
    line.save()
    touched(row, now)
    audit.record("planning.add_line", actor=actor, subject=row, at=now, details={"line": line.pk})
    return line


@transaction.atomic
def edit_line(
    *, line: BudgetLine, version: int, words: LineWords, actor: Actor, now: datetime
) -> BudgetLine:
    """Change a line of a draft's estimate, if it is still the one that was opened."""
    plan = draft_of(line.budget.plan)
    row = BudgetLine.objects.select_for_update().get(pk=line.pk)
    if row.version != version:
        raise ChangedMeanwhile(row)
    changed = audit.changed(row, asdict(words))
    _say(row, words)
    row.version += 1
    row.save()
    touched(plan, now)
    audit.record("planning.edit_line", actor=actor, subject=plan, at=now,
                 details={"line": row.pk, "name": row.content[:80], **changed})  # fmt: skip
    return row


def _say(line: BudgetLine, words: LineWords) -> None:
    for name, value in asdict(words).items():
        setattr(line, name, value)
    line.rank = rank_of(words.number.strip())


@transaction.atomic
def add_expense(*, line: BudgetLine, spent: Spent, actor: Actor, now: datetime) -> Expense:
    """Note money committed, paid or settled; more than the estimate is refused."""
    row = BudgetLine.objects.select_for_update().select_related("budget__plan").get(pk=line.pk)
    if row.budget.plan.state != PlanState.APPROVED:
        raise PlanNotInForce
    if spent.amount == 0 or spent.on_date > timezone.localdate(now):
        raise ExpenseNotRight(fields={"amount": ExpenseNotRight.reason})
    so_far = row.expenses.filter(kind=spent.kind).aggregate(sum=Sum("amount"))["sum"] or 0
    if so_far + spent.amount > (queries.amount_of(row) or 0):
        raise OverEstimate(fields={"amount": OverEstimate.reason})
    found = Expense.objects.create(line=row, user=actor.user, created_at=now, **asdict(spent))
    audit.record("planning.add_expense", actor=actor, subject=row.budget.plan, at=now,
                 details={"line": row.pk, "kind": spent.kind, "amount": spent.amount})  # fmt: skip
    return found


@transaction.atomic
def take_computed_total(*, plan: Plan, actor: Actor, now: datetime) -> Budget:
    """Let the sum of the lines be the total of a draft, because somebody says so."""
    row = draft_of(plan)
    budget = Budget.objects.select_for_update().get(plan=row)
    before = budget.total
    budget.total, budget.total_text, budget.words = queries.computed_total(budget), "", ""
    budget.save(update_fields=["total", "total_text", "words"])
    touched(row, now)
    audit.record("planning.take_computed_total", actor=actor, subject=row, at=now,
                 details={"before": before, "total": budget.total})  # fmt: skip
    return budget
