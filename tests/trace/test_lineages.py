"""What the store tells of a chain equals what a slow walk through time tells of the same events."""

import pytest
from django.utils import timezone

from tests import factories
from tests.trace.histories import as_document, history, name
from tests.trace.memory import Slow
from txng.capture.services import capture_document
from txng.parties.actor import Actor
from txng.trace.lineage import Direction
from txng.trace.lineages import lineage_of

pytestmark = pytest.mark.django_db


def _captured(seed: int, actor: Actor) -> str:
    prefix = f"H{seed}X"
    job = capture_document(
        body=as_document(history(seed), prefix),
        media_type="application/ld+json",
        actor=actor,
        now=timezone.now(),
    )
    assert job.errors == []
    return prefix


def test_lineages_from_the_store_equal_the_slow_walk() -> None:
    actor = Actor(organisation=factories.organisation())
    for seed in range(60):
        prefix = _captured(seed, actor)
        events = history(seed)
        slow = Slow(events)
        for thing in {k for e in events for k in (*e.ins, *e.outs)}:
            found = lineage_of(name(prefix, thing), directions=[Direction.UP, Direction.DOWN])
            up = {name(prefix, k) for k in slow.up(thing)}
            down = {name(prefix, k) for k in slow.down(thing)}
            assert {*found.starts, *found.upstream} == up
            assert {*found.starts, *found.downstream} == down
