"""Pages of agencies about the products of their area and sector."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from txng.catalogue import forms, queries
from txng.core import audit
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of


@may("catalogue.inspect_products")
def list_products(request: ActingRequest) -> HttpResponse:
    """List the products that the officer may see."""
    form = forms.FindProducts(request.GET)
    found = queries.find_products(actor=request.actor, by=form.filter())
    context = {"form": form, "page": page_of(found, request.GET)}
    return render(request, "catalogue/inspect_products.html", context)


@may("catalogue.inspect_products")
def show_product(request: ActingRequest, product_id: int) -> HttpResponse:
    """Show one product to an officer."""
    product = queries.product_for(actor=request.actor, product_id=product_id)
    context = {
        "product": product,
        "certificates": queries.certificates_of(product),
        "aliases": product.aliases.order_by("-id"),
        "history": audit.history(product)[:20],
        "may_check": True,
        "may_rate": may_do("catalogue.rate_product", request.actor),
        "today": timezone.localdate(),
        "gtin_warning": queries.gtin_warning(product, on=timezone.localdate()),
    }
    return render(request, "catalogue/show_product.html", context)
