"""What a person tells about a step: examined against the step's fields, and made plain.

`examine` takes values by field code, as a form or a program gives them:

- text, choice: str · number, quantity: int, float, Decimal or str · bool: bool
- date: date or ISO text · place: parties.models.Place · photo: true when there is one
- party: an Organisation of the portal, or the name of one that is not on it
- lot: a sequence of `Input`, or one
- input: `Used`, or the name alone

and returns a `Told` for each value that is there, or raises `ToldWrong` with a sentence by field.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.capture.chain import PHOTO, Field, Step
from txng.catalogue.vocab import Unit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.gs1.identifiers import Kind, classify
from txng.identify.models import Lot
from txng.parties.models import Organisation, Place

CONTAINER: Final = "container"
"""The field that names a case or pallet; kept as its identifier, read as its SSCC."""
MOST_TEXT: Final = 500
_MOST_NUMBER: Final = Decimal(10) ** 11
_DECIMALS: Final = 6
_YEARS: Final = (1950, 2100)


class Input(NamedTuple):
    """A lot that goes into another one: a lot of the portal or any lot's identifier, and how much.

    Without an amount all that is known is that some of it went in; `unit` is a `catalogue.Unit`.
    """

    lot: Lot | str
    quantity: Decimal | None = None
    unit: str = ""


class Used(NamedTuple):
    """An input that was used: a material of the store or any name, and how much of it.

    `material` is its row number; `unit` a `catalogue.Unit`; without an amount the store is not
    drawn upon.
    """

    name: str
    material: int | None = None
    quantity: Decimal | None = None
    unit: str = ""


class Told(NamedTuple):
    """One value: as it stands in the event, as it is kept with the step, as people read it."""

    stated: Any
    kept: Any
    text: str


class ToldWrong(Refused):
    """Some of what was told cannot be; `fields` has a sentence for each."""

    reason = _("Bước chưa được ghi: hãy xem lại những mục được đánh dấu.")
    status = 422


class _Wrong(Exception):  # noqa: N818  becomes a sentence beside the field
    def __init__(self, sentence: str | Promise) -> None:
        self.sentence = sentence


def examine(step: Step, given: Mapping[str, Any]) -> dict[str, Told]:
    """Return what was told, without what was left out; raises ToldWrong with all that is wrong."""
    unknown = set(given) - set(step.field_of)
    if unknown:
        raise ValueError(f"step {step.code} has no field {sorted(unknown)}")
    told: dict[str, Told] = {}
    wrong: dict[str, str | Promise] = {}
    for field in step.fields:
        value = given.get(field.code)
        is_empty = value in (None, "") or value == []
        if is_empty and field.required:
            wrong[field.code] = _("Mục này cần có.")
        if is_empty or field.type == PHOTO:
            continue
        try:
            told[field.code] = _READERS[field.type](field, value)
        except _Wrong as error:
            wrong[field.code] = error.sentence
    if wrong:
        raise ToldWrong(fields=wrong)
    return told


def plain_number(number: Decimal) -> int | float:
    """Return a number as JSON has it: whole ones without a point."""
    return int(number) if number == number.to_integral_value() else float(number)


_TIMES = {"ngày": _("ngày"), "giờ": _("giờ"), "phút": _("phút"), "tháng": _("tháng")}
"""Units of time that fields of chain templates are asked in."""


def unit_text(unit: str) -> str:
    """Return a unit as people write it: a code of `catalogue.Unit` in words, else the word."""
    return str(Unit(unit).label if unit in Unit.values else _TIMES.get(unit, unit))


def amount_text(number: Decimal, unit: str) -> str:
    """Return a number with its unit, as `1.200 kg`, never parted at the end of a line."""
    figure = number_format(number.normalize(), force_grouping=True)
    return f"{figure}\u00a0{unit_text(unit)}".strip()


def _text(_field: Field, value: Any) -> Told:
    """Text without the invisible marks that phones and copied pages leave in it."""
    text = tidy("".join(c for c in str(value) if unicodedata.category(c) != "Cf"))
    if not text.isprintable():
        raise _Wrong(_("Có ký tự không đọc được: hãy gõ lại."))
    if len(text) > MOST_TEXT:
        raise _Wrong(_("Dài quá %s chữ: hãy viết ngắn lại.") % MOST_TEXT)
    return Told(text, text, text)


def _number(field: Field, value: Any) -> Told:
    number = _decimal(value)
    low, high = field.min, field.max
    if low is not None and number < Decimal(str(low)):
        raise _Wrong(_("Phải từ %s trở lên.") % amount_text(Decimal(str(low)), field.unit))
    if high is not None and number > Decimal(str(high)):
        raise _Wrong(_("Không được quá %s.") % amount_text(Decimal(str(high)), field.unit))
    plain = plain_number(number)
    return Told(plain, plain, amount_text(number, field.unit))


def _quantity(field: Field, value: Any) -> Told:
    told = _number(field, value)
    if told.stated <= 0:
        raise _Wrong(_("Phải lớn hơn 0."))
    return told


def _decimal(value: Any) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise _Wrong(_("Phải là một số.")) from None
    if not number.is_finite() or abs(number) >= _MOST_NUMBER:
        raise _Wrong(_("Số này lớn quá: hãy kiểm tra lại."))
    if number != round(number, _DECIMALS):
        raise _Wrong(_("Nhiều nhất %s chữ số sau dấu phẩy.") % _DECIMALS)
    return number


def _date(_field: Field, value: Any) -> Told:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise _Wrong(_("Ngày chưa đúng, ví dụ 21/11/2026.")) from None
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise _Wrong(_("Năm này không hợp lý: hãy kiểm tra lại."))
    return Told(day.isoformat(), day.isoformat(), date_format(day, "d/m/Y"))


def _choice(field: Field, value: Any) -> Told:
    for choice in field.choices:
        if choice.code == value:
            return Told(choice.code, choice.code, choice.name)
    raise _Wrong(_("Hãy chọn một trong các câu trả lời."))


def _bool(_field: Field, value: Any) -> Told:
    if not isinstance(value, bool):
        raise _Wrong(_("Hãy chọn Có hoặc Không."))
    return Told(value, value, str(_("Có") if value else _("Không")))


def _party(field: Field, value: Any) -> Told:
    if isinstance(value, Organisation):
        kept = {"name": value.name, "identifier": value.identifier}
        return Told(value.identifier, kept, value.name)
    name = _text(field, value).text
    return Told(name, {"name": name}, name)


def _place(_field: Field, value: Any) -> Told:
    if not isinstance(value, Place):
        raise _Wrong(_("Hãy chọn một nơi trong danh sách."))
    kept = {"name": value.name, "identifier": value.identifier}
    return Told(value.identifier, kept, value.name)


def _lots(field: Field, value: Any) -> Told:
    inputs: Iterable[Input] = [value] if isinstance(value, Input) else value
    kept = [_input(one) for one in inputs]
    if not field.many and len(kept) > 1:
        raise _Wrong(_("Chỉ chọn một lô."))
    if len({one["identifier"] for one in kept}) < len(kept):
        raise _Wrong(_("Một lô được nêu hai lần: hãy cộng lại thành một."))
    return Told([one["identifier"] for one in kept], kept, ", ".join(map(input_text, kept)))


def _used(field: Field, value: Any) -> Told:
    used = value if isinstance(value, Used) else Used(str(value))
    name = _text(field, used.name).text
    kept: dict[str, Any] = {"name": name}
    if used.material is not None:
        kept["material"] = used.material
    if used.quantity is not None:
        number = _decimal(used.quantity)
        if number <= 0:
            raise _Wrong(_("Phải lớn hơn 0."))
        kept |= {"quantity": plain_number(number), "unit": used.unit}
    elif field.required and field.unit:
        raise _Wrong(_("Hãy ghi lượng đã dùng."))
    return Told(name, kept, input_text(kept))


def _input(one: Input) -> dict[str, Any]:
    if isinstance(one.lot, Lot):
        kept: dict[str, Any] = {"identifier": one.lot.identifier, "name": one.lot.code}
        unit = one.unit or one.lot.unit
    else:
        kept = {"identifier": one.lot, "name": one.lot.rpartition("/")[2]}
        unit = one.unit
    if one.quantity is not None:
        number = _decimal(one.quantity)
        if number <= 0:
            raise _Wrong(_("Phải lớn hơn 0."))
        kept |= {"quantity": plain_number(number), "unit": unit}
    return kept


def input_text(kept: Mapping[str, Any]) -> str:
    """Return an input as people read it: lot code and amount."""
    if "quantity" not in kept:
        return str(kept["name"])
    return f"{kept['name']} ({amount_text(Decimal(str(kept['quantity'])), kept['unit'])})"


_READERS: Final[dict[str, Callable[[Field, Any], Told]]] = {
    "text": _text,
    "number": _number,
    "quantity": _quantity,
    "date": _date,
    "choice": _choice,
    "bool": _bool,
    "party": _party,
    "place": _place,
    "lot": _lots,
    "input": _used,
}


def kept_text(field: Field, kept: Any) -> str:
    """Return a value kept with a step as people read it, in the reader's language."""
    if field.type == "lot":
        return ", ".join(map(input_text, kept))
    if isinstance(kept, dict):
        return input_text(kept)
    if field.type == "input":
        return str(kept)
    if field.code == CONTAINER and classify(kept).kind is Kind.LOGISTIC:
        return str(kept).rpartition("/")[2]
    return _READERS[field.type](field, kept).text
