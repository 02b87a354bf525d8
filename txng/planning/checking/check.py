"""All checks of a plan together, in the order of the paper; errors before notices."""

from txng.planning.checking.days import check_days
from txng.planning.checking.money import check_money
from txng.planning.checking.wholeness import check_wholeness
from txng.planning.reading.values import Finding, PlanPaper


def check_plan(plan: PlanPaper) -> tuple[Finding, ...]:
    """Return every discrepancy once; nothing in the plan is changed."""
    found = dict.fromkeys(
        (*plan.findings, *check_days(plan), *check_money(plan), *check_wholeness(plan))
    )
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[bool, int, int]:
    return finding.severity != "error", finding.where.line or 0, finding.where.row or 0
