"""What the printed symbols say: addresses in capitals, so that QR needs fewest modules."""

from urllib.parse import urlsplit

from django.conf import settings

from txng.identify.models import Lot
from txng.stamps.codes import OWN_SCHEME

_OWN_WORDS = {"class": "CLASS", "lot": "LOT"}


def _host() -> str:
    address: str = settings.TXNG_PUBLIC_URL
    return address.upper()


def unit_address(scope: str, code: str) -> str:
    """Return the address of one stamp: GS1 Digital Link (01, 21), or /OBJ/ of the own scheme."""
    if scope == OWN_SCHEME:
        return f"{_host()}/OBJ/{code}"
    return f"{_host()}/01/{scope.rsplit('/', 1)[-1]}/21/{code}"


def lot_address(lot: Lot) -> str:
    """Return the address of a lot: GS1 Digital Link (01, 10), or /CLASS/…/LOT/… of the own scheme.

    Only the scheme's own words are capitals: a lot code keeps its letters.
    """
    parts = urlsplit(lot.identifier).path.split("/")
    return _host() + "/".join(_OWN_WORDS.get(part, part) for part in parts)
