"""Money of plans: estimates beside what was committed, paid and settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from txng.core import audit
from txng.core.models import AuditEntry
from txng.parties.actor import Actor
from txng.planning.checking.sums import Node, every, total_of_lines, tree
from txng.planning.models import Budget, BudgetLine, Expense, Plan
from txng.planning.queries.plans import NoSuchPlan, plans_seen_by
from txng.planning.reading.values import Line, Where
from txng.planning.vocab import ExpenseKind, PlanState


@dataclass(frozen=True)
class MoneyLine:
    """A line with its estimate and what became of it, in đồng; groups sum up their lines."""

    line: BudgetLine
    estimate: int
    commitment: int
    payment: int
    settlement: int
    is_outermost: bool = False

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
    tops = tree([_as_read(line) for line in lines])
    own = {id(node) for node in tops}
    return [
        _money_line(lines, place, spent, node=node, is_outermost=id(node) in own)
        for place, node in enumerate(every(tops))
    ]


def _money_line(
    lines: list[BudgetLine], place: int, spent: dict[tuple[int, str], int], *, node: Node,
    is_outermost: bool,
) -> MoneyLine:  # fmt: skip
    within = [other.pk for other in lines[place : place + len(list(every([node])))]]
    sums = {kind: sum(spent.get((pk, kind), 0) for pk in within) for kind in ExpenseKind.values}
    return MoneyLine(
        line=lines[place],
        estimate=node.effective or 0,
        commitment=sums[ExpenseKind.COMMITMENT],
        payment=sums[ExpenseKind.PAYMENT],
        settlement=sums[ExpenseKind.SETTLEMENT],
        is_outermost=is_outermost,
    )


def _as_read(line: BudgetLine) -> Line:
    """Return a kept line as one that was read, so that both are added up by one rule."""
    return Line(line.number, line.rank, line.content, line.unit, line.quantity, line.price,
                line.amount, "", line.note, Where())  # fmt: skip


def amount_of(line: BudgetLine) -> int | None:
    """Return the stated amount, else the sum of the lines below, else quantity × price."""
    lines = list(line.budget.lines.order_by("position", "id"))
    nodes = every(tree([_as_read(one) for one in lines]))
    return next(node.effective for one, node in zip(lines, nodes, strict=True) if one == line)


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
    return total_of_lines([_as_read(line) for line in budget.lines.order_by("position", "id")])


def planned_money(budget: Budget) -> int | None:
    """Return what a budget plans: the total that it states, else the sum of its lines."""
    return budget.total if budget.total is not None else computed_total(budget)


def budgets_in_force() -> QuerySet[Budget]:
    """Budgets of approved plans; `planned` says what each plans, whether it states a total or not.

    A version that was replaced does not count beside the one that replaced it.
    """
    found = Budget.objects.filter(plan__state=PlanState.APPROVED, planned__isnull=False)
    return found.select_related("plan").order_by("-plan__from_year", "id")


def expenses_of(plan: Plan) -> QuerySet[Expense]:
    """What became of a plan's money, the newest first."""
    found = Expense.objects.filter(line__budget__plan=plan).select_related("line", "user")
    return found.order_by("-on_date", "-id")[:50]


def sums_of(lines: Sequence[MoneyLine]) -> dict[str, int]:
    """Sum up the outermost lines."""
    tops = [found for found in lines if found.is_outermost]
    names = ("estimate", "commitment", "payment", "settlement", "left")
    return {name: sum(getattr(found, name) for found in tops) for name in names}


def history_of_money(plan: Plan, most: int = 20) -> QuerySet[AuditEntry]:
    """Entries about the lines, expenses and total of a plan's estimate."""
    acts = ("add_line", "edit_line", "add_expense", "take_computed_total")
    found = audit.history(plan).filter(action__in=[f"planning.{act}" for act in acts])
    return found[:most]
