"""What was recorded wrongly is declared so and stays: nothing recorded is ever changed."""

from datetime import timedelta
from typing import Any

import pytest

from tests import factories
from tests.capture.test_steps import NOW, keeper, record
from txng.capture import queries, services
from txng.capture.models import Event
from txng.capture.services import corrections, steps
from txng.capture.vocab import ErrorReason
from txng.gs1.epcis.rules import check_event
from txng.identify.models import Lot
from txng.parties.rights import MayNotDoThis
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot() -> Lot:
    return factories.lot()


def test_a_wrong_step_is_declared_so_stays_and_may_be_recorded_again(lot: Lot) -> None:
    actor, step = keeper(lot), record(lot)
    before = Event.objects.values().get()
    wrong: dict[str, Any] = {"reason": ErrorReason.INCORRECT_DATA, "now": NOW}
    services.declare_step_wrong(step=step, actor=actor, **wrong)
    original, declaration = queries.events_of([lot.identifier])
    assert (original.declared_in_error, declaration.is_declaration) == (True, True)
    assert declaration.event_hash == original.event_hash
    assert declaration.event.error_declaration is not None
    assert declaration.event.error_declaration.reason == "incorrect_data"
    assert check_event(declaration.event) == []
    assert Event.objects.values().get(pk=step.event_row) == before
    assert queries.standing_steps(lot) == []
    with pytest.raises(steps.SaidToBeWrong):
        record(lot)
    again = record(lot, values={"quantity": 1100})
    assert queries.standing_steps(lot) == [again]
    with pytest.raises(corrections.StepDeclaredAlready):
        services.declare_step_wrong(step=step, actor=actor, **wrong)


def test_a_spraying_declared_wrong_holds_no_harvest_back(lot: Lot) -> None:
    told = {"pesticide": "Sherpa", "interval_days": 7}
    step = record(lot, "spraying", values=told, happened_at=NOW - timedelta(days=1))
    services.declare_step_wrong(
        step=step, reason=ErrorReason.DID_NOT_OCCUR, actor=keeper(lot), now=NOW
    )
    assert queries.standing_steps(lot) == []
    assert record(lot).code == "harvest"


def test_only_the_recorders_of_the_organisation_declare_its_steps_wrong(lot: Lot) -> None:
    step = record(lot)
    facts: dict[str, Any] = {"step": step, "reason": ErrorReason.DID_NOT_OCCUR, "now": NOW}
    with pytest.raises(corrections.NotYourStep):
        services.declare_step_wrong(actor=factories.actor(), **facts)
    with pytest.raises(MayNotDoThis):
        services.declare_step_wrong(actor=keeper(lot, MemberRole.VIEWER), **facts)
    assert Event.objects.count() == 1
