"""Digital Links: parse, examine, write, report."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from txng.gs1.check_digits import check_digit
from txng.gs1.digital_link import DigitalLink
from txng.gs1.errors import Gs1Error
from txng.gs1.identifiers import canonical, check
from txng.gs1.report import report

SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
GTIN = "04012345123456"
TEXT = st.text(SET_82, min_size=1, max_size=20)


@st.composite
def links(draw: st.DrawFn) -> DigitalLink:
    body = draw(st.text("0123456789", min_size=13, max_size=13))
    qualifiers = tuple((ai, draw(TEXT)) for ai in ("22", "10", "21") if draw(st.booleans())) or (
        (("235", draw(TEXT)),) if draw(st.booleans()) else ()
    )
    attributes = tuple((ai, draw(TEXT)) for ai in ("91", "99", "240") if draw(st.booleans()))
    stem = draw(st.sampled_from(["https://a", "http://a.vn:8080/x/y", "https://[::1]:1/01"]))
    return DigitalLink(("01", body + check_digit(body)), qualifiers, attributes, stem)


@given(links(), st.booleans())
def test_a_link_parses_back(link: DigitalLink, short_names: bool) -> None:
    assert DigitalLink.parse(link.format(short_names=short_names)) == link
    assert DigitalLink.of(link.elements, stem=link.stem) == link


@given(links())
def test_the_canonical_form_is_a_fixed_point_and_agrees_with_the_fast_path(
    link: DigitalLink,
) -> None:
    uri = link.canonical()
    again = DigitalLink.parse(uri)
    assert again.canonical() == uri
    assert again.elements[: 1 + len(link.qualifiers)] == link.elements[: 1 + len(link.qualifiers)]
    assert canonical(uri) == canonical(link.format()) == link.constrained()
    assert check(link.format()) == ()


def test_a_link_keeps_its_stem_and_the_parameters_of_others() -> None:
    link = DigitalLink.parse(f"https://h:8443/a/b/gtin/{GTIN}/lot/L?17=261231&linkType=x&flag#f")
    assert link == DigitalLink(
        key=("01", GTIN),
        qualifiers=(("10", "L"),),
        attributes=(("17", "261231"),),
        stem="https://h:8443/a/b",
        others=(("linkType", "x"), ("flag", "")),
    )
    assert link.format() == f"https://h:8443/a/b/01/{GTIN}/10/L?17=261231"
    assert (
        link.format(stem="https://x/", short_names=True) == f"https://x/gtin/{GTIN}/lot/L?17=261231"
    )


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        (f"https://a/01/{GTIN}/10/A%2fB?3103=000195&17=261231", "10/A%2FB?17=261231&3103=000195"),
        (f"https://a/01/{GTIN}/21/a'b", "21/a%27b"),
        (f"https://a/01/{GTIN}/21/a/?99=x;98=y", "21/a?98=y&99=x"),
        (f"https://a/01/{GTIN}?99=a;b", "?99=a%3Bb"),
        ("https://a/01/4012345123456/", ""),
    ],
)
def test_canonical_sorts_pads_and_encodes(uri: str, path: str) -> None:
    link = DigitalLink.parse(uri)
    end = path if path.startswith("?") or not path else "/" + path
    assert link.canonical() == f"https://id.gs1.org/01/{GTIN}{end}"


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        (f"ftp://a/01/{GTIN}", "uri"),
        (f"https://user@a/01/{GTIN}", "uri"),
        (f"https://[zz]/01/{GTIN}", "uri"),
        (f"https://a:x/01/{GTIN}", "uri"),
        (f"https://a/01/{GTIN} ", "uri"),
        (f"https://a/01/{GTIN}/10/ớ", "uri"),
        (f"https://a/01/{GTIN}/10/%2", "uri"),
        (f"https://a/01/{GTIN}/10", "uri"),
        (f"https://a/01/{GTIN}/10//21/x", "empty"),
        (f"https://a/01/{GTIN}/foo/x", "uri"),
        (f"https://a/01/{GTIN}?99=a+b", "uri"),
        (f"https://a/01/{GTIN}?1234567=x", "uri"),
        (f"https://a/01/{GTIN}/21/x/10/y", "qualifier-order"),
        (f"https://a/01/{GTIN}/235/x/10/y", "qualifier-order"),
        (f"https://a/01/{GTIN}/10/x/10/y", "qualifier-order"),
        ("https://a/00/340123450000000017/10/x", "qualifier-order"),
        (f"https://a/01/{GTIN}?21=x", "qualifier-in-query"),
        ("https://a/00/340123450000000017?21=x", "not-an-attribute"),
        (f"https://a/01/{GTIN}/10/L?01={GTIN}", "repeated"),
        (f"https://a/01/{GTIN}?99=x&99=x", "repeated"),
        ("https://a/01/04012345123457", "value"),
        (f"https://a/01/{GTIN}/10/%01", "value"),
        (f"https://a/01/{GTIN}/10/%C3%A9", "value"),
        (f"https://a/01/{GTIN}?17=261301", "value"),
        (f"https://a/01/{GTIN}?37=1", "excluded"),
        (f"https://a/01/{GTIN}?8111=0001", "missing"),
        (f"https://a/gtn/{GTIN}", "uri"),
    ],
)
def test_a_wrong_link_is_refused_and_explained(uri: str, code: str) -> None:
    with pytest.raises(Gs1Error) as refusal:
        DigitalLink.parse(uri)
    assert refusal.value.faults[0].code == code
    told = report(uri)
    assert told["ok"] is False
    assert told["error"] == refusal.value.faults[0].message
    assert [set(fault) for fault in told["faults"]] == [
        {"code", "path", "message", "message_vi", "expected"}
    ] * len(refusal.value.faults)


def test_short_names_and_associations_can_be_left_out() -> None:
    with pytest.raises(Gs1Error, match="no primary key"):
        DigitalLink.parse(f"https://a/gtin/{GTIN}", short_names=False)
    link = DigitalLink.parse(f"https://a/01/{GTIN}?8111=0001", associations_too=False)
    assert link.attributes == (("8111", "0001"),)


def test_the_first_key_that_can_carry_the_rest_leads() -> None:
    elements = (("253", "4012345000054"), ("01", GTIN), ("21", "S"))
    assert DigitalLink.of(elements).format() == (
        f"https://id.gs1.org/01/{GTIN}/21/S?253=4012345000054"
    )
    with pytest.raises(Gs1Error, match="No primary key"):
        DigitalLink.of((("10", "L"),))


def test_report_tells_all_of_a_right_link() -> None:
    told = report("https://a/01/4012345123456/10/A%2FB?17=261231&linkType=x")
    assert told == {
        "ok": True,
        "uri": "https://a/01/4012345123456/10/A%2FB?17=261231&linkType=x",
        "canonical": f"https://id.gs1.org/01/{GTIN}/10/A%2FB?17=261231",
        "identifier": f"https://id.gs1.org/01/{GTIN}/10/A%2FB",
        "kind": "lot",
        "urn": "urn:epc:class:lgtin:4012345.012345.A%2FB",
        "wider": [f"https://id.gs1.org/01/{GTIN}"],
        "element_string": f"(01){GTIN}(10)A/B(17)261231",
        "fnc1": f"^01{GTIN}10A/B^17261231",
        "key": {"ai": "01", "value": GTIN, "title": "GTIN"},
        "qualifiers": [{"ai": "10", "value": "A/B", "title": "BATCH/LOT"}],
        "attributes": [{"ai": "17", "value": "261231", "title": "USE BY or EXPIRY"}],
        "others": [{"name": "linkType", "value": "x"}],
    }
    msgspec.json.encode(told)


def test_report_reads_an_epc_urn_too() -> None:
    told = report("urn:epc:id:sgtin:4012345.012345.S1")
    assert told["canonical"] == f"https://id.gs1.org/01/{GTIN}/21/S1"
    assert report("urn:epc:id:sgtin:faulty")["ok"] is False


@given(st.text())
def test_report_never_raises(text: str) -> None:
    for uri in (text, "https://a/01/" + text, f"https://a/01/{GTIN}/10/{text}?99={text}"):
        assert report(uri)["ok"] in {True, False}


@pytest.mark.parametrize(
    ("uri", "codes"),
    [
        ("https://a/01/4012345123457/21/x", ["value"]),
        ("https://id.gs1.org/01/123", ["value"]),
        ("https://id.gs1.org/page", ["uri"]),
        ("https://a/page", []),
        ("https://a/po/00/12", []),
        ("urn:epc:id:sgtin:4012345.01234.1", ["epc-urn"]),
        ("urn:epc:idpat:sgtin:4012345.*.*", []),
        ("urn:epc:id:gid:1.2.3", []),
        ("urn:uuid:x", []),
        ("foo:bar", []),
    ],
)
def test_check_examines_only_what_means_to_be_gs1(uri: str, codes: list[str]) -> None:
    assert [fault.code for fault in check(uri)][:1] == codes


@pytest.mark.parametrize("gtin", ["96385074", "036000291452", "4012345123456"])
def test_a_short_gtin_is_padded_wherever_it_stands(gtin: str) -> None:
    assert DigitalLink.parse(f"https://a/01/{gtin}").key == ("01", gtin.zfill(14))
    link = DigitalLink.parse(f"https://a/8004/4012345A?01={gtin}")
    assert link.attributes == (("01", gtin.zfill(14)),)
