"""Money of plans: estimates beside what was committed, paid and settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from txng.core import audit
from txng.core.models import AuditEntry
from txng.parties.actor import Actor
from txng.planning.models import Budget, BudgetLine, Expense, Plan
from txng.planning.queries.plans import NoSuchPlan, plans_seen_by
from txng.planning.vocab import ExpenseKind


@dataclass(frozen=True)
class MoneyLine:
    """A line with its estimate and what became of it, in đồng; groups sum up their lines."""

    line: BudgetLine
    estimate: int
    commitment: int
    payment: int
    settlement: int

    @property
    def left(self) -> int:
        """Return what of the estimate is not paid."""
        return self.estimate - max(self.payment, self.settlement)

    @property
    def is_over(self) -> bool:
        """Say whether more was spent or promised than estimated."""
        return max(self.commitment, self.payment, self.settlement) > self.estimate


def money_of(budget: Budget) -> list[MoneyLine]:
    """Lines of a budget with what was committed, paid and settled; one statement for each."""
    lines = list(budget.lines.order_by("position", "id"))
    spent: dict[tuple[int, str], int] = {
        (row["line"], row["kind"]): row["sum"]
        for row in Expense.objects.filter(line__budget=budget)
        .values("line", "kind")
        .annotate(sum=Sum("amount"))
        .order_by()
    }
    return [_money_line(lines, place, spent) for place in range(len(lines))]


def _money_line(
    lines: list[BudgetLine], place: int, spent: dict[tuple[int, str], int]
) -> MoneyLine:
    line = lines[place]
    end = place + 1
    while end < len(lines) and lines[end].rank > line.rank:
        end += 1
    within = [other.pk for other in lines[place:end]]
    sums = {kind: sum(spent.get((pk, kind), 0) for pk in within) for kind in ExpenseKind.values}
    return MoneyLine(
        line=line,
        estimate=amount_of(line) or 0,
        commitment=sums[ExpenseKind.COMMITMENT],
        payment=sums[ExpenseKind.PAYMENT],
        settlement=sums[ExpenseKind.SETTLEMENT],
    )


def amount_of(line: BudgetLine) -> int | None:
    """Return the stated amount, else quantity × price."""
    if line.amount is not None:
        return line.amount
    if line.quantity is not None and line.price is not None:
        return int(line.quantity * line.price)
    return None


def line_for(*, actor: Actor, line_id: int) -> BudgetLine:
    """Return a line of a plan that the actor may see."""
    found = (
        BudgetLine.objects.select_related("budget__plan")
        .filter(pk=line_id, budget__plan__in=plans_seen_by(actor))
        .first()
    )
    if found is None:
        raise NoSuchPlan
    return found


def computed_total(budget: Budget) -> int | None:
    """Return the sum of the outermost lines; None when no line has an amount."""
    lines = list(budget.lines.order_by("position", "id"))
    found: list[int] = []
    above = None
    for line in lines:
        if above is not None and line.rank > above:
            continue
        above = line.rank
        amount = amount_of(line)
        if amount is None:
            amount = _sum_below(lines, line)
        found.append(amount or 0)
    return sum(found) if lines else None


def _sum_below(lines: list[BudgetLine], group: BudgetLine) -> int:
    start = lines.index(group) + 1
    total = 0
    for line in lines[start:]:
        if line.rank <= group.rank:
            break
        total += amount_of(line) or 0
    return total


def expenses_of(plan: Plan) -> QuerySet[Expense]:
    """What became of a plan's money, the newest first."""
    found = Expense.objects.filter(line__budget__plan=plan).select_related("line", "user")
    return found.order_by("-on_date", "-id")[:50]


def sums_of(lines: Sequence[MoneyLine]) -> dict[str, int]:
    """Sum up the outermost lines."""
    top = min((found.line.rank for found in lines), default=0)
    tops = [found for found in lines if found.line.rank == top]
    names = ("estimate", "commitment", "payment", "settlement", "left")
    return {name: sum(getattr(found, name) for found in tops) for name in names}


def history_of_money(plan: Plan, most: int = 20) -> QuerySet[AuditEntry]:
    """Entries about the lines, expenses and total of a plan's estimate."""
    acts = ("add_line", "edit_line", "add_expense", "take_computed_total")
    found = audit.history(plan).filter(action__in=[f"planning.{act}" for act in acts])
    return found[:most]
