"""Pages of an organisation about its certificates and OCOP ratings."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from txng.catalogue import forms, queries, services
from txng.core import audit, files
from txng.core.clock import now
from txng.parties import queries as parties
from txng.parties.models import Organisation
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


def _own(request: ActingRequest) -> Organisation:
    return parties.organisation_for(
        actor=request.actor, organisation_id=request.actor.organisation_id or 0
    )


@may("catalogue.own_products")
def list_certificates(request: ActingRequest) -> HttpResponse:
    """List the organisation's certificates and OCOP ratings."""
    form = forms.FindCertificates(request.GET)
    found = queries.find_certificates(actor=request.actor, by=form.filter())
    context = {
        "form": form,
        "page": page_of(found, request.GET),
        "may_add": may_do("catalogue.add_certificate", request.actor),
    }
    return render(request, "catalogue/list_certificates.html", context)


@may("catalogue.own_products")
def show_certificate(request: ActingRequest, certificate_id: int) -> HttpResponse:
    """Show a certificate: facts, scan, what came before and after, history."""
    certificate = queries.certificate_for(actor=request.actor, certificate_id=certificate_id)
    context = {
        "certificate": certificate,
        "renewals": queries.renewals_of(certificate),
        "history": audit.history(certificate)[:20],
        "may_edit": may_do("catalogue.add_certificate", request.actor),
    }
    return render(request, "catalogue/show_certificate.html", context)


@may("catalogue.own_products")
def open_scan(request: ActingRequest, certificate_id: int) -> FileResponse:
    """Send the scan of one's own certificate."""
    return files.open_file(queries.scan_for(actor=request.actor, certificate_id=certificate_id))


@may("catalogue.add_certificate")
def add_certificate(request: ActingRequest, product_id: int | None = None) -> HttpResponse:
    """Add a certificate of the organisation, or of a product."""
    own, back = _own(request), reverse("enterprise:catalogue:list_certificates")
    initial: dict[str, object] = {}
    if product_id is not None:
        product = queries.product_for(actor=request.actor, product_id=product_id)
        initial["product"], back = product.pk, product_page(product.pk)
    form = forms.AddCertificate(
        request.POST or None, request.FILES or None, organisation=own, initial=initial
    )
    if form.is_valid():
        with refusals_on(form):
            services.add_certificate(
                organisation=own, facts=form.facts(), actor=request.actor, now=now()
            )
            messages.success(request, _("Đã lưu giấy chứng nhận. Cơ quan quản lý sẽ đối chiếu."))
            return redirect(back)
    return render(request, "catalogue/add_certificate.html", {"form": form, "back": back})


def product_page(product_id: int) -> str:
    """Return the address of a product's page."""
    return reverse("enterprise:catalogue:show_product", args=[product_id])


@may("catalogue.add_certificate")
def renew_certificate(request: ActingRequest, certificate_id: int) -> HttpResponse:
    """Add the certificate that follows one."""
    old = queries.certificate_for(actor=request.actor, certificate_id=certificate_id)
    form = forms.RenewCertificate(
        request.POST or None,
        request.FILES or None,
        organisation=old.organisation,
        initial=forms.RenewCertificate.told_of(old),
    )
    if form.is_valid():
        with refusals_on(form):
            row = services.renew_certificate(
                certificate=old, facts=form.facts(), actor=request.actor, now=now()
            )
            return redirect("enterprise:catalogue:show_certificate", certificate_id=row.pk)
    context = {"form": form, "certificate": old}
    return render(request, "catalogue/renew_certificate.html", context)


@may("catalogue.lay_down_certificate")
def lay_down_certificate(request: ActingRequest, certificate_id: int) -> HttpResponse:
    """Ask whether one is sure, then end a certificate before its time."""
    certificate = queries.certificate_for(actor=request.actor, certificate_id=certificate_id)
    form = forms.LayDownCertificate(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.lay_down_certificate(certificate=certificate, actor=request.actor, now=now())
        return redirect("enterprise:catalogue:show_certificate", certificate_id=certificate.pk)
    context = {
        "form": form,
        "question": _("Thôi dùng giấy chứng nhận %(number)s?") % {"number": certificate.number},
        "act": _("Thôi dùng"),
        "consequences": [_("Giấy không còn hiện trên trang tem. Lịch sử vẫn giữ.")],
        "cancel_url": reverse("enterprise:catalogue:show_certificate", args=[certificate.pk]),
        "tone": "danger",
    }
    return render(request, "ui/confirm.html", context)


@may("catalogue.own_products")
def panel_expiring(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on certificates that are about to end."""
    certificates = queries.expiring_certificates(organisation=_own(request))[:5]
    return render(request, "catalogue/panel_expiring.html", {"certificates": certificates})
