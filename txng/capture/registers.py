"""The diary in Excel: one long sheet in the order of days, a column for each thing steps ask."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from txng.capture import chain, diary, services
from txng.capture.codes import identifier_of
from txng.capture.models import Event, Step
from txng.capture.telling import Telling
from txng.capture.told import Input, kept_text
from txng.capture.vocab import Entered
from txng.catalogue.models import ChainTemplate
from txng.core.errors import Refused
from txng.core.many import each, made
from txng.core.sheets.cells import number_from
from txng.core.sheets.columns import Choice, Column, Kind, Text, normal
from txng.core.sheets.reading import Row, RowState
from txng.core.sheets.register import Register, Told
from txng.gs1.identifiers import Level, level_of
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties import queries as parties
from txng.parties.rights import may_do

_KINDS: Final = {
    "text": Kind.TEXT, "input": Kind.TEXT, "party": Kind.TEXT, "lot": Kind.TEXT,
    "number": Kind.NUMBER, "quantity": Kind.NUMBER, "date": Kind.DATE, "choice": Kind.CHOICE,
    "bool": Kind.YES_NO, "place": Kind.CHOICE,
}  # fmt: skip


class StepNotThere(Refused):
    """The chain of the lot's product has no step of that name."""

    status = 422
    reason = _("Quy trình của sản phẩm này không có bước đó: xem tên bước trên trang của lô.")


class NotAskedHere(Refused):
    """A step is told only what it asks."""

    status = 422
    reason = _("Bước này không hỏi mục này: hãy xoá ô.")


class LotUnreadable(Refused):
    """An input lot is named by its code, with an amount after a colon."""

    status = 422
    reason = _("Chưa đọc được lô nguyên liệu: ghi mã lô và lượng, ví dụ “L261121-01: 20; L2: 5”.")


class Diary(Register):
    """An organisation's diary, for those who keep it."""

    kind: ClassVar[str] = "nhat-ky"
    doors: ClassVar[tuple[str, ...]] = ("enterprise",)
    name: ClassVar[Text] = _("Nhật ký")
    lead: ClassVar[Text] = _(
        "Mỗi dòng một việc đã làm với một lô, theo thứ tự ngày. Chỉ điền các cột mà bước đó hỏi; "
        "việc ghi từ tệp được đánh dấu là nhập từ Excel."
    )
    page: ClassVar[str] = "identify:list_lots"
    models = (Step, Event)

    def may_read(self) -> bool:
        """Members read their diary."""
        return may_do("capture.list_steps", self.actor)

    def may_write(self) -> bool:
        """Whoever records steps on pages."""
        return may_do("capture.record_step", self.actor)

    @cached_property
    def _templates(self) -> list[ChainTemplate]:
        own = self.actor.organisation
        found = ChainTemplate.objects.filter(products__organisation=own).distinct()
        return list(found.order_by("id"))

    @cached_property
    def _asked(self) -> dict[tuple[str, str], chain.Field]:
        """Each thing that steps of the organisation ask, once: by its label and type."""
        asked: dict[tuple[str, str], chain.Field] = {}
        for field in self._fields():
            asked.setdefault(_mark(field), field)
        return asked

    def _fields(self) -> Iterator[chain.Field]:
        for template in self._templates:
            for step in chain.steps_of(template.definition):
                yield from (field for field in step.fields if field.type in _KINDS)

    def columns(self) -> Sequence[Column]:
        """Return what every entry tells, then what steps ask."""
        own = self.actor.organisation
        lots = Lot.objects.filter(
            product__organisation=own, state__in=(LotState.OPEN, LotState.IN_TRADE)
        ).select_related("product__organisation", "product__template", "product__group")
        places = parties.places_of(organisation=own).filter(is_active=True) if own else ()
        offered = tuple(Choice(place, place.name, (place.code_text,)) for place in places)
        names = {
            normal(step.name_vi): Choice(normal(step.name_vi), step.name, (step.name_en,))
            for template in self._templates
            for step in chain.steps_of(template.definition)
        }
        return (
            *_always(
                tuple(
                    Choice(lot, f"{lot.code} – {lot.product.name}", (lot.code, lot.identifier))
                    for lot in lots.order_by("-id")[:5_000]
                ),
                tuple(names.values()),
                offered,
            ),
            *(self._column(mark, field, offered) for mark, field in self._asked.items()),
            Column(code="recorded_by", name=_("Người ghi"), read_only=True),
        )

    def _column(
        self, mark: tuple[str, str], field: chain.Field, places: tuple[Choice, ...]
    ) -> Column:
        kind = _KINDS[field.type]
        choices: tuple[Choice, ...] = places if field.type == "place" else ()
        if field.type == "choice":
            same = [one for one in self._fields() if _mark(one) == mark]
            choices = tuple(
                {c.code: Choice(c.code, c.name, (c.label, c.label_en)) for f in same
                 for c in f.choices}.values()
            )  # fmt: skip
        return Column(
            code=_code(mark),
            name=field.name,
            kind=kind,
            choices=choices,
            decimals=6,
            longest=500,
            also=(field.label, field.label_en),
            help=field.hint,
        )

    def exported(self, given: Mapping[str, Any]) -> QuerySet[Step]:  # noqa: ARG002
        """Return the organisation's diary in the order of days."""
        return (
            Step.objects.filter(organisation=self.actor.organisation)
            .select_related("lot__product", "template", "place", "recorded_by")
            .order_by("happened_at", "id")
        )

    def told_of(self, found: Step) -> Mapping[str, Any]:
        """Return an entry by column."""
        step = chain.step_of(found.template.definition, found.code)
        told: dict[str, Any] = {
            "lot": f"{found.lot.code} – {found.lot.product.name}",
            "step": normal(step.name_vi),
            "place": found.place,
            "happened_at": found.happened_at,
            "recorded_by": found.recorded_by.full_name,
        }
        for field in step.fields:
            if field.code in found.values and field.type in _KINDS:
                told[_code(_mark(field))] = kept_text(field, found.values[field.code])
        return told

    def key(self, row: Row) -> tuple[Any, ...] | None:
        """The very same line twice in a file is one."""
        return (row.values["lot"].pk, *(str(value) for value in row.values.values()))

    def known(self, rows: Sequence[Row]) -> Mapping[Any, Any]:  # noqa: ARG002
        """Entries that are there already are told by the service that records."""
        return {}

    def add(self, told: Sequence[Told], now: datetime) -> list[Step | Refused]:
        """Record steps in the order of the file; the same entry as before changes nothing."""
        entries = each(self._entry, told)
        recorded = iter(services.record_steps(told=made(entries), actor=self.actor, now=now))
        found: list[Step | Refused] = []
        for one, entry in zip(told, entries, strict=True):
            step = entry if isinstance(entry, Refused) else next(recorded)
            if isinstance(step, Step) and step.recorded_at != now:
                one.row.state = RowState.SAME
            if isinstance(step, Refused) and step is not entry:
                step = self._by_column(one, step)
            found.append(step)
        return found

    def _entry(self, one: Told) -> tuple[Lot, services.Entry]:
        lot, values = one.values["lot"], one.values
        step = self._step_of(lot, str(values["step"]))
        told = self._values(lot, step, values)
        telling = Telling(entered=Entered.SHEET)
        return lot, services.Entry(step.code, told, values["happened_at"], values["place"], telling)

    def _step_of(self, lot: Lot, name: str) -> chain.Step:
        for step in chain.steps_of(lot.product.template.definition):
            if normal(step.name_vi) == name:
                return step
        raise StepNotThere(fields={"step": StepNotThere.reason})

    def _values(self, lot: Lot, step: chain.Step, values: Mapping[str, Any]) -> dict[str, Any]:
        asked = {_code(_mark(field)): field for field in step.fields}
        fixed = {"lot", "step", "place", "happened_at"}
        strange = [code for code in values if code not in fixed and code not in asked]
        if strange:
            raise NotAskedHere(fields=dict.fromkeys(strange, NotAskedHere.reason))
        return {
            field.code: _given(lot, field, values[code])
            for code, field in asked.items()
            if values.get(code) is not None
        }

    def _by_column(self, one: Told, refusal: Refused) -> Refused:
        step = self._step_of(one.values["lot"], str(one.values["step"]))
        codes = {field.code: _code(_mark(field)) for field in step.fields}
        fields = {codes.get(code, code): text for code, text in refusal.fields.items()}
        return Refused(refusal.reason, fields=fields, missing=refusal.missing)


def _mark(field: chain.Field) -> tuple[str, str]:
    return normal(field.label), field.type


def _code(mark: tuple[str, str]) -> str:
    return "f:" + ":".join(mark)


def _given(lot: Lot, field: chain.Field, value: Any) -> Any:
    """Return a cell's value as a step takes it."""
    if field.type == "party":
        found = diary.parties_named(str(value))
        return found[0] if len(found) == 1 else value
    if field.type == "lot":
        return [_input(lot, part) for part in re.split(r"[;\n]", str(value)) if part.strip()]
    return value


def _input(lot: Lot, text: str) -> Input:
    name, _colon, amount = text.rpartition(":") if ":" in text else (text, "", "")
    found = diary.own_lot_named(lot, name.strip()) or identifier_of(name.strip())
    if found is None or (isinstance(found, str) and level_of(found) is Level.INSTANCE):
        raise LotUnreadable
    try:
        quantity = number_from(amount.strip()) if amount.strip() else None
    except ValueError:
        raise LotUnreadable from None
    return Input(found, quantity, found.unit if isinstance(found, Lot) else "")


def _always(
    lots: tuple[Choice, ...], steps: tuple[Choice, ...], places: tuple[Choice, ...]
) -> tuple[Column, ...]:
    return (
        Column(
            code="lot",
            name=_("Lô"),
            kind=Kind.CHOICE,
            choices=lots,
            required=True,
            example=str(lots[0].label) if lots else "",
            also=("mã lô", "số lô"),
        ),
        Column(
            code="happened_at",
            name=_("Lúc"),
            kind=Kind.MOMENT,
            required=True,
            example="08:30 21/11/2026",
            also=("ngày", "ngày giờ", "thời điểm"),
        ),
        Column(
            code="step",
            name=_("Bước"),
            kind=Kind.CHOICE,
            choices=steps,
            required=True,
            example=str(steps[0].label) if steps else "",
            also=("công việc", "việc"),
        ),
        Column(
            code="place",
            name=_("Ở đâu"),
            kind=Kind.CHOICE,
            choices=places,
            required=True,
            example=str(places[0].label) if places else "",
            also=("địa điểm", "nơi"),
        ),
    )


REGISTERS = (Diary,)
