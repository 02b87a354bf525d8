"""Numbers that name an organisation to the state: tax codes, and citizens' numbers kept secret."""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.core.sealing import digest

_TAX: Final = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?")
_WRITTEN: Final = re.compile(r"(?<!\d)0\d\d[\s.]?\d{3}[\s.]?\d{3}[\s.]?\d{3}(?!\d)")
_MASKED: Final = re.compile(r"•+([0-9]{4})")
_MASK: Final = "••••••••"
_PERSON: Final = re.compile(r"0[0-9]{11}")
_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class TaxCodeNotRight(Refused):
    """A tax code has 10 digits (and 3 of a branch), or the 12 of a person."""

    status = 422
    reason = _("Mã số thuế cần 10 chữ số (chi nhánh thêm 3 chữ số) hoặc 12 số định danh cá nhân.")


class TaxCodeMistyped(TaxCodeNotRight):
    """The tenth digit checks the nine before it."""

    reason = _(
        "Mã số thuế này có chữ số gõ nhầm: chữ số thứ mười không khớp với chín chữ số trước. "
        "Hãy xem lại trên giấy chứng nhận đăng ký."
    )


@dataclass(frozen=True)
class Identity:
    """A tax code as papers print it, or the keyed hash and last digits of a citizen's number."""

    tax_code: str = ""
    person_digest: str = ""
    person_end: str = ""

    def __bool__(self) -> bool:
        """Say whether there is any number."""
        return bool(self.tax_code or self.person_digest)

    def __str__(self) -> str:
        """Return it as it may be shown: of a citizen's number the last four digits only."""
        return self.tax_code or (f"{_MASK}{self.person_end}" if self.person_end else "")


def identity_of(text: str) -> Identity:
    """Return what a written number names; raises TaxCodeNotRight, TaxCodeMistyped.

    A branch is written 0123456789-001. The tenth digit is 10 less the weighted sum of the nine
    before it modulo 11 (Thông tư 86/2024/TT-BTC, cấu trúc mã số thuế). Of a citizen's number only
    a hash and the last four digits are kept (Luật 91/2025/QH15: no more than is needed).
    """
    given = re.sub(r"[\s.]", "", text)
    if not given:
        return Identity()
    if _PERSON.fullmatch(given):
        return Identity(person_digest=digest(given, "citizen"), person_end=given[-4:])
    found = _TAX.fullmatch(given)
    if found is None:
        raise TaxCodeNotRight(fields={"tax_code": TaxCodeNotRight.reason})
    main, branch = found.groups()
    if not is_checked(main):
        raise TaxCodeMistyped(fields={"tax_code": TaxCodeMistyped.reason})
    return Identity(tax_code=f"{main}-{branch}" if branch else main)


def is_checked(main: str) -> bool:
    """Say whether the tenth digit of a tax code checks the nine before it."""
    total = sum(weight * int(mark) for weight, mark in zip(_WEIGHTS, main, strict=False))
    return 10 - total % 11 == int(main[9])


def masked(text: str) -> str:
    """Return a text in which of each citizen's number only the last four digits are left."""
    return _WRITTEN.sub(lambda found: _MASK + re.sub(r"\D", "", found[0])[-4:], text)


def masked_number(text: str) -> str:
    """Return what was given as a tax code, hidden where it may be a citizen's number.

    Ten to twelve digits that are no right tax code may be one that lost its zeros in Excel.
    """
    digits = re.sub(r"\D", "", text)
    if 10 <= len(digits) <= 12 and not (len(digits) == 10 and is_checked(digits)):
        return _MASK + digits[-4:]
    return masked(text)


def identity_shown(text: str) -> Identity:
    """Return what a number names, also one that comes back masked from a file of ours.

    Such a one is false: it says which digits the number ends in, not whose it is.
    """
    if found := _MASKED.fullmatch(text.strip()):
        return Identity(person_end=found[1])
    return identity_of(text)
