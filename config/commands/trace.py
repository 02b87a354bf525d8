"""`txng trace`: prints where codes come from and went, with the operator's full sight."""

from argparse import Namespace

from config.commands.database import django_ready, tables_ready
from config.commands.words import Answer, ItemFailed, answer_all

_ASKED = {"up": ("up",), "down": ("down",), "both": ("up", "down")}


def main(asked: Namespace) -> int:
    """Trace every code; 1 if one is unknown or no code."""
    with django_ready() as url:
        tables_ready(url)
        return answer_all(
            asked, answer=lambda code: _answer(code, asked.direction), show=show, name="asked"
        )


def _answer(code: str, direction: str) -> Answer:
    from txng.core.errors import Refused  # noqa: PLC0415  Django must be ready first
    from txng.trace import queries  # noqa: PLC0415  Django must be ready first
    from txng.trace.lineage import Direction  # noqa: PLC0415  Django must be ready first

    try:
        found = queries.trace_for_operator(
            code=code, directions=[Direction(way) for way in _ASKED[direction]]
        )
    except Refused as refusal:
        raise ItemFailed(str(refusal), code=refusal.code) from refusal
    return queries.as_data(found)


_ENDS = {"upstream": ("source", "target"), "downstream": ("target", "source")}


def show(found: Answer) -> str:
    """Write a trace as a tree of names and codes, upstream and downstream."""
    names = {thing["id"]: thing for thing in found["things"]}
    lines = [_line(names, found["id"])]
    for title, ends in _ENDS.items():
        if found[title]:
            lines.append(f"{title}: {len(found[title])}")
            lines += _tree(found, names, title, ends)
    return "\n".join(lines)


def _tree(found: Answer, names: dict[str, Answer], title: str, ends: tuple[str, str]) -> list[str]:
    """Indent each reached thing under the first one it was reached from.

    Of a place the walk starts at what was there: those things stand above where they lead.
    """
    far, near = ends
    reached = set(found[title])
    lines: list[str] = []
    seen: set[str] = set()
    first = int(found["starts"] != [found["id"]])
    stack = [(text, first, "") for text in reversed(found["starts"])]
    while stack:
        text, depth, passed = stack.pop()
        following = [
            link for link in found["links"] if link[near] == text and link[far] in reached - seen
        ]
        if depth > first or (first and following):
            lines.append("  " * depth + _line(names, text) + passed)
        seen.update(link[far] for link in following)
        once = {link[far]: link for link in reversed(following)}
        stack += [(name, depth + 1, _passed(link, far)) for name, link in once.items()]
    return lines


def _passed(link: Answer, far: str) -> str:
    """Write how much passed and when, as far as it is stated: " · 120 KGM · 2026-11-21 08:30"."""
    amount, at = link.get(f"{far}Quantity"), link.get("at")
    parts = [f"{amount['quantity']:g} {amount['uom'] or ''}".strip()] if amount else []
    parts += [at[:16].replace("T", " ")] if at else []
    return "".join(f" · {part}" for part in parts)


def _line(names: dict[str, Answer], text: str) -> str:
    thing = names.get(text, {"name": "", "code": text})
    return f"{thing['name']} {thing['code']}".strip()
