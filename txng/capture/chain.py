"""The steps of a chain template as typed values, in the reader's language (see templates.md)."""

from functools import cached_property
from typing import Any, Final

import msgspec
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound, Refused

PHOTO: Final = "photo"


def _spoken(vietnamese: str, english: str) -> str:
    return english if get_language() == "en" and english else vietnamese


class Choice(msgspec.Struct, frozen=True):
    """One answer that a field offers."""

    code: str
    label: str
    label_en: str = ""

    @property
    def name(self) -> str:
        """Its label in the reader's language."""
        return _spoken(self.label, self.label_en)


class Field(msgspec.Struct, frozen=True):
    """One key data element that a step asks for."""

    code: str
    label: str
    type: str
    label_en: str = ""
    required: bool = False
    ilmd: bool = False
    public: bool = False
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    min: float | None = None
    max: float | None = None
    many: bool = False
    kinds: tuple[str, ...] = ()
    help: str = ""
    help_en: str = ""

    @property
    def name(self) -> str:
        """Its label in the reader's language."""
        return _spoken(self.label, self.label_en)

    @property
    def hint(self) -> str:
        """Its help in the reader's language."""
        return _spoken(self.help, self.help_en)


class Step(msgspec.Struct, frozen=True, dict=True):
    """One step: which event it becomes, where it may happen, what it asks."""

    code: str
    name_vi: str = msgspec.field(name="name")
    event: str
    biz_step: str
    what: str
    name_en: str = ""
    action: str | None = None
    disposition: str | None = None
    place_kinds: tuple[str, ...] = ()
    actor_roles: tuple[str, ...] = ()
    public: bool = False
    required: bool = False
    repeatable: bool = False
    late_after_hours: float | None = None
    every_days: float | None = None
    fields: tuple[Field, ...] = ()

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return _spoken(self.name_vi, self.name_en)

    @property
    def makes_lot(self) -> bool:
        """Say whether the lot comes into being by this step, so that it tells the lot's facts."""
        return self.what == "inputs_to_lot" or (self.what == "lot" and self.action == "ADD")

    @cached_property
    def field_of(self) -> dict[str, Field]:
        """The fields by code."""
        return {field.code: field for field in self.fields}


def steps_of(definition: dict[str, Any]) -> tuple[Step, ...]:
    """Return the steps of a definition in their order."""
    return msgspec.convert(definition["steps"], tuple[Step, ...])


class StepNotRight(Refused):
    """A draft may say things that make no form yet."""

    reason = _(
        "Bước này còn chỗ chưa đúng nên chưa dựng được biểu mẫu. Hãy về mẫu chuỗi và sửa những chỗ "
        "nêu ở đầu trang."
    )
    status = 422


def drafted_step(told: object) -> Step:
    """Return one step of a draft, as far as it can be read; raises StepNotRight."""
    try:
        return msgspec.convert(told, Step)
    except msgspec.ValidationError as error:
        raise StepNotRight from error


class NoSuchStep(NotFound):
    """The chain of the lot's product has no such step."""

    reason = _("Quy trình của sản phẩm này không có bước đó. Hãy quay lại và chọn một bước khác.")


def step_of(definition: dict[str, Any], code: str) -> Step:
    """Return one step of a definition."""
    for step in steps_of(definition):
        if step.code == code:
            return step
    raise NoSuchStep
