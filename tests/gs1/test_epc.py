"""EPC URNs and Digital Links say the same, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from txng.gs1 import epc, patterns
from txng.gs1.errors import Gs1Error
from txng.gs1.identifiers import canonical

SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
SET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PAIRS = [
    ("urn:epc:id:sgtin:4012345.012345.12", "01/04012345123456/21/12"),
    ("urn:epc:id:sgtin:4012345.912345.a%2Fb", "01/94012345123459/21/a%2Fb"),
    ("urn:epc:id:sgtin:4012345.012345.a.(b)", "01/04012345123456/21/a.%28b%29"),
    ("urn:epc:id:sscc:4012345.3000000001", "00/340123450000000017"),
    ("urn:epc:id:sgln:4012345.00005.0", "414/4012345000054"),
    ("urn:epc:id:sgln:4012345.00005.A1", "414/4012345000054/254/A1"),
    ("urn:epc:id:sgln:401234500005..0", "414/4012345000054"),
    ("urn:epc:id:pgln:4012345.00005", "417/4012345000054"),
    ("urn:epc:id:grai:4012345.55555.987", "8003/04012345555554987"),
    ("urn:epc:id:giai:4012345.A-1", "8004/4012345A-1"),
    ("urn:epc:id:gsrn:4012345.0000000001", "8018/401234500000000012"),
    ("urn:epc:id:gsrnp:4012345.0000000001", "8017/401234500000000012"),
    ("urn:epc:id:gdti:4012345.55555.1234", "253/40123455555541234"),
    ("urn:epc:id:cpi:4012345.A%2FB%23.12", "8010/4012345A%2FB%23/8011/12"),
    ("urn:epc:id:sgcn:4012345.55555.0012", "255/40123455555540012"),
    ("urn:epc:id:ginc:4012345.xyz", "401/4012345xyz"),
    ("urn:epc:id:gsin:4012345.999999999", "402/40123459999999998"),
    ("urn:epc:id:itip:4012345.012345.01.02.9", "8006/040123451234560102/21/9"),
    ("urn:epc:id:upui:4012345.012345.AB12", "01/04012345123456/235/AB12"),
    ("urn:epc:class:lgtin:4012345.012345.L-1", "01/04012345123456/10/L-1"),
    ("urn:epc:idpat:sgtin:4012345.012345.*", "01/04012345123456"),
    ("urn:epc:idpat:grai:4012345.55555.*", "8003/04012345555554"),
    ("urn:epc:idpat:gdti:4012345.55555.*", "253/4012345555554"),
    ("urn:epc:idpat:sgcn:4012345.55555.*", "255/4012345555554"),
    ("urn:epc:idpat:cpi:4012345.ABC.*", "8010/4012345ABC"),
    ("urn:epc:idpat:itip:4012345.012345.01.02.*", "8006/040123451234560102"),
]


@pytest.mark.parametrize(("urn", "path"), PAIRS)
def test_a_urn_and_its_digital_link_lead_to_each_other(urn: str, path: str) -> None:
    link = f"https://id.gs1.org/{path}"
    assert epc.to_digital_link(urn) == link
    length = 12 if ".." in urn else 7
    assert epc.to_urn(link, company_prefix_length=length) == urn


def test_a_class_pattern_of_a_upui_is_its_gtin() -> None:
    link = epc.to_digital_link("urn:epc:idpat:upui:4012345.012345.*")
    assert link == "https://id.gs1.org/01/04012345123456"


def test_an_instance_with_lot_and_serial_is_named_by_the_serial() -> None:
    urn = epc.to_urn("https://example.com/x/01/4012345123456/22/v/10/L/21/S?11=240101")
    assert urn == "urn:epc:id:sgtin:4012345.012345.S"


def numerals(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


@given(st.sampled_from(epc._ALL), st.integers(6, 12), st.data())
def test_every_scheme_round_trips(scheme: epc.Scheme, length: int, data: st.DataObject) -> None:
    from urllib.parse import quote

    fields = [data.draw(numerals(length))]
    if scheme.digits:
        fields.append(data.draw(numerals(scheme.digits - length)))
    else:
        alphabet = SET_39 if scheme.ai == "8010" else SET_82
        text = data.draw(st.text(alphabet, min_size=1, max_size=30 - length))
        fields.append(quote(text, safe="!'()*+,-.:;=_"))
    if scheme.fields == 5:
        total = data.draw(st.integers(1, 99))
        fields += [f"{data.draw(st.integers(1, total)):02}", f"{total:02}"]
    if scheme.tail and scheme.tail_shape == "number":
        fields.append(str(data.draw(st.integers(0, 10**12 - 1))))
    elif scheme.tail:
        text = data.draw(st.text(SET_82, min_size=1, max_size=scheme.room))
        fields.append(quote(text, safe="!'()*+,-.:;=_"))
    urn = f"urn:epc:id:{scheme.name}:" + ".".join(fields)
    link = epc.to_digital_link(urn)
    assert canonical(link) == link == canonical(urn)
    assert epc.to_urn(link, company_prefix_length=length) == urn
    assert patterns.matches(urn, link)


@pytest.mark.parametrize(
    ("urn", "says"),
    [
        ("urn:epc:id:sgtin:4012345.012345", "3 fields"),
        ("urn:epc:id:nothing:4012345.012345.1", "name of a scheme"),
        ("urn:epc:id:sgtin:40123.01234567.1", "6 to 12 digits"),
        ("urn:epc:id:sgtin:4012345.01234.1", "should have 6 digits"),
        ("urn:epc:id:sgtin:4012345.01234X.1", "should have 6 digits"),
        ("urn:epc:id:sgtin:4012345.012345.", "is empty"),
        ("urn:epc:id:sgtin:4012345.012345.a/b", "not allowed"),
        ("urn:epc:id:sgtin:4012345.012345.a%20b", "not allowed"),
        ("urn:epc:id:sgtin:4012345.012345.ấ", "not allowed"),
        ("urn:epc:id:sgtin:4012345.012345." + "1" * 21, "at most 20"),
        ("urn:epc:id:itip:4012345.012345.03.02.1", "from 01 up to the total"),
        ("urn:epc:id:itip:4012345.012345.0X.02.1", "from 01 up to the total"),
        ("urn:epc:id:itip:4012345.012345.1.02.1", "from 01 up to the total"),
        ("urn:epc:id:sgcn:4012345.55555." + "1" * 13, "1 to 12 digits"),
        ("urn:epc:id:cpi:4012345.abc.1", "not allowed"),
        ("urn:epc:id:cpi:4012345.ABC.01", "without a leading zero"),
        ("urn:epc:id:sgcn:4012345.55555.1A", "1 to 12 digits"),
        ("urn:epc:idpat:sgtin:4012345.*.1", "must be * too"),
        ("urn:epc:idpat:sgtin:4012345.*.*", "no single Digital Link"),
        ("urn:epc:idpat:sgln:4012345.00005.*", "no single Digital Link"),
        ("urn:epc:class:sgtin:4012345.012345.1", "name of a scheme"),
    ],
)
def test_a_faulty_urn_is_refused_and_stays_as_it_is(urn: str, says: str) -> None:
    with pytest.raises(Gs1Error) as refusal:
        epc.to_digital_link(urn)
    (fault,) = refusal.value.faults
    assert says in fault.message
    assert fault.message_vi != fault.message
    assert canonical(urn) == urn


@pytest.mark.parametrize(
    ("start", "room"),
    [
        ("urn:epc:id:sgtin:4012345.012345.", 20),
        ("urn:epc:id:sgln:4012345.00005.", 20),
        ("urn:epc:id:grai:4012345.55555.", 16),
        ("urn:epc:id:giai:4012345.", 23),
        ("urn:epc:id:gdti:4012345.55555.", 17),
        ("urn:epc:id:ginc:4012345.", 23),
        ("urn:epc:id:itip:4012345.012345.01.02.", 20),
        ("urn:epc:id:upui:4012345.012345.", 28),
        ("urn:epc:class:lgtin:4012345.012345.", 20),
    ],
)
@pytest.mark.parametrize("character", ["A", "%2F"])
def test_text_fits_up_to_the_room_of_its_scheme(start: str, room: int, character: str) -> None:
    assert canonical(start + character * room).endswith(character * room)
    with pytest.raises(Gs1Error, match=f"has {room + 1} characters, at most {room} fit"):
        epc.to_digital_link(start + character * (room + 1))


@pytest.mark.parametrize(
    ("link", "length"),
    [
        ("https://id.gs1.org/01/04012345123456/21/1", 5),
        ("https://id.gs1.org/01/04012345123456/21/1", 13),
        ("https://id.gs1.org/8004/40123A", 6),
        ("https://id.gs1.org/8004/4012345", 7),
    ],
)
def test_a_company_prefix_of_impossible_length_is_refused(link: str, length: int) -> None:
    with pytest.raises(Gs1Error) as refusal:
        epc.to_urn(link, company_prefix_length=length)
    assert refusal.value.faults[0].code == "no-epc-urn"


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("https://id.gs1.org/01/04012345123457/21/1", "check-digit"),
        ("https://id.gs1.org/8006/040123451234560102/10/L", "no-epc-urn"),
        ("https://id.gs1.org/01/00000096385074/21/1", "no-epc-urn"),
        ("https://id.gs1.org/01/09999999999994/21/1", "no-epc-urn"),
        ("https://example.com/page/7", "no-epc-urn"),
    ],
)
def test_a_link_without_a_urn_is_refused(link: str, code: str) -> None:
    with pytest.raises(Gs1Error) as refusal:
        epc.to_urn(link)
    assert refusal.value.faults[0].code == code


@pytest.mark.parametrize(
    ("pattern", "covered", "not_covered"),
    [
        ("sgtin:4012345.012345.*", ["01/04012345123456/21/x", "01/04012345123456"],
         ["01/04012345123456/10/x", "01/14012345123453/21/x"]),
        ("sgtin:4012345.*.*", ["01/04012345123456/21/x", "01/14012345123453/21/a%2Fb"],
         ["01/04012346123455/21/x", "01/04012345123456"]),
        ("sgtin:*.*.*", ["01/04012345123456/21/x"], ["00/340123450000000017"]),
        ("sscc:4012345.*", ["00/340123450000000017"], ["00/340123460000000016"]),
        ("sgln:4012345.00005.*", ["414/4012345000054", "414/4012345000054/254/1"],
         ["414/4012345000016"]),
        ("giai:4012345.*", ["8004/4012345A"], ["8004/4012346A", "8004/4012345"]),
        ("grai:4012345.*.*", ["8003/04012345555554987"], ["8003/04012345555554"]),
        ("itip:4012345.012345.01.*.*", ["8006/040123451234560102/21/1"],
         ["8006/040123451234560202/21/1"]),
        ("itip:4012345.*.*.*.*", ["8006/040123451234560102/21/1"],
         ["8006/040123451234560102"]),
        ("itip:4012345.012345.01.02.*",
         ["8006/040123451234560102/21/1", "8006/040123451234560102"],
         ["8006/040123451234560202/21/1"]),
        ("itip:4012345.012345.*.*.*", ["8006/040123451234560102/21/1"],
         ["8006/140123451234530102/21/1"]),
        ("cpi:4012345.*.*", ["8010/4012345AB/8011/1"], ["8010/4012345AB"]),
    ],
)  # fmt: skip
def test_a_pattern_covers_exactly_its_open_fields(
    pattern: str, covered: list[str], not_covered: list[str]
) -> None:
    urn = f"urn:epc:idpat:{pattern}"
    stem = "https://id.gs1.org/"
    assert [patterns.matches(urn, stem + path) for path in covered] == [True] * len(covered)
    assert [patterns.matches(urn, stem + path) for path in not_covered] == [False] * len(
        not_covered
    )
