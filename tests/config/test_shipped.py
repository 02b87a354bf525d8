"""A new portal opens with units and chains, and loading them is safe to repeat."""

import pytest

from config.demo import LOADERS
from txng.catalogue.models import ChainTemplate
from txng.parties import queries


def _quiet(done: int, total: int) -> None:
    """Show nothing."""


@pytest.mark.django_db
def test_a_new_portal_has_units_and_chains_without_the_demonstration() -> None:
    shipped = [loader for loader in LOADERS if not loader.is_demonstration]
    for loader in (*shipped, *shipped):
        loader.run(_quiet)
    assert (queries.provinces().count(), ChainTemplate.objects.count()) == (34, 6)


def test_what_is_shipped_is_loaded_again_only_when_its_files_change() -> None:
    prints = [loader.fingerprint() for loader in LOADERS]
    assert len(set(prints)) == len(prints)
    assert prints == [loader.fingerprint() for loader in LOADERS]
