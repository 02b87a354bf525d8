"""Pages of applicants: register an organisation, one thing a page, and see what became of it."""

from typing import Any, NamedTuple, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from txng.core import files
from txng.core.clock import now
from txng.parties import forms, queries, services
from txng.parties.actor import Actor
from txng.parties.models import Application, User
from txng.parties.vocab import ApplicationState, OrganisationKind, ProofKind
from txng.ui.refusals import refusals_on


class Step(NamedTuple):
    """One page of the application."""

    slug: str
    title: Promise
    lead: Promise
    form: type[Any] | None


STEPS = (
    Step("loai-hinh", gettext_lazy("Loại hình và mã số"),
         gettext_lazy("Mỗi mã số chỉ đăng ký một lần."), forms.TellKind),
    Step("ten", gettext_lazy("Tên và việc làm"),
         gettext_lazy("Tên này hiện trên trang của tem."), forms.TellName),
    Step("noi", gettext_lazy("Nơi đặt trụ sở"),
         gettext_lazy("Xã, phường quyết định cơ quan nào duyệt hồ sơ."), forms.TellPlaceOf),
    Step("lien-he", gettext_lazy("Cách liên hệ"),
         gettext_lazy("Để cơ quan quản lý và người mua liên hệ."), forms.TellContact),
    Step("giay-to", gettext_lazy("Giấy tờ chứng minh"),
         gettext_lazy("Chụp bằng điện thoại cũng được. Chỉ bạn và cán bộ duyệt xem được."), None),
    Step("gui", gettext_lazy("Xem lại và gửi"),
         gettext_lazy("Cán bộ duyệt hồ sơ; kết quả được báo cho bạn."), None),
)  # fmt: skip
_SLUGS = [step.slug for step in STEPS]


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)


def _mine(request: HttpRequest, application_id: int) -> Application:
    return queries.own_application(user=_me(request), application_id=application_id)


@login_required
def start_application(request: HttpRequest) -> HttpResponse:
    """List the person's applications, say what is needed, and begin a new one."""
    if request.method == "POST":
        row = services.begin_application(user=_me(request), now=now())
        return redirect("public:parties:fill_application", application_id=row.pk, step=_next(row))
    applications = queries.applications_of(_me(request))
    return render(request, "parties/start_application.html", {"applications": applications})


def _next(row: Application) -> str:
    """Return the first page that is not filled in; who claims an organisation tells no facts."""
    if row.claims_id:
        return _SLUGS[4]
    return _SLUGS[min(row.step, len(_SLUGS) - 1)]


@login_required
def fill_application(request: HttpRequest, application_id: int, step: str) -> HttpResponse:
    """Fill in one page of the application; what is filled in stays."""
    row = _mine(request, application_id)
    if step not in _SLUGS:
        return redirect("public:parties:show_application", application_id=row.pk)
    number = _SLUGS.index(step)
    chosen = STEPS[number]
    if chosen.form is None:
        return (_prove if chosen.slug == "giay-to" else _send)(request, row, number)
    more = {"application": row} if chosen.form is forms.TellKind else {}
    form = chosen.form(request.POST or None, initial=chosen.form.told_of(row), **more)
    if form.is_valid():
        with refusals_on(form):
            row = _tell(row, form, number)
            after = max(number + 1, 4) if row.claims_id else number + 1
            return redirect(
                "public:parties:fill_application", application_id=row.pk, step=_SLUGS[after]
            )
    return _page(request, row, number, form=form)


def _tell(row: Application, form: Any, number: int) -> Application:
    told = form.cleaned_data
    if isinstance(form, forms.TellKind):
        services.ask_about(user=row.applicant, number=told["number"], now=now())
        return services.tell_kind(
            application=row,
            kind=OrganisationKind(told["kind"]),
            number=told["number"],
            claims=told["claims"],
        )
    return services.tell_application(application=row, told=told, step=number + 1)


def _page(request: HttpRequest, row: Application, number: int, **more: Any) -> HttpResponse:
    """Show one page with where one is and the page before."""
    first = 0 if not row.claims_id else 3
    context = {
        "application": row,
        "step": STEPS[number],
        "number": number + 1,
        "total": len(STEPS),
        "before": STEPS[number - 1 if number - 1 > first else 0] if number else None,
        "template": f"parties/_step_{STEPS[number].slug.replace('-', '_')}.html",
        **more,
    }
    return render(request, "parties/fill_application.html", context)


def _prove(request: HttpRequest, row: Application, number: int) -> HttpResponse:
    form = forms.AddProof(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        with refusals_on(form):
            services.add_proof(
                application=row,
                kind=ProofKind(form.cleaned_data["kind"]),
                upload=upload,
                name=upload.name,
                now=now(),
            )
            messages.success(request, _("Đã nhận giấy tờ."))
            return redirect(request.path)
    return _page(request, row, number, form=form, proofs=_proofs(row))


def _proofs(row: Application) -> list[Any]:
    return list(row.proofs.select_related("file").order_by("id"))


def _send(request: HttpRequest, row: Application, number: int) -> HttpResponse:
    form = forms.SendApplication(
        request.POST or None,
        application=row,
        initial={"may_show_name": row.may_show_name},
    )
    if form.is_valid():
        told = form.cleaned_data
        with refusals_on(form):
            services.send_application(
                application=row,
                may_show_name=told.get("may_show_name", False),
                answer=told.get("answer", ""),
                now=now(),
            )
            messages.success(request, _("Đã gửi hồ sơ."))
            return redirect("public:parties:show_application", application_id=row.pk)
    return _page(request, row, number, form=form, proofs=_proofs(row), words=_words(row))


def _words(row: Application) -> list[Any]:
    return list(row.words.select_related("by").order_by("id"))


@login_required
def show_application(request: HttpRequest, application_id: int) -> HttpResponse:
    """Show what became of an application, and what to do now."""
    row = _mine(request, application_id)
    if row.state == ApplicationState.DRAFT:
        return redirect("public:parties:fill_application", application_id=row.pk, step=_next(row))
    context = {"application": row, "words": _words(row), "proofs": _proofs(row)}
    return render(request, "parties/show_application.html", context)


@require_POST
@login_required
def withdraw_application(request: HttpRequest, application_id: int) -> HttpResponse:
    """Take an application back, or throw a draft away."""
    services.withdraw_application(application=_mine(request, application_id), now=now())
    messages.success(request, _("Đã rút hồ sơ."))
    return redirect("public:parties:start_application")


@require_POST
@login_required
def remove_proof(request: HttpRequest, proof_id: int) -> HttpResponse:
    """Take a paper away from an application."""
    proof = queries.proof_for(actor=Actor(user=_me(request)), proof_id=proof_id)
    application_id = proof.application_id
    services.remove_proof(proof=proof)
    return redirect(
        "public:parties:fill_application", application_id=application_id, step="giay-to"
    )


@login_required
def open_proof(request: HttpRequest, proof_id: int) -> HttpResponseBase:
    """Send a paper to its applicant."""
    proof = queries.proof_for(actor=Actor(user=_me(request)), proof_id=proof_id)
    return files.open_file(proof.file)


def find_communes(request: HttpRequest) -> HttpResponse:
    """Fill the list of communes that the words typed so far may mean."""
    found = queries.find_communes(request.GET.get("commune", "")[:120])
    return render(request, "parties/_communes.html", {"communes": found})
