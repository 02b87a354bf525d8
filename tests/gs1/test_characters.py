"""Each character of GS1's two sets has one spelling in a canonical link, however it came.

The Digital Link standard percent-encodes what RFC 3986 reserves, ' ; and = among it.
"""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from txng.gs1 import epc
from txng.gs1.constrained import encode
from txng.gs1.digital_link import DigitalLink
from txng.gs1.identifiers import canonical

SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
SET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
KEPT = string.ascii_letters + string.digits + "-._"
# What a path segment, and what an EPC URN, may hold as it is.
RAW_IN_PATH = KEPT + "!'()*+,:;="
RAW_IN_URN = "!'()*+,-.:;=_" + string.ascii_letters + string.digits
LINK = "https://id.gs1.org/01/04012345123456/21/"
URN = "urn:epc:id:sgtin:4012345.012345."


def spelled(text: str, raw: str, draw: st.DataObject) -> str:
    """A text with each character as it is, where it may be so, or as %XX in either case."""
    pieces = []
    for character in text:
        ways = [f"%{ord(character):02X}", f"%{ord(character):02x}"]
        pieces.append(draw.draw(st.sampled_from([character, *ways] if character in raw else ways)))
    return "".join(pieces)


def test_the_sets_have_their_sizes_and_only_unreserved_characters_stay() -> None:
    assert (len(SET_82), len(SET_39)) == (82, 39)
    assert "".join(c for c in SET_82 + SET_39 if encode(c) == c) == "".join(
        c for c in SET_82 + SET_39 if c in KEPT
    )
    assert encode("!\"%&'()*+,/:;<=>?#") == (
        "%21%22%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F%23"
    )


@given(st.text(SET_82, min_size=1, max_size=20), st.data())
def test_a_serial_in_any_spelling_has_one_canonical_link(serial: str, draw: st.DataObject) -> None:
    wanted = LINK + encode(serial)
    assert canonical(LINK + spelled(serial, RAW_IN_PATH, draw)) == wanted
    assert canonical(URN + spelled(serial, RAW_IN_URN, draw)) == wanted
    assert canonical(wanted) == wanted
    assert DigitalLink.parse(LINK + spelled(serial, RAW_IN_PATH, draw)).canonical() == wanted


@given(st.text(SET_82, min_size=1, max_size=20))
def test_a_serial_survives_the_way_to_the_urn_and_back(serial: str) -> None:
    link = LINK + encode(serial)
    urn = epc.to_urn(link, company_prefix_length=7)
    assert epc.parse(urn).tail == serial
    assert epc.to_digital_link(urn) == link


@given(st.text(SET_39, min_size=1, max_size=23), st.data())
def test_a_component_in_any_spelling_has_one_canonical_link(part: str, draw: st.DataObject) -> None:
    wanted = f"https://id.gs1.org/8010/4012345{encode(part)}/8011/7"
    raw = string.ascii_uppercase + string.digits + "-"
    assert canonical(f"https://a.vn/x/8010/4012345{spelled(part, raw, draw)}/8011/7") == wanted
    assert canonical(f"urn:epc:id:cpi:4012345.{spelled(part, raw, draw)}.7") == wanted
