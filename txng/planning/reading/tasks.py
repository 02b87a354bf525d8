"""Tables of tasks become tasks, with the group and the stage they stand under."""

from txng.planning.reading.heads import is_part_head, is_total
from txng.planning.reading.tables import Cells, Columns, columns_of, rows_of
from txng.planning.reading.timing import timing_of, year_range
from txng.planning.reading.values import Heading, Paper, Table, Task, Where


def tasks_of(paper: Paper, headings: tuple[Heading, ...]) -> tuple[Task, ...]:
    """Return the tasks of all tables of tasks, in order."""
    found: list[Task] = []
    for place, block in enumerate(paper.blocks):
        if not isinstance(block, Table):
            continue
        columns = columns_of(block)
        if columns is None or columns.is_money or not columns.is_tasks:
            continue
        stage = _stage_before(paper, place, headings)
        found += _tasks(block, columns, stage, paper)
    return tuple(found)


def _stage_before(paper: Paper, place: int, headings: tuple[Heading, ...]) -> Heading | None:
    """Return the stage that the last heading above a table names."""
    lines = {h.where.line: h for h in headings}
    for block in reversed(paper.blocks[max(0, place - 3) : place]):
        if isinstance(block, Table):
            return None
        if block.line in lines:
            return lines[block.line]
    return None


def _tasks(table: Table, columns: Columns, stage: Heading | None, paper: Paper) -> list[Task]:
    found: list[Task] = []
    group, years = "", None
    for cells in rows_of(table, columns):
        content = cells["content"]
        if cells["amount"] and is_total(content or cells["number"]):
            continue
        rest = [cells[name] for name in ("lead", "partners", "time", "result")]
        if content and not any(rest) and _has_only_money(cells):
            if not is_total(content):
                group, years = f"{cells['number']} {content}".strip(), year_range(content)
            continue
        if not content and not any(rest):
            group = cells["number"] or group
            years = year_range(group) or years
            continue
        found.append(_task(cells, table, (group, years, stage), paper))
    return found


def _has_only_money(cells: Cells) -> bool:
    """Say whether what stands in columns of their own is money of a source or a year."""
    return all(
        is_part_head(head) and any(map(str.isdigit, text)) for head, text in cells.others.items()
    )


def _task(
    cells: Cells,
    table: Table,
    under: tuple[str, tuple[int, int] | None, Heading | None],
    paper: Paper,
) -> Task:
    group, years, stage = under
    if years is None and stage is not None:
        years = (stage.from_year, stage.to_year)
    others = dict(cells.others)
    others.update({name: cells[name] for name in ("amount", "unit", "quantity") if cells[name]})
    return Task(
        number=cells["number"],
        content=cells["content"],
        lead=cells["lead"],
        partners=cells["partners"],
        time=cells["time"],
        timing=timing_of(cells["time"]),
        result=cells["result"],
        note=cells["note"],
        where=Where(cells.line, table.number, cells.place, table.sheet, paper.medium),
        group=group or (stage.text if stage and stage.from_year != stage.to_year else ""),
        from_year=years[0] if years else None,
        to_year=years[1] if years else None,
        others=others,
    )
