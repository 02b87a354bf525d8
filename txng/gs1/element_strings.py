"""Element strings: bracketed "(01)…(10)…" for people, FNC1-separated "^01…10…^" for carriers."""

from __future__ import annotations

import re

from txng.gs1.ai import TABLE, Elements, at_head, check_value, unknown
from txng.gs1.errors import Fault, Gs1Error

FNC1 = "^"  # how FNC1 is written where it can be seen; scanners send the control character GS
GROUP_SEPARATOR = "\x1d"
_BRACKET = re.compile(r"\(([^()]*)\)")


class ElementStringError(Gs1Error):
    """The text is not a sequence of element strings, or a value in it is wrong."""


def _misplaced(at: int, english: str, vietnamese: str) -> ElementStringError:
    return ElementStringError(
        Fault(
            "syntax",
            f"[{at + 1}]",
            f"Position {at + 1}: {english}.",
            f"Vị trí {at + 1}: {vietnamese}.",
        )
    )


def check_values(elements: Elements) -> None:
    """Raise ElementStringError with every fault of the values, one by one."""
    faults = [fault for ai, value in elements for fault in check_value(ai, value)]
    if faults:
        raise ElementStringError(*faults)


def parse(text: str) -> Elements:
    """Element strings in either notation: bracketed when `text` begins with a bracket."""
    return parse_bracketed(text) if text.startswith("(") else parse_fnc1(text)


def parse_bracketed(text: str) -> Elements:
    r"""Element strings with each AI in round brackets; "\(" stands for a bracket in a value.

    Raises ElementStringError. What the elements demand of each other is not examined
    (`associations.check`), since a label may spread them over several carriers.
    """
    elements: list[tuple[str, str]] = []
    at = 0
    while at < len(text) or not elements:
        match = _BRACKET.match(text, at)
        if match is None:
            raise _misplaced(
                at,
                "an application identifier in brackets should stand here, such as (01)",
                "cần số định danh ứng dụng trong ngoặc, ví dụ (01)",
            )
        if match[1] not in TABLE:
            raise ElementStringError(unknown(match[1]))
        value, at = _bracketed_value(text, match.end())
        elements.append((match[1], value))
    found = tuple(elements)
    check_values(found)
    return found


def _bracketed_value(text: str, at: int) -> tuple[str, int]:
    pieces: list[str] = []
    while True:
        end = text.find("(", at)
        if end == -1:
            return "".join((*pieces, text[at:])), len(text)
        if end == at or text[end - 1] != "\\":
            return "".join((*pieces, text[at:end])), end
        pieces.append(text[at : end - 1] + "(")
        at = end + 1


def format_bracketed(elements: Elements) -> str:
    """Element strings for people to read, the inverse of `parse_bracketed`."""
    return "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in elements)


def parse_fnc1(text: str, *, leading: bool = True, separators: str = "^\x1d") -> Elements:
    """Element strings as a carrier holds them, FNC1 written ^ or sent as the character GS.

    `leading`: an FNC1 must stand first. FNC1 ends every value but those of predefined length
    (General Specifications 7.8.5), after which it is tolerated. Raises ElementStringError.
    """
    at = 0
    if leading:
        if text[:1] not in separators or not text:
            raise _misplaced(0, "FNC1 (^) should stand first", "FNC1 (^) phải đứng đầu")
        at = 1
    ends = re.compile(f"[{re.escape(separators)}]|$")
    elements: list[tuple[str, str]] = []
    while at < len(text) or not elements:
        known = at_head(text[at : at + 4])
        if known is None:
            raise _misplaced(
                at,
                "an application identifier should begin here",
                "cần một số định danh ứng dụng (AI) ở đây",
            )
        start = at + len(known.code)
        match = ends.search(text, start)
        end = match.start() if match else len(text)
        if known.predefined:
            end = min(end, start + sum(part.high for part in known.parts))
        elements.append((known.code, text[start:end]))
        at = end + 1 if text[end : end + 1] in set(separators) else end
    found = tuple(elements)
    check_values(found)
    return found


def format_fnc1(elements: Elements, *, separator: str = FNC1) -> str:
    """Element strings as a carrier holds them, FNC1 first and after values of variable length."""
    text = separator
    for place, (ai, value) in enumerate(elements, 1):
        text += ai + value
        if place < len(elements) and not TABLE[ai].predefined:
            text += separator
    return text
