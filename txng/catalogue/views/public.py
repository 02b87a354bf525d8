"""Photos of products, for everybody."""

from django.http import FileResponse, HttpRequest

from txng.catalogue import queries

_A_YEAR = "public, max-age=31536000, immutable"


def show_image(request: HttpRequest, image_id: int) -> FileResponse:  # noqa: ARG001  Django's signature
    """Send a photo; it never changes under its number, so it may be kept for a year."""
    image = queries.public_image(image_id)
    return FileResponse(
        image.file.open("rb"),
        content_type="image/webp",
        headers={"Cache-Control": _A_YEAR, "X-Content-Type-Options": "nosniff"},
    )
