"""The menu of each door, and what every page's frame shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001  Django's signature
    """Context of the frame: province, menu, for whom one acts."""
    return {"frame": {"province": settings.TXNG_PROVINCE_NAME}}
