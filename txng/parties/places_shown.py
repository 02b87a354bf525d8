"""A place as its page shows it: drawn with what stands in it, measured, its history."""

from typing import Any

from txng.core import audit
from txng.parties import outlines
from txng.parties.models import Place


def shown(place: Place) -> dict[str, Any]:
    """Return what the page of a place needs; exact positions are for those with the right."""
    parts = list(Place.objects.filter(parent=place).order_by("name", "id"))
    content: dict[str, Any] = {
        "place": place,
        "owner": place.organisation.name,
        "parts": parts,
        "position": f"{place.latitude}, {place.longitude}",
        "history": audit.history(place)[:20],
    }
    if not place.outline:
        return content
    ring = outlines.ring_of(place.outline)
    around = [place.parent, *parts]
    others = [outlines.ring_of(one.outline) for one in around if one is not None and one.outline]
    drawing, *drawings = outlines.drawn([ring, *others])
    measured = outlines.area_of(ring)
    declared = float(place.area_m2) if place.area_m2 is not None else None
    return content | {
        "drawing": drawing,
        "others": drawings,
        "measured": round(measured),
        "is_far_off": outlines.differs(declared, measured),
    }
