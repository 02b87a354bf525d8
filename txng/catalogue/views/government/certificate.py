"""Pages of agencies about certificates and OCOP ratings."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from txng.catalogue import queries, services
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may


@require_POST
@may("catalogue.check_certificate")
def check_certificate(request: ActingRequest, certificate_id: int) -> HttpResponse:
    """Note that the agency has compared a certificate with its register."""
    certificate = queries.certificate_for(actor=request.actor, certificate_id=certificate_id)
    services.check_certificate(certificate=certificate, actor=request.actor, now=now())
    if certificate.product_id:
        return redirect("government:catalogue:show_product", product_id=certificate.product_id)
    return redirect("government:catalogue:list_products")
