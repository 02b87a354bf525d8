"""Generated events are valid, the same each time, and of the mix that the table speaks of."""

from collections import Counter
from itertools import islice

import pytest

from benchmarks.events import Style, chain, document, stream
from txng.capture.lineage import canonicals, mentions
from txng.capture.vocab import LinkRole
from txng.gs1.epcis.hash import event_hash
from txng.gs1.epcis.read import read
from txng.gs1.epcis.rules import check
from txng.gs1.identifiers import canonical


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("number", [0, 1, 50])
def test_every_event_of_a_chain_keeps_the_standards_rules(number: int, style: Style) -> None:
    assert check(read(document(chain(number, style).events))) == []


def test_the_same_number_makes_the_same_chain_and_no_two_chains_share_an_event() -> None:
    assert chain(7).events == chain(7).events
    both = [event_hash(e) for n in (7, 8) for e in read(document(chain(n).events)).events]
    assert len(set(both)) == len(both)


def test_both_ways_of_writing_identifiers_say_the_same() -> None:
    link, urn = chain(3, Style.LINK), chain(3, Style.URN)
    assert canonical(urn.item) == link.item
    assert canonical(urn.farm_lot) == link.farm_lot
    assert canonical(urn.pallet) == link.pallet
    hashes = [
        [event_hash(e) for e in read(document(c.events)).events if not e.plain.get("sourceList")]
        for c in (link, urn)
    ]
    assert hashes[0] == hashes[1]


def test_the_mix_is_what_the_table_says() -> None:
    events = read(document(list(islice(stream(), 39 * 10)))).events
    kinds = Counter(event.type for event in events)
    sizes = [len(event.raw) for event in events]
    whats = [
        len({(canonical(text), r) for text, r in mentions(event) if r != LinkRole.LOT_OF})
        for event in events
    ]
    assert kinds == {"ObjectEvent": 160, "TransformationEvent": 120, "AggregationEvent": 110}
    assert 1_000 <= sum(sizes) / len(sizes) <= 1_700
    assert 9 <= sum(whats) / len(whats) <= 10


def test_every_hundredth_chain_leads_to_over_a_thousand_items() -> None:
    wide = read(document(chain(50).events)).events
    items = {text for e in wide for text in canonicals(e) if "/21/" in text}
    assert len(items) == 990
