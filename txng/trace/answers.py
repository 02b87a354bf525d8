"""What both doors answer alike: the found trace and a lot's way, each with the right to see it."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from txng.identify.models import Lot
from txng.identify.queries import lot_for
from txng.parties.actor import Actor
from txng.trace import pages, queries
from txng.trace.queries import Trace


def traced(code: str, *, actor: Actor, door: str) -> dict[str, Any]:
    """Return a page's content for a code, however written."""
    return _content(queries.trace(code=code, actor=actor), door)


def lot_way(lot_id: int, *, actor: Actor, door: str) -> dict[str, Any]:
    """Return a lot's way with its stages; fetching the lot is the access check."""
    lot = lot_for(actor=actor, lot_id=lot_id)
    stages = queries.story_of(lot.identifier)
    found = queries.named(queries.lineage_of(lot.identifier, directions=queries.BOTH), actor=actor)
    return {
        "lot": lot,
        "stages": stages,
        "actor": actor,
        "graded": queries.grade_of(lot, stages),
        **_content(found, door),
    }


def graded(lot_id: int, *, actor: Actor) -> dict[str, Any]:
    """Return a lot's grade with what it still lacks."""
    lot: Lot = lot_for(actor=actor, lot_id=lot_id)
    return {"lot": lot, "graded": queries.grade_of(lot)}


def _content(found: Trace, door: str) -> dict[str, Any]:
    addresses = {
        text: _lot_page(name.lot_id, door)
        for text, name in found.names.items()
        if name.lot_id is not None and text not in found.lineage.starts
    }
    return {
        "found": found,
        "start": found.names.get(found.lineage.start),
        "rows": pages.rows(found),
        "pictures": pages.pictures(found, addresses),
    }


def _lot_page(lot_id: int, door: str) -> str:
    try:
        return reverse(f"{door}:trace:show_lot", args=[lot_id])
    except NoReverseMatch:
        return ""
