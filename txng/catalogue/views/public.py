"""Photos of products and the priority list, for everybody."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from txng.catalogue import forms, queries
from txng.catalogue.workbooks import decision_text, send_priority_list

_A_YEAR = "public, max-age=31536000, immutable"


def show_image(request: HttpRequest, image_id: int) -> FileResponse:  # noqa: ARG001  Django's signature
    """Send a photo; it never changes under its number, so it may be kept for a year."""
    image = queries.public_image(image_id)
    return FileResponse(
        image.file.open("rb"),
        content_type="image/webp",
        headers={"Cache-Control": _A_YEAR, "X-Content-Type-Options": "nosniff"},
    )


def show_priority_list(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Show the priority list in force, or an approved version by its number."""
    found = queries.public_list(number=number)
    form = forms.FindEntries(request.GET)
    entries = list(queries.entries_of(found, form.filter())) if found else []
    context = {
        "found": found,
        "decision": decision_text(found) if found else "",
        "form": form,
        "rows": list(zip(entries, queries.coverage_of(entries), strict=True)),
        "versions": queries.approved_lists(),
    }
    return render(request, "catalogue/show_priority_list.html", context)


def export_priority_list(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Send an approved version as an Excel workbook."""
    return send_priority_list(queries.approved_list(number))
