"""Stages on the public page: what a chain keeps to itself stays there; late ones say so."""

from datetime import timedelta
from typing import Any

import pytest

from tests import factories
from tests.capture.documents import document, event
from tests.stamps import rows
from tests.verify.scenes import Scene, scene, shopper
from txng.capture.services import capture_document
from txng.capture.step_events import KDE_NAMESPACE

pytestmark = pytest.mark.django_db


def tell(of: Scene, step: str, *, late: bool = False, **values: Any) -> None:
    """Capture a step of the lot's chain with values by field code."""
    template = of.lot.product.template
    named = {"kde:step": f"{template.code}/{template.version}/{step}"}
    named |= {f"kde:{field}": value for field, value in values.items()}
    at = rows.NOW - (timedelta(days=9) if late else timedelta(hours=1))
    made = event(
        quantityList=[{"epcClass": of.lot.identifier, "quantity": 10, "uom": "KGM"}],
        readPoint={"id": of.lot.place.identifier},
        eventTime=at.isoformat(timespec="milliseconds"),
        **named,
    )
    context = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
               {"kde": KDE_NAMESPACE}]  # fmt: skip
    body = document(made, **{"@context": context})
    capture_document(body=body, actor=factories.actor(of.lot.product.organisation), now=rows.NOW)


def page_of(of: Scene) -> str:
    return shopper().get(of.path(0)).content.decode()


def test_a_step_shows_its_public_values_and_none_of_the_others() -> None:
    found = scene()
    tell(found, "spraying", pesticide="Abamectin 3.6EC", interval_days=7)
    page = page_of(found)
    assert "Tên thuốc: <b>Abamectin 3.6EC</b>" in page
    assert "Thời gian cách ly" not in page


def test_a_step_that_the_chain_keeps_to_itself_is_left_out() -> None:
    found = scene()
    template = found.lot.product.template
    for step in template.definition["steps"]:
        step["public"] = step["code"] != "spraying"
    template.save()
    tell(found, "spraying", pesticide="Abamectin 3.6EC")
    page = page_of(found)
    assert "Phun thuốc" not in page
    assert "Abamectin" not in page


def test_what_was_told_never_becomes_markup() -> None:
    found = scene()
    tell(found, "spraying", pesticide="<script>alert(1)</script>")
    page = page_of(found)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page


def test_only_what_was_recorded_late_is_marked_late() -> None:
    prompt, late = scene(), scene()
    tell(prompt, "harvest")
    tell(late, "harvest", late=True)
    already = page_of(prompt).count("Ghi muộn")
    assert page_of(late).count("Ghi muộn") == already + 1
    assert "Thu hoạch" in page_of(late)


def test_a_fact_that_another_states_too_counts_as_checked_by_them() -> None:
    found, buyer = scene(), factories.organisation(name="Siêu thị Kiểm Chứng")
    made = event(
        quantityList=[{"epcClass": found.lot.identifier, "quantity": 10, "uom": "KGM"}],
        readPoint={"id": found.lot.place.identifier},
    )
    for organisation in (found.lot.product.organisation, buyer):
        capture_document(body=document(made), actor=factories.actor(organisation), now=rows.NOW)
    assert "Đã kiểm tra: Siêu thị Kiểm Chứng cũng khai như vậy" in page_of(found)
