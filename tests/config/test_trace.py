"""What `txng trace` prints for people."""

from typing import Any

from config.commands.trace import show

PLACE, CRATE, LOT, SHOP = "place", "crate", "lot", "shop"


def _found(start: str, *passings: tuple[str, str], asked: str = "") -> dict[str, Any]:
    return {
        "id": asked or start,
        "starts": [start],
        "upstream": [],
        "downstream": [target for _, target in passings],
        "things": [],
        "links": [{"source": source, "target": target} for source, target in passings],
    }


def test_each_thing_stands_under_what_it_was_reached_from() -> None:
    told = show(_found(LOT, (LOT, CRATE), (CRATE, SHOP)))
    assert told.splitlines() == ["lot", "downstream: 2", "  crate", "    shop"]


def test_of_a_place_what_was_there_stands_above_where_it_led() -> None:
    told = show(_found(LOT, (LOT, CRATE), asked=PLACE))
    assert told.splitlines() == ["place", "downstream: 1", "  lot", "    crate"]


def test_each_thing_tells_how_much_passed_and_when_as_far_as_it_is_stated() -> None:
    found = _found(LOT, (LOT, CRATE), (CRATE, SHOP))
    found["links"][0] |= {
        "at": "2026-11-21T08:30:00+07:00",
        "targetQuantity": {"quantity": 120.0, "uom": "KGM"},
    }
    assert show(found).splitlines() == [
        "lot",
        "downstream: 2",
        "  crate · 120 KGM · 2026-11-21 08:30",
        "    shop",
    ]
