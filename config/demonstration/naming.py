"""Names and numbers that the demonstration gives: the same ones from the same seed.

Numbers of GS1 stand under its own prefix for demonstrations (952), never under that of Vietnam.
"""

from hashlib import sha256
from itertools import product
from random import Random
from urllib.parse import quote

from django.conf import settings

from config.demonstration.words import words
from txng.gs1.keys import check_digit
from txng.parties.identity import is_checked

SEED = "txng-1"
_PREFIX = "952"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def chance(*about: object) -> Random:
    """Return a source of chance for one matter, so that matters do not disturb others."""
    return Random("/".join(map(str, (SEED, *about))))  # noqa: S311  a play with fixed outcome


def own(thing: str, *about: object) -> str:
    """Return an identifier of the province's own scheme, as `parties.own_scheme` draws them."""
    number = int.from_bytes(sha256("/".join(map(str, (SEED, thing, *about))).encode()).digest()[:8])
    drawn = "".join(_ALPHABET[number >> shift & 31] for shift in range(0, 50, 5))
    return f"{settings.TXNG_IDENTITY_URL}/{thing}/{drawn}"


def company_prefix(number: int) -> str:
    """Return the company prefix of the demonstration's member number `number`."""
    return f"{_PREFIX}{number:04d}"


def gtin(prefix: str, number: int) -> str:
    """Return a GTIN of 14 digits."""
    body = f"0{prefix}{number:05d}"
    return body + check_digit(body)


def gln(prefix: str, number: int) -> str:
    """Return a GLN of 13 digits."""
    body = f"{prefix}{number:05d}"
    return body + check_digit(body)


def sscc(prefix: str, number: int) -> str:
    """Return an SSCC; extension digit 5, so that those drawn on pages (from 0 on) never meet it."""
    body = f"5{prefix}{number:09d}"
    return body + check_digit(body)


def grai(prefix: str, number: int) -> str:
    """Return the address of a returnable asset (8003) with a serial."""
    body = f"0{prefix}90001"
    return f"https://id.gs1.org/8003/{body}{check_digit(body)}{number:04d}"


def lot_identifier(product_identifier: str, code: str) -> str:
    """Return the identifier of a lot below its product."""
    part = quote(code, safe="")
    middle = "10" if product_identifier.startswith("https://id.gs1.org/") else "lot"
    return f"{product_identifier}/{middle}/{part}"


def firm_names() -> list[str]:
    """Return all invented names of firms, mixed."""
    pairs = [f"{first} {second}" for first, second in product(words()["first"], words()["second"])]
    chance("firm names").shuffle(pairs)
    return pairs


def person_name(draw: Random) -> str:
    """Return an invented name of a person."""
    parts = (draw.choice(words()[part]) for part in ("family", "middle", "given"))
    return " ".join(parts)


def tax_code(number: int) -> str:
    """Return a tax code of the demonstration: begins with 99, its check digit is right."""
    wanted = (f"99{number:06d}{last}{check}" for last in range(10) for check in range(10))
    return next(code for code in wanted if is_checked(code))
