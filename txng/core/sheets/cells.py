"""From what stands in a cell to its value: forgiving in form, exact in what is refused."""

import difflib
import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from txng.core.search import tidy
from txng.core.sheets.columns import Choice, Column, Kind, Wrong, normal

SERIALS: Final = (20_000, 80_000)
"""Day numbers of Excel that can be meant: years 1954 to 2119."""
_ROUNDED: Final = 10**15
_MOST_LOST: Final = 2
_YES: Final = {"co", "x", "yes", "y", "1", "true", "dung"}
_NO: Final = {"khong", "no", "n", "0", "false", "sai"}
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORT_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2})")
_CLOCK = re.compile(r"(\d{1,2})[:hg](\d{2})?(?::\d{2})?\s*(?:phút)?")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")


def is_empty(cell: Any) -> bool:
    """Say whether nothing stands in a cell; blanks and dashes are nothing."""
    return cell is None or (isinstance(cell, str) and tidy(cell) in {"", "-", "–"})


def text_of(cell: Any) -> str:
    """Return a cell as people read it: whole numbers without a point, days as 21/11/2026."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Có") if cell else _("Không")
    if isinstance(cell, float) and math.isfinite(cell) and cell == int(cell):
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%H:%M %d/%m/%Y}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return _clean(str(cell))


def value_of(column: Column, cell: Any) -> Any:
    """Return the value of a cell that is not empty; raises Wrong with a sentence."""
    return _READERS[column.kind](column, cell)


def _clean(text: str) -> str:
    return tidy(
        "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cc"} or c == "\n")
    )


def _text(column: Column, cell: Any) -> Any:
    text = text_of(cell)
    if len(text) > column.longest:
        raise Wrong(
            _("Dài %(has)s chữ, nhiều nhất %(most)s: hãy viết ngắn lại.")
            % {"has": len(text), "most": column.longest}
        )
    return column.check(text) if column.check else text


def _code(column: Column, cell: Any) -> Any:
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if abs(cell) >= _ROUNDED or cell != int(cell) or cell < 0:
            raise Wrong(_rounded())
        cell = str(int(cell))
    text = text_of(cell)
    if _SCIENTIFIC.fullmatch(text):
        raise Wrong(_rounded())
    return _text(column, _with_zeros(column, text))


def _rounded() -> str:
    return _(
        "Excel đã đổi mã này thành số và làm tròn: "
        "hãy đặt cột ở dạng Văn bản (Text) rồi nhập lại mã."
    )


def _with_zeros(column: Column, text: str) -> str:
    """Put back the zeros at the front that Excel took away, where the length tells so."""
    if not text.isdigit() or not column.lengths or len(text) in column.lengths:
        return text
    longer = [n for n in column.lengths if 0 < n - len(text) <= _MOST_LOST]
    for length in sorted(longer):
        padded = text.zfill(length)
        try:
            if column.check:
                column.check(padded)
        except Wrong:
            continue
        return padded
    return text


def number_from(text: str, unit: str = "") -> Decimal:
    """Return the number that people write as 1.234,5 or 1234.5 or 1,234,567.

    A single point before exactly three digits parts thousands, as Vietnamese do; raises ValueError.
    """
    given = unicodedata.normalize("NFKC", text).replace("\u00a0", "").replace(" ", "")
    if unit and given.lower().endswith(unit.replace(" ", "").lower()):
        given = given[: -len(unit.replace(" ", ""))]
    if not re.fullmatch(r"[+-]?[\d.,]*\d", given):
        raise ValueError(text)
    if "," in given and "." in given:
        decimal = max(given, key=lambda c: given.rfind(c) if c in ",." else -1)
        grouped = "." if decimal == "," else ","
        given = given.replace(grouped, "").replace(decimal, ".")
    elif re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+|[+-]?\d{1,3}(,\d{3}){2,}", given):
        given = re.sub(r"[.,]", "", given)
    else:
        given = given.replace(",", ".")
    try:
        return Decimal(given)
    except InvalidOperation:
        raise ValueError(text) from None


def _number(column: Column, cell: Any) -> Decimal:
    if isinstance(cell, date | time | timedelta | bool):
        raise Wrong(_("Ô này là ngày giờ, cần một số: hãy đặt ô ở dạng Số rồi nhập lại."))
    try:
        number = number_from(text_of(cell), column.unit) if isinstance(cell, str) else _exact(cell)
    except ValueError:
        raise Wrong(
            _("“%(given)s” không phải là số: chỉ ghi số, ví dụ %(example)s.")
            % {"given": text_of(cell)[:40], "example": column.example or "1.234,5"}
        ) from None
    if column.least is not None and number < column.least:
        raise Wrong(_("Phải từ %s trở lên.") % number_format(column.least, force_grouping=True))
    most = column.most if column.most is not None else Decimal(10) ** 11
    if number > most:
        raise Wrong(_("Không được quá %s.") % number_format(most, force_grouping=True))
    return round(number, column.decimals)


def _exact(cell: float) -> Decimal:
    if not math.isfinite(cell):
        raise ValueError(cell)
    return Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)


def _whole(column: Column, cell: Any) -> int:
    number = _number(column, cell)
    if number != int(number):
        raise Wrong(_("Cần số nguyên, ví dụ %s.") % (column.example or "12"))
    return int(number)


def _date(_column: Column, cell: Any) -> date:
    return _day_of(cell).date()


def _day_of(cell: Any) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if SERIALS[0] <= cell <= SERIALS[1]:
            return datetime(1899, 12, 30) + timedelta(days=float(cell))  # noqa: DTZ001  a wall clock
        raise Wrong(_("Ngày chưa đúng: ghi ngày/tháng/năm, ví dụ 21/11/2026."))
    return _told_day(text_of(cell))


def _told_day(text: str) -> datetime:
    if match := _DAY.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _SHORT_YEAR.fullmatch(text):
        right = f"{match[1].zfill(2)}/{match[2].zfill(2)}/20{match[3]}"
        raise Wrong(_("Năm cần đủ bốn chữ số: có phải %s?") % right)
    elif text.isdigit():
        return _day_of(int(text))
    else:
        raise Wrong(_("Ngày chưa đúng: ghi ngày/tháng/năm, ví dụ 21/11/2026."))
    try:
        return datetime(year, month, day)  # noqa: DTZ001  a wall clock
    except ValueError:
        raise Wrong(_no_such_day(day, month, year)) from None


def _no_such_day(day: int, month: int, year: int) -> str:
    try:
        turned = date(year, day, month)
    except ValueError:
        return _("Không có ngày này trong lịch: hãy kiểm tra lại.")
    return _("Không có tháng %(month)s: ghi ngày trước tháng, có phải %(right)s?") % {
        "month": month,
        "right": f"{turned:%d/%m/%Y}",
    }


def _moment(_column: Column, cell: Any) -> datetime:
    """Read a day with or without its time, as the clock on the wall in Vietnam had it."""
    if isinstance(cell, str):
        text = text_of(cell)
        match = _CLOCK.search(text)
        rest = (text[: match.start()] + text[match.end() :]).strip(" ,") if match else text
        wall = _told_day(rest)
        if match:
            hour, minute = int(match[1]), int(match[2] or 0)
            if hour > 23 or minute > 59:
                raise Wrong(_("Giờ chưa đúng: ghi như 08:30."))
            wall = wall.replace(hour=hour, minute=minute)
    else:
        wall = _day_of(cell)
    return timezone.make_aware(wall.replace(microsecond=0))


def _choice(column: Column, cell: Any) -> Any:
    return _answer(column, text_of(cell))


def _answer(column: Column, text: str) -> Any:
    found = column.answers.get(normal(text), [])
    if len(found) == 1:
        return found[0].value
    if found:
        raise Wrong(
            _("“%(given)s” có thể là: %(several)s. Hãy ghi rõ một tên.")
            % {"given": text[:60], "several": _list(found)}
        )
    near = difflib.get_close_matches(normal(text), column.answers, n=1, cutoff=0.75)
    if near:
        raise Wrong(
            _("Không có “%(given)s” trong danh sách: có phải “%(right)s”?")
            % {"given": text[:60], "right": column.answers[near[0]][0].label}
        )
    raise Wrong(
        _("Không có “%(given)s” trong danh sách. Hãy chọn một trong: %(several)s.")
        % {"given": text[:60], "several": _list(column.choices)}
    )


def _list(choices: tuple[Choice, ...] | list[Choice]) -> str:
    shown = "; ".join(str(choice.label) for choice in choices[:8])
    return f"{shown}; …" if len(choices) > 8 else shown


def _choices(column: Column, cell: Any) -> tuple[Any, ...]:
    text = text_of(cell)
    if normal(text) in column.answers:
        return (_answer(column, text),)
    parts = [part.strip() for part in re.split(r"[;|\n]", text) if part.strip()]
    return tuple(dict.fromkeys(_answer(column, part) for part in parts))


def _yes_no(_column: Column, cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    word = normal(text_of(cell))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Wrong(_("Hãy ghi Có hoặc Không."))


_READERS: Final[dict[Kind, Callable[[Column, Any], Any]]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.YES_NO: _yes_no,
}


def shown(column: Column, value: Any) -> Any:
    """Return a value as a file shows it: labels for choices, plain days and numbers."""
    if value is None or value == "":
        return ""
    if column.kind is Kind.CHOICE:
        return column.label_of(value)
    if column.kind is Kind.CHOICES:
        return "; ".join(column.label_of(one) for one in value)
    if isinstance(value, tuple | list):
        return "; ".join(map(str, value))
    if column.kind is Kind.YES_NO:
        return _("Có") if value else _("Không")
    if column.kind is Kind.MOMENT and isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if value.tzinfo else value
    return value if isinstance(value, int | float | Decimal | date) else str(value)
