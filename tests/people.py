"""The five people whom every page is tried with: owner, colleague, stranger, officer, nobody."""

from dataclasses import dataclass

from django.test import Client

from tests import factories
from txng.parties.models import AdministrativeUnit, Organisation, User
from txng.parties.vocab import MemberRole

NAMES = ("owner", "colleague", "stranger", "officer", "other_agency", "nobody")


@dataclass(frozen=True)
class People:
    """Browsers of people around one organisation; its officer's area holds it, another's not."""

    owner: Client
    colleague: Client
    stranger: Client
    officer: Client
    other_agency: Client
    nobody: Client

    def statuses(self, address: str, method: str = "get") -> dict[str, int]:
        """Return what each of them is answered at an address."""
        return {name: getattr(getattr(self, name), method)(address).status_code for name in NAMES}


def around(organisation: Organisation) -> People:
    """Make the people around an organisation, and give it a commune if it has none."""
    if organisation.unit is None:
        organisation.unit = factories.unit(factories.unit())
        organisation.save(update_fields=["unit"])
    here, elsewhere = organisation.unit, factories.unit(factories.unit())
    return People(
        owner=factories.signed_in(factories.person(organisation)),
        colleague=factories.signed_in(factories.person(organisation, MemberRole.VIEWER)),
        stranger=factories.signed_in(factories.person(factories.organisation())),
        officer=factories.signed_in(_officer(here)),
        other_agency=factories.signed_in(_officer(elsewhere)),
        nobody=Client(),
    )


def _officer(area: AdministrativeUnit) -> User:
    actor = factories.officer(lead=True, area=area)
    assert actor.user is not None
    return actor.user
