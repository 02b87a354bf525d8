"""The way of a newcomer: each step is done when the register says so, and then it is over."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.stamps import rows
from txng.parties.models import Organisation
from txng.parties.vocab import MemberRole
from txng.stamps import services
from txng.stamps.first_steps import first_steps

pytestmark = pytest.mark.django_db


def _done(organisation: Organisation) -> dict[str, bool]:
    steps = first_steps(actor=factories.actor(organisation))
    return {step.name: step.is_done for step in steps}


def test_an_empty_workspace_has_everything_before_it() -> None:
    organisation = factories.organisation(address="", phone="")
    assert set(_done(organisation).values()) == {False}


def test_what_stands_in_the_registers_is_done_and_others_rows_do_not_count() -> None:
    lot = rows.ready_lot(unit_count=10)
    organisation = lot.product.organisation
    stranger = factories.organisation(address="", phone="")
    Organisation.objects.filter(pk=organisation.pk).update(phone="")
    assert _done(organisation) == {
        "profile": False,
        "place": True,
        "product": True,
        "image": True,
        "lot": True,
        "step": True,
        "order": False,
        "activation": False,
    }
    assert set(_done(stranger).values()) == {False}


def test_the_panel_ends_once_every_step_is_done() -> None:
    lot = rows.ready_lot(unit_count=200)
    organisation = lot.product.organisation
    Organisation.objects.filter(pk=organisation.pk).update(
        phone="0900 000 000", address="Thôn 1", unit=factories.unit()
    )
    batch = rows.printed_batch(lot, rows.actor_of(lot))
    services.activate_range(
        batch=batch, positions=(0, 10), lot=lot, actor=rows.actor_of(lot), now=rows.NOW
    )
    client = factories.signed_in(factories.person(organisation, MemberRole.OWNER))
    assert client.get("/doanh-nghiep/tem/buoc-dau/").content.decode().strip() == ""


def test_the_steps_cost_one_statement() -> None:
    actor = factories.actor()
    with CaptureQueriesContext(connection) as asked:
        first_steps(actor=actor)
    assert len(asked) == 1
