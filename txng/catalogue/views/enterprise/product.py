"""Pages of an organisation about its products."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.catalogue import forms, queries, services
from txng.core import audit
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
def list_products(request: ActingRequest) -> HttpResponse:
    """List the organisation's products."""
    form = forms.FindProducts(request.GET)
    found = queries.find_products(actor=request.actor, by=form.filter())
    context = {
        "form": form,
        "page": page_of(found, request.GET),
        "may_add": may_do("catalogue.add_product", request.actor),
    }
    return render(request, "catalogue/list_products.html", context)


@may("catalogue.own_products")
def show_product(request: ActingRequest, product_id: int) -> HttpResponse:
    """Show a product: facts, photos, certificates, history."""
    product = queries.product_for(actor=request.actor, product_id=product_id)
    context = {
        "product": product,
        "certificates": queries.certificates_of(product),
        "aliases": product.aliases.order_by("-id"),
        "history": audit.history(product)[:20],
        "may_edit": may_do("catalogue.edit_product", request.actor),
        "today": timezone.localdate(),
        "gtin_warning": queries.gtin_warning(product, on=timezone.localdate()),
        "newer": queries.newer_version(product.template),
    }
    return render(request, "catalogue/show_product.html", context)


@may("catalogue.add_product")
def add_product(request: ActingRequest) -> HttpResponse:
    """Add a product."""
    form = forms.AddProduct(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            product = services.add_product(
                organisation=_own(request), facts=form.facts(), actor=request.actor, now=now()
            )
            messages.success(request, _("Đã thêm sản phẩm. Hãy thêm ảnh để trang tem đủ mục."))
            return redirect("enterprise:catalogue:show_product", product_id=product.pk)
    return render(request, "catalogue/add_product.html", {"form": form})


@may("catalogue.edit_product")
def edit_product(request: ActingRequest, product_id: int) -> HttpResponse:
    """Change what is told about a product."""
    product = queries.product_for(actor=request.actor, product_id=product_id)
    form = forms.EditProduct(request.POST or None, product=product)
    if form.is_valid():
        with refusals_on(form):
            services.edit_product(
                product=product,
                facts=form.facts(),
                is_active=form.cleaned_data["is_active"],
                actor=request.actor,
                now=now(),
            )
            return redirect("enterprise:catalogue:show_product", product_id=product.pk)
    return render(request, "catalogue/edit_product.html", {"form": form, "product": product})


@may("catalogue.add_image")
def add_image(request: ActingRequest, product_id: int) -> HttpResponse:
    """Add a photo."""
    product = queries.product_for(actor=request.actor, product_id=product_id)
    form = forms.AddImage(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            services.add_image(
                product=product,
                data=form.cleaned_data["file"].read(),
                caption=form.cleaned_data["caption"],
                actor=request.actor,
                now=now(),
            )
            return redirect("enterprise:catalogue:show_product", product_id=product.pk)
    return render(request, "catalogue/add_image.html", {"form": form, "product": product})


@require_POST
@may("catalogue.remove_image")
def remove_image(request: ActingRequest, image_id: int) -> HttpResponse:
    """Take a photo away."""
    image = queries.image_for(actor=request.actor, image_id=image_id)
    product_id = image.product_id
    services.remove_image(image=image, actor=request.actor, now=now())
    return redirect("enterprise:catalogue:show_product", product_id=product_id)


@may("catalogue.move_to_gtin")
def move_to_gtin(request: ActingRequest, product_id: int) -> HttpResponse:
    """Give a product of the province's own scheme the GTIN that the organisation has for it."""
    product = queries.product_for(actor=request.actor, product_id=product_id)
    form = forms.MoveToGtin(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.move_to_gtin(
                product=product, gtin=form.cleaned_data["gtin"], actor=request.actor, now=now()
            )
            messages.success(request, _("Đã chuyển sang GTIN. Lô và tem cũ vẫn tra được."))
            return redirect("enterprise:catalogue:show_product", product_id=product.pk)
    return render(request, "catalogue/move_to_gtin.html", {"form": form, "product": product})


@may("catalogue.move_products")
def move_product(request: ActingRequest, product_id: int) -> HttpResponse:
    """Let a product follow the newer version of its chain, with what changes."""
    product = queries.product_for(actor=request.actor, product_id=product_id)
    newer = queries.newer_version(product.template)
    if newer is None:
        return redirect("enterprise:catalogue:show_product", product_id=product.pk)
    if request.method == "POST":
        services.move_products(to=newer, numbers=[product.pk], actor=request.actor, now=now())
        messages.success(request, _("Sản phẩm theo bản mới của quy trình từ bước ghi tới."))
        return redirect("enterprise:catalogue:show_product", product_id=product.pk)
    changes = queries.compare_templates(product.template, newer)
    context = {"product": product, "newer": newer, "changes": changes}
    return render(request, "catalogue/move_product.html", context)
