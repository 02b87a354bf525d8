"""Who may act for an organisation: invited, taken back, with another role, gone."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client

from tests import factories, people
from txng.core.clock import now
from txng.core.models import AuditEntry
from txng.parties import services
from txng.parties.models import Invitation, Membership, Organisation, User
from txng.parties.services.invitation import (
    AlreadyMember,
    InvitationEnded,
    InvitedOther,
    TooManyInvitations,
)
from txng.parties.services.person import LastOwner, RoleDoesNotFit
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db
LIST = "/doanh-nghiep/don-vi/nguoi/"
TOLD = {"full_name": "Nông Thị Bé", "password": "Nương chè cổ thụ 9"}


def _invite(
    of: Organisation | None = None,
    address: str = "be@vidu.example",
    role: MemberRole = MemberRole.RECORDER,
) -> Invitation:
    actor = factories.actor(of) if of is None or of.kind != "agency" else factories.officer(of)
    assert actor.organisation is not None
    return services.invite(
        organisation=actor.organisation, address=address, role=role, actor=actor, now=now()
    )


def link_sent() -> str:
    """Return the path of the link that the last message carried."""
    found = re.search(r"/loi-moi/[\w-]+/", str(mail.outbox[-1].body))
    assert found
    return found[0]


def test_the_invited_opens_an_account_with_a_password_of_their_own() -> None:
    invitation = _invite()
    client, link = Client(), link_sent()
    assert invitation.organisation.name in client.get(link).content.decode()
    assert client.post(link, TOLD).status_code == 302
    user = User.objects.get(login="be@vidu.example")
    assert get_user(client) == user
    membership = user.memberships.get()
    assert (membership.organisation, membership.role) == (invitation.organisation, "recorder")


def test_a_name_is_unknown_to_the_inviter_until_the_person_accepts() -> None:
    stranger = factories.person(login="be@vidu.example", full_name="Tên Riêng Tư")
    organisation = factories.organisation()
    client = factories.signed_in(factories.person(organisation))
    told = {"address": "be@vidu.example", "role": "recorder"}
    assert client.post(f"{LIST}moi/", told).status_code == 302
    assert "Tên Riêng Tư" not in client.get(LIST).content.decode()
    factories.signed_in(stranger).post(f"{link_sent()}nhan/")
    assert "Tên Riêng Tư" in client.get(LIST).content.decode()


def test_an_invitation_opens_once() -> None:
    _invite()
    link = link_sent()
    assert Client().post(link, TOLD).status_code == 302
    again = Client()
    assert "không dùng được nữa" in again.get(link).content.decode()
    other = factories.signed_in(factories.person())
    assert other.post(f"{link}nhan/").status_code == 410


@pytest.mark.parametrize("how", ["late", "revoked", "invited again"])
def test_an_invitation_ends(how: str) -> None:
    invitation = _invite()
    user, moment = factories.person(), now()
    if how == "late":
        moment += timedelta(days=14, seconds=1)
    elif how == "revoked":
        owner = factories.actor(invitation.organisation)
        services.revoke_invitation(invitation=invitation, actor=owner, now=moment)
    else:
        _invite(invitation.organisation)
    with pytest.raises(InvitationEnded):
        services.accept_invitation(invitation=invitation, user=user, now=moment)
    assert not user.memberships.exists()


def test_whoever_has_an_account_signs_in_instead_of_opening_a_second_one() -> None:
    factories.person(login="be@vidu.example")
    _invite()
    page = Client().post(link_sent(), TOLD)
    assert "Bạn đã có tài khoản" in page.content.decode()
    assert User.objects.filter(login="be@vidu.example").count() == 1


@pytest.mark.parametrize("kind", ["agency", "cooperative"])
def test_people_are_let_in_under_the_invited_address_only(kind: str) -> None:
    home = factories.agency() if kind == "agency" else factories.organisation()
    role = MemberRole.OFFICER if kind == "agency" else MemberRole.RECORDER
    invitation = _invite(home, role=role)
    with pytest.raises(InvitedOther):
        services.accept_invitation(invitation=invitation, user=factories.person(), now=now())
    passed_on = factories.signed_in(factories.person())
    page = passed_on.get(link_sent()).content.decode()
    assert ("không phải người được mời" in page, "Nhận lời</button>" in page) == (True, False)
    right = factories.person(login="be@vidu.example")
    services.accept_invitation(invitation=invitation, user=right, now=now())


def test_invite_refuses_members_wrong_roles_and_whole_towns() -> None:
    owner = factories.actor()
    assert owner.organisation is not None
    assert owner.user is not None
    with pytest.raises(AlreadyMember):
        _invite(owner.organisation, owner.user.login)
    with pytest.raises(RoleDoesNotFit):
        _invite(owner.organisation, role=MemberRole.OFFICER)
    for number in range(30):
        _invite(owner.organisation, f"{number}@vidu.example")
    with pytest.raises(TooManyInvitations):
        _invite(owner.organisation)


def test_change_role_keeps_the_last_owner() -> None:
    owner = factories.actor()
    membership = Membership.objects.get(user=owner.user)
    with pytest.raises(LastOwner):
        services.change_role(membership=membership, role=MemberRole.VIEWER, actor=owner, now=now())
    factories.person(owner.organisation)
    services.change_role(membership=membership, role=MemberRole.VIEWER, actor=owner, now=now())
    membership.refresh_from_db()
    assert membership.role == MemberRole.VIEWER


def test_the_last_lead_officer_stays() -> None:
    lead = factories.officer(lead=True)
    with pytest.raises(LastOwner):
        services.end_membership(
            membership=Membership.objects.get(user=lead.user), actor=lead, now=now()
        )


def test_a_member_leaves_and_the_last_owner_does_not() -> None:
    organisation = factories.organisation()
    owner = factories.signed_in(factories.person(organisation))
    clerk = factories.person(organisation, MemberRole.RECORDER)
    assert factories.signed_in(clerk).post(f"{LIST}roi-di/").status_code == 302
    assert "cuối cùng" in owner.post(f"{LIST}roi-di/").content.decode()


def test_the_acts_on_members_are_the_owners() -> None:
    organisation = factories.organisation()
    around = people.around(organisation)
    clerk = factories.membership(factories.person(), organisation, MemberRole.RECORDER)
    invitation = _invite(organisation)
    for address in (
        f"{LIST}{clerk.pk}/vai-tro/",
        f"{LIST}{clerk.pk}/thoi/",
        f"{LIST}loi-moi/{invitation.pk}/thu-hoi/",
    ):
        assert around.statuses(address) == {
            "owner": 200, "colleague": 403, "stranger": 404, "officer": 404, "other_agency": 404,
            "nobody": 302,
        }  # fmt: skip
        assert around.owner.post(address, {"role": "viewer"}).status_code == 302
    clerk.refresh_from_db()
    invitation.refresh_from_db()
    assert (clerk.role, clerk.valid_to is None, invitation.revoked_at is None) == (
        "viewer", False, False,
    )  # fmt: skip


def test_a_lead_officer_gives_a_colleague_an_area() -> None:
    province = factories.unit()
    commune = factories.unit(province)
    agency = factories.agency(unit=province)
    lead = factories.officer(agency, lead=True)
    officer = Membership.objects.get(user=factories.officer(agency).user)
    assert lead.user is not None
    client = factories.signed_in(lead.user)
    told = {"role": "officer", "area": commune.pk}
    assert client.post(f"/quan-ly/can-bo/{officer.pk}/vai-tro/", told).status_code == 302
    officer.refresh_from_db()
    assert officer.area == commune


def test_neither_the_address_nor_the_token_of_an_invitation_stands_in_the_trail() -> None:
    _invite()
    token = link_sent().split("/")[2]
    trail = str(list(AuditEntry.objects.values_list("details", flat=True)))
    assert "be@vidu.example" not in trail
    assert token not in trail
    assert token not in str(list(Invitation.objects.values()))


def test_the_history_of_an_organisation_tells_whom_it_invited_as_what() -> None:
    row = _invite()
    assert row.invited_by is not None
    client = factories.signed_in(row.invited_by)
    shown = client.get("/doanh-nghiep/don-vi/").content.decode().partition('id="history"')[2]
    assert "mời người dùng: be***@vidu.example" in shown
    assert f"<ins>{row.get_role_display()}</ins>" in shown


def test_the_page_of_members_tells_who_was_given_which_role() -> None:
    owner = factories.actor()
    assert owner.user is not None
    organisation = owner.organisation
    assert organisation is not None
    colleague = factories.person(organisation, role=MemberRole.VIEWER, full_name="Lò Thị Mai")
    membership = Membership.objects.get(user=colleague)
    services.change_role(
        membership=membership, role=MemberRole.MANAGER, actor=owner, now=factories.THEN
    )
    shown = factories.signed_in(owner.user).get(LIST).content.decode()
    part = shown.partition('id="history"')[2]
    assert "Lò Thị Mai" in part
    old, new = MemberRole.VIEWER.label, MemberRole.MANAGER.label
    assert f"<del>{old}</del> → <ins>{new}</ins>" in part
    seen = factories.signed_in(colleague).get(LIST).content.decode()
    assert 'id="history"' not in seen
