"""Pages of a product, a producer and a place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from txng.trace.names import public_name
from txng.ui.paging import page_of
from txng.ui.share import Share
from txng.verify import shown, things


def show_product(request: HttpRequest, product_id: int) -> HttpResponse:
    """Show a product: who makes it, what it is certified as, how well its lots are told."""
    row = things.product(product_id)
    producer, place = public_name(row.organisation), shown.where(row.organisation.unit)
    name = row.name_en if get_language() == "en" and row.name_en else row.name
    photos = list(row.images.all())
    image = reverse("public:catalogue:show_image", args=[photos[0].pk]) if photos else ""
    context = {
        "product": row,
        "name": name,
        "photos": photos[:4],
        "producer": producer,
        "where": place,
        "papers": things.papers_of(row),
        "is_named": things.is_named(row.organisation),
        "lots": things.graded_lots(row),
        "code_path": "/" + row.identifier.split("/", 3)[3],
        "share": Share(name, " · ".join(filter(None, (producer, place))), request.path, image),
    }
    return render(request, "verify/show_product.html", context)


def show_producer(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Show a producer: where, certified as what, what it makes; a household named by consent."""
    row, today = things.producer(organisation_id), timezone.localdate()
    name, place = public_name(row), shown.where(row.unit)
    page = page_of(things.products_of(row), request.GET, size=24)
    numbers = [product.pk for product in page]
    made = things.products_of(row).filter(pk__in=numbers)
    context = {
        "producer": row,
        "name": name,
        "is_named": things.is_named(row),
        "where": place,
        "papers": things.papers_of_producer(row, on=today),
        "places": things.places_of(row),
        "page": page,
        "things": shown.products(made, order=numbers, on=today),
        "share": Share(name, " · ".join((row.get_kind_display(), place)), request.path),
    }
    return render(request, "verify/show_producer.html", context)


def show_place(request: HttpRequest, place_id: int) -> HttpResponse:
    """Show a place: whose, in which commune, certified as what; never its coordinates."""
    row, today = things.place(place_id), timezone.localdate()
    holder, where = public_name(row.organisation), shown.where(row.unit)
    context = {
        "place": row,
        "holder": holder,
        "where": where,
        "papers": things.papers_of_place(row, on=today),
        "share": Share(row.name, " · ".join(filter(None, (holder, where))), request.path),
    }
    return render(request, "verify/show_place.html", context)
