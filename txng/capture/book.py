"""What a phone keeps of an organisation's diaries, so that steps can be recorded without a network.

Plain JSON values: the open lots, the steps of their chains, places, and what was told last.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone, translation

from txng.capture import chain, diary, queries, stock
from txng.capture.models import Material, Step
from txng.capture.told import kept_text, unit_text
from txng.catalogue.models import ChainTemplate
from txng.catalogue.queries import public_name
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import Organisation, Place
from txng.parties.rights import may_do

MOST_LOTS: Final = 60
"""So many lots are on the page and in the phone, those recorded of last on top."""
_REPEATS: Final = 2


def recorded_lots(organisation: Organisation) -> list[Lot]:
    """Return the lots that steps may be recorded of, newest first.

    Its own, and those of others that came to it, as far as anything of them is left.
    """
    lots = Lot.objects.filter(
        Q(product__organisation=organisation) | Q(pk__in=stock.given_to(organisation)),
        state__in=(LotState.OPEN, LotState.IN_TRADE),
    )
    chosen = lots.select_related("product__template", "product__organisation", "place")
    found = list(chosen.order_by("-state", "-id")[:MOST_LOTS])
    others = [lot for lot in found if lot.product.organisation_id != organisation.pk]
    if not others:
        return found
    held = stock.stock_of(others)
    gone = {lot.pk for lot in others if held.of(lot, organisation).left <= 0}
    return [lot for lot in found if lot.pk not in gone]


class Chains:
    """The steps of chain templates, each template read once."""

    def __init__(self, numbers: Iterable[int]) -> None:
        """Read the templates of these row numbers."""
        self.templates = ChainTemplate.objects.in_bulk(list(set(numbers)))
        self._steps = {
            (number, step.code): step
            for number, template in self.templates.items()
            for step in chain.steps_of(template.definition)
        }

    def step_of(self, entry: Step) -> chain.Step:
        """Return the definition of an entry's step, in the version under which it was made."""
        return self._steps[entry.template_id, entry.code]


def book_of(organisation: Organisation, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the whole book; costs the same statements for one lot and for sixty."""
    lots = recorded_lots(organisation)
    done = standing([lot.pk for lot in lots], by=organisation)
    latest = _latest(organisation, {lot.product.template.code for lot in lots})
    entries = [*latest, *(step for steps in done.values() for step in steps)]
    chains = Chains(step.template_id for step in entries)
    own = list(Place.objects.filter(organisation=organisation).order_by("name", "id"))
    templates = {lot.product.template_id: lot.product.template for lot in lots}
    waits = queries.safe_harvests([lot.pk for lot in lots])
    names = {place.identifier: place.pk for place in own}
    page = _Page(organisation, chains, names, waits, now)
    return {
        "language": translation.get_language(),
        "made_at": now.isoformat(),
        "user": {"id": actor.actor_id, "name": actor.actor_name},
        "organisation": {"id": organisation.pk, "name": organisation.name},
        "may_early": may_do("capture.harvest_early", actor),
        "templates": {_version(t): _template(t) for t in templates.values()},
        "places": [
            {"id": place.pk, "name": place.name, "kind": place.kind}
            for place in own
            if place.is_active
        ],
        "lots": sorted(
            (page.lot(lot, done.get(lot.pk, [])) for lot in lots),
            key=lambda shown: (shown["last"] or {}).get("recorded_at", ""),
            reverse=True,
        ),
        "materials": offered_of(organisation),
        "last": {
            f"{chains.templates[step.template_id].code}/{step.code}": {
                "values": diary.repeated(chains.step_of(step), step),
                "place": step.place_id,
            }
            for step in latest
        },
    }


def offered_of(organisation: Organisation) -> list[dict[str, str]]:
    """Return the names of the materials in the store, for forms to offer by kind."""
    kept = Material.objects.filter(organisation=organisation, is_active=True)
    rows = kept.order_by("sort_key", "id").values_list("name", "kind", "unit")[:200]
    return [{"name": name, "kind": kind, "unit": unit_text(unit)} for name, kind, unit in rows]


def standing(lots: Sequence[int], *, by: Organisation | None = None) -> dict[int, list[Step]]:
    """Return by lot the steps that stand, of one organisation or of all, as they happened."""
    told = Step.objects.filter(lot__in=lots)
    if by is not None:
        told = told.filter(organisation=by)
    steps = list(told.order_by("lot_id", "happened_at", "id"))
    wrong = queries.declared_wrong(step.event_row for step in steps)
    found: dict[int, list[Step]] = {}
    for step in steps:
        if step.event_row not in wrong:
            found.setdefault(step.lot_id, []).append(step)
    return found


def _latest(organisation: Organisation, codes: Iterable[str]) -> list[Step]:
    """Return the last entry of each step of the chains, for its form to open with."""
    told = Step.objects.filter(organisation=organisation, template__code__in=set(codes))
    return list(told.order_by("template__code", "code", "-id").distinct("template__code", "code"))


@dataclass(frozen=True)
class _Page:
    """What the page of every lot is made with."""

    organisation: Organisation
    chains: Chains
    places: Mapping[str, int]
    waits: Mapping[int, queries.SafeHarvest]
    now: datetime

    def lot(self, lot: Lot, done: Sequence[Step]) -> dict[str, Any]:
        """Return one lot: what was done, what one tap repeats, what it still has to wait for."""
        last = done[-1] if done else None
        maker = lot.product.organisation
        is_own = maker == self.organisation
        return {
            "id": lot.pk,
            "code": lot.code,
            "name": lot.code if is_own else lot.identifier,
            "maker": "" if is_own else public_name(maker),
            "product": lot.product.name,
            "place": lot.place_id if is_own else None,
            "place_name": lot.place.name if is_own else "",
            "template": _version(lot.product.template),
            "done": dict(Counter(step.code for step in done)),
            "last": {
                "name": self.chains.step_of(last).name,
                "at": last.happened_at.isoformat(),
                "recorded_at": max(step.recorded_at for step in done).isoformat(),
            }
            if last
            else None,
            "repeats": self.repeats(done),
            "wait": self.wait(lot),
        }

    def wait(self, lot: Lot) -> dict[str, Any] | None:
        """Return until when the lot must not be harvested or sent."""
        today = timezone.localtime(self.now).date()
        waits = self.waits.get(lot.pk)
        if waits is None or waits.is_over(today):
            return None
        days = (waits.day - today).days
        return {"until": waits.day.isoformat(), "days": days, "step": waits.because}

    def repeats(self, done: Sequence[Step]) -> list[dict[str, Any]]:
        """Return what one tap records again, what was done last first."""
        newest: dict[str, Step] = {}
        for step in reversed(done):
            if step.code not in newest and self.chains.step_of(step).repeatable:
                newest[step.code] = step
        found = (self._repeat(step) for step in newest.values())
        return [repeat for repeat in found if repeat][:_REPEATS]

    def _repeat(self, last: Step) -> dict[str, Any] | None:
        """Return an entry to say again; None when the step asks for something new each time."""
        step = self.chains.step_of(last)
        told = [one for one in step.fields if one.code in last.values and may_repeat(one)]
        if any(one.required and one not in told for one in step.fields):
            return None
        return {
            "step": step.code,
            "name": step.name,
            "values": {one.code: self._sendable(one, last.values[one.code]) for one in told},
            "place": last.place_id,
            "told": [kept_text(one, last.values[one.code]) for one in told][:3],
            "at": last.happened_at.isoformat(),
        }

    def _sendable(self, one: chain.Field, kept: Any) -> Any:
        """Return a kept value as a phone sends it: figures as text, parties as they were kept."""
        if one.type in {"number", "quantity"}:
            return str(kept)
        if one.type == "input" and isinstance(kept, dict):
            amount = {"quantity": str(kept["quantity"])} if "quantity" in kept else {}
            return {"name": kept["name"], "unit": kept.get("unit", ""), **amount}
        if one.type == "place" and isinstance(kept, dict):
            return self.places.get(kept["identifier"])
        return kept


def may_repeat(one: chain.Field) -> bool:
    """Say whether a value may be said again: not days, lots, nor numbers of papers."""
    return one.type not in {"date", "lot", chain.PHOTO} and one.code not in diary.NEVER_REPEATED


def _version(template: ChainTemplate) -> str:
    return f"{template.code}/{template.version}"


def _template(template: ChainTemplate) -> dict[str, Any]:
    return {
        "code": template.code,
        "steps": [step_of_page(step) for step in chain.steps_of(template.definition)],
    }


def step_of_page(step: chain.Step) -> dict[str, Any]:
    """Return a step as the page's script makes its form from it."""
    return {
        "code": step.code,
        "name": step.name,
        "required": step.required,
        "makes_lot": step.makes_lot,
        "repeatable": step.repeatable,
        "place_kinds": step.place_kinds,
        "ends_wait": step.biz_step in queries.ENDS_WAIT,
        "fields": [_field(one) for one in step.fields],
    }


def _field(one: chain.Field) -> dict[str, Any]:
    return {
        "code": one.code,
        "label": one.name,
        "type": one.type,
        "required": one.required,
        "unit": unit_text(one.unit) if one.unit else "",
        "kinds": one.kinds,
        "hint": one.hint,
        "min": one.min,
        "max": one.max,
        "choices": [{"code": choice.code, "label": choice.name} for choice in one.choices],
    }
