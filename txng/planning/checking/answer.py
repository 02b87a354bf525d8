"""A plan as plain data: what `txng plan check --json` prints, and what an import keeps."""

from decimal import Decimal
from typing import Any

import msgspec

from txng.core.money import dong_in_words
from txng.planning.checking.sums import every, total_of, tree
from txng.planning.checking.telling import place
from txng.planning.reading.values import Budget, Finding, Line, PlanPaper, Target, Task, Where

Data = dict[str, Any]


def as_data(plan: PlanPaper, findings: tuple[Finding, ...]) -> Data:
    """Return a plan and what was found in it as JSON values; amounts are whole đồng."""
    errors = [_finding(f) for f in findings if f.severity == "error"]
    notices = [_finding(f) for f in findings if f.severity == "notice"]
    return {
        "title": plan.title,
        "province": plan.province or None,
        "issuer": plan.issuer or None,
        "number": plan.number or None,
        "date": plan.date or None,
        "period": {"from": plan.period.from_year, "to": plan.period.to_year},
        "bases": [_citation(c) for c in plan.citations if c.is_basis],
        "citations": [_citation(c) for c in plan.citations],
        "stages": [
            {"text": h.text, "from": h.from_year, "to": h.to_year, **_at(h.where)}
            for h in plan.headings
        ],
        "objectives": [
            {
                "text": o.text,
                "heading": o.heading,
                "from": o.from_year,
                "to": o.to_year,
                **_at(o.where),
            }
            for o in plan.objectives
        ],
        "targets": [_target(target) for target in plan.targets],
        "tasks": {"count": len(plan.tasks), "rows": [_task(task) for task in plan.tasks]},
        "tasks_from": "table" if plan.has_task_table else "text",
        "budget": _budget(plan),
        "assignments": [
            {"agency": a.agency, "duties": list(a.duties), **_at(a.where)} for a in plan.assignments
        ],
        "deadlines": [
            {**_due(d.due.day, d.due.month, d.due.year), "text": d.text, **_at(d.where)}
            for d in plan.deadlines
        ],
        "tables": len(plan.tables),
        "discrepancies": errors,
        "notices": notices,
    }


def main_budget(plan: PlanPaper) -> Budget | None:
    """Return the budget that counts: the first table of money, else what the text tells."""
    return plan.budgets[0] if plan.budgets else None


def _budget(plan: PlanPaper) -> Data | None:
    budget = main_budget(plan)
    if budget is None:
        return None
    nodes = tree(budget.lines)
    computed = total_of(budget)
    total = budget.total if budget.total is not None else computed
    stated = budget.words.text if budget.words else None
    thousand = "ngàn" if stated and "ngàn" in stated.lower() else "nghìn"
    return {
        "from": "table" if budget.is_table else "text",
        "lines": [_line(node.line, node.computed) for node in every(nodes)],
        "groups": [_line(node.line, node.computed) for node in nodes if node.line.rank <= 1],
        "total": total,
        "total_stated": budget.total,
        "total_computed": computed,
        "total_in_words": None if total is None else dong_in_words(total, thousand=thousand),
        "total_in_words_stated": stated,
        "sources": list(plan.sources),
        "other_totals": [b.total for b in plan.budgets[1:]],
    }


def _line(line: Line, computed: int | None) -> Data:
    return {
        "number": line.number,
        "level": line.rank,
        "content": line.content,
        "unit": line.unit,
        "quantity": _figure(line.quantity),
        "price": line.price,
        "amount": line.amount,
        "source": line.source,
        "computed": computed,
        "note": line.note,
        "others": dict(line.others),
        **_at(line.where),
    }


def _task(task: Task) -> Data:
    return {
        "number": task.number,
        "content": task.content,
        "lead": task.lead,
        "partners": task.partners,
        "time": task.time,
        "timing": {
            "kind": task.timing.kind,
            "from": task.timing.from_year,
            "to": task.timing.to_year,
            "quarters": list(task.timing.quarters),
            "months": list(task.timing.months),
            "dues": [_due(d.day, d.month, d.year) for d in task.timing.dues],
        },
        "result": task.result,
        "note": task.note,
        "group": task.group,
        "stage": {"from": task.from_year, "to": task.to_year},
        "others": dict(task.others),
        **_at(task.where),
    }


def _target(target: Target) -> Data:
    return {
        "value": _figure(target.value),
        "unit": target.unit,
        "at_least": target.is_least,
        "year": target.year,
        "text": target.text,
        **_at(target.where),
    }


def _citation(citation: Any) -> Data:
    return {
        "kind": citation.kind,
        "number": citation.number,
        "date": citation.date or None,
        "text": citation.text,
        **_at(citation.where),
    }


def _finding(finding: Finding) -> Data:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "place": place(finding.where),
        "stated": finding.stated,
        "computed": finding.computed,
        "message": finding.en,
        "message_vi": finding.vi,
        **_at(finding.where),
    }


def _at(where: Where) -> Data:
    known = msgspec.to_builtins(where)
    return {key: known[key] for key in ("line", "table", "row", "sheet") if known[key]}


def _due(day: int, month: int, year: int | None) -> Data:
    return {"day": day, "month": month, "year": year}


def _figure(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
