"""The system keys of codes, opened once per process, so that an unknown code asks no database."""

import os
import time
from threading import Lock
from typing import Final

from txng.core.sealing import seal, unseal
from txng.stamps.codes import Coder, version_of
from txng.stamps.models import CodeKey

RELOAD_SECONDS: Final = 5.0
"""A version this process has never seen is looked up at most this often, whoever asks."""

_secrets: dict[int, bytes] = {}
_lock = Lock()
_loaded_at = float("-inf")


def coder(version: int, scope: str) -> Coder | None:
    """Return what makes and opens codes of a version and a scope; None for an unknown version."""
    if version not in _secrets:
        _load()
    secret = _secrets.get(version)
    return Coder(version, secret, scope) if secret else None


def decode(code: str, product_identifier: str) -> tuple[int, int] | None:
    """Return (batch, position) of a true code of a product, else None; no SQL once keys are known.

    `product_identifier` is the GTIN's canonical URI, or codes.OWN_SCHEME.
    """
    version = version_of(code)
    opener = None if version is None else coder(version, product_identifier)
    return opener.open(code) if opener else None


def draw(version: int) -> bytes:
    """Return a new secret for the key of a version, sealed as the table keeps it."""
    return seal(os.urandom(32), _purpose(version))


def learn(row: CodeKey) -> None:
    """Keep a key in this process at once, as after ordering under it."""
    _secrets[row.version] = unseal(bytes(row.secret), _purpose(row.version))


def forget() -> None:
    """Drop what this process knows (after a restore, between tests)."""
    global _loaded_at  # noqa: PLW0603  the cache's own clock
    _secrets.clear()
    _loaded_at = float("-inf")


def _load() -> None:
    """Read all keys, unless they were read a moment ago."""
    global _loaded_at  # noqa: PLW0603  the cache's own clock
    with _lock:
        if time.monotonic() - _loaded_at < RELOAD_SECONDS:
            return
        for row in CodeKey.objects.all():
            learn(row)
        _loaded_at = time.monotonic()


def _purpose(version: int) -> str:
    return f"stamps.code_key:{version}"
