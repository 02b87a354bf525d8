"""GS1 Digital Link URIs, uncompressed: parse, examine, write."""

from __future__ import annotations

import msgspec

from txng.gs1 import associations
from txng.gs1.ai import TABLE, Elements, check_value
from txng.gs1.constrained import SHORT_KEYS, SHORT_QUALIFIERS, STEM, constrain, encode
from txng.gs1.errors import Fault, Gs1Error
from txng.gs1.link_syntax import Address, read_address

_LONG_TO_SHORT = {ai: name for name, ai in (SHORT_KEYS | SHORT_QUALIFIERS).items()}
_PADDED = {"01", "02", "03"}  # a GTIN here may come without its leading zeros
Pair = tuple[str, str]


class DigitalLinkError(Gs1Error):
    """The URI is not a right GS1 Digital Link."""


class DigitalLink(msgspec.Struct, frozen=True):
    """A Digital Link taken apart; every value decoded, GTINs with 14 digits.

    `stem` is the scheme, host and leading path; `others` are the query parameters that GS1 does
    not define (a name without "=" has an empty value).
    """

    key: Pair
    qualifiers: tuple[Pair, ...] = ()
    attributes: tuple[Pair, ...] = ()
    stem: str = STEM
    others: tuple[Pair, ...] = ()

    @classmethod
    def parse(
        cls, uri: str, *, short_names: bool = True, associations_too: bool = True
    ) -> DigitalLink:
        """The Digital Link written as `uri` (GS1 Digital Link: URI Syntax, section 4).

        `short_names`: also read the names that releases before 1.3 allowed (gtin, lot, ser …).
        `associations_too`: also examine what the element strings demand of each other.
        Raises DigitalLinkError with every fault found.
        """
        address = read_address(uri, short_names=short_names)
        link = _assemble(address)
        faults = _examine(link)
        if not faults and associations_too:
            faults = associations.check(link.elements)
        if faults:
            raise DigitalLinkError(*faults)
        return link

    @classmethod
    def of(cls, elements: Elements, *, stem: str = STEM) -> DigitalLink:
        """The Digital Link that carries `elements`; the first key among them that can, leads.

        Equal repetitions are dropped; attributes of predefined length come first. Raises
        DigitalLinkError when no key can lead or an element has no place in a Digital Link.
        """
        unique = tuple(dict.fromkeys(elements))
        leaders = [pair for pair in unique if pair[0] in TABLE and TABLE[pair[0]].key]
        if not leaders:
            raise DigitalLinkError(_no_key())
        first: DigitalLinkError | None = None
        for leader in leaders:
            link = _arrange(leader, tuple(p for p in unique if p != leader), stem)
            faults = [*_examine(link), *associations.check_repeats(unique)]
            if not faults:
                return link
            first = first or DigitalLinkError(*faults)
        raise first or DigitalLinkError(_no_key())

    @property
    def elements(self) -> Elements:
        """All element strings, in the order of the URI."""
        return (self.key, *self.qualifiers, *self.attributes)

    def format(self, *, stem: str | None = None, short_names: bool = False) -> str:
        """The URI, on `stem` (default: its own), without parameters that GS1 does not define."""
        path = "".join(
            f"/{_LONG_TO_SHORT.get(ai, ai) if short_names else ai}/{encode(value)}"
            for ai, value in (self.key, *self.qualifiers)
        )
        query = "&".join(f"{ai}={encode(value)}" for ai, value in self.attributes)
        base = (self.stem if stem is None else stem).rstrip("/")
        return base + path + ("?" + query if query else "")

    def canonical(self) -> str:
        """The canonical URI: on id.gs1.org, AI numbers, attributes sorted (section 4.12)."""
        ordered = msgspec.structs.replace(self, attributes=tuple(sorted(self.attributes)))
        return ordered.format(stem=STEM)

    def constrained(self) -> str:
        """The identifier alone, as EPCIS events and the store know it (`identifiers.canonical`)."""
        text = self.format(stem=STEM).partition("?")[0]
        return constrain(text) or text


def _no_key() -> Fault:
    return Fault(
        "no-key",
        "",
        "No primary key is present; a Digital Link should lead with one such as (01) or (00).",
        "Không có khóa chính; Digital Link phải bắt đầu bằng khóa như (01) hoặc (00).",
    )


def _padded(pair: Pair) -> Pair:
    ai, value = pair
    if ai in _PADDED and len(value) in {8, 12, 13} and value.isdigit():
        return ai, value.zfill(14)
    return pair


def _assemble(address: Address) -> DigitalLink:
    return DigitalLink(
        key=_padded(address.pairs[0]),
        qualifiers=tuple(address.pairs[1:]),
        attributes=tuple(_padded(pair) for pair in address.attributes),
        stem=address.stem,
        others=tuple(address.others),
    )


def _examine(link: DigitalLink) -> list[Fault]:
    return [
        *_order_faults(link),
        *_attribute_faults(link),
        *(fault for ai, value in link.elements for fault in check_value(ai, value)),
    ]


def _order_faults(link: DigitalLink) -> list[Fault]:
    key = link.key[0]
    ways = TABLE[key].qualifiers
    names = tuple(ai for ai, _ in link.qualifiers)
    if not names or any(tuple(ai for ai in way if ai in names) == names for way in ways):
        return []
    allowed = " or ".join(", ".join(f"({ai})" for ai in way) for way in ways) or "none"
    given = ", ".join(f"({ai})" for ai in names)
    vietnamese = allowed.replace(" or ", " hoặc ").replace("none", "không có")
    return [
        Fault(
            "qualifier-order",
            f"({names[0]})",
            f"After ({key}) stand {given}; allowed, in this order: {allowed}.",
            f"Sau ({key}) là {given}; chỉ được phép, theo thứ tự: {vietnamese}.",
            allowed,
        )
    ]


def _attribute_faults(link: DigitalLink) -> list[Fault]:
    seen = {link.key[0], *(ai for ai, _ in link.qualifiers)}
    own_qualifiers = {ai for way in TABLE[link.key[0]].qualifiers for ai in way}
    faults = []
    for ai, _ in link.attributes:
        if ai in seen:
            faults.append(
                Fault(
                    "repeated",
                    f"({ai})",
                    f"({ai}) appears twice; it should appear once.",
                    f"({ai}) xuất hiện hai lần; chỉ được một lần.",
                )
            )
        elif ai in own_qualifiers:
            faults.append(
                Fault(
                    "qualifier-in-query",
                    f"({ai})",
                    f"({ai}) qualifies ({link.key[0]}), so it should stand in the path and in "
                    "its place.",
                    f"({ai}) bổ nghĩa cho ({link.key[0]}) nên phải đứng trong đường dẫn, đúng chỗ.",
                )
            )
        elif ai in TABLE and not TABLE[ai].attribute:
            faults.append(
                Fault(
                    "not-an-attribute",
                    f"({ai})",
                    f"({ai}) should not stand in the query string of a Digital Link.",
                    f"({ai}) không được đứng trong chuỗi truy vấn của Digital Link.",
                )
            )
        seen.add(ai)
    return faults


def _arrange(leader: Pair, rest: Elements, stem: str) -> DigitalLink:
    """Put the elements beside the key in their places: the sequence that takes most, leads."""
    values = dict(reversed(rest))
    ways = [tuple(ai for ai in way if ai in values) for way in TABLE[leader[0]].qualifiers]
    path = max(ways, key=len, default=())
    left = [pair for pair in rest if pair[0] not in path]
    left.sort(key=lambda pair: not (pair[0] in TABLE and TABLE[pair[0]].predefined))
    return DigitalLink(
        key=_padded(leader),
        qualifiers=tuple((ai, values[ai]) for ai in path),
        attributes=tuple(_padded(pair) for pair in left),
        stem=stem,
    )
