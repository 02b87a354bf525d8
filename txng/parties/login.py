"""The name a person signs in with: one form for an e-mail address or a phone number."""

import re

from txng.core.search import tidy

_PHONE = re.compile(r"[+0-9][0-9 .()-]{7,18}")


def is_phone(login: str) -> bool:
    """Say whether a normal login is a Vietnamese phone number: 0 and nine or ten digits more."""
    return re.fullmatch(r"0[0-9]{9,10}", login) is not None


def normal_login(text: str) -> str:
    """Return e-mail addresses in lower case and phone numbers as 0xxxxxxxxx (+84 becomes 0)."""
    given = tidy(text).lower()
    if not _PHONE.fullmatch(given):
        return given
    digits = re.sub(r"[^0-9+]", "", given)
    return "0" + digits[3:] if digits.startswith("+84") else digits
