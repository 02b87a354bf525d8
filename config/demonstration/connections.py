"""A solution provider, and the co-operative that lets its machines act for it."""

from datetime import timedelta

from config.demonstration import accounts
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.parties.facts import OrganisationFacts
from txng.parties.services import give_mandate, register_organisation
from txng.parties.services.mandate import MandateFacts
from txng.parties.vocab import OrganisationKind, Scope

_NAME = "Công ty TNHH Giải pháp Trình Diễn"


def connect(loaded: Loaded) -> None:
    """Register the provider, and let it capture and read for the co-operative for a year."""
    begun = moment(loaded.today - timedelta(days=60), 9)
    facts = OrganisationFacts(
        kind=OrganisationKind.SOLUTION_PROVIDER,
        name=_NAME,
        short_name="Giải pháp Trình Diễn",
        address="Số 1 phố Trình Diễn",
        unit=loaded.cast.agencies[0].unit,
    )
    row = register_organisation(facts=facts, actor=loaded.actors[accounts.LEAD], now=begun)
    row.is_demonstration = True
    row.save(update_fields=["is_demonstration"])
    owner = loaded.actors[accounts.OWNER]
    assert owner.organisation is not None  # noqa: S101  an owner acts for one
    give_mandate(
        organisation=owner.organisation,
        provider=row,
        facts=MandateFacts((Scope.CAPTURE, Scope.QUERY), loaded.today + timedelta(days=305)),
        actor=owner,
        now=begun,
    )
