"""EPC URNs (TDS 2.0 section 6) and the Digital Links that say the same."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import msgspec

from txng.gs1 import keys, prefixes
from txng.gs1.check_digits import check_digit
from txng.gs1.constrained import STEM, constrain, encode
from txng.gs1.errors import Fault, Gs1Error


class Scheme(msgspec.Struct, frozen=True):
    """How an EPC scheme spreads a key over the fields of its URN.

    `digits` counts company prefix and reference together (0: the reference is text of at most
    `room` characters together with the prefix). `leads`: the reference's first digit stands before
    the prefix in the key. `tail` is the last field's qualifier, "+" when it joins the key itself.
    """

    name: str
    ai: str
    digits: int = 0
    leads: bool = False
    before: str = ""
    tail: str = ""
    tail_shape: str = "text"
    room: int = 0  # longest text of the tail, or of the whole key where digits is 0
    fields: int = 2


_ALL = (
    Scheme("sgtin", "01", 13, leads=True, tail="21", room=20, fields=3),
    Scheme("sscc", "00", 17, leads=True),
    Scheme("sgln", "414", 12, tail="254", room=20, fields=3),
    Scheme("pgln", "417", 12),
    Scheme("grai", "8003", 12, before="0", tail="+", room=16, fields=3),
    Scheme("giai", "8004", room=30),
    Scheme("gsrn", "8018", 17),
    Scheme("gsrnp", "8017", 17),
    Scheme("gdti", "253", 12, tail="+", room=17, fields=3),
    Scheme("cpi", "8010", tail="8011", tail_shape="number", room=30, fields=3),
    Scheme("sgcn", "255", 12, tail="+", tail_shape="number", room=12, fields=3),
    Scheme("ginc", "401", room=30),
    Scheme("gsin", "402", 16),
    Scheme("itip", "8006", 13, leads=True, tail="21", room=20, fields=5),
    Scheme("upui", "01", 13, leads=True, tail="235", room=28, fields=3),
)
_INSTANCES = {scheme.name: scheme for scheme in _ALL}
_CLASSES = {"lgtin": Scheme("lgtin", "01", 13, leads=True, tail="10", room=20, fields=3)}
_BY_KIND = {"id": _INSTANCES, "idpat": _INSTANCES, "class": _CLASSES}

_URN_TEXT = re.compile(r"(?:[!'()*+,\-.0-9:;=A-Z_a-z]|%[0-9A-Fa-f]{2})+")
_SET_82 = re.compile(r"[!\"%-?A-Z_a-z]+")
_SET_39 = re.compile(r"[#\-/0-9A-Z]+")
_URN_SAFE = "!'()*+,-.:;=_"
_KEYS: dict[str, type[keys.Key]] = {
    "00": keys.Sscc, "01": keys.Gtin, "253": keys.Gdti, "255": keys.Gcn, "401": keys.Ginc,
    "402": keys.Gsin, "414": keys.Gln, "417": keys.Gln, "8003": keys.Grai, "8004": keys.Giai,
    "8006": keys.Itip, "8010": keys.Cpid, "8017": keys.Gsrnp, "8018": keys.Gsrn,
}  # fmt: skip


class Epc(msgspec.Struct, frozen=True):
    """An EPC URN taken apart, its text decoded; the last `opens` fields are "*" of a pattern."""

    scheme: Scheme
    prefix: str
    reference: str
    pieces: str  # piece and total of an ITIP, else empty
    tail: str
    opens: int = 0

    @property
    def key(self) -> str:
        """The value of the key's AI, check digit added; only when no field of it is open."""
        scheme, prefix, reference = self.scheme, self.prefix, self.reference
        if not scheme.digits:
            return prefix + reference
        if scheme.leads:
            body = reference[0] + prefix + reference[1:]
        else:
            body = scheme.before + prefix + reference
        return body + check_digit(body) + self.pieces


class UnknownUrnError(Gs1Error):
    """The URN is not as TDS 2.0 section 6 says, or no GS1 Digital Link equals it."""


def _refuse(urn: str, english: str, vietnamese: str, expected: str = "") -> UnknownUrnError:
    return UnknownUrnError(
        Fault("epc-urn", urn, f"{urn}: {english}.", f"{urn}: {vietnamese}.", expected)
    )


def parse(urn: str) -> Epc:
    """Take an EPC URN (id, class or idpat) apart, its fields checked.

    Raises UnknownUrnError: scheme not known, wrong number of fields, company prefix not of 6 to 12
    digits, lengths that do not add up, characters that the scheme does not allow, or an open field
    before a closed one.
    """
    parts = urn.split(":", 4)
    scheme = None
    if len(parts) == 5 and parts[0] == "urn" and parts[1] == "epc":
        scheme = _BY_KIND.get(parts[2], {}).get(parts[3])
    if scheme is None:
        raise _refuse(
            urn,
            "not an EPC URN of a GS1 key; it should begin with urn:epc:id:, urn:epc:class:lgtin: "
            "or urn:epc:idpat: and the name of a scheme",
            "không phải URN EPC của khóa GS1; cần bắt đầu bằng urn:epc:id:, urn:epc:class:lgtin: "
            "hoặc urn:epc:idpat: và tên lược đồ",
        )
    fields = parts[4].split(".", scheme.fields - 1)
    if len(fields) != scheme.fields:
        raise _refuse(
            urn,
            f"{scheme.name} has {scheme.fields} fields separated by dots, not {len(fields)}",
            f"{scheme.name} gồm {scheme.fields} phần cách nhau bằng dấu chấm, không phải "
            f"{len(fields)}",
        )
    opens = _open_fields(urn, fields) if parts[2] == "idpat" else 0
    return _checked(urn, scheme, fields, opens)


def _open_fields(urn: str, fields: list[str]) -> int:
    """How many fields at the end of a pattern are open; they are emptied."""
    if "*" not in fields:
        return 0
    first = fields.index("*")
    opens = len(fields) - first
    if any(field != "*" for field in fields[first:]):
        raise _refuse(
            urn,
            "a field after * must be * too",
            "sau một phần * thì các phần tiếp theo cũng phải là *",
            ".".join(fields[:first] + ["*"] * opens),
        )
    fields[first:] = [""] * opens
    return opens


def _checked(urn: str, scheme: Scheme, fields: list[str], opens: int) -> Epc:
    closed = len(fields) - opens
    prefix, reference, pieces, tail = fields[0], fields[1], "", ""
    if closed > 0:
        _check_prefix(urn, prefix)
    if closed > 1:
        reference = _reference(urn, scheme, prefix, reference)
    if scheme.fields == 5:
        pieces = _pieces(urn, fields[2], fields[3]) if closed > 3 else fields[2]
    if scheme.tail and not opens:
        tail = _tail(urn, scheme, fields[-1])
    return Epc(scheme, prefix, reference, pieces, tail, opens)


def _check_prefix(urn: str, prefix: str) -> None:
    if not (6 <= len(prefix) <= 12 and prefix.isascii() and prefix.isdigit()):
        raise _refuse(
            urn,
            f"company prefix {prefix!r} should have 6 to 12 digits",
            f"tiền tố doanh nghiệp {prefix!r} phải có 6–12 chữ số",
        )


def _reference(urn: str, scheme: Scheme, prefix: str, reference: str) -> str:
    if not scheme.digits:
        allowed = _SET_39 if scheme.ai == "8010" else _SET_82
        return _text(urn, reference, 30 - len(prefix), allowed)
    right = scheme.digits - len(prefix)
    digits = reference.isascii() and (reference.isdigit() or not reference)
    if not digits or len(reference) != right:
        raise _refuse(
            urn,
            f"the second field should have {right} digits, so that it makes {scheme.digits} "
            f"together with the company prefix",
            f"phần thứ hai phải có {right} chữ số để cùng tiền tố doanh nghiệp đủ "
            f"{scheme.digits} chữ số",
        )
    return reference


def _pieces(urn: str, piece: str, total: str) -> str:
    both = piece + total
    right = len(piece) == len(total) == 2 and both.isascii() and both.isdigit()
    if not right or not 1 <= int(piece) <= int(total):
        raise _refuse(
            urn,
            f"piece {piece} of {total} should be two digits each, from 01 up to the total",
            f"mảnh {piece} trên {total} phải gồm hai chữ số mỗi phần, từ 01 đến tổng số",
        )
    return both


def _tail(urn: str, scheme: Scheme, tail: str) -> str:
    if scheme.tail_shape == "number":
        right = tail.isascii() and tail.isdigit() and len(tail) <= 12
        if not right or (scheme.tail == "8011" and tail[0] == "0" and tail != "0"):
            raise _refuse(
                urn,
                f"serial {tail!r} should be 1 to 12 digits"
                + (" without a leading zero" if scheme.tail == "8011" else ""),
                f"số sê-ri {tail!r} phải gồm 1–12 chữ số"
                + (", không bắt đầu bằng 0" if scheme.tail == "8011" else ""),
            )
        return tail
    return _text(urn, tail, scheme.room, _SET_82)


def _text(urn: str, text: str, room: int, allowed: re.Pattern[str]) -> str:
    """A text field decoded; refused when it is empty, too long or holds a foreign character."""
    value = text
    if not (text.isascii() and text.isalnum() and allowed is _SET_82):
        value = unquote(text) if _URN_TEXT.fullmatch(text) else ""
        if not allowed.fullmatch(value):
            raise _refuse(
                urn,
                f"{text!r} is empty or holds a character that is not allowed here (reserved ones "
                "are written as %XX)",
                f"{text!r} để trống hoặc có ký tự không được phép (ký tự dành riêng viết dạng %XX)",
            )
    if len(value) > room:
        raise _refuse(
            urn,
            f"{text!r} has {len(value)} characters, at most {room} fit",
            f"{text!r} có {len(value)} ký tự, tối đa {room}",
        )
    return value


def to_digital_link(urn: str) -> str:
    """The constrained Digital Link equal to an EPC URN.

    A pattern that leaves only the serial open names a class: `urn:epc:idpat:sgtin:….*` is the GTIN.
    Raises UnknownUrnError for a faulty URN and for a pattern that equals no single Digital Link.
    """
    epc = parse(urn)
    scheme, tail = epc.scheme, epc.tail
    names_a_class = epc.opens == 1 and scheme.tail not in {"", "254"}
    if epc.opens and not names_a_class:
        raise _refuse(
            urn,
            "a pattern over many keys equals no single Digital Link",
            "mẫu bao nhiều khóa nên không tương đương với một Digital Link",
        )
    if scheme.tail == "+":
        return f"{STEM}/{scheme.ai}/{encode(epc.key + tail)}"
    link = f"{STEM}/{scheme.ai}/{encode(epc.key)}"
    if not tail or (scheme.tail == "254" and tail == "0"):
        return link
    return f"{link}/{scheme.tail}/{encode(tail)}"


class NoUrnError(Gs1Error):
    """The Digital Link has no EPC URN, or the company prefix length needed for it is unknown."""


def _no_urn(uri: str, english: str, vietnamese: str) -> NoUrnError:
    return NoUrnError(Fault("no-epc-urn", uri, f"{uri}: {english}.", f"{uri}: {vietnamese}."))


def to_urn(uri: str, *, company_prefix_length: int | None = None) -> str:
    """The EPC URN equal to a Digital Link: instance, lot class, or a pattern for a class.

    `company_prefix_length` is the number of digits of the owner's prefix; without it the published
    table decides. Raises Gs1Error when `uri` is no Digital Link of an EPC scheme, its check digit
    is wrong, or the prefix length is not known.
    """
    link = constrain(uri)
    if link is None:
        raise _no_urn(
            uri, "not a GS1 Digital Link of a known key", "không phải GS1 Digital Link của khóa GS1"
        )
    parts = link[len(STEM) + 1 :].split("/")
    ai, value = parts[0], unquote(parts[1])
    qualifier, tail = (parts[2], unquote(parts[3])) if len(parts) == 4 else ("", "")
    scheme = _scheme_of(ai, qualifier)
    if scheme is None:
        raise _no_urn(uri, "no EPC scheme says the same", "không có lược đồ EPC tương đương")
    _KEYS[ai].parse(value)
    if scheme.tail == "+":
        value, tail = value[: len(scheme.before) + 13], value[len(scheme.before) + 13 :]
    return _write(uri, scheme, (value, tail), company_prefix_length)


def _scheme_of(ai: str, qualifier: str) -> Scheme | None:
    if ai == "01" and qualifier == "10":
        return _CLASSES["lgtin"]
    for scheme in _ALL:
        if scheme.ai == ai and qualifier in {"", scheme.tail}:
            return scheme
    return None


def _write(uri: str, scheme: Scheme, value_tail: tuple[str, str], length: int | None) -> str:
    value, tail = value_tail
    pieces = ""
    if scheme.fields == 5:
        value, pieces = value[:14], f".{value[14:16]}.{value[16:]}"
    body = value
    if scheme.digits:
        body = value[:-1].removeprefix(scheme.before) if scheme.before else value[:-1]
    owned = body[1:] if scheme.leads else body
    known = _prefix_length(uri, scheme, owned, length)
    reference = (body[0] if scheme.leads else "") + owned[known:]
    if not scheme.digits:
        reference = quote(reference, safe=_URN_SAFE)
    urn = f"{scheme.name}:{owned[:known]}.{reference}{pieces}"
    if scheme.name == "lgtin":
        return f"urn:epc:class:{urn}.{quote(tail, safe=_URN_SAFE)}"
    if not scheme.tail:
        return f"urn:epc:id:{urn}"
    if scheme.tail == "254":
        return f"urn:epc:id:{urn}.{quote(tail, safe=_URN_SAFE) or '0'}"
    if not tail:
        return f"urn:epc:idpat:{urn}.*"
    return f"urn:epc:id:{urn}.{quote(tail, safe=_URN_SAFE)}"


def _prefix_length(uri: str, scheme: Scheme, owned: str, length: int | None) -> int:
    if length is None:
        if scheme.leads and scheme.ai != "00" and owned.startswith("00000"):
            raise _no_urn(
                uri,
                "a GTIN-8 has no company prefix to write in a URN",
                "GTIN-8 không có tiền tố doanh nghiệp để viết trong URN",
            )
        length = prefixes.company_prefix_length(owned)
    if length is None:
        raise _no_urn(
            uri,
            f"the length of the company prefix at the start of {owned} is not known",
            f"không biết độ dài tiền tố doanh nghiệp ở đầu {owned}",
        )
    prefix = owned[:length]
    if length not in prefixes.LENGTHS or len(prefix) < length or not prefix.isdigit():
        raise _no_urn(
            uri,
            f"a company prefix has 6 to 12 digits, and {prefix!r} is not one of {length}",
            f"tiền tố doanh nghiệp có 6–12 chữ số, {prefix!r} không phải tiền tố {length} chữ số",
        )
    if not scheme.digits and len(owned) == length:
        raise _no_urn(
            uri,
            f"a reference should follow the company prefix {prefix}",
            f"sau tiền tố doanh nghiệp {prefix} phải có số tham chiếu",
        )
    return length
