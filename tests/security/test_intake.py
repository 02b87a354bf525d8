"""What a hostile document may not do: end in an error, or make a page end in one."""

import pytest
from django.test import Client

from tests import factories
from tests.capture.documents import LOT, alone, document, event
from tests.verify.scenes import shopper
from txng.capture.services import capture_document
from txng.gs1.epcis.values import MAX_IDENTIFIER

pytestmark = pytest.mark.django_db
LONG = "https://example.org/" + "0123456789abcdef" * 500


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"eventTime": "9999-12-31T23:59:59Z"}, "bad_time"),
        ({"eventTime": "0001-01-01T00:00:00Z"}, "bad_time"),
        ({"eventTime": "0001-06-01T00:00:00+07:00"}, "bad_time"),
        ({"bizStep": LONG}, "text_too_long"),
        ({"bizStep": "gs1:" + LONG}, "text_too_long"),
        ({"disposition": LONG}, "text_too_long"),
        ({"eventID": LONG}, "text_too_long"),
        ({"epcList": [LONG]}, "text_too_long"),
        ({"readPoint": {"id": LONG}}, "text_too_long"),
        ({"quantityList": [{"epcClass": LONG}]}, "text_too_long"),
    ],
)
def test_what_no_page_or_index_can_hold_is_refused_in_words(
    facts: dict[str, object], fault: str
) -> None:
    _row, key = factories.api_key()
    sent = event(**facts)
    del sent["eventTimeZoneOffset"]
    sent["eventTimeZoneOffset"] = "+00:00" if "eventTime" in facts else "+07:00"
    answer = Client().post(
        "/epcis/events",
        alone(sent),
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )
    assert answer.status_code == 400
    assert fault in [error["title"] for error in answer.json()["errors"]]


def test_the_longest_identifier_is_kept_and_its_page_opens() -> None:
    longest = "https://truyxuat.example/obj/".ljust(MAX_IDENTIFIER, "x")
    capture_document(
        body=document(event(epcList=[longest], bizStep="https://a.example/".ljust(2_000, "y"))),
        actor=factories.actor(),
        now=factories.THEN,
    )
    assert shopper().get(longest.removeprefix("https://truyxuat.example")).status_code == 400


@pytest.mark.parametrize("year", ["0002", "9998"])
def test_an_event_of_the_first_or_last_year_leaves_the_page_of_its_lot_standing(year: str) -> None:
    times = {"eventTime": f"{year}-12-31T23:59:59Z", "eventTimeZoneOffset": "+00:00"}
    capture_document(body=document(event(**times)), actor=factories.actor(), now=factories.THEN)
    assert shopper().get(LOT.removeprefix("https://id.gs1.org")).status_code == 200
