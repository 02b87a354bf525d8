"""The outer form of a Digital Link: scheme, host, path and query of the URI."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import unquote_to_bytes

import msgspec

from txng.gs1.ai import TABLE
from txng.gs1.constrained import SHORT_KEYS, SHORT_QUALIFIERS
from txng.gs1.errors import Fault, Gs1Error

_FOREIGN = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[A-Za-z0-9._-]+")
_PORT = re.compile(r"(?::[0-9]{0,5})?")
# ";" also parts parameters where another one plainly follows.
_AMPERSAND = re.compile(r"&|;(?=[^&;=]+=)")
Pair = tuple[str, str]


class Address(msgspec.Struct, frozen=True):
    """A URI divided: stem, pairs of the path from the key on, attributes, other parameters."""

    stem: str
    pairs: list[Pair]
    attributes: list[Pair]
    others: list[Pair]


class LinkSyntaxError(Gs1Error):
    """The URI does not have the form of a Digital Link."""


def _refuse(path: str, english: str, vietnamese: str, expected: str = "") -> LinkSyntaxError:
    return LinkSyntaxError(Fault("uri", path, english, vietnamese, expected))


def read_address(uri: str, *, short_names: bool) -> Address:
    """Divide a Digital Link URI; raises LinkSyntaxError where its form is wrong."""
    _check_characters(uri)
    scheme, slashes, rest = uri.partition("://")
    if not slashes or scheme not in {"http", "https", "HTTP", "HTTPS"}:
        raise _refuse(
            "scheme",
            f"{uri!r} should begin with https:// or http://.",
            f"{uri!r} phải bắt đầu bằng https:// hoặc http://.",
        )
    path, _, query = rest.partition("#")[0].partition("?")
    authority, *segments = path.split("/")
    _check_authority(authority)
    if segments and not segments[-1]:
        segments.pop()  # one trailing slash is tolerated
    at = _key_place(segments, short_names=short_names)
    if at is None:
        raise _refuse(
            "path",
            f"The path /{'/'.join(segments)} holds no primary key and value, such as "
            "/01/09506000134352.",
            f"Đường dẫn /{'/'.join(segments)} không có khóa chính kèm giá trị, ví dụ "
            "/01/09506000134352.",
        )
    stem = "/".join((f"{scheme}://{authority}", *segments[:at]))
    attributes, others = _query(query)
    return Address(stem, _pairs(segments[at:], short_names=short_names), attributes, others)


def _check_characters(uri: str) -> None:
    foreign = _FOREIGN.search(uri)
    if foreign:
        raise _refuse(
            f"[{foreign.start() + 1}]",
            f"Character {foreign[0]!r} at position {foreign.start() + 1} is not allowed in a URI; "
            "it should be written as %XX.",
            f"Ký tự {foreign[0]!r} ở vị trí {foreign.start() + 1} không được phép trong URI; "
            "phải viết dạng %XX.",
        )
    broken = _BROKEN_PERCENT.search(uri)
    if broken:
        raise _refuse(
            f"[{broken.start() + 1}]",
            f"% at position {broken.start() + 1} should be followed by two hexadecimal digits.",
            f"Dấu % ở vị trí {broken.start() + 1} phải kèm hai chữ số thập lục phân.",
        )


def _check_authority(authority: str) -> None:
    if authority.startswith("["):
        host, _, port = authority[1:].partition("]")
        try:
            ipaddress.IPv6Address(host)
        except ValueError:
            host = ""
    else:
        host, colon, digits = authority.partition(":")
        port = colon + digits
        host = host if _HOST.fullmatch(host) else ""
    if not host or not _PORT.fullmatch(port):
        raise _refuse(
            "host",
            f"{authority!r} should be a host name or address, with a port or without.",
            f"{authority!r} phải là tên máy hoặc địa chỉ, có thể kèm cổng.",
        )


def _key_place(segments: list[str], *, short_names: bool) -> int | None:
    """Where the primary key stands: the rightmost pair that begins with one."""
    for at in range(len(segments) - 2, -1, -2):
        name = segments[at]
        if (name in TABLE and TABLE[name].key) or (short_names and name in SHORT_KEYS):
            return at
    return None


def _pairs(segments: list[str], *, short_names: bool) -> list[Pair]:
    pairs = []
    for at in range(0, len(segments), 2):
        name, value = segments[at], segments[at + 1]
        if short_names:
            name = (SHORT_QUALIFIERS if at else SHORT_KEYS).get(name, name)
        if name not in TABLE:
            raise _refuse(
                f"/{name}",
                f"{name!r} in the path is not an application identifier.",
                f"{name!r} trong đường dẫn không phải là số định danh ứng dụng (AI).",
            )
        pairs.append((name, _decode(value)))
    return pairs


def _query(query: str) -> tuple[list[Pair], list[Pair]]:
    attributes, others = [], []
    for parameter in _AMPERSAND.split(query):
        name, equals, value = parameter.partition("=")
        if not name:
            continue
        if name.isdigit() and equals:
            attributes.append((name, _query_value(name, value)))
        else:
            others.append((name, value))
    return attributes, others


def _query_value(name: str, value: str) -> str:
    if name not in TABLE:
        raise _refuse(
            f"({name})",
            f"Query parameter {name} is not an application identifier; names of digits only are "
            "kept for these.",
            f"Tham số {name} không phải số định danh ứng dụng; tên chỉ gồm chữ số dành riêng cho "
            "AI.",
        )
    if "+" in value:
        raise _refuse(
            f"({name})",
            f"({name}) {value}: + in a query string may be read as a space; it should be %2B.",
            f"({name}) {value}: dấu + trong chuỗi truy vấn có thể bị hiểu là dấu cách; phải viết "
            "%2B.",
            value.replace("+", "%2B"),
        )
    return _decode(value)


def _decode(text: str) -> str:
    return unquote_to_bytes(text).decode("latin-1") if "%" in text else text
