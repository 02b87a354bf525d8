"""Lengths of GS1 Company Prefixes, which no key tells of itself."""

from __future__ import annotations

import re
from functools import lru_cache

from biip.gs1_prefixes import GS1CompanyPrefix

LENGTHS = range(6, 13)  # a company prefix has 6 to 12 digits in an EPC URN (TDS 2.0, 6.3)
_DIGITS = re.compile(r"[0-9]{1,12}")


@lru_cache(maxsize=16384)
def company_prefix_length(digits: str) -> int | None:
    """Number of digits of the company prefix at the start of `digits`, None when unknown.

    `digits` starts with the company prefix: a GLN, a GTIN-14 without its indicator digit, an SSCC
    without its extension digit; what follows the leading digits does not matter. The table is
    the GCP length list of GS1 as packaged by biip; a prefix allotted since is unknown until the
    package is renewed.
    """
    leading = _DIGITS.match(digits)
    if leading is None:
        return None
    prefix = GS1CompanyPrefix.extract(leading.group())
    if prefix is None or len(prefix.value) not in LENGTHS:
        return None
    return len(prefix.value)
