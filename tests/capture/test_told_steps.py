"""Whoever captured it, an event that names its step is told in the words of its chain."""

import pytest
from django.utils import translation

from tests import factories
from tests.capture.documents import document, event
from txng.capture import queries
from txng.capture.services import capture_document
from txng.capture.step_events import KDE_NAMESPACE
from txng.capture.told import unit_text
from txng.capture.told_steps import told_steps
from txng.identify.models import Lot
from txng.parties.actor import Actor

pytestmark = pytest.mark.django_db


def _captured(lot: Lot, name: str) -> list[queries.StoredEvent]:
    made = event(
        quantityList=[{"epcClass": lot.identifier, "quantity": 12, "uom": "KGM"}],
        **{"kde:step": name, "kde:pesticide": "Dầu khoáng"},
    )
    body = document(made, **{"@context": [
        "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"kde": KDE_NAMESPACE}
    ]})  # fmt: skip
    actor = Actor(organisation=lot.product.organisation)
    job = capture_document(
        body=body, media_type="application/ld+json", actor=actor, now=factories.THEN
    )
    assert job.errors == []
    return queries.events_of([lot.identifier])


def test_a_machines_event_is_told_by_the_step_it_names() -> None:
    lot = factories.lot()
    template = lot.product.template
    [stored] = _captured(lot, f"{template.code}/{template.version}/spraying")
    told = told_steps([stored])[stored.id]
    assert told.definition["name"] == "Phun thuốc"
    assert told.values == {
        "pesticide": "Dầu khoáng",
        "quantity": {"quantity": 12, "unit": "KGM"},
    }


def test_a_step_of_an_unknown_chain_is_not_made_up() -> None:
    lot = factories.lot()
    assert told_steps(_captured(lot, "nothing/1/spraying")) == {}


@pytest.mark.parametrize(
    ("unit", "vietnamese", "english"),
    [("KGM", "kg", "kg"), ("ngày", "ngày", "days"), ("mg/l", "mg/l", "mg/l")],
)
def test_a_unit_is_written_in_the_language_of_the_page(
    unit: str, vietnamese: str, english: str
) -> None:
    assert unit_text(unit) == vietnamese
    with translation.override("en"):
        assert unit_text(unit) == english
