"""Element strings in brackets and with FNC1, and what a scanner sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from txng.gs1 import associations, element_strings, scan
from txng.gs1.check_digits import check_digit
from txng.gs1.element_strings import format_bracketed, format_fnc1, parse_bracketed, parse_fnc1
from txng.gs1.errors import Gs1Error

if TYPE_CHECKING:
    from txng.gs1.ai import Elements

SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


def element() -> st.SearchStrategy[tuple[str, str]]:
    text = st.text(SET_82, min_size=1, max_size=20)
    checked = {"01": 13, "00": 17, "414": 12, "402": 16}
    return st.one_of(
        st.sampled_from(sorted(checked)).flatmap(
            lambda ai: digits(checked[ai]).map(lambda body: (ai, body + check_digit(body)))
        ),
        st.tuples(st.sampled_from(["10", "21", "22", "240", "400", "91"]), text),
        st.tuples(st.sampled_from(["3103", "3922", "20"]), digits(6)).map(
            lambda pair: (pair[0], pair[1][:2] if pair[0] == "20" else pair[1])
        ),
        digits(12).flatmap(
            lambda body: st.text(SET_82, max_size=17).map(
                lambda serial: ("253", body + check_digit(body) + serial)
            )
        ),
    )


ELEMENTS = st.lists(element(), min_size=1, max_size=6).map(tuple)


@given(ELEMENTS)
def test_both_notations_parse_back(elements: Elements) -> None:
    assert parse_bracketed(format_bracketed(elements)) == elements
    assert parse_fnc1(format_fnc1(elements)) == elements
    assert parse_fnc1(format_fnc1(elements, separator="\x1d")) == elements
    assert element_strings.parse(format_bracketed(elements)) == elements
    assert element_strings.parse(format_fnc1(elements)) == elements


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "[1]"),
        ("^", "[2]"),
        ("10ABC", "[1]"),
        ("^10ABC^^99X", "[8]"),
        ("^0104012345123456" + "5", "[18]"),
        ("x(01)", "[1]"),
        ("(01", "[1]"),
        ("()1", "()"),
        ("(1234567)1", "(1234567)"),
        ("(10)A(99", "[6]"),
    ],
)
def test_a_broken_text_is_refused_at_its_place(text: str, path: str) -> None:
    with pytest.raises(Gs1Error) as refusal:
        element_strings.parse(text)
    assert refusal.value.faults[0].path == path


def test_every_wrong_value_is_told_at_once() -> None:
    with pytest.raises(Gs1Error) as refusal:
        parse_bracketed("(01)04012345123457(17)261301(10)A")
    assert [fault.path for fault in refusal.value.faults] == ["(01)", "(17)"]


def test_a_scanner_sends_gs_and_a_caret_is_no_separator() -> None:
    elements = scan.parse("]C1010401234512345610AB\x1d17261231").elements
    assert elements == (("01", "04012345123456"), ("10", "AB"), ("17", "261231"))
    with pytest.raises(Gs1Error):
        scan.parse("]C1010401234512345610AB^17261231")


@pytest.mark.parametrize(
    ("data", "elements"),
    [
        ("]E04012345123456", (("01", "04012345123456"),)),
        ("]E496385074", (("01", "00000096385074"),)),
        ("]I114012345123453", (("01", "14012345123453"),)),
        ("]E04012345123456|]e010AB", (("01", "04012345123456"), ("10", "AB"))),
        ("]J10104012345123456", (("01", "04012345123456"),)),
    ],
)
def test_every_symbol_gives_its_element_strings(data: str, elements: Elements) -> None:
    assert scan.parse(data).gtin_elements == elements


def test_a_qr_code_with_a_wrong_digital_link_is_refused_and_other_addresses_are_text() -> None:
    assert scan.parse("]Q1https://example.com/page/7").text == "https://example.com/page/7"
    with pytest.raises(Gs1Error, match="check digit 7 should be 6"):
        scan.parse("]Q1https://example.com/01/04012345123457")


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ("]E04012345123457", "[16]"),
        ("]E4963850745", "[4]"),
        ("]E0401234512345٦", "[4]"),
        ("]E0401234512345X", "[4]"),
        ("]Z1x", "[1]"),
    ],
)
def test_a_wrong_scan_is_refused_at_its_place(data: str, path: str) -> None:
    with pytest.raises(Gs1Error) as refusal:
        scan.parse(data)
    assert [(fault.code, fault.path) for fault in refusal.value.faults] == [("scan", path)]


def test_fnc1_stands_between_values_and_not_at_the_end() -> None:
    assert format_fnc1((("10", "A"),)) == "^10A"
    assert format_fnc1((("10", "A"), ("17", "261231"), ("21", "B"))) == "^10A^1726123121B"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("(01)04012345123456(21)A", []),
        ("(21)A", ["missing"]),
        ("(01)04012345123456(37)2", ["excluded", "missing"]),
        ("(01)04012345123456(3103)000195(3102)000195", ["excluded", "excluded"]),
        ("(01)04012345123456(10)A(10)A", []),
        ("(01)04012345123456(10)A(10)B", ["repeated"]),
        ("(253)4012345000054(8030)AB", ["unserialised"]),
        ("(253)4012345000054X(8030)AB", []),
        ("(255)4012345000054(8030)AB", ["unserialised"]),
        ("(255)40123450000541(8030)AB", []),
        ("(8004)4012345X(8030)AB", []),
    ],
)
def test_element_strings_demand_and_exclude_each_other(text: str, codes: list[str]) -> None:
    assert [fault.code for fault in associations.check(parse_bracketed(text))] == codes
