"""What element strings demand of each other (General Specifications section 4.14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from txng.gs1.ai import TABLE, Elements
from txng.gs1.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

# A digital signature (8030) signs one thing, so these keys need their serial part.
_SERIAL_FROM = {"253": 13, "255": 13, "8003": 14}


def check(elements: Elements) -> list[Fault]:
    """All faults between the element strings of one data carrier."""
    return [
        *check_repeats(elements),
        *check_exclusions(elements),
        *check_needs(elements),
        *check_signature(elements),
    ]


def check_repeats(elements: Elements) -> list[Fault]:
    """An AI that appears again must say the same."""
    faults, first = [], dict[str, str]()
    for ai, value in elements:
        if first.setdefault(ai, value) != value:
            faults.append(
                Fault(
                    "repeated",
                    f"({ai})",
                    f"({ai}) says {first[ai]} and {value}; it should say one thing.",
                    f"({ai}) vừa là {first[ai]} vừa là {value}; chỉ được có một giá trị.",
                    first[ai],
                )
            )
    return faults


def _fits(pattern: str, ai: str) -> bool:
    return len(pattern) == len(ai) and all(p in {"n", a} for p, a in zip(pattern, ai, strict=True))


def _present(pattern: str, ais: Iterable[str]) -> str | None:
    return next((ai for ai in ais if _fits(pattern, ai)), None)


def check_exclusions(elements: Elements) -> list[Fault]:
    """Some AIs never stand together; an AI does not exclude itself."""
    ais = list(dict.fromkeys(ai for ai, _ in elements))
    faults = []
    for ai in ais:
        others = [other for other in ais if other != ai]
        for pattern in TABLE[ai].excludes if ai in TABLE else ():
            found = _present(pattern, others)
            if found:
                faults.append(
                    Fault(
                        "excluded",
                        f"({ai})",
                        f"({ai}) and ({found}) should not stand together; leave one out.",
                        f"({ai}) và ({found}) không được đi cùng nhau; cần bỏ một trong hai.",
                    )
                )
    return faults


def check_needs(elements: Elements) -> list[Fault]:
    """Some AIs mean something only beside others."""
    ais = list(dict.fromkeys(ai for ai, _ in elements))
    return [
        _missing(ai, group)
        for ai in ais
        if ai in TABLE
        for group in TABLE[ai].needs
        if not any(all(_present(pattern, ais) for pattern in way) for way in group)
    ]


def _missing(ai: str, group: tuple[tuple[str, ...], ...]) -> Fault:
    ways = ["+".join(f"({pattern})" for pattern in way) for way in group]
    return Fault(
        "missing",
        f"({ai})",
        f"({ai}) should stand with {' or '.join(ways)}.",
        f"({ai}) phải đi cùng {' hoặc '.join(ways)}.",
        " | ".join(ways),
    )


def check_signature(elements: Elements) -> list[Fault]:
    """A digital signature (8030) needs a document, coupon or asset key with its serial part."""
    if not any(ai == "8030" for ai, _ in elements):
        return []
    return [
        Fault(
            "unserialised",
            f"({ai})",
            f"({ai}) {value} should carry a serial part, because a signature (8030) is present.",
            f"({ai}) {value} phải có phần sê-ri vì có chữ ký số (8030).",
        )
        for ai, value in elements
        if ai in _SERIAL_FROM and len(value) <= _SERIAL_FROM[ai]
    ]
