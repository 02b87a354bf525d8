"""Examines a chain template's definition: says where it is wrong, and why (see templates.md)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.catalogue.chain_words import FIELD_TYPES, place_in_words, with_codes
from txng.catalogue.vocab import InputKind, Unit
from txng.gs1 import cbv
from txng.gs1.cbv import Vocabulary
from txng.parties.vocab import ChainRole, PlaceKind

TOP = {"code", "version", "name", "name_en", "standard", "parties", "steps"}
STEP = {
    "code", "name", "name_en", "event", "action", "biz_step", "disposition", "actor_roles", "what",
    "place_kinds", "public", "required", "repeatable", "fields",
}  # fmt: skip
STEP_MORE = {"late_after_hours", "every_days"}
FIELD = {"code", "label", "label_en", "type", "required", "ilmd", "public"}
FIELD_MORE = {"unit", "choices", "min", "max", "many", "help", "help_en", "kinds"}
TYPES = {
    "text", "number", "date", "choice", "quantity", "photo", "party", "lot", "place", "bool",
    "input",
}  # fmt: skip
ACTIONS = {"ADD", "OBSERVE", "DELETE"}
# What a step is about: the event it becomes, and the actions it may have.
WHAT: dict[str, tuple[str, set[str | None]]] = {
    "lot": ("ObjectEvent", {"ADD", "OBSERVE", "DELETE"}),
    "inputs_to_lot": ("TransformationEvent", {None}),
    "lot_into_unit": ("AggregationEvent", {"ADD"}),
    "lot_out_of_unit": ("AggregationEvent", {"DELETE"}),
    "lot_in_transaction": ("TransactionEvent", {"ADD", "OBSERVE", "DELETE"}),
}


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where in the definition (a JSON pointer), and why."""

    where: str
    why: str | Promise

    def __str__(self) -> str:
        """Return place and reason in one line."""
        return f"{self.where}: {self.why}"

    def in_words(self, definition: Mapping[str, Any]) -> str:
        """Return the same with the place as people name it."""
        where = place_in_words(definition, self.where)
        return f"{where[:1].upper()}{where[1:]}: {self.why}"


def problems(definition: object) -> list[Problem]:
    """Return everything that is wrong with a definition; nothing when it is right."""
    if not isinstance(definition, dict):
        return [Problem("/", _("Phải là một đối tượng JSON."))]
    return [*_top(definition), *_steps(definition)]


def _top(definition: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _keys("", definition, TOP)
    yield from _texts("", definition, ("code", "name", "name_en"))
    version = definition.get("version")
    if not isinstance(version, int) or version < 1:
        yield Problem("/version", _("Phiên bản là số nguyên từ 1."))
    yield from _subset("/parties", definition.get("parties"), ChainRole.values)


def _steps(definition: Mapping[str, Any]) -> Iterator[Problem]:
    steps = definition.get("steps")
    if not isinstance(steps, list) or not steps or not all(isinstance(s, dict) for s in steps):
        yield Problem("/steps", _("Cần một danh sách có ít nhất một bước."))
        return
    yield from _unique("/steps", steps)
    if not any(makes_lot(step) for step in steps):
        yield Problem("/steps", _("Cần một bước tạo ra lô: ObjectEvent ADD hoặc chế biến."))
    if not any(step.get("required") for step in steps):
        yield Problem("/steps", _("Cần ít nhất một bước bắt buộc."))
    parties = definition.get("parties")
    for index, step in enumerate(steps):
        yield from _step(f"/steps/{index}", step, parties if isinstance(parties, list) else [])


def makes_lot(step: Mapping[str, Any]) -> bool:
    """Say whether a step brings the lot into being, so that it may carry the lot's own facts."""
    is_add = step.get("what") == "lot" and step.get("action") == "ADD"
    return is_add or step.get("what") == "inputs_to_lot"


def _step(where: str, step: Mapping[str, Any], parties: list[str]) -> Iterator[Problem]:
    yield from _keys(where, step, STEP, STEP_MORE)
    yield from _numbers(where, step)
    yield from _texts(where, step, ("code", "name", "name_en"))
    yield from _flags(where, step, ("public", "required", "repeatable"))
    yield from _event(where, step)
    yield from _word(f"{where}/biz_step", Vocabulary.BIZ_STEP, step.get("biz_step"))
    if step.get("disposition") is not None:
        yield from _word(f"{where}/disposition", Vocabulary.DISPOSITION, step["disposition"])
    yield from _subset(f"{where}/actor_roles", step.get("actor_roles"), parties)
    yield from _subset(f"{where}/place_kinds", step.get("place_kinds"), PlaceKind.values)
    yield from _fields(where, step)


def _numbers(where: str, step: Mapping[str, Any]) -> Iterator[Problem]:
    for name, most in (("late_after_hours", 8760), ("every_days", 365)):
        number = step.get(name, 1)
        if (
            isinstance(number, bool)
            or not isinstance(number, int | float)
            or not 0 < number <= most
        ):
            yield Problem(f"{where}/{name}", _("Cần một số lớn hơn 0 và không quá %s.") % most)


def _event(where: str, step: Mapping[str, Any]) -> Iterator[Problem]:
    """A step's subject decides its event and the actions it may have (EPCIS 2.0, 7.4)."""
    rule = WHAT.get(str(step.get("what")))
    if rule is None:
        yield Problem(f"{where}/what", _one_of(WHAT))
        return
    event, actions = rule
    if step.get("event") != event:
        yield Problem(f"{where}/event", _("Với đối tượng này, sự kiện phải là %s.") % event)
    if step.get("action") not in actions:
        yield Problem(f"{where}/action", _one_of(str(action) for action in actions))


def _fields(where: str, step: Mapping[str, Any]) -> Iterator[Problem]:
    fields = step.get("fields")
    if not isinstance(fields, list) or not all(isinstance(f, dict) for f in fields):
        yield Problem(f"{where}/fields", _("Cần một danh sách các mục."))
        return
    yield from _unique(f"{where}/fields", fields)
    has_inputs = any(f.get("code") == "inputs" and f.get("type") == "lot" for f in fields)
    if step.get("what") == "inputs_to_lot" and not has_inputs:
        yield Problem(f"{where}/fields", _("Bước chế biến cần mục “inputs” kiểu “lot”."))
    for index, field in enumerate(fields):
        place = f"{where}/fields/{index}"
        yield from _field(place, field)
        if field.get("ilmd") and not makes_lot(step):
            yield Problem(f"{place}/ilmd", _("Chỉ bước tạo ra lô mới mang đặc tính của lô."))


def _field(where: str, field: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _keys(where, field, FIELD, FIELD_MORE)
    yield from _texts(where, field, ("code", "label", "label_en"))
    yield from _flags(where, field, ("required", "ilmd", "public"))
    if field.get("type") not in TYPES:
        yield Problem(
            f"{where}/type",
            str(_("Hệ thống không biết kiểu này. Dùng được: %s.") % with_codes(TYPES, FIELD_TYPES)),
        )
    if field.get("type") == "quantity" and field.get("unit") not in Unit.values:
        yield Problem(f"{where}/unit", _one_of(Unit.values))
    yield from _inputs(where, field)
    yield from _choices(where, field)
    yield from _limits(where, field)


def _inputs(where: str, field: Mapping[str, Any]) -> Iterator[Problem]:
    """A field about inputs says of which kinds; a unit there means that the amount is asked."""
    if field.get("type") == "input":
        yield from _subset(f"{where}/kinds", field.get("kinds"), InputKind.values)
        if "unit" in field and field["unit"] not in Unit.values:
            yield Problem(f"{where}/unit", _one_of(Unit.values))
    elif "kinds" in field:
        yield Problem(f"{where}/kinds", _("Chỉ mục kiểu “input” mới nêu loại vật tư."))


def _choices(where: str, field: Mapping[str, Any]) -> Iterator[Problem]:
    choices = field.get("choices")
    if field.get("type") != "choice":
        if choices is not None:
            yield Problem(f"{where}/choices", _("Chỉ mục kiểu “choice” mới có lựa chọn."))
        return
    if not isinstance(choices, list) or len(choices) < 2:
        yield Problem(f"{where}/choices", _("Cần ít nhất hai lựa chọn."))
        return
    yield from _unique(f"{where}/choices", choices)
    for index, choice in enumerate(choices):
        yield from _keys(f"{where}/choices/{index}", choice, {"code", "label", "label_en"})


def _limits(where: str, field: Mapping[str, Any]) -> Iterator[Problem]:
    limits = [field[name] for name in ("min", "max") if name in field]
    if not limits:
        return
    if field.get("type") not in {"number", "quantity"}:
        yield Problem(where, _("Chỉ số và khối lượng mới có giới hạn."))
    elif not all(isinstance(limit, int | float) for limit in limits):
        yield Problem(where, _("Giới hạn phải là số."))
    elif limits != sorted(limits):
        yield Problem(where, _("Giới hạn dưới lớn hơn giới hạn trên."))


def _keys(
    where: str, given: Mapping[str, Any], needed: set[str], allowed: Iterable[str] = ()
) -> Iterator[Problem]:
    for name in sorted(needed - set(given)):
        yield Problem(f"{where}/{name}", _("Còn thiếu."))
    for name in sorted(set(given) - needed - set(allowed)):
        yield Problem(f"{where}/{name}", _("Hệ thống không biết mục này: hãy bỏ, hoặc sửa tên."))


def _texts(where: str, given: Mapping[str, Any], names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        text = given.get(name)
        if name in given and (not isinstance(text, str) or not text.strip()):
            yield Problem(f"{where}/{name}", _("Phải là chữ, không để trống."))


def _flags(where: str, given: Mapping[str, Any], names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        if name in given and not isinstance(given[name], bool):
            yield Problem(f"{where}/{name}", _("Phải là true hoặc false."))


def _unique(where: str, rows: list[Any]) -> Iterator[Problem]:
    seen: set[object] = set()
    for index, row in enumerate(rows):
        code = row.get("code") if isinstance(row, dict) else row
        if code in seen:
            yield Problem(f"{where}/{index}/code", _("Mã “%s” đã dùng ở trên.") % code)
        seen.add(code)


def _subset(where: str, given: object, known: Iterable[str]) -> Iterator[Problem]:
    if not isinstance(given, list) or not given:
        yield Problem(where, _("Cần một danh sách không rỗng."))
        return
    for name in given:
        if name not in known:
            yield Problem(where, _("“%s” không có trong danh sách được phép.") % name)


def _word(where: str, vocabulary: Vocabulary, word: object) -> Iterator[Problem]:
    if word not in cbv.WORDS[vocabulary]:
        yield Problem(where, _("“%s” không phải từ của CBV 2.0.") % word)


def _one_of(words: Iterable[str]) -> str:
    return str(_("Phải là một trong: %s.") % ", ".join(sorted(words)))
