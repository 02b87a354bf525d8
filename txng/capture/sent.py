"""What a phone sends of its outbox, read as typed values; how each record is answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.capture import diary
from txng.capture.chain import PHOTO, Field, Step
from txng.capture.told import Input, ToldWrong, Used
from txng.catalogue.vocab import Unit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.gs1.identifiers import Kind, classify
from txng.identify.models import Lot
from txng.parties.models import Organisation, Place

MOST_RECORDS: Final = 500
"""So many records are taken at a time; a longer outbox is sent in parts."""
Number = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
MOST_OFF: Final = timedelta(days=65 * 365)
"""A clock may have begun anew at 1970; what is further off is none."""
_MOST_SKEW: Final = MOST_OFF // timedelta(milliseconds=1)


class Record(msgspec.Struct, frozen=True):
    """One entry made on a phone; `id` is the phone's own name of it.

    `made_at` is what the phone's clock said when it was made. `skew` is by how many milliseconds
    the server's clock was known to be ahead then (null: not known); `happened_at` has it already.
    `is_now` says that the person left the time as it was, `is_checked` that they have looked at it
    again.
    """

    id: UUID
    lot: Number
    template: str
    step: str
    place: int
    happened_at: Moment
    made_at: Moment
    values: dict[str, Any] = {}
    skew: Annotated[int, msgspec.Meta(ge=-_MOST_SKEW, le=_MOST_SKEW)] | None = None
    is_now: bool = False
    is_checked: bool = False
    entered: str = "quick"
    early_reason: str = ""
    photos: tuple[str, ...] = ()


MOST_REASON: Final = 300


def early_reason(record: Record) -> str:
    """Return why a manager lets the harvest not wait; raises ToldWrong."""
    text = tidy(record.early_reason)
    if len(text) > MOST_REASON or not text.isprintable():
        raise ToldWrong(fields={"early_reason": _("Hãy viết lý do ngắn lại, một dòng.")})
    return text


class Outbox(msgspec.Struct, frozen=True):
    """What waits on a phone for one person acting for one organisation; `now` by its clock."""

    user: int
    organisation: int
    now: Moment
    records: Annotated[tuple[Record, ...], msgspec.Meta(max_length=MOST_RECORDS)]


class OutboxUnreadable(Refused):
    """What came is no outbox."""

    reason = _("Không đọc được những gì điện thoại gửi lên. Hãy tải lại trang rồi gửi lại.")
    status = 400


def read_outbox(body: bytes) -> Outbox:
    """Return the outbox of a request; raises OutboxUnreadable."""
    if b"\\u0000" in body:
        raise OutboxUnreadable
    try:
        return msgspec.json.decode(body, type=Outbox)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise OutboxUnreadable from error


class Outcome(StrEnum):
    """What became of a record: only a refusal or a conflict stays with the person."""

    STORED = "stored"
    KNOWN = "known"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Answer:
    """The answer to one record: what became of it, why, beside which fields; its row."""

    id: UUID
    outcome: Outcome
    why: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    code: str = ""
    step: int | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        told = {"id": str(self.id), "state": str(self.outcome), "why": self.why, "code": self.code}
        return {**told, "fields": dict(self.fields), "step": self.step}


class Known:
    """Places and parties that records name, each looked up once for a whole outbox."""

    def __init__(self, organisation: Organisation) -> None:
        """Look up the organisation's own places; parties as they come."""
        self.organisation = organisation
        own = Place.objects.filter(organisation=organisation)
        self.places = {place.pk: place for place in own}
        self._parties: dict[str, Organisation | str] = {}

    def party(self, given: Any) -> Organisation | str:
        """Return the organisation of an identifier, tax code or name; else the name itself."""
        is_kept = isinstance(given, Mapping)
        text = str(given.get("identifier") or given.get("name", "")) if is_kept else str(given)
        if text not in self._parties:
            found = _identified(text) if is_kept else diary.parties_named(text.strip())
            name = str(given.get("name", "")) if is_kept else text
            self._parties[text] = found[0] if len(found) == 1 else name
        return self._parties[text]


def _identified(identifier: str) -> list[Organisation]:
    return list(Organisation.objects.filter(identifier=identifier)[:1])


def values_of(record: Record, *, step: Step, lot: Lot, known: Known) -> dict[str, Any]:
    """Return a record's values as `services.record_step` takes them; raises ToldWrong.

    Figures come as plain decimals ("12.5"), days as ISO text, parties by name or as they were
    kept before, own places by number, lots as a list of `lot` (a number or any code) and
    `quantity`. A photo that is still to be uploaded counts as there.
    """
    unknown = set(record.values) - set(step.field_of)
    if unknown:
        sentence = _("Biểu mẫu của bước này đã đổi: hãy mở ra xem lại.")
        raise ToldWrong(sentence)
    told: dict[str, Any] = {
        one.code: _READERS.get(one.type, _as_given)(one, record.values[one.code], lot, known)
        for one in step.fields
        if one.type != PHOTO and record.values.get(one.code) not in (None, "")
    }
    return told | {one.code: True for one in step.fields if _is_photographed(one, record)}


def _is_photographed(one: Field, record: Record) -> bool:
    return one.type == PHOTO and one.code in record.photos


def _as_given(one: Field, value: Any, _lot: Lot, _known: Known) -> Any:
    if not isinstance(value, str | int | float | bool):
        raise _wrong(one)
    return value


def _party(_one: Field, value: Any, _lot: Lot, known: Known) -> Organisation | str:
    return known.party(value)


def _place(one: Field, value: Any, _lot: Lot, known: Known) -> Place:
    try:
        return known.places[int(value)]
    except (KeyError, TypeError, ValueError):
        raise _wrong(one) from None


def _lots(one: Field, value: Any, lot: Lot, _known: Known) -> Sequence[Input]:
    if not isinstance(value, list) or not all(isinstance(given, Mapping) for given in value):
        raise _wrong(one)
    return [_input(one, given, lot) for given in value]


def _input(one: Field, given: Mapping[str, Any], lot: Lot) -> Input:
    found = diary.own_lot_named(lot, str(given.get("lot", "")))
    if found is None or (isinstance(found, str) and classify(found).kind is not Kind.LOT):
        raise _wrong(one, _("Chưa đọc được mã lô này: hãy nhập lại hoặc quét mã trên tem."))
    amount = given.get("quantity")
    try:
        quantity = None if amount in (None, "") else Decimal(str(amount))
    except InvalidOperation:
        raise _wrong(one, _("Phải là một số.")) from None
    return Input(found, quantity, found.unit if isinstance(found, Lot) else lot.unit)


def _wrong(one: Field, sentence: str | Promise = "") -> ToldWrong:
    return ToldWrong(fields={one.code: sentence or _("Hãy xem lại mục này.")})


def _used(one: Field, value: Any, _lot: Lot, _known: Known) -> Used:
    """An input by its name, with how much of it; a unit that is left out is the field's."""
    if not isinstance(value, Mapping):
        return Used(str(value), None, None, one.unit)
    amount = value.get("quantity")
    try:
        quantity = None if amount in (None, "") else Decimal(str(amount))
    except InvalidOperation:
        raise _wrong(one, _("Phải là một số.")) from None
    unit = str(value.get("unit") or one.unit)
    return Used(str(value.get("name", "")), None, quantity, unit if unit in Unit.values else "")


_Reader = Callable[[Field, Any, Lot, Known], Any]
_READERS: Final[dict[str, _Reader]] = {
    "party": _party,
    "place": _place,
    "lot": _lots,
    "input": _used,
}


def fields_in_words(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the sentences beside fields as plain text, in the reader's language."""
    return {code: str(sentence) for code, sentence in fields.items()}
