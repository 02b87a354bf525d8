"""A co-operative writes for its households: only after consent, under its own people's names."""

from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories
from tests.catalogue.photos import photo
from txng.core.clock import now
from txng.parties import queries, services
from txng.parties.facts import OrganisationFacts
from txng.parties.models import Consent, Household, Invitation, Notice, Organisation
from txng.parties.services.household import PaperWanted
from txng.parties.vocab import MemberRole, OrganisationKind, State

pytestmark = pytest.mark.django_db
LIST = "/doanh-nghiep/ho-thanh-vien/"


def _household(**facts: Any) -> Organisation:
    facts.setdefault("name", "Hộ Nông Thị Bé")
    return factories.organisation(kind=OrganisationKind.HOUSEHOLD, **facts)


def linked(cooperative: Organisation, household: Organisation, *, agreed: bool = True) -> Household:
    """Make a household member of a co-operative."""
    return Household.objects.create(
        household=household,
        cooperative=cooperative,
        asked_by=factories.person(),
        asked_at=factories.THEN,
        agreed_at=factories.THEN if agreed else None,
        since_date=factories.THEN.date() if agreed else None,
    )


def test_a_clerk_switches_to_a_household_and_is_named_as_the_cooperatives() -> None:
    cooperative = factories.organisation(short_name="HTX Tân Lập")
    household = _household()
    linked(cooperative, household)
    clerk = factories.person(cooperative, MemberRole.RECORDER, full_name="Trần Văn Ghi")
    client = factories.signed_in(clerk)
    assert "Ghi thay" in client.get(LIST).content.decode()
    assert client.post("/chon-don-vi/", {"organisation": household.pk}).status_code == 302
    page = client.get("/doanh-nghiep/don-vi/").content.decode()
    assert household.name in page
    assert "HTX Tân Lập ghi thay" in page
    actor = queries.actor_again(clerk.pk, household.pk)
    assert (actor.organisation, actor.role) == (household, MemberRole.RECORDER)
    assert actor.actor_name == "Trần Văn Ghi (HTX Tân Lập ghi thay)"
    client.post("/chon-don-vi/", {"organisation": cooperative.pk})
    assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("how", ["not agreed", "ended", "viewer", "stranger", "co-op suspended"])
def test_nobody_writes_for_a_household_without_right(how: str) -> None:
    cooperative, household = factories.organisation(), _household()
    row = linked(cooperative, household, agreed=how != "not agreed")
    role = MemberRole.VIEWER if how == "viewer" else MemberRole.RECORDER
    home = factories.organisation() if how == "stranger" else cooperative
    clerk = factories.person(home, role)
    client = factories.signed_in(clerk)
    if how in {"ended", "co-op suspended"}:
        client.post("/chon-don-vi/", {"organisation": household.pk})
    if how == "ended":
        Household.objects.filter(pk=row.pk).update(until_date=now().date())
    if how == "co-op suspended":
        Organisation.objects.filter(pk=cooperative.pk).update(state=State.SUSPENDED)
    assert client.post("/chon-don-vi/", {"organisation": household.pk}).status_code == 404
    assert household.name not in client.get("/doanh-nghiep/don-vi/").content.decode()
    assert queries.actor_again(clerk.pk, household.pk).organisation is None


def test_a_household_without_an_account_joins_by_its_paper_alone() -> None:
    manager = factories.actor(factories.organisation(), MemberRole.MANAGER)
    assert manager.organisation is not None
    facts = OrganisationFacts(kind=OrganisationKind.HOUSEHOLD, name="Hộ Nông Thị Bé")
    with pytest.raises(PaperWanted):
        services.add_household(
            cooperative=manager.organisation, facts=facts, paper=None, actor=manager, now=now()
        )
    assert not Household.objects.exists()


def _told(**more: Any) -> dict[str, Any]:
    unit = factories.unit(factories.unit())
    paper = SimpleUploadedFile("giấy.jpg", photo(located=True))
    return {"name": "Nông Thị Bé", "address": "Thôn 1", "unit": unit.pk, "paper": paper, **more}


def test_add_household_keeps_the_paper_and_waits_for_the_agency() -> None:
    cooperative = factories.organisation()
    owner = factories.person(cooperative)
    client = factories.signed_in(owner)
    told = _told(number="019085012345")
    assert client.post(f"{LIST}khai/", told).status_code == 302
    household = Organisation.objects.get(kind=OrganisationKind.HOUSEHOLD)
    assert (household.name, household.state, household.person_end) == (
        "Hộ Nông Thị Bé", State.PENDING, "2345",
    )  # fmt: skip
    kept = {(c.what, c.is_given, c.way, c.by) for c in Consent.objects.all()}
    assert kept == {("write_for", True, "paper", owner), ("show_name", False, "paper", owner)}
    assert all(c.paper for c in Consent.objects.all())
    actor = queries.actor_again(owner.pk, household.pk)
    assert actor.role == MemberRole.VIEWER
    Organisation.objects.filter(pk=household.pk).update(state=State.ACTIVE)
    assert queries.actor_again(owner.pk, household.pk).role == MemberRole.RECORDER


def test_add_household_refuses_without_paper_and_twice() -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    assert client.post(f"{LIST}khai/", _told(paper="")).status_code == 200
    assert client.post(f"{LIST}khai/", _told(number="019085012345")).status_code == 302
    page = client.post(f"{LIST}khai/", _told(number="019085012345"))
    assert "đã thuộc về một đơn vị" in page.content.decode()
    assert Household.objects.count() == 1


def test_a_household_with_an_account_is_asked_and_answers_itself() -> None:
    cooperative = factories.organisation(name="Hợp tác xã Tân Lập")
    household = _household(tax_code="0300588569")
    owner = factories.person(household)
    asking = factories.signed_in(factories.person(cooperative))
    assert asking.post(f"{LIST}hoi/", {"number": "0300588569"}).status_code == 302
    again = asking.post(f"{LIST}hoi/", {"number": "0300588569"})
    assert "đã ở trong danh sách" in again.content.decode()
    row = Household.objects.get()
    answer = f"/doanh-nghiep/don-vi/htx/{row.pk}/dong-y/"
    assert asking.post(answer).status_code == 403
    client = factories.signed_in(owner)
    assert "Hợp tác xã Tân Lập" in client.get("/doanh-nghiep/don-vi/htx/").content.decode()
    assert client.post(answer).status_code == 302
    assert not Notice.objects.filter(settled_at=None).exists()
    assert client.post(f"{LIST}{row.pk}/thoi/", {"x": "1"}).status_code == 302
    log = [(c.what, c.is_given) for c in Consent.objects.order_by("id")]
    assert log == [("write_for", True), ("write_for", False)]


def test_ask_household_takes_households_only() -> None:
    company = factories.organisation(kind=OrganisationKind.COMPANY, tax_code="0300588569")
    actor = factories.actor()
    assert actor.organisation is not None
    for number in (company.tax_code, "019085012345", ""):
        with pytest.raises(services.HouseholdUnknown):
            services.ask_household(
                cooperative=actor.organisation, number=number, actor=actor, now=now()
            )


def test_pages_of_households_are_for_those_concerned() -> None:
    cooperative, household = factories.organisation(), _household()
    row = linked(cooperative, household)
    people = {
        "owner": factories.signed_in(factories.person(cooperative)),
        "clerk": factories.signed_in(factories.person(cooperative, MemberRole.RECORDER)),
        "stranger": factories.signed_in(factories.person(factories.organisation())),
        "household": factories.signed_in(factories.person(household)),
        "company": factories.signed_in(
            factories.person(factories.organisation(kind=OrganisationKind.COMPANY))
        ),
    }

    def statuses(address: str) -> list[int]:
        return [client.get(address).status_code for client in people.values()]

    assert statuses(LIST) == [200, 200, 200, 403, 403]
    assert statuses(f"{LIST}khai/") == [200, 403, 200, 403, 403]
    assert statuses(f"{LIST}{row.pk}/thoi/") == [200, 403, 404, 200, 403]
    assert statuses("/doanh-nghiep/don-vi/htx/") == [403, 403, 403, 200, 403]


def test_a_list_of_one_and_of_three_cost_the_same(django_assert_max_num_queries: Any) -> None:
    cooperative = factories.organisation()
    client = factories.signed_in(factories.person(cooperative))
    linked(cooperative, _household(unit=factories.unit(factories.unit())))
    client.get(LIST)
    with django_assert_max_num_queries(9) as one:
        client.get(LIST)
    for _ in range(2):
        linked(cooperative, _household(unit=factories.unit(factories.unit())))
    with django_assert_max_num_queries(len(one)):
        client.get(LIST)


def test_consent_to_show_the_name_is_logged_each_time_it_turns() -> None:
    household = _household()
    actor = factories.actor(household)
    for is_shown in (True, True, False):
        household.refresh_from_db()
        facts = OrganisationFacts(
            kind=OrganisationKind.HOUSEHOLD,
            name=household.name,
            tax_code=household.tax_code,
            may_show_name=is_shown,
        )
        services.edit_organisation(organisation=household, facts=facts, actor=actor, now=now())
    assert [c.is_given for c in Consent.objects.order_by("id")] == [True, False]


def test_an_officer_invites_the_first_owner_only() -> None:
    household = _household(unit=factories.unit(factories.unit()))
    officer = factories.officer(lead=True, area=household.unit)
    assert officer.user is not None
    client = factories.signed_in(officer.user)
    at = f"/quan-ly/don-vi/{household.pk}/moi-chu/"
    assert client.post(at, {"address": "be@vidu.example"}).status_code == 302
    assert Invitation.objects.get().role == MemberRole.OWNER
    assert "/loi-moi/" in mail.outbox[-1].body
    factories.person(household)
    assert "đã có chủ tài khoản" in client.post(at, {"address": "x@vidu.example"}).content.decode()
