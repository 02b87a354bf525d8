"""The page on which a step is recorded in seconds, and what its script asks and sends."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.capture import book, parts, queries, services
from txng.capture.sent import read_outbox
from txng.capture.vocab import AttachmentKind
from txng.capture.words import QUICK_WORDS
from txng.core.clock import now
from txng.core.errors import NotAllowed, Refused
from txng.parties.models import Organisation
from txng.parties.rights import ActingRequest, may


class NobodyToRecordFor(NotAllowed):
    """Steps are recorded for an organisation."""

    reason = _("Hãy chọn đơn vị mà bạn ghi nhật ký cho.")


@may("capture.list_plots")
def list_plots(request: ActingRequest) -> HttpResponse:
    """Show the open lots with what may be recorded of them at one tap."""
    shown = book.book_of(_organisation(request), actor=request.actor, now=now())
    owner = f"{shown['user']['id']}.{shown['organisation']['id']}"
    context = {"book": shown, "owner": owner, "words": QUICK_WORDS}
    return render(request, "capture/list_plots.html", context)


@may("capture.show_book")
def show_book(request: ActingRequest) -> HttpResponse:
    """Give the phone what it needs to record without a network."""
    return JsonResponse(book.book_of(_organisation(request), actor=request.actor, now=now()))


@may("capture.show_session")
def show_session(request: ActingRequest) -> HttpResponse:
    """Tell the phone who is signed in, what time it is here, and the key of its next request."""
    told = {
        "user": request.actor.actor_id,
        "organisation": _organisation(request).pk,
        "organisation_name": _organisation(request).name,
        "now": now().isoformat(),
        "csrf": get_token(request),
    }
    return JsonResponse(told)


class BodyIsForm(Refused):
    """A form is read before the page gets to see it; the phone's script sends none."""

    reason = _("Trang này chỉ nhận dữ liệu do điện thoại gửi. Hãy tải lại trang rồi gửi lại.")
    status = 400


def _body(request: ActingRequest) -> bytes:
    if (request.content_type or "").startswith("multipart/"):
        raise BodyIsForm
    return request.body


@may("capture.sync_steps")
@require_POST
def sync_steps(request: ActingRequest) -> HttpResponse:
    """Store an outbox and answer each of its records."""
    moment = now()
    try:
        outbox = read_outbox(_body(request))
        answers = services.sync_steps(outbox=outbox, actor=request.actor, now=moment)
    except Refused as refusal:
        return _refused(refusal)
    return JsonResponse({"now": moment.isoformat(), "results": [a.plain() for a in answers]})


@may("capture.put_file")
def put_file(request: ActingRequest, file_id: UUID) -> HttpResponse:
    """Tell how much of a file is here; take the next piece of it, and keep it once it is whole."""
    organisation = _organisation(request)
    if request.method != "POST":
        return JsonResponse({"have": parts.received(organisation.pk, file_id), "done": False})
    try:
        return _piece(request, organisation, file_id)
    except parts.PieceDoesNotFit as refusal:
        return JsonResponse({"have": refusal.have, "done": False}, status=refusal.status)
    except Refused as refusal:
        parts.forget(organisation.pk, file_id)
        return _refused(refusal)


def _piece(request: ActingRequest, organisation: Organisation, file_id: UUID) -> HttpResponse:
    given = request.GET
    step = queries.own_step(organisation=organisation, step_id=_number(given.get("buoc")))
    if queries.is_attached(step, file_id):
        return JsonResponse({"have": 0, "done": True})
    start, total = _number(given.get("tu")), _number(given.get("tong"))
    piece = _body(request)
    whole = parts.add_piece(organisation.pk, file_id, start=start, total=total, piece=piece)
    if whole is None:
        return JsonResponse({"have": start + len(piece), "done": False})
    services.attach_file(
        step=step,
        body=whole,
        name=given.get("ten", ""),
        kind=_kind(given.get("loai", "")),
        field=given.get("muc", "")[:60],
        client_id=file_id,
        actor=request.actor,
        now=now(),
    )
    parts.forget(organisation.pk, file_id)
    return JsonResponse({"have": total, "done": True})


def _kind(text: str) -> AttachmentKind:
    return AttachmentKind(text) if text in AttachmentKind.values else AttachmentKind.PHOTO


def _number(text: str | None) -> int:
    """Return a figure of the address; what is none counts as nothing."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _refused(refusal: Refused) -> HttpResponse:
    told = {"why": str(refusal), "code": refusal.code}
    return JsonResponse(told, status=refusal.status)


def _organisation(request: ActingRequest) -> Organisation:
    if request.actor.organisation is None:
        raise NobodyToRecordFor
    return request.actor.organisation
