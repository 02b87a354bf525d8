"""The factories make whole things that belong together."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_lot_stands_with_its_product_organisation_and_place() -> None:
    lot = factories.lot()
    assert lot.place.organisation == lot.product.organisation
    assert lot.identifier == f"{lot.product.identifier}/lot/{lot.code}"


def test_a_signed_in_person_is_known_to_the_frame() -> None:
    actor = factories.actor()
    assert actor.user is not None
    assert factories.signed_in(actor.user).get("/").status_code == 200
