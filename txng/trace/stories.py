"""The story of a thing: each stage with what, where, when, who stated it and who checked it.

A story follows the lineage upstream, and the thing itself and the parents that carried it for the
time they did; stages of other things in the same parent do not belong to it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import get_language

from txng.capture import marks as how
from txng.capture import queries as capture
from txng.capture.lineage import keys as keys_of
from txng.capture.queries import StoredEvent
from txng.capture.told_steps import ToldStep, helpers_of, safe_from, told_steps
from txng.capture.vocab import EventType
from txng.catalogue.chain_words import BIZ_STEPS
from txng.gs1.identifiers import canonical
from txng.identify.twins import Twins, twins
from txng.parties.models import Organisation
from txng.trace.events import EventStore, mentions
from txng.trace.lineage import Direction, walk
from txng.trace.names import Site, organisations, place_of, sites
from txng.trace.windows import ALWAYS, END, Windows, covers, join

MOST_STAGES = 200


@dataclass(frozen=True)
class Stage:
    """One stage of a story; `checked_by` are others who stated the very same fact."""

    event: StoredEvent
    title: str | Promise
    things: tuple[str, ...]
    product_codes: tuple[str, ...]
    place: str | None
    site: Site | None
    happened_at: datetime
    recorded_at: datetime
    stated_by: Organisation | None
    checked_by: tuple[Organisation, ...]
    is_origin: bool
    told: ToldStep | None
    is_filled_in: bool = False
    helper: Organisation | None = None
    """The co-operative whose clerk wrote it for the household that states it."""

    @property
    def is_late(self) -> bool:
        """Say whether it was recorded long after it happened."""
        return how.is_late(self._times, self.told.definition if self.told else None)

    @property
    def marks(self) -> list[str | Promise]:
        """Say what is to be known of how it came in: late, filled in afterwards, from paper…"""
        return how.marks_of(
            self._times,
            entered=self.told.entered if self.told else "",
            step=self.told.definition if self.told else None,
            is_filled_in=self.is_filled_in,
        )

    @property
    def _times(self) -> how.Times:
        return self.happened_at, self.recorded_at

    @property
    def safe_from(self) -> date | None:
        """Day from which the harvest would have been safe; None when it waited as it should."""
        return safe_from(self.event.event)


def story_of(code: str, *, most: int = MOST_STAGES) -> list[Stage]:
    """Return the stages of a thing and of what it was made of, newest first."""
    same = twins()
    start = same.text(canonical(code))
    windows, own = _windows(start, same)
    found = [m for m in mentions(list(windows), same) if covers(windows[m.thing], m.at)]
    newest = _newest({mention.event: mention.teller for mention in found}, most)
    of_own = {mention.event for mention in found if mention.thing == own}
    stored = [e for e in capture.events(newest) if e.is_valid]
    return _stages(stored, of_own, set(windows), same)


def _newest(tellers: Mapping[int, int], most: int) -> list[int]:
    """Return at most so many events, in order of arrival: the newest of each teller in turn.

    So nobody can push what others stated out of a story by stating much about the same thing.
    """
    turns: Counter[int] = Counter()
    in_turn: list[tuple[int, int]] = []
    for number in sorted(tellers, reverse=True):
        in_turn.append((turns[tellers[number]], number))
        turns[tellers[number]] += 1
    first = sorted(in_turn, key=lambda turn: (turn[0], -turn[1]))[:most]
    return sorted(number for _turn, number in first)


def _windows(start: str, same: Twins) -> tuple[dict[int, Windows], int]:
    """When each thing's events belong to the story: origins until used up, carriers meanwhile."""
    own = keys_of([start])[0]
    store = EventStore(same)
    up = walk(store, {own: [ALWAYS]}, direction=Direction.UP)
    down = walk(store, {own: [ALWAYS]}, direction=Direction.DOWN)
    windows: dict[int, Windows] = {
        key: [(ALWAYS[0], max(end for _, end in spans))] for key, spans in up.windows.items()
    }
    for step in down.steps.values():
        if step.until is not None:
            carried = [*windows.get(step.target, []), *down.windows[step.target]]
            windows[step.target] = join(carried)
    windows[own] = [(ALWAYS[0], END)]
    return windows, own


def _stages(
    stored: Sequence[StoredEvent], own: set[int], keys: set[int], same: Twins
) -> list[Stage]:
    by_hash: dict[bytes, list[StoredEvent]] = {}
    for event in stored:
        by_hash.setdefault(event.event_hash, []).append(event)
    known = organisations(event.organisation_id for event in stored)
    places = sites(p for p in map(_place, stored) if p)
    steps = told_steps(stored)
    told = _Told(own, keys, known, places, steps, same, helpers_of(stored))
    stages = [_stage(same, told) for same in by_hash.values()]
    late = how.filled_in([(stage.happened_at, stage.recorded_at) for stage in stages])
    stages = [replace(s, is_filled_in=n in late) for n, s in enumerate(stages)]
    return sorted(stages, key=lambda s: (s.happened_at, s.event.id), reverse=True)


@dataclass(frozen=True)
class _Told:
    """What all stages are told with: events of the thing itself, things, names."""

    own: set[int]
    keys: set[int]
    known: Mapping[int, Organisation]
    places: Mapping[str, Site]
    steps: Mapping[int, ToldStep]
    same: Twins
    helpers: Mapping[int, Organisation]


def _stage(same: Sequence[StoredEvent], told: _Told) -> Stage:
    first = same[0]
    step = told.steps.get(first.id)
    place = _place(first)
    texts = tuple(dict.fromkeys(told.same.text(canonical(t)) for t, _ in first.mentions))
    things = tuple(t for t, key in zip(texts, keys_of(texts), strict=True) if key in told.keys)
    return Stage(
        event=first,
        title=_title(first, step),
        things=things,
        product_codes=texts,
        place=place,
        site=told.places.get(place) if place else None,
        happened_at=first.event_time,
        recorded_at=first.record_time,
        stated_by=told.known.get(first.organisation_id),
        checked_by=_others(same, told.known),
        is_origin=first.id not in told.own,
        told=step,
        helper=told.helpers.get(first.id),
    )


def _others(
    same: Sequence[StoredEvent], known: Mapping[int, Organisation]
) -> tuple[Organisation, ...]:
    """Return who else stated a fact, each once: to say a thing twice is not to check it."""
    tellers = dict.fromkeys(event.organisation_id for event in same)
    return tuple(known[n] for n in tellers if n in known and n != same[0].organisation_id)


def _place(stored: StoredEvent) -> str | None:
    event = stored.event
    for name in ("biz_location", "read_point"):
        location = getattr(event, name, None)
        if location is not None:
            return place_of(location.id)
    return None


def _title(stored: StoredEvent, step: ToldStep | None) -> str | Promise:
    """The step's name in its template, else the business step in words, else the event type."""
    if step is not None:
        english = get_language() == "en" and step.definition.get("name_en")
        return str(english or step.definition["name"])
    word = getattr(stored.event, "biz_step", None)
    if word in BIZ_STEPS:
        return BIZ_STEPS[word]
    types = {f"{t.name.title()}Event": t.label for t in EventType}
    return types.get(stored.event.type, EventType.EXTENSION.label)
