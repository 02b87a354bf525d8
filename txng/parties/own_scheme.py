"""The province's own identifiers, for those who hold no GS1 prefix: plainly not GS1."""

import secrets
from typing import Literal

from django.conf import settings

Thing = Literal["pty", "loc", "class", "obj"]
# Crockford's alphabet: nothing that is mistaken for another letter when read aloud or copied.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 10


def draw(thing: Thing) -> str:
    """Return a new identifier `<identity>/<thing>/<10 characters>`, 50 random bits.

    `pty` names a party, `loc` a place, `class` a kind of product, `obj` a single thing
    (CBV 2.0, 8.2: a private web address in the form the vocabulary gives for each).
    """
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return f"{settings.TXNG_IDENTITY_URL}/{thing}/{drawn}"
