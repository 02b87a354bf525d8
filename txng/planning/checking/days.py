"""Days and years of a plan checked: cited documents, stages, tasks within the plan's years."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from txng.planning.checking.telling import short, told
from txng.planning.known import documents
from txng.planning.reading.values import Citation, Finding, Heading, PlanPaper, Where


def check_days(plan: PlanPaper) -> Iterator[Finding]:
    """Yield what disagrees in days and years."""
    yield from _check_citations(plan)
    yield from _check_stages(plan.headings)
    yield from _check_annex_years(plan)
    yield from _check_task_years(plan)
    yield from _check_deadlines(plan)
    for target in plan.targets:
        is_row = target.where.table is not None
        if target.year is not None and not is_row and _is_outside(plan, target.year):
            yield _outside(plan, target.year, f"chỉ tiêu “{short(target.text)}”", target.where)


def _check_citations(plan: PlanPaper) -> Iterator[Finding]:
    seen: dict[str, Citation] = {}
    told_of: set[tuple[str, str]] = set()
    for citation in plan.citations:
        key = (citation.number.upper(), citation.date)
        if citation.date and not _is_day(citation.date):
            yield told(
                "date_impossible", "error", citation.where, values=(citation.date, ""),
                vi=f"“{short(citation.text)}”: không có ngày này.",
                en=f"“{short(citation.text)}”: there is no such day.",
            )  # fmt: skip
            continue
        if key in told_of:
            continue
        told_of.add(key)
        yield from _compare_known(citation)
        yield from _compare_own(citation, plan)
        before = seen.setdefault(citation.number.upper(), citation)
        if not before.date:
            seen[citation.number.upper()] = citation
        elif citation.date and before.date != citation.date:
            yield _two_days(before, citation)


def _compare_known(citation: Citation) -> Iterator[Finding]:
    for known in documents().values():
        if known.number.upper() == citation.number.upper():
            if citation.date and citation.date != known.date:
                yield told(
                    "citation_date_differs", "error", citation.where,
                    values=(_said(citation.date), _said(known.date)),
                    vi=f"{citation.kind} số {known.number} được ghi ngày {_said(citation.date)};"
                    f" văn bản này ký ngày {_said(known.date)}.",
                    en=f"{known.number} is dated {_said(citation.date)} here; it was signed on"
                    f" {_said(known.date)}.",
                )  # fmt: skip
        elif _is_misspelled(citation, known.number, known.date):
            yield told(
                "citation_number_differs", "error", citation.where,
                values=(citation.number, known.number),
                vi=f"Số hiệu “{citation.number}” ngày {_said(citation.date)} có lẽ viết sai của"
                f" {known.number}.",
                en=f"The number “{citation.number}” of {_said(citation.date)} is probably a slip"
                f" for {known.number}.",
            )  # fmt: skip


def _is_misspelled(citation: Citation, number: str, day: str) -> bool:
    """Say whether a number has the figures and letters of a known one in another order."""
    return (
        citation.date == day
        and citation.number.partition("/")[0] == number.partition("/")[0]
        and sorted(citation.number.upper()) == sorted(number.upper())
    )


def _compare_own(citation: Citation, plan: PlanPaper) -> Iterator[Finding]:
    if plan.date and citation.date > plan.date and _is_day(plan.date):
        yield told(
            "citation_after_plan", "error", citation.where,
            values=(_said(citation.date), _said(plan.date)),
            vi=f"“{short(citation.text)}” có ngày sau ngày của kế hoạch ({_said(plan.date)}).",
            en=f"“{short(citation.text)}” is dated after the plan itself ({_said(plan.date)}).",
        )  # fmt: skip


def _two_days(one: Citation, other: Citation) -> Finding:
    return told(
        "citation_dates_disagree", "error", other.where,
        values=(_said(other.date), _said(one.date)),
        vi=f"{other.number} được ghi hai ngày khác nhau: {_said(one.date)} và {_said(other.date)}.",
        en=f"{other.number} is given two days: {_said(one.date)} and {_said(other.date)}.",
    )  # fmt: skip


def _check_stages(headings: tuple[Heading, ...]) -> Iterator[Finding]:
    """Compare the stages of the annex with those of the goals."""
    goals = [h for h in headings if not h.is_annex and h.from_year != h.to_year]
    annex = [h for h in headings if h.is_annex and h.from_year != h.to_year]
    known = {(h.from_year, h.to_year) for h in goals}
    for heading in annex if known else ():
        years = (heading.from_year, heading.to_year)
        near = [g for g in goals if g.from_year <= years[1] and years[0] <= g.to_year]
        if years in known or not near:
            continue
        best = max(near, key=lambda g: (g.to_year == years[1], g.from_year == years[0]))
        yield told(
            "stage_differs", "error", heading.where,
            values=(_stage(heading), _stage(best)),
            vi=f"Phụ lục ghi giai đoạn {_stage(heading)} (“{short(heading.text)}”) nhưng phần mục"
            f" tiêu ghi {_stage(best)} (“{short(best.text)}”, dòng {best.where.line}).",
            en=f"The annex says stage {_stage(heading)} (“{short(heading.text)}”); the goals say"
            f" {_stage(best)} (“{short(best.text)}”, line {best.where.line}).",
        )  # fmt: skip
    yield from _check_overlaps(goals if not annex else [])


def _check_overlaps(stages: list[Heading]) -> Iterator[Finding]:
    for one, other in pairwise(stages):
        if other.from_year == one.to_year:
            yield told(
                "stages_overlap", "error", other.where, values=(_stage(other), _stage(one)),
                vi=f"Hai giai đoạn {_stage(one)} và {_stage(other)} cùng có năm {one.to_year}.",
                en=f"The stages {_stage(one)} and {_stage(other)} both hold {one.to_year}.",
            )  # fmt: skip


def _check_annex_years(plan: PlanPaper) -> Iterator[Finding]:
    for heading in plan.headings:
        is_year = heading.is_annex and heading.from_year == heading.to_year
        if is_year and _is_outside(plan, heading.from_year):
            what = f"tiêu đề “{short(heading.text)}”"
            yield _outside(plan, heading.from_year, what, heading.where)


def _check_task_years(plan: PlanPaper) -> Iterator[Finding]:
    for task in plan.tasks:
        years = {task.timing.from_year, task.timing.to_year, *(d.year for d in task.timing.dues)}
        for year in sorted(year for year in years if year):
            first, last = task.from_year, task.to_year
            name = f"nhiệm vụ {task.number} “{short(task.content)}”"
            if _is_outside(plan, year):
                yield _outside(plan, year, name, task.where)
            elif first and last and not first <= year <= last:
                yield told(
                    "year_outside_stage", "error", task.where,
                    values=(str(year), f"{first}–{last}"),
                    vi=f"Năm {year} của {name} nằm ngoài giai đoạn {first}–{last}.",
                    en=f"Year {year} of task {task.number} is outside its stage {first}–{last}.",
                )  # fmt: skip


def _check_deadlines(plan: PlanPaper) -> Iterator[Finding]:
    """Compare days of reports with the years; a last report may come by June of the next year."""
    last = plan.period.to_year
    for deadline in plan.deadlines:
        due = deadline.due
        is_last_report = last is not None and due.year == last + 1 and due.month <= 6
        if due.year is not None and _is_outside(plan, due.year) and not is_last_report:
            what = f"hạn báo cáo “{short(deadline.text)}”"
            yield _outside(plan, due.year, what, deadline.where)


def _is_outside(plan: PlanPaper, year: int) -> bool:
    first, last = plan.period.from_year, plan.period.to_year
    return (first is not None and year < first) or (last is not None and year > last)


def _outside(plan: PlanPaper, year: int, what: str, where: Where) -> Finding:
    first, last = plan.period.from_year, plan.period.to_year
    period = str(first) if first == last else f"{first or '…'}–{last or '…'}"
    return told(
        "year_outside_plan", "error", where, values=(str(year), period),
        vi=f"Năm {year} của {what} nằm ngoài thời gian của kế hoạch ({period}).",
        en=f"Year {year} ({what}) is outside the years of the plan ({period}).",
    )  # fmt: skip


def _stage(heading: Heading) -> str:
    return f"{heading.from_year}–{heading.to_year}"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _said(text: str) -> str:
    return "/".join(reversed(text.split("-")))
