"""A web application of one act: reads a body as the capture interface does and says how it went."""

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.core.handlers.wsgi import WSGIRequest  # noqa: E402  Django must be ready first

from txng.capture import protocol  # noqa: E402
from txng.core.errors import Refused  # noqa: E402

LIMIT = 1_000_000


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer 200 and the number of bytes read, or the refusal's status."""
    try:
        read = len(protocol.body_of(WSGIRequest(environ), limit=LIMIT))
    except Refused as refusal:
        start(f"{refusal.status} Refused", [("Content-Length", "0")])
        return [b""]
    text = str(read).encode()
    start("200 OK", [("Content-Length", str(len(text)))])
    return [text]
