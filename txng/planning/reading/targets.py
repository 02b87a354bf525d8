"""Figures to be reached: percents and counts, with the year by which they are."""

import re
from decimal import Decimal

from txng.core.money import NotMoney, parse_number
from txng.planning.reading.sections import parts_of
from txng.planning.reading.timing import year_range
from txng.planning.reading.values import Paper, Target, Task, Where

_PERCENT = re.compile(r"(?P<figure>\d+(?:[.,]\d+)?)\s*(?:%|phần trăm)")
_LEAST = re.compile(
    r"(tối thiểu|ít nhất|trên|từ|không dưới|không thấp hơn|≥|>=|>)\s*(?:đạt\s*)?$", re.IGNORECASE
)
_NOUNS = (
    "khóa|khoá|lớp|hội thảo|hội nghị|hội nghị/hội thảo|cuộc|đợt|buổi|mô hình|dự án|đề tài|phóng sự"
    "|chuyên mục|tin bài|bài|tài liệu|bộ tài liệu|sổ tay|sản phẩm|doanh nghiệp|cơ sở|tổ chức"
    "|tổ chức, cá nhân|hợp tác xã|học viên|lượt người|người|cán bộ|chuỗi|hệ thống|phiếu|đơn vị"
)
_COUNT = re.compile(
    rf"(?:\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s*\(\s*)?(?<![\d/.,%-])(?P<figure>\d{{1,3}}(?:\.\d{{3}})*|\d{{1,5}})"
    rf"(?:\s*\))?\s+(?P<unit>{'|'.join(sorted(_NOUNS.split('|'), key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_MOST_ALIKE = 50
_LONGEST = 600
_BY = re.compile(r"(?:đến|trong|vào|hết)\s+(?:hết\s+|cuối\s+)?năm\s+(20\d{2})", re.IGNORECASE)
_IN = re.compile(r"\bnăm\s+(20\d{2})", re.IGNORECASE)


def targets_of(paper: Paper, tasks: tuple[Task, ...], year: int | None) -> tuple[Target, ...]:
    """Return the figures to be reached: of goals, contents, results of tasks, then of money.

    `year` is the plan's own when it is a plan of one year. The same figure told again is left out.
    """
    found: list[Target] = []
    stage: int | None = None
    later: list[Target] = []
    for part, paragraph in parts_of(paper.paragraphs):
        if re.match(r"([IVX]+|\d+(\.\d+)*|[a-zđ])[.)]\s", paragraph.text):
            years = year_range(paragraph.text)
            stage = (
                years[1]
                if years and "iai đoạn" in paragraph.text
                else stage
                if part == "goals"
                else None
            )
        where = Where(paragraph.line, unit=paper.medium)
        if part in {"duties", "annex", "end"}:
            continue
        own = _in_text(paragraph.text, where, stage or year)
        (later if part == "money" else found).extend(own)
    for task in tasks:
        short = len(task.result) < 40 and task.result.strip() != ""
        result = f"{task.content}: {task.result.strip()}" if short else task.result
        for text in (result, "" if short else task.content):
            found += _in_text(text, task.where, task.timing.to_year or year)
    return tuple(_once([*found, *later]))


def _in_text(text: str, where: Where, year: int | None) -> list[Target]:
    found = []
    for clause in re.split(r"[;\n]|(?<=\D)\.\s", text):
        by = _BY.search(clause) or _IN.search(clause)
        own_year = int(by[1]) if by else year
        for pattern in (_PERCENT, _COUNT):
            for part in pattern.finditer(clause):
                target = _target(part, clause, where, own_year)
                found += [target] if target else []
    return found


def _target(part: re.Match[str], clause: str, where: Where, year: int | None) -> Target | None:
    try:
        value = parse_number(part["figure"])
    except NotMoney:
        return None
    is_percent = "unit" not in part.groupdict()
    if value > 100 and is_percent:
        return None
    return Target(
        value=value,
        unit="%" if is_percent else " ".join(part["unit"].lower().split()),
        text=_around(clause, part.start()).strip(" -+.,"),
        where=where,
        is_least=bool(_LEAST.search(clause[max(0, part.start() - 40) : part.start()].rstrip(" ("))),
        year=year,
    )


def _around(clause: str, place: int) -> str:
    """Return a clause, or of a very long one what stands around a figure."""
    if len(clause) <= _LONGEST:
        return clause
    return clause[max(0, place - _LONGEST // 2) : place + _LONGEST // 2]


def _once(targets: list[Target]) -> list[Target]:
    """Leave out a figure told before, unless it is told of something else or another year."""
    kept: dict[tuple[Decimal, str, int | None], list[tuple[Target, set[str]]]] = {}
    found: list[Target] = []
    for target in targets:
        words = set(target.text.lower().split())
        alike = kept.setdefault((target.value, target.unit, target.year), [])
        if not any(_same(words, others) for _other, others in alike[-_MOST_ALIKE:]):
            alike.append((target, words))
            found.append(target)
    return found


def _same(words: set[str], others: set[str]) -> bool:
    return len(words & others) >= 0.5 * min(len(words), len(others))


def share(value: Decimal) -> str:
    """Write a percent."""
    return f"{value.normalize():f}%"
