"""Pages of agencies about certificates and OCOP ratings."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.catalogue import forms, queries, services
from txng.core import audit, files
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


@may("catalogue.inspect_products")
def list_certificates(request: ActingRequest) -> HttpResponse:
    """List the certificates and OCOP ratings of the officer's area and sector."""
    form = forms.FindCertificates(request.GET)
    found = queries.find_certificates(actor=request.actor, by=form.filter())
    context = {"form": form, "page": page_of(found, request.GET)}
    return render(request, "catalogue/inspect_certificates.html", context)


@may("catalogue.inspect_products")
def show_certificate(request: ActingRequest, certificate_id: int) -> HttpResponse:
    """Show a certificate to an officer, with what may be done."""
    certificate = queries.certificate_for(actor=request.actor, certificate_id=certificate_id)
    context = {
        "certificate": certificate,
        "renewals": queries.renewals_of(certificate),
        "history": audit.history(certificate)[:20],
        "may_check": may_do("catalogue.check_certificate", request.actor),
        "may_withdraw": may_do("catalogue.withdraw_certificate", request.actor),
    }
    return render(request, "catalogue/show_certificate.html", context)


@may("catalogue.inspect_products")
def open_scan(request: ActingRequest, certificate_id: int) -> FileResponse:
    """Send the scan of a certificate to an officer."""
    return files.open_file(queries.scan_for(actor=request.actor, certificate_id=certificate_id))


@require_POST
@may("catalogue.check_certificate")
def check_certificate(request: ActingRequest, certificate_id: int) -> HttpResponse:
    """Note that the agency has compared a certificate with its register."""
    certificate = queries.certificate_for(actor=request.actor, certificate_id=certificate_id)
    services.check_certificate(certificate=certificate, actor=request.actor, now=now())
    messages.success(request, _("Đã ghi: giấy chứng nhận được đối chiếu."))
    return redirect("government:catalogue:show_certificate", certificate_id=certificate.pk)


@may("catalogue.withdraw_certificate")
def withdraw_certificate(request: ActingRequest, certificate_id: int) -> HttpResponse:
    """Withdraw a certificate, with the reason."""
    certificate = queries.certificate_for(actor=request.actor, certificate_id=certificate_id)
    form = forms.WithdrawCertificate(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.withdraw_certificate(
                certificate=certificate,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                now=now(),
            )
            return redirect("government:catalogue:show_certificate", certificate_id=certificate.pk)
    context = {"form": form, "certificate": certificate}
    return render(request, "catalogue/withdraw_certificate.html", context)


@may("catalogue.rate_product")
def rate_product(request: ActingRequest, product_id: int) -> HttpResponse:
    """Enter an OCOP rating of a product from its decision."""
    product = queries.product_for(actor=request.actor, product_id=product_id)
    form = forms.RateProduct(request.POST or None, request.FILES or None, product=product)
    if form.is_valid():
        with refusals_on(form):
            services.rate_product(
                product=product, facts=form.facts(), actor=request.actor, now=now()
            )
            messages.success(request, _("Đã ghi hạng OCOP."))
            return redirect("government:catalogue:show_product", product_id=product.pk)
    return render(request, "catalogue/rate_product.html", {"form": form, "product": product})
