"""What a plan wants to reach, sentence by sentence, under the heading and stage that it stands."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from txng.planning.comparing import plain
from txng.planning.reading.sections import parts_of
from txng.planning.reading.timing import year_range
from txng.planning.reading.values import Objective, Paper, Paragraph, Where

Aim = Literal["goal", "purpose", "other"]
_AIMS: tuple[tuple[Aim, str], ...] = (
    ("goal", r"muc tieu|chi tieu"),
    ("purpose", r"muc dich"),
    ("other", r"yeu cau|nhiem vu|noi dung|giai phap|quan diem|pham vi|doi tuong"),
)
_NUMBERED = re.compile(r"(?P<mark>[IVX]+|\d+(?:\.\d+)*|[a-zđ])\s*[.)]\s*(?P<name>\S.*)", re.DOTALL)
_STAGE = re.compile(r"(giai đoạn|(đến )?(hết )?năm)\s*\d{4}[\s\d–-]{0,9}:?$", re.IGNORECASE)
_LONGEST = 120
_BULLET = re.compile(r"^[-+•*–]\s*")
_TOLD = re.compile(r"[Mm]ục tiêu[^:.;]{0,60}:\s*(?=[a1][.)])")
_CLAUSE = re.compile(r"[;.]\s+(?=[a-zđ1-9]{1,2}[.)]\s)")


class _Under(NamedTuple):
    """Where a sentence stands: what its heading aims at, how it reads, which years it names."""

    aim: Aim
    heading: str = ""
    years: tuple[int, int] | None = None


def objectives_of(paper: Paper) -> tuple[Objective, ...]:
    """Return the goals of a plan in order; where it names none, the purposes it gives."""
    found = list(_listed(paper))
    goals = [objective for aim, objective in found if aim == "goal"]
    if not goals:
        goals = [one for paragraph in paper.paragraphs for one in _told(paragraph, paper)]
    return tuple(goals or (objective for aim, objective in found if aim == "purpose"))


def _listed(paper: Paper) -> Iterator[tuple[Aim, Objective]]:
    """Yield the sentences of the part on goals with what they aim at."""
    parts = [p for part, p in parts_of(paper.paragraphs) if part == "goals"]
    under = _Under("other")
    for place, paragraph in enumerate(parts):
        numbered = _NUMBERED.match(paragraph.text)
        below = parts[place + 1].text if place + 1 < len(parts) else ""
        if numbered is not None and _is_heading(numbered, below):
            under = _below(under, numbered, paragraph.text)
        elif under.aim != "other":
            yield under.aim, _objective(paragraph, under, paper)


def _is_heading(numbered: re.Match[str], below: str) -> bool:
    """Say whether a numbered line heads what follows; one that stands alone is a goal itself."""
    name = numbered["name"]
    if len(name) >= _LONGEST:
        return name.endswith(":")
    is_bare = not name.endswith((".", ";"))
    if _is_roman(numbered) or (is_bare and (_aim(name) is not None or _STAGE.match(name))):
        return True
    following = _NUMBERED.match(below)
    deeper = following is not None and following["mark"].count(".") > numbered["mark"].count(".")
    return deeper or bool(_BULLET.match(below)) or name.endswith(":")


def _below(under: _Under, numbered: re.Match[str], text: str) -> _Under:
    """Return where the lines below a heading stand; one that names no aim keeps the one above."""
    years = year_range(numbered["name"])
    if _is_roman(numbered):
        named = next((a for a, words in _AIMS if re.search(words, plain(numbered["name"]))), None)
        return _Under(named or "other", text, years)
    own = _aim(numbered["name"])
    return _Under(own or under.aim, text, years or (under.years if own is None else None))


def _is_roman(numbered: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"[IVX]+", numbered["mark"]))


def _aim(name: str) -> Aim | None:
    """Return the aim that a heading begins with."""
    return next((aim for aim, words in _AIMS if re.match(words, plain(name))), None)


def _objective(paragraph: Paragraph, under: _Under, paper: Paper) -> Objective:
    numbered = _NUMBERED.match(paragraph.text)
    text = numbered["name"] if numbered else _BULLET.sub("", paragraph.text, count=1)
    years = under.years or year_range(text) or (None, None)
    return Objective(
        text=text.strip(), heading=under.heading, from_year=years[0], to_year=years[1],
        where=Where(paragraph.line, unit=paper.medium),
    )  # fmt: skip


def _told(paragraph: Paragraph, paper: Paper) -> Iterator[Objective]:
    """Yield the clauses of a sentence such as "đề ra 3 mục tiêu cụ thể: a) …; b) …"."""
    told = _TOLD.search(paragraph.text)
    if told is None:
        return
    for clause in _CLAUSE.split(paragraph.text[told.end() :]):
        inner = _NUMBERED.match(clause)
        text = (inner["name"] if inner else clause).strip(" .;")
        yield _objective(Paragraph(text, paragraph.line), _Under("goal"), paper)
