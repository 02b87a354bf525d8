"""Plans that nobody wrote: invented numbers in the layouts of papers, with what is wrong known."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO

import openpyxl
from docx import Document

from txng.core.money import dong_in_words, figures

HEAD = ("TT", "Nội dung", "Đơn vị tính", "Số lượng", "Đơn giá (đồng)", "Thành tiền (đồng)")
_THINGS = ("Thuê hội trường", "In tài liệu", "Nước uống", "Thuê xe", "Mua tem điện tử",
           "Thù lao giảng viên", "Băng rôn", "Văn phòng phẩm", "Bảng biểu",
           "Điều tra viên")  # fmt: skip
_UNITS = ("buổi", "bộ", "người", "chuyến", "cái", "ngày", "tờ", "phiếu")
_GROUPS = ("Tập huấn", "Khảo sát", "Tuyên truyền", "Thí điểm", "Kiểm tra")
_ROMAN = ("I", "II", "III", "IV", "V")
TIMES = (" x ", " × ", " * ", "x", " X ")


@dataclass(frozen=True)
class Line:
    """A line that multiplies; `note` is written in brackets."""

    content: str
    unit: str
    quantity: int
    price: int
    amount: int
    note: str = ""


@dataclass(frozen=True)
class Group:
    """A group with what it says it comes to."""

    name: str
    lines: tuple[Line, ...]
    amount: int


@dataclass(frozen=True)
class MadeUp:
    """A plan's money, right or with one error, and the code and figures of that error."""

    groups: tuple[Group, ...]
    total: int
    named: str
    words: str
    error: tuple[str, str, str] | None = None
    seen: tuple[str, ...] = field(default=())
    """What the sentence must say: the line, what is written, what is computed."""

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return the rows as cells."""
        found: list[tuple[str, ...]] = []
        for number, group in zip(_ROMAN, self.groups, strict=False):
            found.append((number, group.name, "", "", "", figures(group.amount)))
            for line in group.lines:
                note = f" ({line.note})" if line.note else ""
                found.append(("-", line.content + note, line.unit, figures(line.quantity),
                              figures(line.price), figures(line.amount)))  # fmt: skip
        found.append(("", f"TỔNG CỘNG ({self.named})", "", "", "", figures(self.total)))
        return found


def right(seed: int) -> MadeUp:
    """Make money that adds up."""
    dice = random.Random(seed)  # noqa: S311  invented numbers
    groups = []
    for name in dice.sample(_GROUPS, dice.randint(1, 4)):
        lines = tuple(_line(dice) for _ in range(dice.randint(1, 5)))
        groups.append(Group(name, lines, sum(line.amount for line in lines)))
    total = sum(group.amount for group in groups)
    thousand = dice.choice(("nghìn", "ngàn"))
    return MadeUp(tuple(groups), total, "+".join(_ROMAN[: len(groups)]),
                  dong_in_words(total, thousand=thousand))  # fmt: skip


def _line(dice: random.Random) -> Line:
    quantity = dice.choice((1, 2, 5, 12, 50, 120, 1_500))
    price = dice.randint(1, 9_000) * 500
    content, unit = dice.choice(_THINGS), dice.choice(_UNITS)
    line = Line(content, unit, quantity, price, quantity * price)
    factors = [n for n in (2, 3, 5) if quantity % n == 0 and quantity // n > 1]
    if not factors or dice.random() < 0.5:
        return line
    one = dice.choice(factors)
    times = dice.choice(TIMES)
    said = dice.choice((figures(price) + " đồng/người", figures(price) + "đ"))
    times = " x" if times == "x" else times
    return replace(line, note=f"{said}{times}{quantity // one} người{times}{one:02} buổi")


def _wrong_line(plan: MadeUp, dice: random.Random) -> MadeUp:
    group = dice.choice(plan.groups)
    line = dice.choice(group.lines)
    more = dice.randint(1, 99) * 1_000
    changed = replace(line, amount=line.amount + more, note="")
    groups = tuple(
        replace(g, lines=tuple(changed if one is line else one for one in g.lines),
                amount=g.amount + more) if g is group else g
        for g in plan.groups
    )  # fmt: skip
    total = plan.total + more
    return replace(
        plan, groups=groups, total=total, words=dong_in_words(total),
        error=("line_amount_differs", figures(changed.amount), figures(line.amount)),
        seen=(line.content, figures(changed.amount), figures(line.amount)),
    )  # fmt: skip


def _wrong_note(plan: MadeUp, dice: random.Random) -> MadeUp:
    group = dice.choice(plan.groups)
    line = dice.choice(group.lines)
    people, times = 7, line.quantity + 6
    product = line.price * people * times
    note = (
        f"{figures(line.price)} đồng/người{dice.choice(TIMES[:3])}{people} người × {times:02} buổi"
    )
    changed = replace(line, note=note)
    groups = tuple(
        replace(g, lines=tuple(changed if one is line else one for one in g.lines))
        if g is group else g for g in plan.groups
    )  # fmt: skip
    stands = f"{figures(line.quantity)} × {figures(line.price)} = {figures(line.amount)}"
    return replace(
        plan, groups=groups,
        error=("formula_differs", stands, f"{note} = {figures(product)}"),
        seen=(line.content, figures(line.amount), figures(product),
              figures(plan.total + product - line.amount)),
    )  # fmt: skip


def _wrong_group(plan: MadeUp, dice: random.Random) -> MadeUp:
    group = dice.choice(plan.groups)
    more = dice.randint(1, 99) * 1_000
    changed = replace(group, amount=group.amount + more)
    total = plan.total + more
    groups = tuple(changed if g is group else g for g in plan.groups)
    return replace(
        plan, groups=groups, total=total, words=dong_in_words(total),
        error=("group_sum_differs", figures(changed.amount), figures(group.amount)),
        seen=(group.name, figures(changed.amount), figures(group.amount)),
    )  # fmt: skip


def _wrong_total(plan: MadeUp, dice: random.Random) -> MadeUp:
    total = plan.total + dice.randint(1, 99) * 1_000
    return replace(
        plan, total=total, words=dong_in_words(total),
        error=("total_differs", figures(total), figures(plan.total)),
        seen=(figures(total), figures(plan.total)),
    )  # fmt: skip


def _wrong_words(plan: MadeUp, dice: random.Random) -> MadeUp:
    other = plan.total + dice.randint(1, 9) * 1_000_000
    words = dong_in_words(other)
    return replace(plan, words=words, error=("words_differ", words, dong_in_words(plan.total)),
                   seen=(figures(other), figures(plan.total)))  # fmt: skip


def _wrong_names(plan: MadeUp, dice: random.Random) -> MadeUp:
    count = len(plan.groups)
    named = "+".join(_ROMAN[: count + dice.randint(1, 5 - count)])
    return replace(plan, named=named, error=("total_names_missing_parts", named, plan.named),
                   seen=(_ROMAN[count],))  # fmt: skip


ERRORS: tuple[Callable[[MadeUp, random.Random], MadeUp], ...] = (
    _wrong_line, _wrong_note, _wrong_group, _wrong_total, _wrong_words, _wrong_names)  # fmt: skip


def wrong(seed: int) -> MadeUp:
    """Make money with exactly one error."""
    dice = random.Random(seed)  # noqa: S311  invented numbers
    return ERRORS[seed % len(ERRORS)](right(seed), dice)


_TITLE = ("Số: 15/KH-UBND", "KẾ HOẠCH", "Truy xuất nguồn gốc năm 2025 tỉnh Lâm Đồng", "")


def _words(plan: MadeUp) -> str:
    return f"Bằng chữ: {plan.words}."


def tabbed(plan: MadeUp) -> bytes:
    """Write each cell on a line that begins with a tab, as web pages are copied."""
    rows = ["\n".join(f"\t{cell}" for cell in row) + "\n" for row in (HEAD, *plan.rows)]
    return "\n".join([*_TITLE, *rows, _words(plan)]).encode()


def piped(plan: MadeUp) -> bytes:
    """Write rows with bars."""
    rows = [f"| {' | '.join(row)} |" for row in (HEAD, *plan.rows)]
    return "\n".join([*_TITLE, *rows, "", _words(plan)]).encode()


def stacked(plan: MadeUp) -> bytes:
    """Write cells one below the other with bars between, as law sites flatten them."""
    cells = [cell for row in (HEAD, *plan.rows) for cell in row]
    return "\n".join([*_TITLE, *(f"{cell}\n|" for cell in cells), _words(plan)]).encode()


def lines_of_tabs(plan: MadeUp) -> bytes:
    """Write a row on a line, tabs between its cells."""
    rows = ["\t".join(row) for row in (HEAD, *plan.rows)]
    return "\n".join([*_TITLE, *rows, _words(plan)]).encode()


def csv(plan: MadeUp) -> bytes:
    """Write rows with semicolons, as Vietnamese Excel exports them."""
    rows = [";".join(f'"{cell}"' if ";" in cell else cell for cell in row)
            for row in (HEAD, *plan.rows)]  # fmt: skip
    return "\r\n".join([*_TITLE, *rows, _words(plan)]).encode("utf-8-sig")


def docx(plan: MadeUp) -> bytes:
    """Write a Word file whose group rows are merged across."""
    document = Document()
    for text in _TITLE:
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *plan.rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
        if row[0] in _ROMAN:
            cells[1].merge(cells[4])
    document.add_paragraph(_words(plan))
    body = BytesIO()
    document.save(body)
    return body.getvalue()


def xlsx(plan: MadeUp) -> bytes:
    """Write a sheet whose figures are numbers, and whose title is merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for text in _TITLE:
        sheet.append([text or None])
    sheet.merge_cells("A2:F2")
    for row in (HEAD, *plan.rows):
        sheet.append([_number(c) if n > 2 else c or None for n, c in enumerate(row)])
    sheet.append([_words(plan)])
    body = BytesIO()
    book.save(body)
    return body.getvalue()


def _number(cell: str) -> int | str | None:
    bare = cell.replace(".", "")
    return int(bare) if bare.isdigit() else cell or None


LAYOUTS: tuple[Callable[[MadeUp], bytes], ...] = (
    tabbed, piped, stacked, lines_of_tabs, csv, docx, xlsx)  # fmt: skip
