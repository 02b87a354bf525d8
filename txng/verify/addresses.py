"""From the path of a printed code to what it names; pure, so that a wrong one costs nothing."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.gs1.digital_link import DigitalLink
from txng.gs1.errors import Gs1Error
from txng.gs1.identifiers import Kind, classify

_STEM: Final = "https://id.gs1.org"
_OWN_WORDS: Final = frozenset({"obj", "class", "loc", "lot"})
_LONGEST: Final = 400
_LAST_QUALIFIERS: Final = ("10", "21")
_KINDS: Final = frozenset({Kind.INSTANCE, Kind.LOT, Kind.CLASS, Kind.LOGISTIC, Kind.LOCATION})


@dataclass(frozen=True)
class Address:
    """What a printed code names: its kind, canonical identifier, and the parts that are asked for.

    `product` is the identifier of the kind of product, None where the address names none (/obj/).
    `path` is the one right path of the page, without language.
    """

    kind: Kind
    identifier: str
    path: str
    product: str | None = None
    serial: str = ""


class NotAnAddress(Refused):
    """The path is no code: the sentence says which digit or part is wrong, and what would be."""

    status = 400
    reason = _("Địa chỉ này không phải là mã truy xuất. Hãy quét lại tem hoặc nhập lại mã.")


def read(path: str) -> Address:
    """Read a decoded path without its first slash: `01/…/21/…`, `00/…`, `414/…`, `OBJ/…`.

    GTINs of 8, 12 and 13 digits are padded; qualifiers beyond lot and serial are passed over.
    Raises NotAnAddress, for what is too long before anything remembers it.
    """
    if len(path) > _LONGEST:
        raise NotAnAddress
    return _read(path)


@lru_cache(maxsize=4096)
def _read(path: str) -> Address:
    parts = path.strip("/").split("/")
    if parts[0].lower() in _OWN_WORDS:
        return _own(parts)
    try:
        return _gs1(_link(parts))
    except Gs1Error as error:
        raise NotAnAddress(_sentence(error)) from error


def _link(parts: list[str]) -> DigitalLink:
    """Parse the parts; a lot or serial that holds a slash of its own comes decoded, as several."""
    try:
        return _parse(parts)
    except Gs1Error:
        if len(parts) <= 4 or parts[2] not in _LAST_QUALIFIERS:
            raise
        return _parse([*parts[:3], "/".join(parts[3:])])


def _parse(parts: list[str]) -> DigitalLink:
    path = "/".join(quote(part, safe="") for part in parts)
    return DigitalLink.parse(f"{_STEM}/{path}", associations_too=False)


def _gs1(link: DigitalLink) -> Address:
    identifier = link.constrained()
    kind = classify(identifier).kind
    if kind not in _KINDS:
        raise NotAnAddress
    values = dict(link.qualifiers)
    ai, value = link.key
    return Address(
        kind=kind,
        identifier=identifier,
        path=identifier.removeprefix(_STEM),
        product=f"{_STEM}/01/{value}" if ai == "01" else None,
        serial=values.get("21", ""),
    )


def _own(parts: list[str]) -> Address:
    if len(parts) > 4 and parts[2].lower() == "lot":  # a lot code may hold slashes of its own
        parts = [*parts[:3], "/".join(parts[3:])]
    words = [p.lower() if n % 2 == 0 else quote(p, safe="") for n, p in enumerate(parts)]
    path = "/" + "/".join(words)
    identifier = settings.TXNG_IDENTITY_URL + path
    kind = classify(identifier).kind
    if kind not in _KINDS or not all(parts):
        raise NotAnAddress
    product = identifier.rpartition("/lot/")[0] if kind == Kind.LOT else identifier
    return Address(
        kind=kind,
        identifier=identifier,
        path=path,
        product=None if words[0] == "obj" else product,
        serial=parts[1] if words[0] == "obj" else "",
    )


def _sentence(error: Gs1Error) -> str | Promise:
    fault = error.faults[0]
    return fault.message if get_language() == "en" else fault.message_vi
