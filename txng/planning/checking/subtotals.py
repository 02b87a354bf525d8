"""Sums within a table checked: subtotals, columns of years and sources, the parts a total names."""

import re
from collections.abc import Iterator
from decimal import Decimal

from txng.core.money import NotMoney, figures, parse_number
from txng.planning.checking.sums import Node, total_of, tree
from txng.planning.checking.telling import dong, short, told
from txng.planning.reading.heads import is_part_head
from txng.planning.reading.values import Budget, Finding, Line

_NAMES = re.compile(
    r"[(=]?\s*((?:[A-Z]|[IVX]+|\d+)(?:\s*[+,]\s*(?:[IVX]+|[A-Z]|\d+|\.{2,}|…))+)\s*\)?"
)


def named_parts(text: str) -> str:
    """Return the parts that a total names as "I+II+III"; "" when it names none."""
    flat = re.sub(r"\(\s*([A-Z0-9]+)\s*\)", r"\1", " ".join(text.split()))
    inside = re.search(r"[(=]\s*(.*)$", flat)
    found = _NAMES.match(inside[1]) if inside else None
    if found is None:
        return ""
    parts = re.split(r"\s*[+,]\s*", found[1])
    return "" if any(set(part) <= {".", "…"} for part in parts) else "+".join(parts)


def check_subtotals(budget: Budget) -> Iterator[Finding]:
    """Yield subtotals, and columns of years or sources, that do not add up."""
    for subtotal in budget.subtotals:
        amount = subtotal.row.amount
        sums = [_sum(lines) for lines in (subtotal.lines, subtotal.all_lines) if lines]
        if amount is None or not sums or amount in sums:
            continue
        yield _differs("group_sum_differs", subtotal.row, amount, sums[0])
    yield from _check_columns(budget)


def _sum(lines: tuple[Line, ...]) -> int:
    return total_of(Budget(lines, None, "", None, lines[0].where)) or 0


def _check_columns(budget: Budget) -> Iterator[Finding]:
    """Compare a row with its columns of years or sources, where the table is one of such sums."""
    parted = [(line, _parts(line)) for line in budget.lines if line.amount is not None]
    rows = [(line, sum(parts)) for line, parts in parted if len(parts) > 1]
    right = [line for line, computed in rows if line.amount == computed]
    if len(right) * 2 < len(rows) or not right:
        return
    for line, computed in rows:
        if line.amount != computed:
            yield _differs("row_sum_differs", line, line.amount or 0, computed)
    yield from _check_column_totals(budget)


def _check_column_totals(budget: Budget) -> Iterator[Finding]:
    """Compare the total row of such columns, when at least one of them adds up."""
    found = []
    for head, text in budget.total_others.items():
        if not is_part_head(head) or not (stated := _figure(text)):
            continue
        computed = sum((_column(node, head) for node in tree(budget.lines)), start=Decimal(0))
        found.append((head, stated, computed))
    if any(stated == computed for _head, stated, computed in found):
        for head, stated, computed in found:
            if stated != computed:
                yield _column_differs(budget, head, stated, computed)


def _column(node: Node, head: str) -> Decimal:
    own = _figure(node.line.others.get(head, ""))
    return own or sum((_column(child, head) for child in node.children), start=Decimal(0))


def _figure(text: str) -> Decimal:
    try:
        return parse_number(text)
    except NotMoney:
        return Decimal(0)


def _column_differs(budget: Budget, head: str, stated: Decimal, computed: Decimal) -> Finding:
    return told(
        "column_total_differs", "error", budget.where, values=(figures(stated), figures(computed)),
        vi=f"Cột “{short(head)}”: dòng tổng cộng ghi {figures(stated)} nhưng các dòng cộng lại là"
        f" {figures(computed)}.",
        en=f"Column “{short(head)}”: the total says {figures(stated)}; its rows add up to"
        f" {figures(computed)}.",
    )  # fmt: skip


def _parts(line: Line) -> list[int]:
    """Return the amounts of a row in its columns of years or sources, as its own is counted."""
    times = _times(line)
    found = []
    for head, text in line.others.items():
        if times is None or not is_part_head(head):
            continue
        try:
            found.append(int(parse_number(text) * times))
        except NotMoney:
            if re.search(r"\d", text):
                return []
    return found


def _times(line: Line) -> int | None:
    """Return how many đồng one of the row's amount is."""
    try:
        written = parse_number(line.amount_text)
    except NotMoney:
        return None
    return int((line.amount or 0) / written) if written else None


def _differs(code: str, line: Line, amount: int, computed: int) -> Finding:
    name = f"{line.number} {short(line.content)}".strip()
    return told(
        code, "error", line.where, values=(figures(amount), figures(computed)),
        vi=f"“{name}” ghi {dong(amount)} nhưng cộng lại là {dong(computed)}.",
        en=f"“{name}” says {figures(amount)} đồng; its parts add up to {figures(computed)}.",
    )  # fmt: skip
