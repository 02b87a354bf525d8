"""Which part of a plan a paragraph stands in: purpose, goals, contents, money, who does what."""

import re
from collections.abc import Iterator
from typing import Literal

from txng.planning.comparing import plain
from txng.planning.reading.values import Paragraph

Part = Literal["head", "goals", "contents", "money", "duties", "annex", "end"]
_HEADING = re.compile(r"([IVX]+|[A-E])\s*[.)/-]\s*(?P<name>\S.*)")
_PARTS: tuple[tuple[Part, str], ...] = (
    ("money", r"kinh phi|nguon luc|nguon kinh phi"),
    ("duties", r"to chuc thuc hien|phan cong|trach nhiem"),
    ("goals", r"muc tieu|muc dich"),
    ("contents", r"noi dung|nhiem vu|giai phap"),
)


def parts_of(paragraphs: list[Paragraph]) -> Iterator[tuple[Part, Paragraph]]:
    """Yield each paragraph with the part it stands in; headings belong to what they open."""
    part: Part = "head"
    for paragraph in paragraphs:
        part = _part_after(part, paragraph)
        yield part, paragraph


def _part_after(part: Part, paragraph: Paragraph) -> Part:
    text = paragraph.text
    if re.match(r"(PHỤ LỤC|Phụ lục\b|BIỂU CHI TIẾT|DANH MỤC)", text) and len(text) < 200:
        return "annex"
    if re.match(r"Nơi nhận", text):
        return "end"
    heading = _HEADING.match(text)
    if heading is None or part in {"annex", "end"} or len(text) > 120:
        return part
    for name, pattern in _PARTS:
        if re.search(pattern, plain(heading["name"])):
            return name
    return part
