"""Rules of the values of application identifiers, one by one."""

from __future__ import annotations

import pytest

from txng.gs1 import ai
from txng.gs1.ai import check_value
from txng.gs1.checks import CHECKS

RIGHT = [
    ("00", "340123450000000017"),
    ("11", "240200"),
    ("11", "240229"),
    ("7006", "240229"),
    ("242", "1"),
    ("253", "4012345000054"),
    ("253", "4012345000054A/1"),
    ("255", "4012345000054123456789012"),
    ("3910", "704150"),
    ("401", "1234"),
    ("421", "704700000"),
    ("422", "704"),
    ("423", "704156840"),
    ("4300", "Chi+c%E1%BB%A5c"),
    ("4307", "VN"),
    ("4309", "18000000003600000000"),
    ("4321", "1"),
    ("4324", "2412312359"),
    ("4326", "241231"),
    ("4330", "001234-"),
    ("4330", "001234"),
    ("7003", "2412310000"),
    ("7007", "240101240131"),
    ("7011", "2401012359"),
    ("7030", "999ABC"),
    ("7040", "1ABc"),
    ("7040", "1AB-"),
    ("7041", "201"),
    ("7041", "APE"),
    ("7041", "BX"),
    ("7230", "AB1"),
    ("7241", "10"),
    ("7241", "80"),
    ("7250", "20000229"),
    ("7252", "9"),
    ("7258", "2/3"),
    ("8001", "000100001001" + "90"),
    ("8003", "04012345000054"),
    ("8006", "040123450000540202"),
    ("8007", "GB82WEST12345698765432"),
    ("8008", "24010123"),
    ("8008", "240101235959"),
    ("8010", "4012#-/AZ"),
    ("8011", "0"),
    ("8011", "10"),
    ("8013", "1987654Ad4X4bL5ttr2310c2K"),
    ("8030", "DIGSIG"),
    ("8030", "YWJjZA=="),
    ("8110", "106141416543213150110120"),
    ("8110", "012345600000111110000" + "3241231" + "4240101"),
    ("8110", "012345600000111110000" + "1115" + "0000" + "0123456"),
    ("8110", "012345600000111110000" + "2150000" + "9" + "3241231"),
    ("8110", "012345600000111110000" + "3241231" + "4241231" + "50123456"),
    ("8110", "012345600000111110000" + "611234567" + "90000"),
    ("8112", "00123456123456" + "0123456"),
    ("8112", "16123456789012123456" + "9123456789012345"),
    ("8007", "NL91ABNA0417164300"),
    ("99", "!\"%&'()*+,-./:;<=>?_"),
]

WRONG = [
    ("00", "340123450000000018", "check digit 8 should be 7"),
    ("00", "34012345000000001", "17 characters where 18 should stand"),
    ("00", "3401234500000000171", "at most 18"),
    ("01", "0401234512345A", "only digits"),
    ("10", "A B", "' ' is not allowed"),
    ("10", "A^B", "'^' is not allowed"),
    ("10", "ớt", "letters A-Z a-z"),
    ("10", "A" * 21, "at most 20"),
    ("11", "241301", "month 13"),
    ("11", "240230", "day 30 should be 00 to 29"),
    ("7006", "240200", "day 00 should be 01 to 29"),
    ("7006", "230229", "day 29 should be 01 to 28"),
    ("242", "1234567", "at most 6"),
    ("253", "4012345000055", "check digit 5 should be 4"),
    ("255", "4012345000054A", "only digits"),
    ("3910", "000150", "currency"),
    ("401", "12A4", "company prefix"),
    ("401", "123", "company prefix"),
    ("422", "000", "ISO 3166"),
    ("423", "704999", "ISO 3166"),
    ("423", "70415", "2 characters where 3 should stand"),
    ("4300", "100%", "hexadecimal"),
    ("4307", "XX", "ISO 3166"),
    ("4307", "vn", "ISO 3166"),
    ("4309", "18000000010000000000", "latitude"),
    ("4309", "00000000003600000001", "longitude"),
    ("4321", "2", "one of 0, 1"),
    ("4324", "2412312400", "hour 24"),
    ("4324", "2412312360", "minute 60"),
    ("4330", "001234+", "hyphen"),
    ("7030", "998ABC", "ISO 3166"),
    ("7040", "1AB+", "importer index"),
    ("7041", "QZ9", "package type"),
    ("7241", "11", "media type"),
    ("7241", "00", "media type"),
    ("7250", "19000229", "day 29"),
    ("7252", "3", "sex"),
    ("7258", "3/2", "not beyond the total"),
    ("7258", "0/2", "not beyond the total"),
    ("7258", "1-2", "not beyond the total"),
    ("8001", "00000000100190", "not be zero"),
    ("8001", "00010000100120", "one of 0, 1, 9"),
    ("8003", "14012345000054", "should be zero"),
    ("8006", "040123450000540302", "piece 03 of 02"),
    ("8006", "040123450000540002", "piece 00 of 02"),
    ("8007", "GB83WEST12345698765432", "should be 82"),
    ("8007", "XX82WEST12345698765432", "IBAN"),
    ("8007", "GB82west12345698765432", "IBAN"),
    ("8008", "24010124", "hour 24"),
    ("8008", "2401012359" + "60", "second 60"),
    ("8010", "4012a", "0-9 A-Z # - /"),
    ("8011", "01", "leading zero"),
    ("8013", "1987654Ad4X4bL5ttr2310c2L", "should be 2K"),
    ("8013", "19", "too short"),
    ("8014", "1987654Ad4X4bL5ttr2310c2L", "should be 2K"),
    ("8030", "A+B", "base64url"),
    ("8030", "ABC==", "padded wrongly"),
    ("8030", "A=BC", "'=' is not allowed"),
    ("8030", "ABCDE===", "'=' is not allowed"),
    ("8110", "7", "length of company prefix 7"),
    ("8110", "10614141654321315011012", "primary purchase family code should be 3 digits"),
    ("8110", "012345600000111110000" + "7", "optional field 7"),
    ("8110", "012345600000111110000" + "4240101" + "3241231", "should not follow field 4"),
    ("8110", "012345600000111110000" + "3240101" + "4241231", "not be before"),
    ("8110", "012345600000111110000" + "3241301", "should be a date"),
    ("8110", "012345600000111110000" + "61123456", "GLN should be 7 digits at position 24"),
    ("8110", "012345600000111110000" + "1115" + "0000" + "7123456", "second company prefix 7"),
    ("8110", "012345600000111110000" + "3241231" * 2, "field 3 should not follow field 3"),
    ("8110", "012345600000111110000" + "90002", "don't multiply flag 2"),
    ("8110", "A", "length of company prefix should be 1 digits at position 1"),
    ("8112", "2", "coupon format 2"),
    ("8112", "00123456123456" + "01234567", "should end after"),
    ("99", "", "has no value"),
    ("89", "A", "not an application identifier"),
]


@pytest.mark.parametrize(("code", "value"), RIGHT)
def test_a_right_value_has_no_fault(code: str, value: str) -> None:
    assert check_value(code, value) == []


@pytest.mark.parametrize(("code", "value", "says"), WRONG)
def test_a_wrong_value_is_explained_in_two_languages(code: str, value: str, says: str) -> None:
    faults = check_value(code, value)
    assert says in faults[0].message
    assert faults[0].path.startswith(f"({code})")
    assert faults[0].message_vi != faults[0].message


def test_a_fault_gives_the_whole_right_value() -> None:
    assert [fault.expected for fault in check_value("8003", "04012345000055XYZ")] == [
        "04012345000054XYZ"
    ]


@pytest.mark.parametrize(
    ("code", "form"), [("01", "N14"), ("7230", "X2+X..28"), ("253", "N13+[X..17]")]
)
def test_the_form_of_a_value_is_written_as_in_the_general_specifications(
    code: str, form: str
) -> None:
    assert ai.describe(ai.TABLE[code]) == form


def test_every_check_in_the_table_is_used_by_some_rule_or_kept_for_older_names() -> None:
    used = {name for known in ai.TABLE.values() for part in known.parts for name in part.checks}
    assert set(CHECKS) - used == {"key", "keyoff1", "hhmm", "yyyymmd0"}


@pytest.mark.parametrize(
    ("code", "value", "right"),
    [
        ("8007", "GB83WEST12345698765432", "GB82WEST12345698765432"),
        ("8007", "NL11ABNA0417164300", "NL91ABNA0417164300"),
        ("8013", "1987654Ad4X4bL5ttr2310cXX", "1987654Ad4X4bL5ttr2310c2K"),
        ("8011", "0012", "12"),
        ("4330", "001234x", "001234-"),
    ],
)
def test_a_fault_says_the_right_value_where_it_can_be_computed(
    code: str, value: str, right: str
) -> None:
    assert check_value(code, value)[0].expected == right


def test_a_full_date_may_leave_the_day_open_only_where_its_check_says_so() -> None:
    assert CHECKS["yyyymmd0"]("20240200") is None
    assert CHECKS["yyyymmd0"]("20240230") is not None
    assert CHECKS["yyyymmdd"]("20240200") is not None
    assert CHECKS["yyyymmdd"]("20240229") is None


def test_hasnondigit_refuses_digits_only() -> None:
    assert CHECKS["hasnondigit"]("12A") is None
    problem = CHECKS["hasnondigit"]("123")
    assert problem is not None
    assert "not a digit" in problem.english


def test_no_ai_begins_another() -> None:
    codes = list(ai.TABLE)
    assert [(a, b) for a in codes for b in codes if a != b and b.startswith(a)] == []
