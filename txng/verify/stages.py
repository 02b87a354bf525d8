"""The stages of a lot as anybody may read them: public steps, names by consent, no coordinates."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from txng.capture.told_steps import ToldStep
from txng.catalogue.vocab import Unit
from txng.trace.names import Name, names, public_name
from txng.trace.stories import Stage
from txng.ui.templatetags.figures import number

_SHOWN_TYPES: Final = frozenset({"text", "number", "date", "choice", "quantity", "bool", "input"})
"""Kinds of fields whose values stand on a public page: no photo, party, lot or place by number."""

NEWEST, OLDEST = 18, 10
"""Of a long story the newest and the first stages stand on the page, and how many are between."""


@dataclass(frozen=True)
class Shown:
    """One stage as it is shown; `number` is its commune's on the map, None when it has none."""

    title: str | Promise
    about: str
    facts: tuple[tuple[str, str], ...]
    place: str
    commune: str
    number: int | None
    happened_at: datetime
    recorded_at: datetime
    is_late: bool
    marks: tuple[str | Promise, ...]
    stated_by: str
    checked_by: tuple[str, ...]
    safe_from: date | None = None
    helper: str = ""
    """The co-operative whose clerk wrote it for the household."""


def public_stages(stages: Sequence[Stage]) -> list[Stage]:
    """Leave out the steps that their template keeps within the chain."""
    return [
        stage for stage in stages if stage.told is None or stage.told.definition.get("public", True)
    ]


@dataclass(frozen=True)
class Told:
    """A story as the page tells it: newest part, number of stages between, first part."""

    parts: tuple[list[Shown], list[Shown]]
    between: int


def shown(stages: Sequence[Stage], *, own: str, numbers: Mapping[int, int]) -> Told:
    """Return the stages for the page, newest first.

    `own` is the identifier of the thing itself: a stage of something else says of what.
    `numbers` are the communes' numbers on the map by unit.
    """
    is_long = len(stages) > NEWEST + OLDEST + 1
    newest = stages[:NEWEST] if is_long else stages
    oldest = stages[-OLDEST:] if is_long else []
    kept = [*newest, *oldest]
    called = names({thing for stage in kept for thing in stage.things if thing != own})
    told = [_shown(stage, own, called, numbers) for stage in kept]
    return Told(
        parts=(told[: len(newest)], told[len(newest) :]),
        between=len(stages) - len(kept),
    )


def _shown(stage: Stage, own: str, called: Mapping[str, Name], numbers: Mapping[int, int]) -> Shown:
    site = stage.site
    return Shown(
        title=stage.title,
        about="" if own in stage.things else _about(called[t] for t in stage.things),
        facts=_facts(stage.told) if stage.told else (),
        place=site.name if site else "",
        commune=site.commune if site else "",
        number=numbers.get(site.unit_id) if site and site.unit_id else None,
        happened_at=stage.happened_at,
        recorded_at=stage.recorded_at,
        is_late=stage.is_late,
        marks=tuple(stage.marks),
        stated_by=public_name(stage.stated_by) if stage.stated_by else "",
        checked_by=tuple(public_name(o) for o in stage.checked_by),
        safe_from=stage.safe_from,
        helper=public_name(stage.helper) if stage.helper else "",
    )


def _about(called: Iterable[Name]) -> str:
    """Name the things of a stage, once each, three at most."""
    titles = list(dict.fromkeys(name.title for name in called))
    more = len(titles) - 3
    rest = gettext(" và %(n)d thứ khác") % {"n": more} if more > 0 else ""
    return ", ".join(titles[:3]) + rest


def _facts(told: ToldStep) -> tuple[tuple[str, str], ...]:
    """Return the public values of a step with their labels."""
    return tuple(
        (_label(field), _value(field, told.values[field["code"]]))
        for field in told.definition.get("fields", [])
        if field.get("public") and field["type"] in _SHOWN_TYPES
        if told.values.get(field["code"]) not in (None, "")
    )


def _label(field: Mapping[str, Any]) -> str:
    english = get_language() == "en" and field.get("label_en")
    return str(english or field["label"])


_YES_NO: Final = {True: _("có"), False: _("không")}


def _value(field: Mapping[str, Any], value: Any) -> str:
    if isinstance(value, bool):
        return str(_YES_NO[value])
    if field["type"] == "choice":
        return _choice(field, value)
    if field["type"] == "date":
        return "/".join(reversed(str(value)[:10].split("-")))
    if isinstance(value, dict):
        return _measured(value.get("quantity", value.get("value")), value.get("unit") or field)
    return _measured(value, field)


def _measured(value: Any, unit: Any) -> str:
    """Write a figure with its unit, given as a word, a code of `Unit`, or the field that has it."""
    word = unit.get("unit") if isinstance(unit, Mapping) else unit
    word = Unit(word).label if word in Unit.values else word
    text = number(Decimal(str(value))) if _FIGURE.fullmatch(str(value)) else str(value)
    return f"{text}\N{NO-BREAK SPACE}{word}" if word else text


_FIGURE: Final = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


def _choice(field: Mapping[str, Any], value: Any) -> str:
    """Return the chosen words, of several chosen all."""
    labels = {choice["code"]: _label(choice) for choice in field.get("choices", [])}
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(code, str(code)) for code in chosen)
