"""Answers of the scan page: its HTML, status and headers."""

from datetime import date
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language, gettext

from txng.core.clock import now
from txng.core.errors import Refused
from txng.gs1.identifiers import Kind
from txng.parties.models import Organisation
from txng.verify import queries, words
from txng.verify.kept import Kept
from txng.verify.pages import LIFE, Part, part_of
from txng.verify.queries import Look
from txng.verify.services import Seen
from txng.verify.verdict import FACES

_contacts: Kept[Organisation | None] = Kept(life=600, most=1)
_pages: Kept[str] = Kept(life=LIFE, most=2048)
_MARKS: Final = {
    "looks": "\ue000",
    "code": "\ue001",
    "other_url": "\ue002",
    "report": "\ue003",
}
"""Letters of the private use area stand in a kept page where something differs at each look."""
_ALLOW: Final = "GET, HEAD, OPTIONS"


def forget() -> None:
    """Drop what this process keeps (between tests)."""
    _contacts.clear()
    _pages.clear()


def today() -> date:
    """Return today in Vietnam."""
    return timezone.localdate(now())


def seen(look: Look, device: bytes) -> Seen:
    """Return a look as it is counted."""
    stamp = look.stamp
    return Seen(
        at=now(),
        batch_id=stamp.batch_id if stamp else None,
        position=stamp.position if stamp else None,
        lot_id=look.lot_id,
        verdict=look.verdict,
        device=device,
    )


def options() -> HttpResponse:
    """Answer what may be asked here."""
    return HttpResponse(status=204, headers={"Allow": _ALLOW})


def refused(refusal: Refused, *, path: str) -> HttpResponse:
    """Answer a path that is no code, or one who guesses."""
    context = {**_frame(path), "refusal": refusal, "title": refusal.reason}
    return _answer(render_to_string("verify/refused.html", context), status=refusal.status)


def page(look: Look, *, path: str) -> HttpResponse:
    """Answer a look: verdict first, then what stands behind the code.

    A finished page is kept with marks in the places where looks at the same lot differ: the count
    of looks, the code, the addresses.
    """
    frame = _frame(path)
    part = part_of(look, today=today())
    contact = _contacts.get("", queries.contact) if part else _contacts.peek("")
    differing = {
        "looks": words.looks(look),
        "code": words.code_of(look),
        "other_url": frame["other_url"],
        "report": _report(contact, look),
    }
    key = (part, contact, look.verdict, look.recalled_at, look.recall_reason, frame["language"],
           look.stamp is None, look.address.kind, *map(bool, differing.values()))  # fmt: skip
    marks = {name: mark if differing[name] else "" for name, mark in _MARKS.items()}
    html = _pages.get(key, lambda: _whole(look, part, {**frame, **marks, "contact": contact}))
    for name, mark in _MARKS.items():
        html = html.replace(mark, escape(differing[name]))
    is_indexed = look.address.kind in {Kind.CLASS, Kind.LOCATION}
    return _answer(html, status=FACES[look.verdict].status, is_indexed=is_indexed)


def _whole(look: Look, part: Part | None, frame: dict[str, Any]) -> str:
    headline = words.headline(look)
    proves, proves_not = words.proof(look)
    context = {
        **frame,
        "look": look,
        "face": FACES[look.verdict],
        "headline": headline,
        "part": part,
        "proves": proves,
        "proves_not": proves_not,
        "title": part.title if part else headline,
    }
    return render_to_string("verify/show_code.html", context)


def _report(contact: Organisation | None, look: Look) -> str:
    """Return the mail link by which people report, with the code in it; empty without address."""
    if contact is None or not contact.email:
        return ""
    subject = gettext("Báo về mã %(code)s") % {"code": look.address.path}
    body = f"{settings.TXNG_PUBLIC_URL}{look.address.path}\n"
    return f"mailto:{contact.email}?subject={quote(subject)}&body={quote(body)}"


def _frame(path: str) -> dict[str, Any]:
    """Return what every page shows: province, host, and itself in the other language."""
    is_english = get_language() == "en"
    bare = path.removeprefix("/en") if is_english else path
    return {
        "province": settings.TXNG_PROVINCE_NAME,
        "site": settings.TXNG_PUBLIC_URL,
        "language": "en" if is_english else "vi",
        "other_url": bare if is_english else f"/en{bare}",
        "prefix": "/en" if is_english else "",
    }


def _answer(html: str, *, status: int, is_indexed: bool = False) -> HttpResponse:
    answer = HttpResponse(html, status=status)
    answer["Cache-Control"] = "no-cache"
    if not is_indexed:
        answer["X-Robots-Tag"] = "noindex"
    return answer
