"""Reading, checking and hashing events on one core, without a database; by processor time."""

import hashlib
import json
from collections.abc import Iterator

from epcis_event_hash_generator import hash_generator, json_to_py

from benchmarks.events import Style, chain, document
from benchmarks.figures import Figure, Goal, core_seconds, pairs
from benchmarks.ground import Ground
from txng.gs1.epcis.hash import event_hash
from txng.gs1.epcis.read import read
from txng.gs1.epcis.rules import check

_DOCUMENTS = 40


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of both ways of writing identifiers, and of the event hash alone."""
    for style, least in ((Style.LINK, 35_000), (Style.URN, 20_000)):
        yield _pipeline(ground, style, least)
    yield _hash(ground)


def _bodies(style: Style, number: int) -> list[bytes]:
    """Documents of 100 events; every round has things of its own, so that no cache knows them."""
    made: list[bytes] = []
    first = (number + 1) * 1_000 + (500_000 if style is Style.URN else 0)
    while len(made) < 100 * _DOCUMENTS:
        made += chain(first, style).events
        first += 1
    return [document(made[n * 100 : n * 100 + 100]) for n in range(_DOCUMENTS)]


def _pipeline(ground: Ground, style: Style, least: float) -> Figure:
    count = 100 * _DOCUMENTS

    def ours(number: int) -> float:
        bodies = _bodies(style, number)
        return count / core_seconds(lambda: [_whole(body) for body in bodies])

    def ceiling(number: int) -> float:
        return _DOCUMENTS * 100 / core_seconds(_digest, chain(number, style).events)

    ours(-1)
    own, other = pairs(ground.rounds, ours, ceiling)
    name = f"parse + validate + hash, {style.value} identifiers, one core"
    return Figure(name, "events/s", own, other, "SHA-256 of the body", Goal(least, of_ours=True))


def _digest(bodies: list[bytes]) -> None:
    for number in range(_DOCUMENTS * 100):
        hashlib.sha256(bodies[number % len(bodies)]).digest()


def _whole(body: bytes) -> list[str]:
    document = read(body)
    if check(document):
        raise ValueError(check(document)[0].message)
    return [event_hash(event) for event in document.events]


def _hash(ground: Ground) -> Figure:
    """JSON in, hash out, on both sides."""

    def ours(number: int) -> float:
        bodies = _bodies(Style.LINK, 100 + number)
        return 100 * _DOCUMENTS / core_seconds(lambda: [_hashes(body) for body in bodies])

    def ceiling(number: int) -> float:
        body = _bodies(Style.LINK, 200 + number)[0].decode()
        return 100 / core_seconds(lambda: _reference(body))

    own, other = pairs(ground.rounds, ours, ceiling)
    name = "event hash, JSON in"
    return Figure(name, "events/s", own, other, "reference generator", Goal(50))


def _hashes(body: bytes) -> list[str]:
    return [event_hash(event) for event in read(body).events]


def _reference(body: str) -> None:
    tree = json_to_py.event_list_from_epcis_document_json(json.loads(body))
    hash_generator.epcis_hashes_from_events(tree)
