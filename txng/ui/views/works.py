"""Long work of the person who looks, the same in both workspaces: list, progress, result, stop."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from txng.core import queries
from txng.core.clock import now
from txng.core.errors import NotFound
from txng.core.models import Work
from txng.core.services import sheets
from txng.core.services import work as services
from txng.core.sheets.writing import MIME
from txng.ui.acting import Acting, ActingRequest
from txng.ui.paging import page_of


def door_of(request: HttpRequest) -> str:
    """Return the door whose page is asked for."""
    match = request.resolver_match
    return match.namespaces[0] if match and match.namespaces else "enterprise"


def actor_of(request: HttpRequest) -> Acting:
    """Return who acts."""
    return cast("ActingRequest", request).actor


def _work(request: HttpRequest, work_id: int) -> Work:
    return queries.work_for(actor=actor_of(request), door=door_of(request), work_id=work_id)


@login_required
def list_works(request: HttpRequest) -> HttpResponse:
    """List one's own long work, newest first."""
    found = queries.works_of(actor=actor_of(request), door=door_of(request))
    return render(request, "ui/list_works.html", {"page": page_of(found, request.GET)})


@login_required
def show_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Show how far a piece of work is, what it found, and its result."""
    work = _work(request, work_id)
    heard = work.touched_at or work.created_at
    context = {
        "work": work,
        "is_silent": work.is_open and now() - heard > services.SILENT_AFTER,
        "is_import": work.kind == sheets.IMPORT,
        "register": work.given.get("register", ""),
    }
    return render(request, "ui/show_work.html", context)


class ResultGone(NotFound):
    """Results are kept for 90 days."""

    reason = gettext_lazy("Tệp kết quả đã được dọn khỏi máy. Hãy làm lại việc này nếu còn cần.")


@login_required
def download_work(request: HttpRequest, work_id: int) -> FileResponse:
    """Hand out the file that a piece of work made."""
    work = _work(request, work_id)
    path = services.folder() / work.result
    if not work.result or not path.is_file():
        raise ResultGone
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=work.result_name, content_type=MIME
    )


@require_POST
@login_required
def confirm_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Store what a checked file says, after the person has looked at it."""
    work = sheets.confirm_import(work=_work(request, work_id))
    return redirect(f"{door_of(request)}:ui:show_work", work.pk)


@require_POST
@login_required
def cancel_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Stop a piece of work."""
    services.cancel_work(work=_work(request, work_id))
    messages.success(request, _("Đã yêu cầu dừng."))
    return redirect(f"{door_of(request)}:ui:show_work", work_id)


@require_POST
@login_required
def resume_work(request: HttpRequest, work_id: int) -> HttpResponse:
    """Take up work that was interrupted."""
    services.resume_work(work=_work(request, work_id), now=now())
    return redirect(f"{door_of(request)}:ui:show_work", work_id)
