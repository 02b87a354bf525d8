"""A kept plan as an administrative paper: body, and annexes of tasks and money."""

import re
from collections.abc import Sequence

from django.utils import timezone

from txng.core.money import dong, dong_in_words
from txng.core.papers.paper import (
    Annex,
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    Row,
    Signing,
    Table,
)
from txng.planning import queries
from txng.planning.models import Plan, Task

_TASKS = (
    ("number", Column("TT", 0.5, "center")),
    ("content", Column("Nội dung", 4)),
    ("lead_text", Column("Đơn vị chủ trì", 2)),
    ("partners_text", Column("Đơn vị phối hợp", 2.6)),
    ("time_text", Column("Thời gian thực hiện", 1.3, "center")),
    ("result", Column("Kết quả", 2.6)),
    ("note", Column("Ghi chú", 1.2)),
)
_MONEY = (
    Column("TT", 0.6, "center"),
    Column("Nội dung", 5),
    Column("Đơn vị tính", 1.4, "center"),
    Column("Số lượng", 1, "right"),
    Column("Đơn giá (đồng)", 1.5, "right"),
    Column("Thành tiền (đồng)", 1.7, "right"),
)
_SOURCE = Column("Nguồn kinh phí", 1.7)


def paper_of(plan: Plan) -> Paper:
    """Return a plan as a paper; what it has no number or day for is left open for the pen."""
    tasks = queries.tasks_of(plan)
    annexes = []
    if tasks:
        annexes.append(_tasks_annex(plan, tasks))
    money = _money_blocks(plan)
    if money:
        annexes.append(
            Annex("BIỂU CHI TIẾT KINH PHÍ", money, "II" if tasks else "I", _attached(plan))
        )
    return Paper(
        issuer=_issuer(plan),
        kind="Kế hoạch",
        title=plan.title,
        blocks=_body(plan),
        number=plan.number,
        symbol="KH-…",
        place=plan.province_text,
        on_date=plan.issued_date,
        bases=tuple(f"Căn cứ {base};" for base in dict.fromkeys(plan.bases)),
        signing=Signing("Thủ trưởng cơ quan"),
        recipients=("Như tổ chức thực hiện;", "Lưu: VT."),
        annexes=tuple(annexes),
    )


def _issuer(plan: Plan) -> str:
    """Return who issues; "Ủy ban nhân dân tỉnh" gets the name of its province."""
    name = plan.issuer.name if plan.issuer else plan.issuer_text
    return f"{name} {plan.province_text}" if name.endswith(("tỉnh", "thành phố")) else name


def _attached(plan: Plan) -> str:
    number = plan.number or "      /KH-…"
    day = f"{plan.issued_date:%d/%m/%Y}" if plan.issued_date else "     /     /"
    return f"(Kèm theo Kế hoạch số {number} ngày {day})"


def _body(plan: Plan) -> tuple[Block, ...]:
    blocks: list[Block] = []
    parts: list[tuple[str, list[Block]]] = [
        ("MỤC TIÊU", _goals(plan)),
        ("KINH PHÍ THỰC HIỆN", _money_text(plan)),
        ("TỔ CHỨC THỰC HIỆN", _duties(plan)),
    ]
    for number, (name, paragraphs) in enumerate((p for p in parts if p[1]), 1):
        blocks += [Heading(f"{'I' * number}. {name}"), *paragraphs]
    if blocks:
        blocks.append(Paragraph(f"Trên đây là kế hoạch {_years(plan)}./."))
    return tuple(blocks)


def _goals(plan: Plan) -> list[Block]:
    """Return the goals under their headings; of a plan that has none, its figures."""
    found: list[Block] = []
    heading = ""
    for goal in queries.objectives_of(plan):
        if goal.heading != heading and not re.match(r"[IVX]+\s*[.)]", goal.heading):
            found.append(Heading(goal.heading, level=2))
        heading = goal.heading
        found.append(Paragraph(f"- {goal.text}"))
    texts = dict.fromkeys(t.text for t in plan.targets.order_by("position", "id"))
    return found or [Paragraph(f"- {text}.") for text in texts]


def _years(plan: Plan) -> str:
    return f"năm {plan.from_year}" if plan.is_of_one_year else f"giai đoạn {plan.years}"


def _money_text(plan: Plan) -> list[Block]:
    total = total_of(plan)
    found: list[Block] = []
    if total is not None:
        found.append(Paragraph(f"Tổng kinh phí: {dong(total)} ({dong_in_words(total)})."))
    if plan.money_sources:
        found.append(Paragraph(f"Nguồn kinh phí: {'; '.join(plan.money_sources)}."))
    return found


def _duties(plan: Plan) -> list[Block]:
    found: list[Block] = []
    for number, duty in enumerate(plan.duties.exclude(agency_text="").order_by("position"), 1):
        found.append(Heading(f"{number}. {duty.agency_text}", level=2))
        found += [Paragraph(f"- {text}") for text in duty.duties]
    return found


def _tasks_annex(plan: Plan, tasks: Sequence[Task]) -> Annex:
    kept = [(name, column) for name, column in _TASKS
            if name not in {"result", "note"} or any(getattr(t, name) for t in tasks)]  # fmt: skip
    rows: list[Row] = []
    group = ""
    for task in tasks:
        if task.group and task.group != group:
            rows.append(Row((task.group,), is_bold=True, span=len(kept)))
        group = task.group
        rows.append(Row(tuple(getattr(task, name) for name, _column in kept)))
    table = Table(tuple(column for _name, column in kept), tuple(rows))
    return Annex("DANH MỤC NHIỆM VỤ", (table,), "I", _attached(plan), is_wide=True)


def _money_blocks(plan: Plan) -> tuple[Block, ...]:
    budget = getattr(plan, "budget", None)
    if budget is None:
        return ()
    lines = list(budget.lines.order_by("position", "id"))
    has_source = any(line.source for line in lines)
    rows = [
        Row(
            (line.number, line.content, line.unit, line.quantity, line.price, line.amount,
             *([line.source] if has_source else [])),
            is_bold=line.rank <= 1,
        )
        for line in lines
    ]  # fmt: skip
    total = total_of(plan)
    name = budget.total_text if "\n" not in budget.total_text else "TỔNG CỘNG"
    is_short = name and len(name) < 60
    last = (name if is_short else "TỔNG CỘNG", total, *([""] if has_source else []))
    rows.append(Row(last, is_bold=True, span=5))
    thousand = "ngàn" if "ngàn" in budget.words.lower() else "nghìn"
    said = f"Bằng chữ: {dong_in_words(total, thousand=thousand)}." if total is not None else ""
    words = (Paragraph(said, align="left", is_italic=True),) if said else ()
    columns = (*_MONEY, _SOURCE) if has_source else _MONEY
    return (Table(columns, tuple(rows)), *words)


def total_of(plan: Plan) -> int | None:
    """Return the stated total, else the sum of the outermost lines; None without money."""
    budget = getattr(plan, "budget", None)
    return None if budget is None else queries.planned_money(budget)


def file_name(plan: Plan, ending: str) -> str:
    """Return a name for the file: the years and the day of printing."""
    day = timezone.localdate()
    return f"ke-hoach-{plan.years.replace('–', '-')}-{day:%Y%m%d}.{ending}"
