"""Amounts kept in several columns, one for each source or year, without a column of their total."""

import re
from collections.abc import Sequence
from decimal import Decimal

from txng.core.money import NotMoney, figures, parse_dong, parse_number
from txng.planning.reading.heads import is_part_head
from txng.planning.reading.values import Row

_YEARS = re.compile(r"20\d{2}\s*[-–]\s*(20)?\d{2}")
_SOURCE_OF_MONEY = re.compile(
    r"(nguồn |vốn |kinh phí )*(ngân sách|ns(nn|tw|đp)?\b|xã hội h[oó][aá]|doanh nghiệp|đối ứng"
    r"|huy động|tài trợ).*",
    re.IGNORECASE,
)


def parts_of_amount(
    texts: Sequence[str], own: Sequence[str], amount: int | None, rows: Sequence[Row]
) -> tuple[int, ...]:
    """Return the columns that make an amount up together; none where one holds the total.

    `texts` are the heads of columns, `own` their words below a shared head: "Ngân sách tỉnh".
    """
    if amount is None:
        found = [n for n, text in enumerate(own) if _SOURCE_OF_MONEY.fullmatch(text)]
        is_money = any(_figure(row, n) for row in rows for n in found)
        return tuple(found) if len(found) > 1 and is_money else ()
    shared = texts[amount].removesuffix(own[amount])
    found = [
        n for n, text in enumerate(texts)
        if shared and own[n] != text and text.removesuffix(own[n]) == shared
    ]  # fmt: skip
    if len(found) < 2 or not all(is_part_head(own[n]) for n in found):
        return ()
    if len({bool(_YEARS.search(own[n])) for n in found}) > 1 or _holds_sum(found, rows):
        return ()
    return tuple(found)


def _holds_sum(columns: Sequence[int], rows: Sequence[Row]) -> bool:
    """Say whether the first column holds the sum of the others: "Ngân sách", of it two levels."""
    parted = [[_figure(row, n) for n in columns] for row in rows]
    several = [figures for figures in parted if sum(map(bool, figures)) > 1]
    return bool(several) and all(first == sum(rest) for first, *rest in several)


def _figure(row: Row, column: int) -> Decimal:
    text = row.cells[column] if column < len(row.cells) else ""
    for parse in (parse_number, parse_dong):
        try:
            return Decimal(parse(text))
        except NotMoney:
            continue
    return Decimal(0)


def sum_of_cells(cells: Sequence[str]) -> str:
    """Write the sum of some cells; where one is no figure, the first that says something."""
    filled = [cell for cell in cells if cell.strip(" -–")]
    if len(filled) < 2:
        return "".join(filled)
    try:
        return figures(sum(map(parse_number, filled), start=Decimal(0)))
    except NotMoney:
        pass
    try:
        return f"{figures(sum(map(parse_dong, filled)))} đồng"
    except NotMoney:
        return next((cell for cell in filled if re.search(r"\d", cell)), filled[0])
