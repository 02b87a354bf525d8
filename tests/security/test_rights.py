"""For whom a person acts, with which rights, and who keeps a copy of what was answered."""

import pytest
from django.test import Client

from tests import factories
from txng.parties import queries
from txng.parties.vocab import MemberRole, State

pytestmark = pytest.mark.django_db


def test_being_added_elsewhere_does_not_change_for_whom_one_writes() -> None:
    home, lure = factories.organisation(name="Hợp tác xã Ông"), factories.organisation(name="A")
    user = factories.person(home)
    factories.membership(user, lure)
    acting = queries.acting_membership(user_id=user.pk, organisation_id=None)
    assert acting is not None
    assert acting.organisation == home


@pytest.mark.parametrize("state", [State.PENDING, State.SUSPENDED])
def test_members_of_an_organisation_that_is_not_active_only_look(state: State) -> None:
    organisation = factories.organisation(state=state)
    assert factories.actor(organisation).role == MemberRole.VIEWER
    owner = factories.signed_in(organisation.memberships.get().user)
    assert owner.get("/doanh-nghiep/don-vi/").status_code == 200
    assert owner.get("/doanh-nghiep/dia-diem/them/").status_code == 403


@pytest.mark.parametrize("address", ["/doanh-nghiep/", "/doanh-nghiep/don-vi/", "/"])
def test_nobody_keeps_a_copy_of_a_signed_in_persons_pages(address: str) -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_what_everybody_may_see_may_be_kept() -> None:
    assert "Cache-Control" not in Client().get("/").headers
