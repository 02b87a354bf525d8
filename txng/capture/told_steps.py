"""Which step of which chain an event states, and what it tells of it: read off the event alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from txng.capture.models import Step
from txng.capture.queries import StoredEvent
from txng.capture.step_events import EARLY_ELEMENT, HELPER_ELEMENT, KDE_NAMESPACE, STEP_ELEMENT
from txng.catalogue.models import ChainTemplate
from txng.gs1.epcis.model import Event
from txng.parties.models import Organisation

_AMOUNTS = ("quantity_list", "output_quantity_list", "child_quantity_list")


@dataclass(frozen=True)
class ToldStep:
    """A step's definition in the version that the event names, and the told values by field."""

    definition: Mapping[str, Any]
    values: Mapping[str, Any]

    @property
    def entered(self) -> str:
        """How the entry came in, where the event says so: a word of `vocab.MARKED`."""
        return str(self.values.get("entry", ""))


def told_steps(events: Iterable[StoredEvent]) -> dict[int, ToldStep]:
    """Return row number → told step, for events that name a step of a known chain.

    Whoever captures may name a step, a person's form or a machine; takes one statement.
    """
    named = [(str(stored.event.extensions.get(STEP_ELEMENT, "")), stored) for stored in events]
    definitions = _definitions({name for name, _ in named if name})
    return {
        stored.id: ToldStep(definitions[name], _values(stored))
        for name, stored in named
        if name in definitions
    }


def _definitions(names: set[str]) -> dict[str, Mapping[str, Any]]:
    chains = {name.partition("/")[0] for name in names}
    templates = ChainTemplate.objects.filter(code__in=chains) if chains else []
    return {
        f"{template.code}/{template.version}/{step['code']}": step
        for template in templates
        for step in template.definition.get("steps", [])
    }


def _values(stored: StoredEvent) -> dict[str, Any]:
    event = stored.event
    ilmd = getattr(event, "ilmd", None) or {}
    head = f"{{{KDE_NAMESPACE}}}"
    told = {
        name.removeprefix(head): value
        for name, value in [*event.extensions.items(), *ilmd.items()]
        if name.startswith(head) and name != STEP_ELEMENT
    }
    for name in _AMOUNTS:
        for element in getattr(event, name, [])[:1]:
            if element.quantity is not None:
                told["quantity"] = {"quantity": element.quantity, "unit": element.uom or "EA"}
    return told


def helpers_of(events: Iterable[StoredEvent]) -> dict[int, Organisation]:
    """Return row number → the co-operative whose clerk wrote an entry for its household.

    Whoever captures may name anybody: it counts where the diary has it so. Takes a statement only
    when an event names a helper.
    """
    named = [stored.id for stored in events if HELPER_ELEMENT in stored.event.extensions]
    if not named:
        return {}
    written = Step.objects.filter(event_row__in=named, helper__isnull=False)
    return {
        step.event_row: step.helper
        for step in written.select_related("helper__unit")
        if step.helper is not None
    }


def safe_from(event: Event) -> date | None:
    """Return the day from which an early harvest would have been safe, None for any other event."""
    try:
        return date.fromisoformat(str(event.extensions.get(EARLY_ELEMENT, "")))
    except ValueError:
        return None
