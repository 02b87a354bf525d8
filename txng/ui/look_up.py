"""From what a person typed, pasted or scanned to the portal's own path of that code."""

import re
from collections.abc import Callable, Collection

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.gs1 import element_strings, scan
from txng.gs1.digital_link import DigitalLink
from txng.gs1.errors import Gs1Error
from txng.gs1.identifiers import canonical
from txng.gs1.keys import Gtin, Sscc

OWN_PATH = re.compile(r"/(?:obj|class|loc)/[^/?#]+(?:/lot/[^/?#]+)?", re.IGNORECASE)
"""Paths of the province's own identifiers, for holders of no GS1 prefix."""
LONGEST = 2_000
"""Most characters of what is typed: no code of any kind is longer."""
URL = re.compile(r"https?://", re.IGNORECASE)


class NotACode(Refused):
    """The text is no code that the portal could open."""

    status = 404
    reason = _(
        "Chưa đọc được mã này. Hãy nhập dãy số dưới mã vạch (8, 12, 13, 14 hoặc 18 chữ số), "
        "hoặc dán cả địa chỉ đọc được từ mã QR."
    )


class NothingTyped(NotACode):
    """The box was left empty."""

    reason = _("Bạn chưa nhập mã. Hãy nhập dãy số dưới mã vạch, hoặc địa chỉ đọc được từ mã QR.")


class WrongCode(NotACode):
    """The text looks like a code, but a digit of it is wrong; the sentence says which."""


class ForeignAddress(NotACode):
    """An address that leads elsewhere: the portal does not send people there."""

    reason = _(
        "Địa chỉ này không phải của cổng và không chứa mã GS1. "
        "Tem thật dẫn về đúng địa chỉ in trên tem: hãy cẩn thận với địa chỉ lạ."
    )


def path_of(text: str, *, own_hosts: Collection[str]) -> str:
    """Return the path on this portal of a code, e.g. `/01/08938501234568/21/7K3M…`.

    Understands a GTIN or SSCC of digits (spaces and hyphens allowed), element strings in both
    notations, what a scanner sends, GS1 Digital Links on any host, EPC URNs, and the province's
    own identifiers on `own_hosts`. Refuses anything else, in words (`NotACode`).
    """
    given = "".join(c for c in text.strip() if c.isprintable() or c == "\x1d")
    if not given:
        raise NothingTyped
    if len(given) > LONGEST:
        raise NotACode
    try:
        return _reader(given)(given, own_hosts)
    except Gs1Error as error:
        raise WrongCode(_sentence(error)) from error


def _reader(given: str) -> Callable[[str, Collection[str]], str]:
    if URL.match(given):
        return _of_address
    if given.startswith("/"):
        return _of_path
    if given.lower().startswith("urn:"):
        return _of_urn
    if re.fullmatch(r"[\d\s.-]+", given):
        return _of_digits
    if given.startswith(("(", "^", "\x1d", "]")):
        return _of_elements
    if "/" in given and "." in given.split("/", maxsplit=1)[0]:
        return lambda text, hosts: _of_address(f"https://{text}", hosts)
    raise NotACode


def _of_digits(given: str, _hosts: Collection[str]) -> str:
    digits = re.sub(r"\D", "", given)
    if len(digits) == 18:
        return f"/00/{Sscc.parse(digits)}"
    if len(digits) in (8, 12, 13, 14):
        return f"/01/{str(Gtin.parse(digits)).zfill(14)}"
    if len(digits) > 14 and digits.startswith(("01", "00")):
        return _of_elements(f"^{digits}", _hosts)
    raise NotACode


def _of_elements(given: str, _hosts: Collection[str]) -> str:
    if given.startswith("]"):
        found = scan.parse(given)
        if found.text and not found.gtin_elements:
            return path_of(found.text, own_hosts=_hosts)
        elements = found.gtin_elements
    else:
        elements = element_strings.parse(given)
    return _path(DigitalLink.of(elements))


def _of_urn(given: str, _hosts: Collection[str]) -> str:
    link = canonical(given)
    if link == given:
        raise NotACode
    return _path(DigitalLink.parse(link))


def _of_path(given: str, hosts: Collection[str]) -> str:
    return _of_address(f"https://{next(iter(hosts))}{given}", hosts)


def _of_address(given: str, hosts: Collection[str]) -> str:
    host, _, rest = URL.sub("", given, count=1).partition("/")
    is_own = host.lower() in {own.lower() for own in hosts}
    path = re.sub(r"^/(?:en|EN)(?=/)", "", "/" + re.split(r"[?#]", rest)[0]).rstrip("/")
    if is_own and OWN_PATH.fullmatch(path):
        return path
    try:
        return _path(DigitalLink.parse(f"https://{host}{path}", associations_too=False))
    except Gs1Error as error:
        if any(f.code == "uri" for f in error.faults):
            raise ForeignAddress from error
        raise


def _path(link: DigitalLink) -> str:
    return link.format(stem="").partition("?")[0]


def _sentence(error: Gs1Error) -> str | Promise:
    fault = error.faults[0]
    return fault.message if get_language() == "en" else fault.message_vi
