"""The preview of a step is the form that people will see, page and phone, and stores nothing."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests import factories
from txng.capture.book import step_of_page
from txng.capture.chain import steps_of
from txng.capture.forms import Offer, RecordStep
from txng.capture.models import Event, Step
from txng.catalogue.models import ChainTemplate
from txng.identify.models import Lot

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Client:
    actor = factories.officer(factories.agency(), lead=True)
    assert actor.user is not None
    return factories.signed_in(actor.user)


def _address(template: ChainTemplate, code: str) -> tuple[str, Any]:
    steps = steps_of(template.definition)
    [position] = [n for n, step in enumerate(steps) if step.code == code]
    return f"/quan-ly/mau-chuoi/{template.pk}/buoc/{position}/xem-thu/", steps[position]


@pytest.mark.parametrize("code", ["spraying", "harvest", "packing", "shipping"])
def test_the_preview_has_the_fields_of_the_real_form_in_its_order(
    officer: Client, code: str
) -> None:
    lot: Lot = factories.lot()
    address, step = _address(lot.product.template, code)
    real = RecordStep(offer=Offer(step=step, lot=lot, places=[lot.place]))
    form = officer.get(address).context["form"]
    assert [*form.fields] == [*real.fields]
    shown = {(n, str(f.label), f.required, f.help_text) for n, f in form.fields.items()}
    assert shown == {(n, str(f.label), f.required, f.help_text) for n, f in real.fields.items()}


def test_the_phone_part_is_made_from_what_a_phone_is_sent(officer: Client) -> None:
    address, step = _address(factories.template(), "spraying")
    page = officer.get(address).content.decode()
    found = re.search(r'<script id="preview-page"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found
    assert json.loads(found[1])["step"] == json.loads(json.dumps(step_of_page(step)))


def test_a_preview_filled_in_says_what_is_wrong_or_right_and_stores_nothing(
    officer: Client,
) -> None:
    address, step = _address(factories.template(), "spraying")
    wrong = officer.post(address, {"pesticide": "", "interval_days": "999"})
    assert {"pesticide", "interval_days", "happened_at"} <= set(wrong.context["form"].errors)
    told = {"pesticide": "Bt", "interval_days": "3", "place": step.place_kinds[0],
            "happened_at": "2026-11-20T08:00"}  # fmt: skip
    right = officer.post(address, told)
    assert right.context["form"].errors == {}
    assert "Điền đúng" in right.content.decode()
    assert (Step.objects.count(), Event.objects.count(), Lot.objects.count()) == (0, 0, 0)
