"""A key asks so often a minute and no more, and its page tells what it asked."""

from datetime import timedelta

import pytest
from django.test import Client

from tests import factories, people
from txng.core import clock
from txng.parties.models import ApiUse
from txng.parties.services import TooManyRequests, authenticate_api_key
from txng.parties.vocab import Scope

pytestmark = pytest.mark.django_db


def test_a_key_beyond_its_minute_is_refused_until_the_next() -> None:
    _key, text = factories.api_key(None, Scope.QUERY, rate_limit=2)
    now = clock.now().replace(second=10)
    for _time in range(2):
        authenticate_api_key(f"Bearer {text}", now=now)
    with pytest.raises(TooManyRequests, match="50 giây"):
        authenticate_api_key(f"Bearer {text}", now=now)
    authenticate_api_key(f"Bearer {text}", now=now + timedelta(minutes=1))


def test_one_keys_haste_is_not_anothers() -> None:
    _one, text = factories.api_key(None, Scope.QUERY, rate_limit=1)
    _two, other = factories.api_key(None, Scope.QUERY, rate_limit=1)
    now = clock.now()
    authenticate_api_key(f"Bearer {text}", now=now)
    authenticate_api_key(f"Bearer {other}", now=now)


def test_the_refused_are_told_when_to_come_again_as_a_problem() -> None:
    _key, text = factories.api_key(None, Scope.CAPTURE, rate_limit=1)
    headers = {"Authorization": f"Bearer {text}"}
    client = Client(headers=headers)
    answers = [client.get("/epcis/capture") for _time in range(3)]
    last = answers[-1]
    assert last.status_code == 429
    assert last["Content-Type"].startswith("application/problem+json")
    assert 1 <= int(last["Retry-After"]) <= 60


def test_the_page_tells_each_address_with_its_errors() -> None:
    own = factories.organisation()
    key, text = factories.api_key(own, Scope.CAPTURE)
    client = Client(headers={"Authorization": f"Bearer {text}"})
    client.get("/epcis/capture")
    client.post("/epcis/capture", b"{}", content_type="application/json")
    uses = ApiUse.objects.filter(api_key=key).order_by("endpoint")
    assert [(use.endpoint, use.requests, use.errors) for use in uses] == [
        ("GET api:capture:capture", 1, 0), ("POST api:capture:capture", 1, 1),
    ]  # fmt: skip
    around = people.around(own)
    seen = around.statuses(f"/doanh-nghiep/khoa-api/{key.pk}/")
    assert (seen["owner"], seen["colleague"], seen["stranger"], seen["nobody"]) == (
        200, 403, 404, 302,
    )  # fmt: skip
    page = around.owner.get(f"/doanh-nghiep/khoa-api/{key.pk}/").content.decode()
    assert "POST api:capture:capture" in page
    assert text.rpartition("_")[2] not in page
