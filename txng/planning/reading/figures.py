"""Figures of cells: amounts and quantities as officers write them, and what cannot be read."""

import re
from decimal import Decimal
from math import prod

from txng.core.money import (
    NotMoney,
    NotWords,
    composed,
    figures,
    from_words,
    parse_dong,
    parse_number,
)
from txng.planning.reading.values import Finding, Where

_ABOUT = re.compile(r"^(?:khoảng|dự kiến|tạm tính|ước|tối đa|[~≈≤])[:\s]*", re.IGNORECASE)
_BESIDE = re.compile(r"(?<=[\dđgu])\s*/\s*(?:\d+\s*)?[^\W\d_].*$|\s*\([^()\d]*\)$", re.IGNORECASE)
_OPEN = re.compile(r"\d+\s*[-–/]\s*\d+")


def amount_of(
    text: str, times: tuple[int, int], where: Where, findings: list[Finding]
) -> int | None:
    """Read an amount counted in what its head says; one with a unit of its own keeps that."""
    text = text.strip()
    if _tells_no_figure(text):
        return None
    bare = _ABOUT.sub("", _BESIDE.sub("", text)).strip(" ()")
    try:
        if times != (1, 1) and not re.search(r"[a-zđ]", bare.lower()):
            return round(parse_number(bare) * max(times))
        amount = parse_dong(bare)
    except NotMoney:
        return _rounded(bare, text, where, findings)
    if len(set(re.findall(r"(?<=\d)[.,\s](?=\d{3}(?!\d))", bare))) > 1:
        findings.append(_mixed_marks(text, amount, where))
    return amount


def _rounded(bare: str, text: str, where: Where, findings: list[Finding]) -> int | None:
    """Read an amount with a fraction of a đồng, as sheets write quotients."""
    try:
        return round(parse_number(bare))
    except NotMoney:
        findings.append(_unreadable(text, where))
        return None


def _mixed_marks(text: str, amount: int, where: Where) -> Finding:
    return Finding(
        code="number_marks_mixed",
        severity="notice",
        where=where,
        stated=text,
        computed=figures(amount),
        vi=f"Số “{text}” dùng lẫn các dấu ngăn cách; đã đọc là {figures(amount)}.",
        en=f"The figure “{text}” mixes marks between thousands; it was read as {figures(amount)}.",
    )


def quantity_of(text: str, where: Where, findings: list[Finding]) -> Decimal | None:
    """Read a quantity: "02 lớp" is 2, "2 lớp x 3 ngày" is 6; a range or fraction is left open."""
    text = text.strip()
    if _tells_no_figure(text) or _OPEN.match(text):
        return None
    parts = re.split(r"\s*[x×*]\s*(?=\d)", composed(text))
    try:
        return prod((_first_figure(part) for part in parts), start=Decimal(1))
    except NotMoney:
        findings.append(_unreadable(text, where))
        return None


def _first_figure(text: str) -> Decimal:
    found = re.match(r"\d[\d.,\s]*", text)
    return parse_number(found.group().strip(" .,") if found else text)


def _tells_no_figure(text: str) -> bool:
    """Say whether a cell holds no figure: empty, a dash, "lồng ghép"; not "mười"."""
    if re.search(r"\d", text):
        return False
    try:
        from_words(text)
    except NotWords:
        return True
    return False


def _unreadable(text: str, where: Where) -> Finding:
    """Tell that a figure cannot be read; the text is kept."""
    return Finding(
        code="number_unreadable",
        severity="error",
        where=where,
        stated=text,
        computed="",
        vi=f"Không đọc được số “{text}”. Hãy ghi bằng chữ số, ví dụ 77.500.000.",
        en=f"The figure “{text}” cannot be read. Write it in digits, e.g. 77.500.000.",
    )
