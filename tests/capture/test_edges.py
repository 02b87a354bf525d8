"""What stands at the edge of the possible is captured and read back, or refused: never a crash."""

from typing import Any

import pytest

from tests.capture.documents import LOT, document, event
from tests.capture.test_api import get, key, post  # noqa: F401  a fixture
from txng.capture import queries
from txng.capture.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "facts",
    [
        {"eventTime": "0001-01-01T00:00:00+14:00", "eventTimeZoneOffset": "+14:00"},
        {"eventTime": "9999-12-31T23:59:59-14:00", "eventTimeZoneOffset": "-14:00"},
        {"eventTime": "2026-05-01T08:00:00.123456789012345+07:00"},
        {"eventTime": "2026-05-01T24:00:00+07:00"},
        {"eventTime": "2026-06-30T23:59:60Z"},
        {"eventTime": "2026-W18-5T08:00:00Z"},
        {"eventTime": "20260501T080000Z"},
        {"eventTime": "٢٠٢٦-05-01T08:00:00Z"},
        {"eventID": "urn:uuid:" + "x" * 60_000},
        {"eventID": "urn:x:\ud7ff\U0001f34a"},
        {"bizStep": "https://example.org/" + "y" * 60_000},
        {"disposition": "https://example.org/\u202e"},
        {"quantityList": [{"epcClass": LOT, "quantity": 1e308, "uom": "KGM"}]},
        {"quantityList": [{"epcClass": LOT, "quantity": 10**18, "uom": "KGM"}]},
        {"epcList": [f"https://example.org/obj/{n}" for n in range(20_000)]},
        {"ex:number": "1e400", "ex:other": "nan", "ex:third": "-inf"},
        {"ex:when": "0001-01-01T00:00:00+14:00"},
        {"ex:deep": {"ex:a": [[[[{"ex:b": ["", None, True, {}]}]]]]}},
        {"errorDeclaration": {"declarationTime": "9999-12-31T23:59:59-14:00"}},
        {"errorDeclaration": {"declarationTime": "0001-01-01T00:00:00+14:00"}},
    ],
)  # fmt: skip
def test_an_odd_event_comes_back_or_is_refused(key: str, facts: dict[str, Any]) -> None:  # noqa: F811
    answer = post(key, document(event(**facts)))
    assert answer.status_code in {202, 400}, answer.content[:300]
    found = queries.events(list(Event.objects.values_list("pk", flat=True)))
    if answer.status_code == 202 and get(key, answer["Location"]).json()["success"]:
        assert [e.event.event_time for e in found] == [event(**facts)["eventTime"]]
    else:
        assert found == []


@pytest.mark.parametrize("text", [b"\\ud800", b"\\udfff x", b"\xed\xa0\x80", b"\\u0000"])
def test_text_that_is_no_text_is_refused(key: str, text: bytes) -> None:  # noqa: F811
    body = document(event(**{"ex:note": "@@"})).replace(b"@@", text)
    assert post(key, body).status_code == 400
    assert Event.objects.count() == 0
