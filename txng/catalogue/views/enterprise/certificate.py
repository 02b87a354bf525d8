"""Pages of an organisation about its certificates and OCOP ratings."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from txng.catalogue import forms, queries, services
from txng.core.clock import now
from txng.parties import queries as parties
from txng.parties.models import Organisation
from txng.parties.rights import ActingRequest, may
from txng.ui.refusals import refusals_on


def _own(request: ActingRequest) -> Organisation:
    return parties.organisation_for(
        actor=request.actor, organisation_id=request.actor.organisation_id or 0
    )


@may("catalogue.add_certificate")
def add_certificate(request: ActingRequest, product_id: int) -> HttpResponse:
    """Add a certificate of a product."""
    product = queries.product_for(actor=request.actor, product_id=product_id)
    form = forms.AddCertificate(request.POST or None, organisation=product.organisation)
    if form.is_valid():
        with refusals_on(form):
            services.add_certificate(
                organisation=product.organisation,
                facts=form.facts(product),
                actor=request.actor,
                now=now(),
            )
            return redirect("enterprise:catalogue:show_product", product_id=product.pk)
    return render(request, "catalogue/add_certificate.html", {"form": form, "product": product})


@require_POST
@may("catalogue.withdraw_certificate")
def withdraw_certificate(request: ActingRequest, certificate_id: int) -> HttpResponse:
    """End a certificate before its time."""
    certificate = queries.certificate_for(actor=request.actor, certificate_id=certificate_id)
    services.withdraw_certificate(certificate=certificate, actor=request.actor, now=now())
    if certificate.product_id:
        return redirect("enterprise:catalogue:show_product", product_id=certificate.product_id)
    return redirect("enterprise:catalogue:list_products")


@may("catalogue.own_products")
def panel_expiring(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on certificates that are about to end."""
    certificates = queries.expiring_certificates(organisation=_own(request))[:5]
    return render(request, "catalogue/panel_expiring.html", {"certificates": certificates})
