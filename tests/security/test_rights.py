"""For whom a person acts, with which rights, and who keeps a copy of what was answered."""

import pytest
from django.test import Client

from tests import factories
from txng.catalogue.models import Certificate
from txng.parties import queries
from txng.parties.forms import RegisterOrganisation
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


@pytest.mark.parametrize(("wrong", "field"), [({"kind": "agency"}, "kind"), ({"unit": ""}, "unit")])
def test_an_officer_of_an_area_registers_only_private_organisations_of_it(
    wrong: dict[str, str], field: str
) -> None:
    commune = factories.unit(factories.unit())
    told = {"name": "Hợp tác xã Mới", "kind": "cooperative", "address": "Thôn 1",
            "unit": str(commune.pk)}  # fmt: skip
    assert RegisterOrganisation(told, area_id=commune.pk).is_valid()
    assert list(RegisterOrganisation({**told, **wrong}, area_id=commune.pk).errors) == [field]


def test_an_agency_checks_certificates_of_products_in_its_sector_only() -> None:
    product = factories.product(group=factories.group(sector="agriculture"))
    row = Certificate.objects.create(
        organisation=product.organisation, product=product, kind="vietgap", number="1",
        issuer="A", issued_date=factories.THEN.date(),
    )  # fmt: skip
    answers = {}
    for sector in ("health", "agriculture"):
        officer = factories.officer(factories.agency(sector=sector))
        assert officer.user is not None
        client = factories.signed_in(officer.user)
        answers[sector] = client.post(f"/quan-ly/chung-nhan/{row.pk}/kiem-tra/").status_code
    assert answers == {"health": 404, "agriculture": 302}
