"""Every address of the workspaces, found by itself: strangers get nothing, and nothing breaks."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests import factories
from txng.parties.vocab import OrganisationKind

pytestmark = pytest.mark.django_db
DOORS = ("doanh-nghiep/", "quan-ly/")
_UUID = "5b0f7f0e-7b8e-4a0e-9d6c-0a1b2c3d4e5f"


def _addresses(patterns: list[Any], before: str = "") -> Iterator[str]:
    for one in patterns:
        route = before + str(getattr(one.pattern, "_route", ""))
        if isinstance(one, URLResolver):
            yield from _addresses(one.url_patterns, route)
        elif isinstance(one, URLPattern) and route.startswith(DOORS):
            yield "/" + _filled(route)


def _filled(route: str) -> str:
    given = {"int": "1", "uuid": _UUID}
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: given.get(found[1] or "", "x"), route)


def addresses() -> list[str]:
    return sorted(set(_addresses(get_resolver().url_patterns)))


def _answers(client: Any, among: list[str]) -> dict[str, tuple[int, int]]:
    return {at: (client.get(at).status_code, client.post(at).status_code) for at in among}


def test_there_are_addresses() -> None:
    assert len(addresses()) > 150


def test_nobody_signed_out_sees_anything_of_a_workspace(client: Any) -> None:
    seen = {
        at: codes
        for at, codes in _answers(client, addresses()).items()
        if not set(codes) <= {302, 404, 405}
    }
    assert not seen


def test_a_producer_sees_nothing_of_the_agencies() -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    among = [at for at in addresses() if at.startswith("/quan-ly/")]
    seen = {
        at: codes
        for at, codes in _answers(client, among).items()
        if not set(codes) <= {403, 404, 405}
    }
    assert not seen


@pytest.mark.parametrize("kind", ["company", "clerkless household"])
def test_numbers_that_are_nobodys_break_nothing(kind: str) -> None:
    home = factories.organisation(
        kind=OrganisationKind.COMPANY if kind == "company" else OrganisationKind.HOUSEHOLD
    )
    client = factories.signed_in(factories.person(home))
    among = [at for at in addresses() if at.startswith("/doanh-nghiep/")]
    broken = {
        at: codes for at, codes in _answers(client, among).items() if any(c >= 500 for c in codes)
    }
    assert not broken
