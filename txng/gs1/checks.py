"""The checks that the GS1 Barcode Syntax Dictionary names for the parts of an AI's value.

Each check takes the text of one part and says None, or what is wrong: the end of a sentence in
English and in Vietnamese, and the right value where there is one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

from txng.gs1 import check_digits
from txng.gs1.code_lists import LISTS
from txng.gs1.coupons import check_coupon, check_positive_offer
from txng.gs1.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SEQUENCE = re.compile(r"([1-9][0-9]*)/([1-9][0-9]*)")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{1,30}")


def _csum(text: str) -> Problem | None:
    right = check_digits.check_digit(text[:-1])
    if text[-1] == right:
        return None
    return Problem(
        f"check digit {text[-1]} should be {right}",
        f"số kiểm tra {text[-1]} phải là {right}",
        text[:-1] + right,
    )


def _csumalpha(text: str) -> Problem | None:
    if len(text) < 3:
        return Problem(
            "is too short to end with two check characters",
            "quá ngắn để có hai ký tự kiểm tra ở cuối",
        )
    right = check_digits.check_pair(text[:-2])
    if text[-2:] == right:
        return None
    return Problem(
        f"check characters {text[-2:]} should be {right}",
        f"cặp ký tự kiểm tra {text[-2:]} phải là {right}",
        text[:-2] + right,
    )


def _gcppos1(text: str) -> Problem | None:
    head = text[:4]
    if len(head) == 4 and head.isdigit():
        return None
    return Problem(
        "should start with a GS1 company prefix, at least four digits",
        "phải bắt đầu bằng tiền tố doanh nghiệp GS1, ít nhất bốn chữ số",
    )


def _gcppos2(text: str) -> Problem | None:
    return _gcppos1(text[1:])


def _date(year: int, text: str, *, may_omit_day: bool) -> Problem | None:
    """`text` is MMDD of the given year; day 00 stands for the month's end where allowed."""
    month, day = int(text[:2]), int(text[2:])
    if not 1 <= month <= 12:
        return Problem(
            f"month {text[:2]} should be 01 to 12", f"tháng {text[:2]} phải từ 01 đến 12"
        )
    last = monthrange(year, month)[1]
    if (0 if may_omit_day else 1) <= day <= last:
        return None
    first = "00" if may_omit_day else "01"
    return Problem(
        f"day {text[2:]} should be {first} to {last}", f"ngày {text[2:]} phải từ {first} đến {last}"
    )


def _yymmdd(text: str) -> Problem | None:
    # Whichever century General Specifications 7.12 gives, its leap years are those of 2000-2099.
    return _date(2000 + int(text[:2]), text[2:], may_omit_day=False)


def _yymmd0(text: str) -> Problem | None:
    return _date(2000 + int(text[:2]), text[2:], may_omit_day=True)


def _yyyymmdd(text: str) -> Problem | None:
    return _date(max(int(text[:4]), 1), text[4:], may_omit_day=False)


def _yyyymmd0(text: str) -> Problem | None:
    return _date(max(int(text[:4]), 1), text[4:], may_omit_day=True)


def _up_to(limit: int, english: str, vietnamese: str) -> Callable[[str], Problem | None]:
    def check(text: str) -> Problem | None:
        if int(text) <= limit:
            return None
        return Problem(
            f"{english} {text} should be at most {limit}",
            f"{vietnamese} {text} không được quá {limit}",
        )

    return check


_hh = _up_to(23, "hour", "giờ")
_mi = _up_to(59, "minute", "phút")
_ss = _up_to(59, "second", "giây")


def _hhmi(text: str) -> Problem | None:
    return _hh(text[:2]) or _mi(text[2:])


def _listed(
    name: str, english: str, vietnamese: str, *more: str
) -> Callable[[str], Problem | None]:
    codes = LISTS[name] | set(more)

    def check(text: str) -> Problem | None:
        if text in codes:
            return None
        return Problem(f"{text} should be {english}", f"{text} phải là {vietnamese}")

    return check


def _one_of(codes: str, meaning: str, meaning_vi: str) -> Callable[[str], Problem | None]:
    allowed = codes.split()

    def check(text: str) -> Problem | None:
        if text in allowed:
            return None
        listed = ", ".join(allowed)
        return Problem(
            f"{meaning} {text} should be one of {listed}",
            f"{meaning_vi} {text} phải là một trong {listed}",
        )

    return check


def _iban(text: str) -> Problem | None:
    if not _IBAN.fullmatch(text) or text[:2] not in LISTS["iso3166alpha2"]:
        return Problem(
            "should be an IBAN: country, two check digits, account in capitals and digits",
            "phải là IBAN: mã nước, hai số kiểm tra, số tài khoản gồm chữ hoa và chữ số",
        )
    if _iban_rest(text) == 1:
        return None
    right = f"{98 - _iban_rest(text[:2] + '00' + text[4:]):02}"
    return Problem(
        f"check digits {text[2:4]} of the IBAN should be {right}",
        f"số kiểm tra {text[2:4]} của IBAN phải là {right}",
        text[:2] + right + text[4:],
    )


def _iban_rest(text: str) -> int:
    return int("".join(str(int(character, 36)) for character in text[4:] + text[:4])) % 97


def _pcenc(text: str) -> Problem | None:
    if not _PERCENT.search(text):
        return None
    return Problem(
        "holds a % that is not followed by two hexadecimal digits",
        "có dấu % không kèm hai chữ số thập lục phân",
    )


def _importeridx(text: str) -> Problem | None:
    if re.fullmatch(r"[-0-9A-Z_a-z]", text):
        return None
    return Problem(
        f"importer index {text} should be one of 0-9 A-Z a-z - _",
        f"chỉ số nhà nhập khẩu {text} phải là một trong 0-9 A-Z a-z - _",
    )


def _pieceoftotal(text: str) -> Problem | None:
    half = len(text) // 2
    piece, total = int(text[:half]), int(text[half:])
    if 1 <= piece <= total:
        return None
    return Problem(
        f"piece {text[:half]} of {text[half:]} should be from 1 up to the total",
        f"mảnh {text[:half]} trên {text[half:]} phải từ 1 đến tổng số",
    )


def _posinseqslash(text: str) -> Problem | None:
    match = _SEQUENCE.fullmatch(text)
    if match and int(match[1]) <= int(match[2]):
        return None
    return Problem(
        f"{text} should be a place and a total such as 1/3, the place not beyond the total",
        f"{text} phải là thứ tự và tổng số, ví dụ 1/3, thứ tự không vượt tổng số",
    )


def _zero(text: str) -> Problem | None:
    if not text.strip("0"):
        return None
    return Problem(f"{text} should be zero", f"{text} phải bằng không", "0" * len(text))


def _nonzero(text: str) -> Problem | None:
    if text.strip("0"):
        return None
    return Problem(f"{text} should not be zero", f"{text} phải khác không")


def _nozeroprefix(text: str) -> Problem | None:
    if text == "0" or not text.startswith("0"):
        return None
    return Problem(
        f"{text} should have no leading zero",
        f"{text} không được bắt đầu bằng số 0",
        text.lstrip("0") or "0",
    )


def _hasnondigit(text: str) -> Problem | None:
    if not text.isdigit():
        return None
    return Problem(
        "should hold at least one character that is not a digit",
        "phải có ít nhất một ký tự không phải chữ số",
    )


def _hyphen(text: str) -> Problem | None:
    if not text.strip("-"):
        return None
    return Problem(f"{text} should be a hyphen (-)", f"{text} phải là dấu gạch nối (-)", "-")


_mediatype_codes = " ".join(f"{code:02}" for code in (*range(1, 11), *range(80, 100)))
_COUNTRY = ("a country number of ISO 3166", "mã số nước theo ISO 3166")

CHECKS: dict[str, Callable[[str], Problem | None]] = {
    "csum": _csum,
    "csumalpha": _csumalpha,
    "gcppos1": _gcppos1,
    "gcppos2": _gcppos2,
    "key": _gcppos1,
    "keyoff1": _gcppos2,
    "yymmdd": _yymmdd,
    "yymmd0": _yymmd0,
    "yyyymmdd": _yyyymmdd,
    "yyyymmd0": _yyyymmd0,
    "hh": _hh,
    "mi": _mi,
    "ss": _ss,
    "hhmi": _hhmi,
    "hhmm": _hhmi,
    "iso3166": _listed("iso3166", *_COUNTRY),
    "iso3166999": _listed("iso3166", *_COUNTRY, "999"),
    "iso3166alpha2": _listed(
        "iso3166alpha2", "a country's two letters of ISO 3166", "hai chữ mã nước theo ISO 3166"
    ),
    "iso4217": _listed("iso4217", "a currency number of ISO 4217", "mã số tiền tệ theo ISO 4217"),
    "iso5218": _one_of("0 1 2 9", "sex code", "mã giới tính"),
    "packagetype": _listed(
        "packagetype",
        "a package type of UN/ECE Recommendation 21 or of GS1",
        "mã loại bao gói theo Khuyến nghị 21 của UN/ECE hoặc của GS1",
    ),
    "mediatype": _one_of(_mediatype_codes, "media type", "loại vật mang"),
    "iban": _iban,
    "pcenc": _pcenc,
    "importeridx": _importeridx,
    "pieceoftotal": _pieceoftotal,
    "posinseqslash": _posinseqslash,
    "winding": _one_of("0 1 9", "winding direction", "chiều cuộn"),
    "yesno": _one_of("0 1", "flag", "cờ"),
    "zero": _zero,
    "nonzero": _nonzero,
    "nozeroprefix": _nozeroprefix,
    "hasnondigit": _hasnondigit,
    "hyphen": _hyphen,
    "latitude": _up_to(1_800_000_000, "latitude", "vĩ độ"),
    "longitude": _up_to(3_600_000_000, "longitude", "kinh độ"),
    "couponcode": check_coupon,
    "couponposoffer": check_positive_offer,
}
