"""From a code that a person typed or scanned to the identifier under which events know it."""

from urllib.parse import urlsplit

from django.conf import settings

from txng.gs1.constrained import STEM
from txng.gs1.identifiers import Kind, canonical, classify
from txng.ui.look_up import OWN_PATH, NotACode, path_of


def identifier_of(text: str) -> str | None:
    """Return the canonical identifier of a typed code, None when it is no code we can read."""
    given = text.strip()
    if given.lower().startswith(("urn:", "http://", "https://")):
        found = classify(given)
        if found.kind is not Kind.OTHER:
            return found.canonical
    own = settings.TXNG_IDENTITY_URL
    try:
        path = path_of(given, own_hosts={urlsplit(own).netloc})
    except NotACode:
        return None
    return own + path if OWN_PATH.fullmatch(path) else canonical(STEM + path)
