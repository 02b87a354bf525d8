"""Registering, granting, and the keys of machines keep their rules."""

from datetime import timedelta
from typing import Any

import pytest

from tests import factories
from txng.core.clock import now
from txng.core.models import AuditEntry
from txng.gs1.identifiers import Kind, classify
from txng.gs1.keys import Gln
from txng.parties import services
from txng.parties.actor import Actor
from txng.parties.facts import OrganisationFacts, PersonFacts, PlaceFacts
from txng.parties.identity import TaxCodeNotRight
from txng.parties.models import ApiKey, Organisation, User
from txng.parties.services.api_key import (
    MOST_KEYS,
    TooManyKeys,
    issue_api_key,
    revoke_api_key,
)
from txng.parties.services.organisation import (
    NotActive,
    NotSuspended,
    NotWaitingForApproval,
    OrganisationAlreadyRegistered,
)
from txng.parties.services.person import LastOwner, LoginTaken, PasswordTooWeak, RoleDoesNotFit
from txng.parties.services.place import PlaceAlreadyRegistered, PlaceKeepsItsCode
from txng.parties.vocab import ChainRole, MemberRole, OrganisationKind, PlaceKind, Scope, State

pytestmark = pytest.mark.django_db
GLN = Gln.parse("8930000000019")
COOP = OrganisationFacts(
    kind=OrganisationKind.COOPERATIVE,
    name="Hợp tác xã  Bình An ",
    tax_code="4601234560",
    roles=(ChainRole.PRODUCER, ChainRole.PACKER),
)


def _register(facts: OrganisationFacts = COOP, actor: Actor | None = None) -> Organisation:
    return services.register_organisation(facts=facts, actor=actor or Actor(), now=now())


def test_register_organisation_without_gln_gets_an_identifier_of_our_own() -> None:
    found = _register()
    assert found.name == "Hợp tác xã Bình An"
    assert found.identifier.startswith("https://truyxuat.example/pty/")
    assert classify(found.identifier).kind == Kind.PARTY
    assert sorted(role.role for role in found.roles.all()) == ["packer", "producer"]
    assert AuditEntry.objects.filter(action="parties.register_organisation").count() == 1


def test_register_organisation_with_gln_is_named_by_it_as_a_party() -> None:
    facts = OrganisationFacts(kind=OrganisationKind.COMPANY, name="Công ty", gln=GLN)
    assert _register(facts).identifier == f"https://id.gs1.org/417/{GLN}"


def test_register_organisation_by_an_officer_waits_for_the_lead() -> None:
    waiting = _register(actor=factories.officer())
    assert waiting.state == State.PENDING
    lead = factories.officer(lead=True)
    approved = services.approve_organisation(organisation=waiting, actor=lead, now=now())
    assert approved.state == State.ACTIVE
    with pytest.raises(NotWaitingForApproval):
        services.approve_organisation(organisation=waiting, actor=lead, now=now())


def test_register_organisation_refuses_a_tax_code_twice_and_writes_nothing() -> None:
    _register()
    with pytest.raises(OrganisationAlreadyRegistered) as refusal:
        _register()
    assert list(refusal.value.fields) == ["tax_code"]
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [("", ""), ("4601234560", "4601234560"), ("4601234560001", "4601234560-001"),
     ("4601234560-001", "4601234560-001")],
)  # fmt: skip
def test_register_organisation_keeps_tax_codes_in_one_form(given: str, kept: str) -> None:
    facts = OrganisationFacts(kind=OrganisationKind.COMPANY, name="A", tax_code=given)
    assert _register(facts).tax_code == kept


@pytest.mark.parametrize("given", ["123", "46012345AB"])
def test_register_organisation_refuses_what_is_no_tax_code(given: str) -> None:
    with pytest.raises(TaxCodeNotRight):
        _register(OrganisationFacts(kind=OrganisationKind.COMPANY, name="A", tax_code=given))


def test_suspended_members_only_look() -> None:
    member = factories.actor()
    assert member.organisation is not None
    services.suspend_organisation(
        organisation=member.organisation, actor=factories.officer(lead=True), now=now()
    )
    assert member.user is not None
    again = member.user.memberships.select_related("organisation", "user").get()
    assert Actor.from_membership(again).role == MemberRole.VIEWER


def test_suspend_and_resume_organisation_refuse_what_is_so_already() -> None:
    organisation, lead = factories.organisation(), factories.officer(lead=True)
    with pytest.raises(NotSuspended):
        services.resume_organisation(organisation=organisation, actor=lead, now=now())
    services.suspend_organisation(organisation=organisation, actor=lead, now=now())
    with pytest.raises(NotActive):
        services.suspend_organisation(organisation=organisation, actor=lead, now=now())
    trail = AuditEntry.objects.filter(action__endswith="end_organisation")
    assert [entry.action for entry in trail] == ["parties.suspend_organisation"]


def _place(gln: Gln | None = None, of: Organisation | None = None) -> PlaceFacts:
    return PlaceFacts(kind=PlaceKind.FARM, name="Vườn  Đồi", gln=gln, growing_area_code=" vn-01 ")


def test_add_place_names_it_by_gln_or_by_our_own_scheme() -> None:
    actor = factories.actor()
    assert actor.organisation is not None
    own = actor.organisation
    with_gln = services.add_place(organisation=own, facts=_place(GLN), actor=actor, now=now())
    without = services.add_place(organisation=own, facts=_place(), actor=actor, now=now())
    assert with_gln.identifier == f"https://id.gs1.org/414/{GLN}"
    assert with_gln.key == classify(with_gln.identifier).key
    assert without.identifier.startswith("https://truyxuat.example/loc/")
    assert (without.name, without.growing_area_code) == ("Vườn Đồi", "VN-01")
    with pytest.raises(PlaceAlreadyRegistered):
        services.add_place(organisation=own, facts=_place(GLN), actor=actor, now=now())


def test_edit_place_never_changes_its_code() -> None:
    actor, place = factories.actor(), factories.place()
    with pytest.raises(PlaceKeepsItsCode):
        services.edit_place(place=place, facts=_place(GLN), is_active=True, actor=actor, now=now())
    edited = services.edit_place(
        place=place, facts=_place(), is_active=False, actor=actor, now=now()
    )
    assert (edited.name, edited.is_active, edited.identifier) == (
        "Vườn Đồi", False, place.identifier,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "login"),
    [(" An@Vidu.example", "an@vidu.example"), ("+84 912 345 678", "0912345678"),
     ("0912.345.678", "0912345678")],
)  # fmt: skip
def test_add_person_has_one_form_of_login(given: str, login: str) -> None:
    facts = PersonFacts(login=given, full_name="Lý Văn An")
    person = services.add_person(facts=facts, actor=Actor(), now=now())
    assert person.login == login
    assert User.objects.get_by_natural_key(given) == person
    assert not person.has_usable_password()
    with pytest.raises(LoginTaken):
        services.add_person(facts=facts, actor=Actor(), now=now())


def test_add_person_refuses_a_weak_password() -> None:
    with pytest.raises(PasswordTooWeak):
        services.add_person(
            facts=PersonFacts(login="a@b.example", full_name="An"),
            actor=Actor(),
            now=now(),
            password="12345678",
        )
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (OrganisationKind.COOPERATIVE, MemberRole.OFFICER),
        (OrganisationKind.AGENCY, MemberRole.OWNER),
    ],
)
def test_grant_membership_keeps_officers_to_agencies(
    kind: OrganisationKind, role: MemberRole
) -> None:
    with pytest.raises(RoleDoesNotFit):
        services.grant_membership(
            user=factories.person(),
            organisation=factories.organisation(kind=kind),
            role=role,
            actor=Actor(),
            now=now(),
        )


def test_an_organisation_keeps_its_last_owner() -> None:
    owner = factories.actor()
    assert owner.user is not None
    assert owner.organisation is not None
    with pytest.raises(LastOwner):
        services.end_membership(membership=owner.user.memberships.get(), actor=owner, now=now())
    with pytest.raises(LastOwner):
        services.grant_membership(
            user=owner.user,
            organisation=owner.organisation,
            role=MemberRole.VIEWER,
            actor=owner,
            now=now(),
        )


def _issue(**facts: object) -> tuple[ApiKey, str]:
    actor = factories.actor()
    assert actor.organisation is not None
    return services.issue_api_key(
        **{
            "organisation": actor.organisation,
            "name": "Máy",
            "scopes": (Scope.CAPTURE,),
            "expires_at": None,
            "actor": actor,
            "now": now(),
            **facts,
        }  # type: ignore[arg-type]
    )


def test_an_issued_key_lets_its_machine_in_and_is_not_kept_readable() -> None:
    key, text = _issue()
    machine = services.authenticate_api_key(f"Bearer {text}", now=now())
    assert machine.organisation == key.organisation
    assert (machine.api_key, machine.user) == (key, None)
    assert (machine.has_scope(Scope.CAPTURE), machine.has_scope(Scope.QUERY)) == (True, False)
    secret = text.rsplit("_", 1)[1].encode()
    assert secret not in bytes(key.secret_hash)
    assert len(key.secret_hash) == 32


@pytest.mark.parametrize(
    "header",
    [
        "",
        "{key}",
        "Basic {key}",
        "Bearer {short}",
        "Bearer {key}x",
        "Bearer txng_00000000_",
        "Bearer X{key}",
    ],
)
def test_authenticate_refuses_any_other_header(header: str) -> None:
    _key, text = _issue()
    with pytest.raises(services.ApiKeyRefused):
        services.authenticate_api_key(header.format(key=text, short=text[:-1]), now=now())


def test_an_organisation_holds_no_more_keys_in_force_than_it_has_machines() -> None:
    owner = factories.actor()
    told: Any = {"organisation": owner.organisation, "name": "Máy", "scopes": (Scope.QUERY,),
                 "actor": owner, "now": now()}  # fmt: skip
    keys = [issue_api_key(**told, expires_at=None)[0] for _ in range(MOST_KEYS - 1)]
    issue_api_key(**told, expires_at=now() + timedelta(days=1))
    with pytest.raises(TooManyKeys):
        issue_api_key(**told, expires_at=None)
    issue_api_key(**{**told, "now": now() + timedelta(days=2)}, expires_at=None)
    with pytest.raises(TooManyKeys):
        issue_api_key(**{**told, "now": now() + timedelta(days=2)}, expires_at=None)
    revoke_api_key(key=keys[0], actor=owner, now=now())
    issue_api_key(**{**told, "now": now() + timedelta(days=2)}, expires_at=None)


def test_a_key_ends_by_time_by_revocation_and_with_its_organisation() -> None:
    moment = now()
    _expiring, text = _issue(expires_at=moment + timedelta(days=1))
    services.authenticate_api_key(f"Bearer {text}", now=moment)
    with pytest.raises(services.ApiKeyRefused):
        services.authenticate_api_key(f"Bearer {text}", now=moment + timedelta(days=1))
    revoked, text = _issue()
    services.revoke_api_key(key=revoked, actor=Actor(), now=moment)
    with pytest.raises(services.ApiKeyRefused):
        services.authenticate_api_key(f"Bearer {text}", now=moment)
    key, text = _issue()
    Organisation.objects.filter(pk=key.organisation_id).update(state=State.SUSPENDED)
    with pytest.raises(services.ApiKeyRefused):
        services.authenticate_api_key(f"Bearer {text}", now=moment)


def test_use_of_a_key_is_noted_at_most_once_a_minute(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    key, text = _issue()
    moment = now()
    # The key itself, its minute counted, its use noted; then the use is not noted again.
    with django_assert_num_queries(3):  # type: ignore[operator]
        services.authenticate_api_key(f"Bearer {text}", now=moment)
    with django_assert_num_queries(2):  # type: ignore[operator]
        services.authenticate_api_key(f"Bearer {text}", now=moment + timedelta(seconds=59))
    key.refresh_from_db()
    assert key.last_used_at == moment
