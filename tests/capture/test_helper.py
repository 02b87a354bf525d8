"""What a co-operative's clerk wrote for a household says so: in the diary and in public."""

from datetime import timedelta

import pytest

from tests import factories
from tests.capture.outboxes import outbox, record, send, states
from tests.parties.test_households import linked
from txng.capture import queries
from txng.capture.models import Step
from txng.capture.step_events import HELPER_ELEMENT
from txng.capture.told_steps import helpers_of
from txng.core.clock import now
from txng.identify.models import Lot
from txng.parties.vocab import MemberRole, OrganisationKind
from txng.trace.stories import story_of
from txng.verify.stages import shown

pytestmark = pytest.mark.django_db
CLERK = "Trần Văn Ghi"


@pytest.fixture
def lot() -> Lot:
    household = factories.organisation(
        kind=OrganisationKind.HOUSEHOLD, name="Hộ Nông Thị Bé", unit=factories.unit()
    )
    return factories.lot(factories.product(household))


def test_a_clerks_entry_names_the_cooperative_and_in_public_no_person(lot: Lot) -> None:
    cooperative = factories.organisation(name="Hợp tác xã Tân Lập", short_name="HTX Tân Lập")
    household = lot.product.organisation
    linked(cooperative, household)
    clerk = factories.person(cooperative, MemberRole.RECORDER, full_name=CLERK)
    phone = factories.signed_in(clerk)
    phone.post("/chon-don-vi/", {"organisation": household.pk})
    box = outbox(lot, clerk, record(lot), record(lot, "harvest", values={"quantity": "5"}))
    assert states(send(phone, box)) == ["stored", "stored"]
    assert set(Step.objects.values_list("helper", flat=True)) == {cooperative.pk}
    page = phone.get(f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/").content.decode()
    assert f"{CLERK} (HTX Tân Lập ghi thay) ghi lúc" in page
    told = shown(story_of(lot.identifier), own=lot.identifier, numbers={}).parts[0]
    assert {(one.stated_by, one.helper) for one in told} == {
        (f"Hộ sản xuất tại {household.unit}", "Hợp tác xã Tân Lập")
    }
    for stored in queries.events_of([lot.identifier]):
        assert stored.event.extensions[HELPER_ELEMENT] == cooperative.identifier
        assert CLERK not in str(stored.event)


def test_what_the_household_wrote_itself_names_nobody_else(lot: Lot) -> None:
    owner = factories.person(lot.product.organisation)
    send(factories.signed_in(owner), outbox(lot, owner, record(lot)))
    [stage] = story_of(lot.identifier)
    assert stage.helper is None
    assert Step.objects.get().helper is None


def test_a_helper_that_only_an_event_claims_is_not_shown(lot: Lot) -> None:
    owner = factories.person(lot.product.organisation)
    at = (now() - timedelta(hours=1)).isoformat()
    send(factories.signed_in(owner), outbox(lot, owner, record(lot, happened_at=at)))
    stored = queries.events_of([lot.identifier])
    stored[0].event.extensions[HELPER_ELEMENT] = factories.organisation().identifier
    assert helpers_of(stored) == {}
