"""What a plan lacks or leaves unclear: cut text, numbers left blank, rows without lead or time."""

import re
from collections.abc import Iterator

from txng.core.numbers import whole
from txng.planning.checking.telling import short, told
from txng.planning.known import provinces
from txng.planning.reading.tables import columns_of
from txng.planning.reading.values import Finding, Paragraph, PlanPaper, Task, Where

_CUT = re.compile(r"\[\s*(?:\.{3}|…)\s*\]|\(còn tiếp\)|<<<|truncated", re.IGNORECASE)
_NEWS = re.compile(r"Lượt xem|Đăng ngày|Các tin khác|ĐÁNH GIÁ BÀI VIẾT")


def check_wholeness(plan: PlanPaper) -> Iterator[Finding]:
    """Yield what is cut, missing or unclear."""
    yield from _check_cuts(plan)
    yield from _check_origin(plan)
    yield from _check_tables(plan)
    yield from _check_tasks(plan)


def _texts(plan: PlanPaper) -> Iterator[tuple[str, Where]]:
    for paragraph in plan.paragraphs:
        yield paragraph.text, Where(paragraph.line, unit=plan.medium)
    for table in plan.tables:
        for place, row in enumerate(table.rows, 1):
            where = Where(row.line, table.number, place, table.sheet, plan.medium)
            yield from ((cell, where) for cell in row.cells)


def _check_cuts(plan: PlanPaper) -> Iterator[Finding]:
    for text, where in _texts(plan):
        if (found := _CUT.search(text)) is not None:
            yield told(
                "text_cut", "error", where, values=(found[0], ""),
                vi=f"Văn bản bị cắt ở “{found[0]}”: phần sau không có trong tệp.",
                en=f"The text is cut at “{found[0]}”: what follows is not in the file.",
            )  # fmt: skip


def _check_origin(plan: PlanPaper) -> Iterator[Finding]:
    news = next((p for p in plan.paragraphs if _NEWS.search(p.text)), None)
    if news is not None and not plan.tables:
        yield told(
            "not_the_original", "notice", _at(news, plan), values=("", ""),
            vi="Đây là bài đăng nói về kế hoạch, không phải nguyên văn; hãy đối chiếu với bản gốc.",
            en="This is a news item about the plan, not its wording; compare it with the original.",
        )  # fmt: skip
    if not plan.number:
        yield told(
            "number_missing", "notice", Where(line=1, unit=plan.medium), values=("", ""),
            vi="Không thấy số, ký hiệu của kế hoạch (để trống hoặc không ghi).",
            en="The plan's number is blank or missing.",
        )  # fmt: skip
    yield from _check_province(plan)


def _check_province(plan: PlanPaper) -> Iterator[Finding]:
    start = Where(line=1, unit=plan.medium)
    if not plan.province:
        yield told(
            "province_missing", "notice", start, values=("", ""),
            vi="Văn bản không nêu tên tỉnh, thành phố.",
            en="The paper does not name its province or city.",
        )  # fmt: skip
        return
    known = next((p for p in provinces() if p.name == plan.province), None)
    if known is not None and known.until:
        day = "/".join(reversed(known.until.split("-")))
        yield told(
            "province_merged", "notice", start, values=(known.name, known.successor),
            vi=f"{known.name} đã nhập vào {known.successor} từ ngày {day}; tên cơ quan, địa bàn"
            " trong kế hoạch cần đối chiếu với cơ quan kế thừa.",
            en=f"{known.name} became part of {known.successor} on {day}; match its agencies with"
            " their successors.",
        )  # fmt: skip


def _check_tables(plan: PlanPaper) -> Iterator[Finding]:
    for table in plan.tables:
        columns = columns_of(table)
        where = Where(table.rows[0].line, table.number, None, table.sheet, plan.medium)
        if columns is None or not (columns.is_money or columns.is_tasks):
            first = short(" | ".join(filter(None, table.rows[0].cells)))
            yield told(
                "table_not_recognised", "notice", where, values=(first, ""),
                vi=f"Bảng {table.number} không phải bảng nhiệm vụ hay bảng kinh phí nên chỉ được"
                " giữ nguyên văn.",
                en=f"Table {table.number} holds neither tasks nor money and is only kept as it is.",
            )  # fmt: skip


def _check_tasks(plan: PlanPaper) -> Iterator[Finding]:
    if not plan.has_task_table:
        return
    before: Task | None = None
    expected: int | None = None
    for task in plan.tasks:
        name = f"{task.number} “{short(task.content)}”"
        same_table = before is not None and before.where.table == task.where.table
        expected = _expected(before, expected) if same_table else None
        if same_table and before is not None:
            yield from _check_number(before, task, expected)
        if not task.lead.strip():
            yield told(
                "task_lead_missing", "notice", task.where, values=("", ""),
                vi=f"Nhiệm vụ {name} không ghi đơn vị chủ trì.",
                en=f"Task {name} names no lead agency.",
            )  # fmt: skip
        if task.timing.kind in {"none", "unknown"}:
            yield told(
                "task_time_unclear", "notice", task.where, values=(task.time, ""),
                vi=f"Nhiệm vụ {name} không ghi thời gian đọc được (“{short(task.time)}”).",
                en=f"Task {name} has no time that can be read (“{short(task.time)}”).",
            )  # fmt: skip
        before = task


def _expected(before: Task | None, expected: int | None) -> int | None:
    """Return the number that a row should bear, had all above it borne theirs."""
    if expected is not None:
        return expected + 1
    number = whole(before.number.strip(" .")) if before else None
    return None if number is None else number + 1


def _check_number(before: Task, task: Task, expected: int | None) -> Iterator[Finding]:
    """Compare row numbers: 1, 2, 2, 4 repeats one and leaves one out; 1, 2, 5, 4 errs once."""
    one, other = whole(before.number.strip(" .")), whole(task.number.strip(" ."))
    if one is None or other is None or other in {one + 1, expected, 1}:
        return
    repeats = other <= one
    yield told(
        "task_number_repeated" if repeats else "task_number_skipped", "error", task.where,
        values=(str(other), str(one + 1)),
        vi=f"Số thứ tự {other} đứng sau {one}; đáng lẽ là {one + 1}.",
        en=f"Row number {other} follows {one}; {one + 1} was expected.",
    )  # fmt: skip


def _at(paragraph: Paragraph, plan: PlanPaper) -> Where:
    return Where(paragraph.line, unit=plan.medium)
