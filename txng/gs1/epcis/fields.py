"""What each field of an EPCIS event may hold: one small check per kind of value.

A check gets the value, the path of the object around it, the field's name, and a list to which it
adds faults. They work on the plain neutral form and trust nothing about its types. The paths are
JSON pointers. Source: GS1 EPCIS JSON Schema 2.0.1; CBV 2.0 sections 7 and 8.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from txng.gs1 import cbv
from txng.gs1.epcis.json_bytes import pointer
from txng.gs1.epcis.sentences import fault
from txng.gs1.epcis.values import (
    HEX,
    MAX_NUMBER,
    OFFSET,
    UOM,
    Wrong,
    all_plain_instances,
    is_name,
    is_uri,
    too_long,
    utc_time,
    wrong_class,
    wrong_identifier,
    wrong_instance,
    wrong_time,
    wrong_type_name,
)
from txng.gs1.errors import Fault

if TYPE_CHECKING:
    from txng.gs1.cbv import Vocabulary

Faults = list[Fault]
Check = Callable[[Any, str, str, Faults], None]

_KINDS: Final[dict[str, tuple[str, str]]] = {
    "text": ("a text", "một chuỗi"),
    "number": ("a number", "một số"),
    "boolean": ("true or false", "true hoặc false"),
    "list": ("a list", "một danh sách"),
    "object": ("an object", "một đối tượng"),
}


def wrong_type(kind: str, path: str, name: str) -> Fault:
    """The fault of a value that is not of its kind."""
    english, vietnamese = _KINDS[kind]
    return fault("wrong_type", path, name=name, expected=english, expected_vi=vietnamese)


def _add(wrong: Wrong, path: str, faults: Faults) -> None:
    code, facts = wrong
    faults.append(fault(code, path, **facts))


def text(value: Any, at: str, name: str, faults: Faults) -> None:
    """Any text."""
    if value.__class__ is not str:
        faults.append(wrong_type("text", f"{at}/{name}", name))


def time(value: Any, at: str, name: str, faults: Faults) -> None:
    """A time with an offset from UTC."""
    if value.__class__ is not str:
        faults.append(wrong_type("text", f"{at}/{name}", name))
    elif utc_time(value) is None:
        wrong = wrong_time(value)
        if wrong is not None:
            _add(wrong, f"{at}/{name}", faults)


def offset(value: Any, at: str, name: str, faults: Faults) -> None:
    """A time zone offset such as +07:00."""
    if value.__class__ is not str:
        faults.append(wrong_type("text", f"{at}/{name}", name))
    elif OFFSET.fullmatch(value) is None:
        faults.append(fault("bad_offset", f"{at}/{name}", value=value))


def _one(examine: Callable[[str], Wrong | None]) -> Check:
    """The check of one URI; `examine` says what is wrong with it."""

    def check(value: Any, at: str, name: str, faults: Faults) -> None:
        if value.__class__ is not str:
            faults.append(wrong_type("text", f"{at}/{name}", name))
            return
        wrong = examine(value)
        if wrong is not None:
            _add(wrong, f"{at}/{name}", faults)

    return check


identifier: Final = _one(wrong_identifier)
"""A URI that identifies something."""
instance: Final = _one(wrong_instance)
"""A URI that identifies one thing, not a class."""
type_name: Final = _one(wrong_type_name)
"""The URI of an event type of a user's own."""
epc_class: Final = _one(wrong_class)
"""A URI that identifies a class or a lot, not one thing."""


def _many(examine: Callable[[str], Wrong | None]) -> Check:
    """The check of a list of URIs."""

    def check(value: Any, at: str, name: str, faults: Faults) -> None:
        path = f"{at}/{name}"
        if value.__class__ is not list:
            faults.append(wrong_type("list", path, name))
            return
        for place, item in enumerate(value):
            if item.__class__ is not str:
                faults.append(wrong_type("text", f"{path}/{place}", name))
            elif (wrong := examine(item)) is not None:
                _add(wrong, f"{path}/{place}", faults)

    return check


identifiers: Final = _many(wrong_identifier)
"""A list of identifiers."""
_each_instance: Final = _many(wrong_instance)


def instances(value: Any, at: str, name: str, faults: Faults) -> None:
    """A list of identifiers of single things."""
    if value.__class__ is not list or not all_plain_instances(value):
        _each_instance(value, at, name, faults)


def distinct(value: Any, at: str, name: str, faults: Faults) -> None:
    """A list of identifiers of single things, none of them twice."""
    before = len(faults)
    instances(value, at, name, faults)
    if len(faults) == before and len(set(value)) < len(value):
        place = next(p for p, item in enumerate(value) if item in value[:p])
        path = f"{at}/{name}/{place}"
        faults.append(fault("repeated_entry", path, value=value[place], name=name))


def number(value: Any, at: str, name: str, faults: Faults) -> None:
    """A number of sane size; true and false are no numbers."""
    if value.__class__ is not int and value.__class__ is not float:
        faults.append(wrong_type("number", f"{at}/{name}", name))
    elif not -MAX_NUMBER < value < MAX_NUMBER:
        faults.append(fault("number_too_large", f"{at}/{name}"))


def amount(value: Any, at: str, name: str, faults: Faults) -> None:
    """A quantity: a number of zero or more."""
    before = len(faults)
    number(value, at, name, faults)
    if len(faults) == before and value < 0:
        faults.append(fault("negative_quantity", f"{at}/{name}", value=value))


def boolean(value: Any, at: str, name: str, faults: Faults) -> None:
    """True or false."""
    if value.__class__ is not bool:
        faults.append(wrong_type("boolean", f"{at}/{name}", name))


def hexadecimal(value: Any, at: str, name: str, faults: Faults) -> None:
    """A hexadecimal text, not empty."""
    if value.__class__ is not str:
        faults.append(wrong_type("text", f"{at}/{name}", name))
    elif HEX.fullmatch(value) is None:
        faults.append(fault("bad_hex", f"{at}/{name}", value=value))


def uom(value: Any, at: str, name: str, faults: Faults) -> None:
    """A unit code of UN/ECE Recommendation 20."""
    if value.__class__ is not str:
        faults.append(wrong_type("text", f"{at}/{name}", name))
    elif UOM.fullmatch(value) is None:
        faults.append(fault("bad_uom", f"{at}/{name}", value=value))


_ACTIONS: Final = frozenset({"OBSERVE", "ADD", "DELETE"})


def action(value: Any, at: str, name: str, faults: Faults) -> None:
    """OBSERVE, ADD or DELETE."""
    if value.__class__ is not str:
        faults.append(wrong_type("text", f"{at}/{name}", name))
    elif value not in _ACTIONS:
        faults.append(fault("bad_action", f"{at}/{name}", value=value))


_OLD_CBV: Final = ("urn:epcglobal:cbv", "https://ns.gs1.org/cbv/", "http://ns.gs1.org/cbv/")


@lru_cache(maxsize=4096)
def _wrong_word(vocabulary: Vocabulary, value: str) -> Wrong | None:
    """Examine a value that is no bare word of its vocabulary.

    A word of the standard in a spelling that its format does not allow, or a word that only claims
    to be of the standard, is refused; any other URI is a company's own.
    """
    facts: dict[str, Any] = {"value": value, "name": vocabulary.value}
    known = cbv.bare(vocabulary, value)
    if known is not None:
        return "urn_word", {**facts, "expected": known}
    claims = cbv.belongs_to_cbv(vocabulary, value) or value.startswith(_OLD_CBV)
    if value.startswith("gs1:"):
        return None if is_uri(value) else ("bad_uri", facts)
    if ":" not in value or claims:
        return "unknown_word", facts
    return wrong_identifier(value)


def word_of(vocabulary: Vocabulary) -> Check:
    """The check of a value of one vocabulary: a standard word, or a URI of one's own."""
    words = cbv.WORDS[vocabulary]

    def check(value: Any, at: str, name: str, faults: Faults) -> None:
        if value.__class__ is not str:
            faults.append(wrong_type("text", f"{at}/{name}", name))
        elif value not in words:
            wrong = too_long(value) or _wrong_word(vocabulary, value)
            if wrong is not None:
                _add(wrong, f"{at}/{name}", faults)

    return check


@lru_cache(maxsize=4096)
def _wrong_name(name: str) -> Wrong | None:
    """Examine the name of an extension field in Clark form."""
    if name.startswith("{"):
        namespace, _, local = name[1:].partition("}")
        right = local and namespace.isascii() and is_name(namespace + local)
        return None if right else ("bad_name", {"name": local})
    return _wrong_prefix(name) or ("unknown_field", {"name": name})


def _wrong_prefix(name: str) -> Wrong | None:
    prefix, colon, _ = name.partition(":")
    if colon and not name.startswith(("{", "@")):
        return "undeclared_prefix", {"prefix": prefix, "value": name}
    return None


def extensions(value: Any, at: str, name: str, faults: Faults) -> None:  # noqa: ARG001
    """Extension fields: each name has a declared namespace; the values are free."""
    for field, content in value.items():
        wrong = _wrong_name(field)
        if wrong is not None:
            _add(wrong, f"{at}/{pointer(field)}", faults)
        if content.__class__ is not str:
            _content(content, f"{at}/{pointer(field)}", faults)


def free_content(value: Any, at: str, name: str, faults: Faults) -> None:
    """Content whose own names are free, as beside the id of a read point."""
    _content(value, f"{at}/{name}" if name != "extensions" else at, faults)


def _content(value: Any, path: str, faults: Faults) -> None:
    """Look into content whose depth the readers have bounded."""
    if value.__class__ is list:
        for place, item in enumerate(value):
            _content(item, f"{path}/{place}", faults)
    elif value.__class__ is dict:
        for name, item in value.items():
            wrong = _wrong_prefix(name)
            if wrong is not None:
                _add(wrong, f"{path}/{pointer(name)}", faults)
            _content(item, f"{path}/{pointer(name)}", faults)
    elif value.__class__ in {int, float} and not -MAX_NUMBER < value < MAX_NUMBER:
        faults.append(fault("number_too_large", path))


def ilmd(value: Any, at: str, name: str, faults: Faults) -> None:
    """Instance or lot master data: extension fields only."""
    if value.__class__ is not dict:
        faults.append(wrong_type("object", f"{at}/{name}", name))
    else:
        extensions(value, f"{at}/{name}", name, faults)


def own_word_of(vocabulary: Vocabulary) -> Check:
    """The check of a standard word or any URI at all.

    GS1's examples of all fields name a component by a prefix that they do not declare.
    """
    words = cbv.WORDS[vocabulary]

    def check(value: Any, at: str, name: str, faults: Faults) -> None:
        if value.__class__ is not str:
            faults.append(wrong_type("text", f"{at}/{name}", name))
        elif value not in words:
            wrong = too_long(value) or _wrong_word(vocabulary, value)
            if wrong is not None and wrong[0] != "unknown_scheme":
                _add(wrong, f"{at}/{name}", faults)

    return check


def words_of(vocabulary: Vocabulary) -> Check:
    """The check of a list of values of one vocabulary: not empty, none twice."""
    check_word = word_of(vocabulary)

    def check(value: Any, at: str, name: str, faults: Faults) -> None:
        path = f"{at}/{name}"
        if value.__class__ is not list:
            faults.append(wrong_type("list", path, name))
            return
        if not value:
            faults.append(fault("empty_list", path, name=name))
        for place, item in enumerate(value):
            check_word(item, path, str(place), faults)
            if item in value[:place]:
                faults.append(fault("repeated_entry", f"{path}/{place}", value=item, name=name))

    return check


def shape(fields: dict[str, Check], required: tuple[str, ...], *, extra: bool = True) -> Check:
    """The check of an object: its fields, which of them it must have, and whether it takes
    extensions."""
    allowed = ", ".join(fields)
    known = {**fields, "extensions": extensions} if extra else fields

    def check(value: Any, at: str, name: str, faults: Faults) -> None:
        path = f"{at}/{name}"
        if value.__class__ is not dict:
            faults.append(wrong_type("object", path, name))
            return
        for field, content in value.items():
            checker = known.get(field)
            if checker is not None:
                checker(content, path, field, faults)
            else:
                where = f"{path}/{pointer(field)}"
                faults.append(fault("not_allowed_here", where, name=field, expected=allowed))
        for field in required:
            if field not in value:
                faults.append(fault("missing_field", f"{path}/{field}", name=field))

    return check


def _is_plain_amount(item: Any) -> bool:
    """Say whether an amount has all three parts, and each is right: most are so."""
    if item.__class__ is not dict or len(item) != 3:
        return False
    quantity: Any = item.get("quantity")
    unit, named = item.get("uom"), item.get("epcClass")
    return (
        (quantity.__class__ is float or quantity.__class__ is int)
        and 0 <= quantity < MAX_NUMBER
        and unit.__class__ is str
        and UOM.fullmatch(unit) is not None
        and named.__class__ is str
        and wrong_class(named) is None
    )


def amounts(check_item: Check) -> Check:
    """The check of a list of quantity elements; `check_item` tells what is wrong with one."""
    check_closely = list_of(check_item)

    def check(value: Any, at: str, name: str, faults: Faults) -> None:
        if value.__class__ is not list or not all(map(_is_plain_amount, value)):
            check_closely(value, at, name, faults)

    return check


def list_of(check_item: Check, *, least: int = 0) -> Check:
    """The check of a list of objects with at least so many entries."""

    def check(value: Any, at: str, name: str, faults: Faults) -> None:
        path = f"{at}/{name}"
        if value.__class__ is not list:
            faults.append(wrong_type("list", path, name))
            return
        if len(value) < least:
            faults.append(fault("empty_list", path, name=name))
        for place, item in enumerate(value):
            check_item(item, path, str(place), faults)

    return check
