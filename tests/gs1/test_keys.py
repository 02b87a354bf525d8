"""Rules of the GS1 identification keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from txng.gs1 import check_digits, keys, prefixes
from txng.gs1.errors import Gs1Error

NUMERIC_KEYS = {
    keys.Gln: 13, keys.Sscc: 18, keys.Gsrn: 18, keys.Gsrnp: 18, keys.Gsin: 17, keys.Gtin: 14,
}  # fmt: skip


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


@given(digits(17))
def test_check_digit_weighs_3_and_1_alternately_from_the_right(body: str) -> None:
    weighed = [int(d) * (3 if place % 2 == 0 else 1) for place, d in enumerate(reversed(body))]
    assert (sum(weighed) + int(check_digits.check_digit(body))) % 10 == 0


def test_check_digit_of_known_numbers() -> None:
    known = ["6291041500213", "5901234123457", "12345670", "036000291452"]
    assert [check_digits.check_digit(n[:-1]) for n in known] == ["3", "7", "0", "2"]


@pytest.mark.parametrize("text", ["١٢٣", "", "12A"])
def test_check_digit_refuses_all_but_digits(text: str) -> None:
    with pytest.raises(ValueError, match="digits 0-9 only"):
        check_digits.check_digit(text)


def test_check_pair_of_the_general_specifications_example() -> None:
    assert check_digits.check_pair("1987654Ad4X4bL5ttr2310c") == "2K"


@given(st.sampled_from(sorted(NUMERIC_KEYS, key=lambda cls: cls.name)), st.data())
def test_a_numeric_key_parses_back_and_every_other_check_digit_is_refused(
    cls: type[keys.Key], data: st.DataObject
) -> None:
    body = data.draw(digits(NUMERIC_KEYS[cls] - 1))
    right = check_digits.check_digit(body)
    assert str(cls.parse(body + right)) == body + right
    wrong = data.draw(st.sampled_from("0123456789").filter(lambda d: d != right))
    with pytest.raises(Gs1Error) as refusal:
        cls.parse(body + wrong)
    (fault,) = refusal.value.faults
    assert (fault.code, fault.expected) == ("check-digit", body + right)
    assert right in fault.message
    assert "số kiểm tra" in fault.message_vi


@pytest.mark.parametrize("length", [8, 12, 13, 14])
@given(data=st.data())
def test_a_gtin_of_any_length_is_kept_with_14_digits(length: int, data: st.DataObject) -> None:
    body = data.draw(digits(length - 1))
    text = body + check_digits.check_digit(body)
    gtin = keys.Gtin.parse(text)
    assert str(gtin) == text.zfill(14)
    assert gtin.short.zfill(14) == text.zfill(14)
    assert keys.Gtin.parse(gtin.short) == gtin


@pytest.mark.parametrize(
    ("cls", "text"),
    [
        (keys.Gtin, "1234567"),
        (keys.Gtin, "590123412345X"),
        (keys.Gtin, "123456789012345"),
        (keys.Gln, "123456789012"),
        (keys.Gln, " 6291041500213"),
        (keys.Sscc, "6291041500213"),
        (keys.Grai, "16291041500213A"),
        (keys.Grai, "06291041500213" + "A" * 17),
        (keys.Giai, "123"),
        (keys.Giai, "ABCD12"),
        (keys.Giai, "1234" + "A" * 27),
        (keys.Gdti, "6291041500213~"),
        (keys.Gcn, "6291041500213A"),
        (keys.Gcn, "6291041500213" + "1" * 13),
        (keys.Cpid, "1234abc"),
        (keys.Ginc, "12"),
        (keys.Itip, "62910415002130102"),
        (keys.Upui, "06291041500213"),
        (keys.Gmn, "1987"),
    ],
)
def test_a_misshapen_key_is_refused_with_its_right_shape(cls: type[keys.Key], text: str) -> None:
    with pytest.raises(Gs1Error) as refusal:
        cls.parse(text)
    (fault,) = refusal.value.faults
    assert (fault.code, fault.path, fault.expected) == ("shape", f"({cls.ai})", cls.shape[0])
    assert cls.shape[1] in fault.message_vi


@pytest.mark.parametrize(
    ("cls", "text", "serial"),
    [
        (keys.Grai, "06291041500213", ""),
        (keys.Grai, "06291041500213A/1", "A/1"),
        (keys.Gdti, "6291041500213", ""),
        (keys.Gdti, "6291041500213X9", "X9"),
        (keys.Gcn, "6291041500213", ""),
        (keys.Gcn, "6291041500213007", "007"),
    ],
)
def test_a_serial_follows_the_check_digit(
    cls: type[keys.Grai | keys.Gdti | keys.Gcn], text: str, serial: str
) -> None:
    assert cls.parse(text).serial == serial


@pytest.mark.parametrize("pieces", ["0101", "0110", "0910", "9999"])
def test_an_itip_may_name_any_piece_up_to_its_total(pieces: str) -> None:
    assert str(keys.Itip.parse("06291041500213" + pieces)) == "06291041500213" + pieces


@pytest.mark.parametrize("pieces", ["0000", "0201", "0100"])
def test_an_itip_names_a_piece_within_its_total(pieces: str) -> None:
    assert keys.Itip.parse("062910415002130202").gtin == keys.Gtin.parse("6291041500213")
    with pytest.raises(Gs1Error) as refusal:
        keys.Itip.parse("06291041500213" + pieces)
    assert refusal.value.faults[0].code == "piece-of-total"


def test_a_upui_is_carried_in_two_element_strings() -> None:
    upui = keys.Upui.parse("06291041500213AB12")
    assert upui.elements == (("01", "06291041500213"), ("235", "AB12"))


def test_a_gmn_with_a_wrong_check_pair_is_refused_with_the_right_one() -> None:
    assert str(keys.Gmn.parse("1987654Ad4X4bL5ttr2310c2K")) == "1987654Ad4X4bL5ttr2310c2K"
    with pytest.raises(Gs1Error) as refusal:
        keys.Gmn.parse("1987654Ad4X4bL5ttr2310c2L")
    assert refusal.value.faults[0].expected == "1987654Ad4X4bL5ttr2310c2K"


@pytest.mark.parametrize(
    ("digits_", "length"),
    [
        ("4012345000054", 7),
        ("0614141107346", 7),
        ("4012345ABC", 7),
        ("x", None),
        ("", None),
        ("9999999999999", None),
        ("٤٠١٢٣٤٥٠٠٠٠٥٤", None),
    ],
)
def test_the_company_prefix_length_comes_from_the_published_table(
    digits_: str, length: int | None
) -> None:
    assert prefixes.company_prefix_length(digits_) == length


def test_the_company_prefix_starts_after_the_indicator_digit() -> None:
    assert keys.Gtin.parse("14012345123453").company_prefix == "4012345"
    assert keys.Sscc.parse("340123450000000017").company_prefix == "4012345"
    assert keys.Gln.parse("4012345000054").company_prefix == "4012345"
    assert keys.Gtin.parse("96385074").company_prefix is None
