"""Pure identity patterns (TDS 2.0 section 8): which canonical Digital Links an idpat URN covers."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from txng.gs1 import epc
from txng.gs1.constrained import STEM, encode


@lru_cache(maxsize=1024)
def compile_pattern(urn: str) -> re.Pattern[str]:
    """The expression that matches, from end to end, the canonical Digital Links a pattern covers.

    `urn` is a pure identity pattern (TDS 2.0 section 8): "*" stands in trailing fields only. An EPC
    URN without "*" covers itself. The expression is plain enough for PostgreSQL's `~` too.
    Raises UnknownUrnError.
    """
    taken = epc.parse(urn)
    if not taken.opens:
        return re.compile("^" + re.escape(epc.to_digital_link(urn)) + "$")
    key = _open_key(taken)
    tail = taken.scheme.tail
    if tail == "+":
        end = "[^/]+"
    elif tail == "254":
        end = "(?:/254/[^/]+)?"
    else:
        end = f"/{tail}/[^/]+" if tail else ""
    return re.compile(f"^{re.escape(STEM)}/{taken.scheme.ai}/{key}{end}$")


def _open_key(taken: epc.Epc) -> str:
    scheme = taken.scheme
    closed = scheme.fields - taken.opens
    if closed > 1 and (scheme.fields != 5 or closed > 3):
        return re.escape(encode(taken.key))
    pieces = ""
    if scheme.fields == 5:
        pieces = taken.pieces + f"[0-9]{{{4 - len(taken.pieces)}}}"
    if not scheme.digits:
        return f"{taken.prefix or '[0-9]{4}'}[^/]+"
    if closed > 1:
        return msgspec.structs.replace(taken, pieces="").key + pieces
    rest = scheme.digits - len(taken.prefix)
    if not scheme.leads:
        return f"{scheme.before}{taken.prefix}[0-9]{{{rest + 1}}}"
    return f"[0-9]{taken.prefix}[0-9]{{{rest}}}{pieces}"


def matches(pattern: str, uri: str) -> bool:
    """Whether a pure identity pattern covers the canonical Digital Link `uri`.

    A pattern with only its serial open also covers the class itself, which it names.
    """
    if compile_pattern(pattern).fullmatch(uri):
        return True
    try:
        return epc.to_digital_link(pattern) == uri
    except epc.UnknownUrnError:
        return False
