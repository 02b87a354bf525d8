"""Tables of money, and money told in lines of the text, become budgets."""

import re
from decimal import Decimal

import msgspec

from txng.core.money import (
    NotMoney,
    parse_dong,
    parse_number,
)
from txng.planning.reading.figures import amount_of, quantity_of
from txng.planning.reading.heads import is_factor_head, is_total
from txng.planning.reading.sections import parts_of
from txng.planning.reading.tables import Cells, Columns, columns_of, multiplier_of, rows_of
from txng.planning.reading.totals import sorted_rows
from txng.planning.reading.values import (
    Budget,
    Finding,
    Line,
    Paper,
    Paragraph,
    Table,
    Where,
    Words,
)

AMOUNT = re.compile(
    r"(?P<amount>(?<![\d.,])\d[\d.,]{0,40}(?:\s\d{3}\b){0,9}\s{0,9}"
    r"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s*(?:đồng|đ\b)?|đồng|đ\b|VNĐ|\(đồng\)))",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"\s{0,9}[(\[]\s{0,9}(?:(?:viết |ghi )?bằng chữ\s*:?\s*)?"
    r"(?P<words>[^()\[\]]{0,400}?(?:đồng|tỷ|triệu|nghìn|ngàn|trăm|mươi)[^()\[\]]{0,400}?)[)\]]",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[Bb]ằng\s+chữ\s*\)?\s*[:：]?\s*(?P<words>[^\n]+?)[\s)]*$")
_OWN_NUMBER = re.compile(
    r"\s*(?:(?P<number>[IVX]+|[A-E]|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]|(?P<mark>[-+•]))\s+(?=\S)"
)
_RANKS = (
    (1, r"[IVX]+\.?"),
    (0, r"[A-E]\.?"),
    (2, r"\d+\.?"),
    (3, r"\d+\.\d+\.?"),
    (4, r"\d+\.\d+\.\d+\.?|[a-zđ]\)?\.?"),
    (6, r"\+"),
)


def budgets_of(paper: Paper) -> tuple[tuple[Budget, ...], list[Finding]]:
    """Return the budgets: tables of money first, then money told in lines of the text."""
    findings: list[Finding] = []
    found = []
    for place, block in enumerate(paper.blocks):
        if isinstance(block, Table):
            columns = columns_of(block)
            if columns is not None and "amount" in columns.fields:
                found.append(_table_budget(paper, place, columns, findings))
    told = _told_budget(paper)
    kept = [b for b in found if b.lines and (not b.is_tasks or _has_money(b))]
    kept.sort(key=lambda budget: budget.is_tasks)
    return tuple(kept + ([told] if told else [])), findings


def _has_money(budget: Budget) -> bool:
    return budget.total is not None or any(line.amount is not None for line in budget.lines)


def _table_budget(paper: Paper, place: int, columns: Columns, findings: list[Finding]) -> Budget:
    table = paper.blocks[place]
    assert isinstance(table, Table)  # noqa: S101  the caller chose it
    above = [b.text for b in paper.blocks[max(0, place - 4) : place] if not isinstance(b, Table)]
    titles = [" ".join(filter(None, row.cells)) for row in table.rows[: columns.row]]
    shared = multiplier_of(
        " ".join(t for t in [*above, *titles] if re.search("đvt|đơn vị", t.lower()))
    )
    lines: list[Line] = []
    shared_by: list[bool] = []
    words = None
    for cells in rows_of(table, columns):
        where = Where(cells.line, table.number, cells.place, table.sheet, paper.medium)
        if (said := _said_in(cells)) is not None:
            words = Words(said["words"].strip(), None, where)
            if not (is_total(cells["content"]) and cells["amount"]):
                continue
        lines.append(_line(cells, columns, where, (shared, findings)))
        shared_by.append(cells.shares_amount)
    rows = sorted_rows(_parted(lines, shared_by))
    total = rows.total
    return Budget(
        lines=rows.lines,
        total=total.amount if total else None,
        total_text=total.content if total else "",
        words=words or _words_after(paper, place),
        where=total.where
        if total
        else Where(table.rows[0].line, table.number, None, table.sheet, paper.medium),
        total_said=total.amount_text.strip() if total else "",
        caption=" ".join(above[-3:]),
        subtotals=rows.subtotals,
        rounded=rows.rounded,
        is_tasks=not columns.is_money,
        total_others=total.others if total else {},
    )


def _said_in(cells: Cells) -> re.Match[str] | None:
    """Return the amount in words that a row tells, be it within the row of the total."""
    return next(filter(None, map(_WORDS.search, cells.fields.values())), None)


def _parted(lines: list[Line], shares: list[bool]) -> list[Line]:
    """Part an amount merged over several rows by what each multiplies, where that comes to it."""
    found = list(lines)
    for place, shares_amount in enumerate(shares):
        if shares_amount or not (place + 1 < len(shares) and shares[place + 1]):
            continue
        end = place + 1
        while end < len(shares) and shares[end]:
            end += 1
        own = [round(line.quantity * line.price)
               if line.quantity is not None and line.price is not None else None
               for line in lines[place:end]]  # fmt: skip
        comes = None not in own and sum(filter(None, own)) == lines[place].amount
        for number in range(place, end):
            amount = own[number - place] if comes else lines[number].amount
            change = {"amount": amount} | ({} if comes else {"quantity": None, "price": None})
            found[number] = msgspec.structs.replace(lines[number], **change)
    return found


def _numbered(number: str, content: str) -> tuple[str, str]:
    """Return number and content of a row whose number stands within its content: "I. Tập huấn"."""
    found = None if number else _OWN_NUMBER.match(content)
    return (
        (number, content)
        if found is None
        else (found["number"] or found["mark"], content[found.end() :])
    )


def _line(cells: Cells, columns: Columns, where: Where, context: tuple[int, list[Finding]]) -> Line:
    shared, findings = context
    number, content = _numbered(cells["number"].strip(), cells["content"])
    total = is_total(content) or is_total(number)
    times = (multiplier_of(columns.text_of("amount")), shared)
    amount = amount_of(cells["amount"], times, where, findings)
    price = amount_of(
        cells["price"], (multiplier_of(columns.text_of("price")), shared), where, findings
    )
    quantity = quantity_of(cells["quantity"], where, findings)
    factors = _factors(cells)
    if quantity is None and factors and "quantity" not in columns.fields:
        quantity, factors = factors[0], factors[1:]
    return Line(
        number=number,
        rank=0 if total else rank_of(number),
        content=content or number,
        unit=cells["unit"].strip() or ("%" if cells["quantity"].strip().endswith("%") else ""),
        quantity=quantity,
        price=price,
        amount=amount,
        amount_text=cells["amount"],
        note=cells["note"],
        where=where,
        is_total=total,
        others=cells.others,
        factors=factors,
        step=_step(cells["amount"], max(times)),
        source=" ".join(cells["source"].split()),
    )


def _factors(cells: Cells) -> tuple[Decimal, ...]:
    """Return the figures of the columns that multiply quantity and price."""
    found = []
    for head, text in cells.others.items():
        if is_factor_head(head):
            try:
                found.append(parse_number(text))
            except NotMoney:
                continue
    return tuple(found)


def _step(text: str, times: int) -> int:
    """Return one of the last digit written, in đồng: "4,0" of million → 100000."""
    if times == 1:
        return 1
    part = re.fullmatch(r"\d[\d.]*,(\d+)", text.strip())
    digits = len(part[1]) if part else 0
    return max(1, times // int("1" + "0" * digits))


def rank_of(number: str) -> int:
    """Return how far in a line stands: A 0, I 1, 1 2, 1.1 3, a 4, - 5, + 6; "I.1" 2, "1)" 2."""
    bare = number.strip("().:/ ") or number.strip()
    head, _point, rest = bare.partition(".")
    if rest and re.fullmatch(r"[A-EIVX]+|[a-zđ]", head):
        return rank_of(head) + 1 + rest.count(".")
    for rank, pattern in _RANKS:
        if re.fullmatch(pattern, bare):
            return rank
    return 5


def _words_after(paper: Paper, place: int) -> Words | None:
    """Return the amount in words in the paragraphs after a table."""
    for block in paper.blocks[place + 1 : place + 6]:
        if isinstance(block, Table):
            return None
        if (said := _WORDS.search(block.text)) is not None:
            return Words(said["words"].strip(), None, Where(block.line, unit=paper.medium))
    return None


def words_of(paper: Paper) -> tuple[Words, ...]:
    """Return every amount of the text that has its words in brackets beside it."""
    found = []
    for paragraph in paper.paragraphs:
        for figure in AMOUNT.finditer(paragraph.text):
            said = _IN_BRACKETS.match(paragraph.text, figure.end())
            if said is not None:
                where = Where(paragraph.line, unit=paper.medium)
                found.append(Words(said["words"].strip(), amount_in(figure), where))
    return tuple(found)


def amount_in(found: re.Match[str]) -> int | None:
    """Return the amount that a match of AMOUNT holds, None if it cannot be read."""
    try:
        return parse_dong(re.sub(r"[()]", "", found["amount"]))
    except NotMoney:
        return None


def _told_budget(paper: Paper) -> Budget | None:
    """Return the money that the part on money tells: a total, and "-" lines that make it up."""
    part = [p for name, p in parts_of(paper.paragraphs) if name == "money"]
    head = next((p for p in part if _is_head(p)), None)
    if head is None:
        return None
    figure = AMOUNT.search(head.text)
    assert figure is not None  # noqa: S101  _is_head looked for it
    following = [p for p in part if p.line > head.line]
    lines = _told_lines(following, paper, amount_in(figure))
    if not lines:
        above = [p for p in part if p.line < head.line]
        lines = _told_lines(above, paper, amount_in(figure))
    said = _IN_BRACKETS.match(head.text, figure.end())
    where = Where(head.line, unit=paper.medium)
    return Budget(
        lines=tuple(lines),
        total=amount_in(figure),
        total_text=head.text,
        words=Words(said["words"].strip(), amount_in(figure), where) if said else None,
        where=where,
        is_table=False,
        caption=head.text[: figure.start()].strip(" :"),
    )


def _told_lines(following: list[Paragraph], paper: Paper, total: int | None) -> list[Line]:
    """Read the lines that make a total up; a second list tells the same money by source."""
    lines: list[Line] = []
    for paragraph in following:
        line = _told_line(paragraph, paper)
        if line is not None:
            lines.append(line)
        elif lines and re.search(r"nguồn", paragraph.text, re.IGNORECASE):
            top = min(line.rank for line in lines)
            booked = sum(line.amount or 0 for line in lines if line.rank == top)
            if booked == total or re.match(r"\W*(\d+[.)]\s*)?nguồn", paragraph.text.lower()):
                break
    return lines


def _is_head(paragraph: Paragraph) -> bool:
    return bool(
        AMOUNT.search(paragraph.text)
        and re.search(r"kinh phí|dự toán|tổng", paragraph.text, re.IGNORECASE)
        and not re.match(r"[-+•*]\s", paragraph.text)
    )


def _told_line(paragraph: Paragraph, paper: Paper) -> Line | None:
    """Read "- Tổ chức 01 lớp …: 100.000.000 đồng"."""
    found = re.match(r"(?P<mark>[-+•*]|[a-zđ]\)|\d+(\.\d+)*[.)])\s+(?P<rest>.+)$", paragraph.text)
    if found is None:
        return None
    figures = list(AMOUNT.finditer(found["rest"]))
    if not figures or not re.search(
        r"[:=]\s*$|(là|khoảng)\s*$", found["rest"][: figures[-1].start()]
    ):
        return None
    figure = figures[-1]
    return Line(
        number=found["mark"],
        rank=rank_of(found["mark"].rstrip(".)")),
        content=re.sub(r"[\s:=]*(là|khoảng)?[\s:=]*$", "", found["rest"][: figure.start()]),
        unit="",
        quantity=None,
        price=None,
        amount=amount_in(figure),
        amount_text=figure["amount"],
        note="",
        where=Where(paragraph.line, unit=paper.medium),
    )
