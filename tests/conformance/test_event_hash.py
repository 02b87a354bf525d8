"""The published event-hash vectors: every hash and pre-hash from JSON and, where there is one,
from XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conformance.material import material
from txng.gs1.epcis.hash import event_hash, hash_text, prehash
from txng.gs1.epcis.read import read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.conformance

# Lines of published .prehashes files that are garbled: their own SHA-256 is not in the .hashes
# file beside them.
GARBLED = {("epcisDocWithAllGS1Keys", 0), ("epcisDocWithCustomSchemaInContext", 1)}


def _documents() -> list[Path]:
    folder = material("event-hash")
    return [p for p in sorted(folder.iterdir()) if p.suffix in {".jsonld", ".xml"}]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_every_published_hash_is_reproduced() -> None:
    ours = {p.name: [event_hash(e) for e in read(p.read_bytes()).events] for p in _documents()}
    theirs = {p.name: _lines(p.with_suffix(".hashes")) for p in _documents()}
    assert ours == theirs
    assert len(ours) >= 20


def test_every_published_prehash_is_reproduced() -> None:
    seen = set()
    for path in _documents():
        published = path.with_suffix(".prehashes")
        if not published.exists():
            continue
        hashes = _lines(path.with_suffix(".hashes"))
        ours = [prehash(event) for event in read(path.read_bytes()).events]
        for place, line in enumerate(_lines(published)):
            if (path.stem, place) in GARBLED:
                assert hash_text(line) not in hashes
                continue
            assert ours[place] == line, path.name
            seen.add((path.stem, place))
    assert len(seen) >= 25


def test_events_of_one_expected_equal_file_have_one_hash() -> None:
    for path in sorted(material("event-hash", "expected_equal").iterdir()):
        events = read(path.read_bytes()).events
        assert len({event_hash(event) for event in events}) == 1, path.name
        assert len(events) > 1
