"""Identifiers in our event hash against those of the reference event hash generator."""

from __future__ import annotations

import logging

import pytest
from epcis_event_hash_generator.dl_normaliser import normaliser
from hypothesis import given
from hypothesis import strategies as st

from txng.gs1 import epc
from txng.gs1.epcis.hash_values import identifier_text

pytestmark = pytest.mark.conformance
logging.getLogger("epcis_event_hash_generator").setLevel(logging.ERROR)

# The reference keeps lower-case escapes, where we write all alike.
PIECES = [*"ABZaz019-._!()*+,:';=", "%2F", "%25", "%3C"]
SERIAL = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)
PART = st.lists(st.sampled_from([*"ABZ019-", "%2F", "%23"]), min_size=1, max_size=9).map("".join)


def numerals(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


@given(st.sampled_from(epc._ALL), st.integers(6, 11), st.booleans(), st.data())
def test_every_urn_has_the_reference_s_form(
    scheme: epc.Scheme, length: int, is_class: bool, data: st.DataObject
) -> None:
    fields = [data.draw(numerals(length))]
    if scheme.digits:
        fields.append(data.draw(numerals(scheme.digits - length)))
    else:
        fields.append(data.draw(PART if scheme.ai == "8010" else SERIAL))
    if scheme.fields == 5:
        fields += ["01", "02"]
    kind = "id"
    if is_class and scheme.tail not in {"", "254"}:
        kind, tail = "idpat", "*"
    elif scheme.tail_shape == "number":
        tail = data.draw(st.integers(1, 10**12 - 1).map(str))
    else:
        tail = data.draw(SERIAL)
    urn = f"urn:epc:{kind}:{scheme.name}:" + ".".join(fields + [tail] * bool(scheme.tail))
    assert identifier_text(urn) == normaliser(urn)


@given(numerals(7), numerals(6), SERIAL)
def test_a_lot_class_has_the_reference_s_form(prefix: str, item: str, lot: str) -> None:
    urn = f"urn:epc:class:lgtin:{prefix}.{item}.{lot}"
    assert identifier_text(urn) == normaliser(urn)


@pytest.mark.parametrize(
    "uri",
    [
        "https://example.com/01/4012345123456",
        "https://example.com/some/path/gtin/04012345123456/ser/S1?linkType=x",
        "https://example.com/01/04012345123456/22/2A",
        "https://example.com/01/04012345123456/22/2A/10/L1",
        "https://example.com/01/04012345123456/22/2A/21/S1",
        "https://example.com/01/04012345123456/10/L1/21/S1",
        "https://example.com/01/04012345123456/22/2A/10/L1/21/S1?17=261231",
        "https://example.com/8006/040123451234560102/10/L1/21/S1",
        "https://example.com/gln/4012345000054/254/7",
        "https://example.com/8010/4012345ABC/8011/12",
        "https://example.com/8003/04012345555554987",
        "http://example.com/00/040123450000003338",
    ],
)
def test_a_digital_link_has_the_reference_s_form(uri: str) -> None:
    assert identifier_text(uri) == normaliser(uri)
