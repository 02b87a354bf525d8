"""A lot named by its old code and by the new GTIN with the old lot code has one story."""

import random
from collections.abc import Sequence

import pytest
from django.utils import timezone

from tests import factories
from tests.capture.documents import document, event
from tests.trace.histories import as_document, history, name
from tests.trace.memory import Slow
from txng.capture.services import capture_document
from txng.catalogue.models import Product, ProductAlias
from txng.gs1.identifiers import key64
from txng.identify.models import Lot
from txng.identify.twins import twins
from txng.parties.actor import Actor
from txng.trace.lineage import Direction
from txng.trace.lineages import lineage_of
from txng.trace.queries import trace_for_operator
from txng.trace.stories import story_of

pytestmark = pytest.mark.django_db
_GTIN = "09506000134352"
_BEFORE = "https://truyxuat.example/class/cam"
_BOTH = (Direction.UP, Direction.DOWN)


def _moved(codes: Sequence[str]) -> Product:
    """Make a product that moved to a GTIN after these lots were made."""
    product = factories.product(gtin=_GTIN, identifier=f"https://id.gs1.org/01/{_GTIN}")
    ProductAlias.objects.create(product=product, identifier=_BEFORE, replaced_at=timezone.now())
    place = factories.place(product.organisation)
    for code in codes:
        text = f"{_BEFORE}/lot/{code}"
        Lot.objects.create(
            product=product, code=code, identifier=text, key=key64(text), place=place,
            unit=product.unit, created_at=timezone.now(),
        )  # fmt: skip
    return product


def _capture(body: bytes, actor: Actor) -> None:
    job = capture_document(
        body=body, media_type="application/ld+json", actor=actor, now=timezone.now()
    )
    assert job.errors == []


def _called(prefix: str, thing: int) -> str:
    return f"{_BEFORE}/lot/{prefix}{thing}" if thing <= 4 else name(prefix, thing)


def _mixed(body: bytes, prefix: str, dice: random.Random) -> bytes:
    """Name lots in a document by their old code in about half of the places."""
    text = body.decode()
    for thing in range(1, 5):
        first, *rest = text.split(f'"{name(prefix, thing)}"')
        text = first + "".join(
            f'"{dice.choice([name, _called])(prefix, thing)}"{part}' for part in rest
        )
    return text.encode()


def test_histories_told_under_both_codes_equal_the_slow_walk() -> None:
    seeds = range(200, 230)
    _moved([f"T{seed}X{thing}" for seed in seeds for thing in range(1, 5)])
    actor = Actor(organisation=factories.organisation())
    for seed in seeds:
        prefix, events = f"T{seed}X", history(seed)
        dice = random.Random(seed)  # noqa: S311  a reproducible history
        _capture(_mixed(as_document(events, prefix), prefix, dice), actor)
        slow = Slow(events)
        for thing in {k for e in events for k in (*e.ins, *e.outs)}:
            up = {_called(prefix, k) for k in slow.up(thing)}
            down = {_called(prefix, k) for k in slow.down(thing)}
            for asked in (name(prefix, thing), _called(prefix, thing)):
                found = lineage_of(asked, directions=_BOTH)
                assert {*found.starts, *found.upstream} == up
                assert {*found.starts, *found.downstream} == down


def test_the_story_holds_what_was_told_under_either_code() -> None:
    product = _moved(["L1"])
    old, joined = f"{_BEFORE}/lot/L1", f"https://id.gs1.org/01/{_GTIN}/10/L1"
    own, other = (Actor(organisation=o) for o in (product.organisation, factories.organisation()))
    for code, step, actor in ((old, "packing", own), (joined, "receiving", other)):
        amount = [{"epcClass": code, "quantity": 10, "uom": "KGM"}]
        _capture(document(event(quantityList=amount, bizStep=step)), actor)
    for asked in (old, joined):
        stages = story_of(asked)
        assert {(s.things, s.is_origin) for s in stages} == {((old,), False)}
        assert len(stages) == 2


def test_a_kind_of_product_is_one_before_and_after_the_move() -> None:
    product = _moved([])
    actor = Actor(organisation=product.organisation)
    for code in (_BEFORE, product.identifier):
        amount = [{"epcClass": code, "quantity": 1, "uom": "KGM"}]
        _capture(document(event(quantityList=amount)), actor)
    for asked in (_BEFORE, product.identifier):
        assert len(story_of(asked)) == 2
        assert trace_for_operator(code=asked).lineage.start == product.identifier


def test_nothing_is_a_twin_where_no_product_moved() -> None:
    factories.lot()
    assert twins().texts == {}
