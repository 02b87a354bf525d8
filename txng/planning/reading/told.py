"""Tasks of plans without a table: numbered contents, or clauses of a news item about a plan."""

import re

from txng.planning.reading.sections import parts_of
from txng.planning.reading.timing import timing_of
from txng.planning.reading.values import Paper, Paragraph, Task, Where

_ITEM = re.compile(r"(?P<number>\d{1,2})[.)]\s*(?P<name>\S.*)")
_WHEN = re.compile(r"([Tt]hời gian|[Tt]rước ngày|[Cc]hậm nhất|[Hh]oàn thành)")
_CLAUSES = re.compile(r"(?P<lead>[^:;]{10,140})(?::| Trong đó,)\s*(?P<rest>[^:]{40,})")


def told_tasks_of(paper: Paper) -> tuple[Task, ...]:
    """Return the tasks that the text tells; each keeps its lines as its result."""
    contents = [p for part, p in parts_of(paper.paragraphs) if part == "contents"]
    items = _numbered(contents, paper)
    return tuple(items or _clauses(paper))


def _numbered(contents: list[Paragraph], paper: Paper) -> list[Task]:
    found: list[tuple[re.Match[str], Paragraph, list[Paragraph]]] = []
    for paragraph in contents:
        item = _ITEM.match(paragraph.text)
        if item is not None and not re.match(r"\d+\.\d", paragraph.text):
            found.append((item, paragraph, []))
        elif found:
            found[-1][2].append(paragraph)
    return [_task(item, head, below, paper) for item, head, below in found]


def _task(item: re.Match[str], head: Paragraph, below: list[Paragraph], paper: Paper) -> Task:
    when = [p.text for p in below if _WHEN.search(p.text)]
    bare = [re.sub(r"^([-+]|\d+(\.\d+)*[.)])\s*", "", text) for text in when]
    time = " ".join(text for text in bare if re.search(r"\d", text))
    return Task(
        number=item["number"],
        content=item["name"].rstrip(". "),
        lead="",
        partners="",
        time=time,
        timing=timing_of(time),
        result="\n".join(p.text for p in below),
        note="",
        where=Where(head.line, unit=paper.medium),
    )


def _clauses(paper: Paper) -> list[Task]:
    """Read "Cùng với đó, triển khai …: việc thứ nhất; việc thứ hai; …" """
    found: list[Task] = []
    for paragraph in paper.paragraphs:
        part = _CLAUSES.search(paragraph.text)
        if part is None or "mục tiêu" in part["lead"] or part["rest"].count(";") < 1:
            continue
        group = part["lead"].rpartition(". ")[2].strip()
        for clause in part["rest"].split(";"):
            text = clause.strip(" .")
            found.append(
                Task(
                    number=str(len(found) + 1),
                    content=text[:1].upper() + text[1:],
                    lead="",
                    partners="",
                    time="",
                    timing=timing_of(""),
                    result="",
                    note="",
                    where=Where(paragraph.line, unit=paper.medium),
                    group=group,
                )
            )
    return found
