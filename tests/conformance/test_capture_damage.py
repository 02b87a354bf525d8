"""Published examples, damaged at random, are captured or refused in words: nothing breaks."""

import random
import re

import pytest
from django.test import Client

from tests import factories
from tests.conformance.test_capture_material import examples
from txng.gs1.epcis.read import read
from txng.parties.vocab import Scope

pytestmark = [pytest.mark.conformance, pytest.mark.django_db]

ODD = [
    b"\x00", b"\xff", b'"', b"{", b"}", b"<", b"&", b"[", b"]]>", b"null", b"1e999", b"-0",
    b"\\u0000", b"\\u0001", b"\\ud800", b"&#0;", b"9" * 400, b"\xe2\x80\xae", b"a b", b"\xc3\xa9",
    b"urn:epc:id:sgtin:1", b"https://id.gs1.org/01/%00", b"9999-12-31T23:59:59.999Z",
    b"0001-01-01T00:00:00+14:00", b"2026-01-01T24:00:00Z", b"2026-01-01T00:00:60Z", b"+14:00",
]  # fmt: skip
VALUE = re.compile(rb'(?:": *"|>)([^"<>]{1,80})(?:"|<)')


def damaged(body: bytes, chance: random.Random) -> bytes:
    """Overwrite, replace a value, or cut out, once to three times."""
    made = bytearray(body)
    for _ in range(chance.randint(1, 3)):
        start, odd = chance.randrange(len(made)), chance.choice(ODD)
        spans = [match.span(1) for match in VALUE.finditer(bytes(made))]
        match chance.randrange(4):
            case 0:
                made[start : start + len(odd)] = odd
            case 1:
                made[start : start + chance.randint(1, 200)] = b""
            case _ if spans:
                first, last = chance.choice(spans)
                made[first:last] = odd
    return bytes(made)


@pytest.mark.parametrize("seed", range(4))
def test_damage_never_breaks_capture_nor_what_is_read_back(seed: int) -> None:
    _row, key = factories.api_key(None, Scope.CAPTURE, Scope.QUERY)
    bearer = {"Authorization": f"Bearer {key}"}
    chance, client = random.Random(seed), Client()  # noqa: S311  damage needs no secrecy
    statuses: set[int] = set()
    for _ in range(150):
        path = chance.choice(examples())
        body = damaged(path.read_bytes(), chance)
        kind = "application/xml" if path.suffix == ".xml" else "application/json"
        headers = {**bearer, "GS1-Capture-Error-Behaviour": chance.choice(["rollback", "proceed"])}
        answer = client.post("/epcis/capture", body, kind, headers=headers)
        statuses.add(answer.status_code)
        if answer.status_code == 202:
            for event in read(body).events:
                if event.event_id:
                    for accepted in ("application/json", "application/xml"):
                        back = client.get(f"/epcis/events/{event.event_id}",
                                          headers={**bearer, "Accept": accepted})  # fmt: skip
                        assert back.status_code in {200, 404, 406}
        else:
            assert answer["Content-Type"] == "application/problem+json"
    assert statuses <= {202, 400, 413, 415}
    assert {202, 400} <= statuses
