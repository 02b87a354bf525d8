"""How a discrepancy is made and its place said, in Vietnamese and English."""

from txng.core.money import figures
from txng.planning.reading.values import Finding, Severity, Where

_UNITS = {
    "line": ("dòng", "line"),
    "paragraph": ("đoạn", "paragraph"),
    "row": ("hàng", "row"),
}


def told(
    code: str, severity: Severity, where: Where, *, values: tuple[str, str], vi: str, en: str
) -> Finding:
    """Make a discrepancy; `values` are what stands and what was computed."""
    return Finding(code, severity, where, values[0], values[1], vi, en)


def place(where: Where, *, english: bool = False) -> str:
    """Say a place: "dòng 173, bảng 2, hàng 9"."""
    side = 1 if english else 0
    parts = []
    if where.sheet:
        parts.append(f"{('trang tính', 'sheet')[side]} “{where.sheet}”")
    if where.line is not None:
        parts.append(f"{_UNITS[where.unit][side]} {where.line}")
    if where.table is not None:
        parts.append(f"{('bảng', 'table')[side]} {where.table}")
    if where.row is not None:
        parts.append(f"{('hàng', 'row')[side]} {where.row}")
    return ", ".join(parts)


def dong(amount: int) -> str:
    """Write an amount within a sentence."""
    return f"{figures(amount)} đồng"


def short(text: str, length: int = 60) -> str:
    """Cut a text for a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1].rstrip()}…"
