"""Secrets at rest: sealed (AES-256-GCM) or hashed under keys derived from the master key."""

import hmac
import os
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_FORM: Final = b"\x01"
_NONCE: Final = 12


class WrongMasterKey(Exception):  # noqa: N818  told to the person who runs the server
    """A secret cannot be opened: TXNG_MASTER_KEY is not the one it was sealed under."""


def seal(secret: bytes, purpose: str) -> bytes:
    """Encrypt a secret so that it opens only for the same purpose: form, nonce, ciphertext."""
    nonce = os.urandom(_NONCE)
    return _FORM + nonce + _box().encrypt(nonce, secret, purpose.encode())


def unseal(sealed: bytes, purpose: str) -> bytes:
    """Decrypt what `seal` made; raises WrongMasterKey for another key, purpose or form."""
    nonce, rest = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    if sealed[:1] != _FORM:
        raise WrongMasterKey(f"{purpose}: unknown form of a sealed secret")
    try:
        return _box().decrypt(nonce, rest, purpose.encode())
    except InvalidTag as error:
        raise WrongMasterKey(
            f"{purpose}: the secret does not open; restore the TXNG_MASTER_KEY it was made under"
        ) from error


def _box() -> AESGCM:
    return _box_of(settings.TXNG_MASTER_KEY)


@lru_cache(maxsize=4)
def _box_of(master: str) -> AESGCM:
    derivation = HKDF(hashes.SHA256(), 32, salt=None, info=b"txng stamps at rest 1")
    return AESGCM(derivation.derive(master.encode()))


def digest(text: str, purpose: str) -> str:
    """Return a keyed hash (HMAC-SHA-256, 64 hex digits) of a text that is only ever compared.

    Without the master key nobody can try out all numbers of twelve digits.
    """
    return hmac.new(
        _digest_key(settings.TXNG_MASTER_KEY, purpose), text.encode(), "sha256"
    ).hexdigest()


@lru_cache(maxsize=16)
def _digest_key(master: str, purpose: str) -> bytes:
    derivation = HKDF(hashes.SHA256(), 32, salt=None, info=f"txng digest {purpose}".encode())
    return derivation.derive(master.encode())
