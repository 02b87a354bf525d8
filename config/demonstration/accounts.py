"""People of the demonstration with their fixed logins, and the API key drawn for the installation.

The password is public, as the accounts are: it stands in the guide and on the terminal. It must
never open anything but invented data, so `loading` refuses to load on a public server.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from config.demonstration import naming
from config.demonstration.cast import Cast
from config.env import VAR
from txng.parties.actor import Actor
from txng.parties.facts import PersonFacts
from txng.parties.models import Membership, Organisation, User
from txng.parties.services import add_person, grant_membership, issue_api_key
from txng.parties.vocab import MemberRole, Scope

PASSWORD = "quet-ma-la-biet"  # noqa: S105  public on purpose
KEY_FILE = "demonstration-api-key"
_AT = "trinhdien.example"


@dataclass(frozen=True)
class Account:
    """One person who signs in: login, name, role, and what the terminal says of them."""

    login: str
    full_name: str
    role: MemberRole
    says: str

    @property
    def shown(self) -> dict[str, str]:
        """What `txng run` prints."""
        return {"user": self.login, "password": PASSWORD, "name": self.says}


OWNER = Account(f"htx@{_AT}", "Lê Thị Trình Diễn", MemberRole.OWNER,
                "Chủ hợp tác xã / co-operative owner")  # fmt: skip
RECORDER = Account(f"ghichep@{_AT}", "Trần Văn Ghi", MemberRole.RECORDER,
                   "Người ghi chép / recorder")  # fmt: skip
COMPANY = Account(f"congty@{_AT}", "Phạm Minh Mẫu", MemberRole.OWNER,
                  "Chủ công ty chế biến / company owner")  # fmt: skip
LEAD = Account(f"khcn@{_AT}", "Hoàng Thị Đầu Mối", MemberRole.LEAD_OFFICER,
               "Cán bộ đầu mối Sở KH&CN / lead officer")  # fmt: skip
OFFICER = Account(f"nnmt@{_AT}", "Vũ Văn Chuyên Ngành", MemberRole.OFFICER,
                  "Cán bộ Sở NN&MT / officer")  # fmt: skip
COMMUNE = Account(f"xa@{_AT}", "Đỗ Thị Xã", MemberRole.OFFICER,
                  "Cán bộ xã / commune officer")  # fmt: skip
_WRITERS = {"field": RECORDER, "fishery": COMPANY}
ACCOUNTS = (OWNER, RECORDER, COMPANY, LEAD, OFFICER, COMMUNE)


def homes(cast: Cast) -> dict[Account, Organisation]:
    """Return which organisation each account acts for."""
    cooperative, company = cast.of("field")[0].row, cast.of("fishery")[0].row
    return {
        OWNER: cooperative,
        RECORDER: cooperative,
        COMPANY: company,
        LEAD: cast.agencies[0],
        OFFICER: cast.agencies[1],
        COMMUNE: cast.agencies[2],
    }


def add_accounts(cast: Cast, *, now: datetime) -> dict[Account, Actor]:
    """Add the people and return each as an actor."""
    made: dict[Account, Actor] = {}
    for account, organisation in homes(cast).items():
        facts = PersonFacts(login=account.login, full_name=account.full_name, email=account.login)
        person = add_person(facts=facts, actor=Actor(), now=now)
        made[account] = _member(person, organisation, account, now)
    let_in(actor.user for actor in made.values() if actor.user)
    return made


def let_in(people: Iterable[User]) -> None:
    """Give people the password of all; hashed once, for each hash is slow on purpose."""
    User.objects.filter(pk__in=[person.pk for person in people]).update(password=_hashed())


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def _member(person: User, organisation: Organisation, account: Account, now: datetime) -> Actor:
    membership = grant_membership(
        user=person, organisation=organisation, role=account.role, actor=Actor(), now=now
    )
    return Actor.from_membership(membership)


def clerks(cast: Cast, *, begun: datetime) -> dict[str, User]:
    """Return who writes for each organisation: its account's person, else one who never signs in.

    They have no password, so nobody signs in as them until somebody gives them one.
    """
    known = {user.login: user for user in User.objects.filter(login__endswith=f"@{_AT}")}
    fresh, roles, found = [], [], {}
    for firm in cast.firms:
        login = _WRITERS[firm.troupe.code].login if firm.is_shown else firm.row.email
        person = known.get(login)
        if person is None:
            name = naming.person_name(naming.chance("clerk", firm.row.identifier))
            person = User(login=login, full_name=name, email=login, created_at=begun)
            person.set_unusable_password()
            fresh.append(person)
            roles.append(_owner_of(firm.row, person, begun))
        found[firm.row.identifier] = person
    User.objects.bulk_create(fresh)
    Membership.objects.bulk_create(roles)
    return found


def _owner_of(organisation: Organisation, person: User, begun: datetime) -> Membership:
    return Membership(
        user=person, organisation=organisation, role=MemberRole.OWNER, valid_from=begun.date()
    )


def issue_key(owner: Actor, *, now: datetime) -> None:
    """Issue a key for the co-operative's machine and keep its text beside the secrets of `var`."""
    assert owner.organisation is not None  # noqa: S101  an owner acts for one
    _key, text = issue_api_key(
        organisation=owner.organisation,
        name="Máy của dữ liệu trình diễn",
        scopes=tuple(Scope),
        expires_at=None,
        actor=owner,
        now=now,
    )
    path = VAR / KEY_FILE
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)


def shown() -> dict[str, Any]:
    """Return what `txng run` prints of the accounts; the key itself stays in its file."""
    people = [account.shown for account in ACCOUNTS]
    return {"accounts": people, "api_key_file": str(VAR / KEY_FILE)}
