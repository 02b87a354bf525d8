"""Steps of chain templates told by people, judged: what of them may be recorded, and why not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from txng.capture import chain, queries, stock, supplies
from txng.capture.codes import identifier_of
from txng.capture.models import Step
from txng.capture.queries import SafeHarvest
from txng.capture.services.entries import Plan
from txng.capture.step_events import Facts
from txng.capture.telling import ON_A_PAGE, Telling
from txng.capture.told import Told, ToldWrong, examine
from txng.core.errors import NotAllowed, Refused
from txng.gs1.identifiers import Kind, classify
from txng.identify.models import Lot
from txng.identify.services import LotFacts, draw_logistic_unit, edit_lot
from txng.identify.services.lot import LotEndsBeforeItBegins
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import Organisation, Place
from txng.parties.rights import may_do

EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER: Final = timedelta(minutes=5)
"""A phone's clock may run so far ahead of the server's."""
_PRESSED_TWICE: Final = timedelta(seconds=10)
# Fields that tell the lot's own facts, the first that is there counting.
_MADE_ON: Final = ("manufactured_date", "slaughtered_date")
_ENDS_ON: Final = ("best_before", "expires")


class NotYourLot(NotAllowed):
    """Only the holder's people record a lot's steps."""

    reason = _("Chỉ người của đơn vị có lô này mới ghi nhật ký của lô.")


class LotIsClosed(Refused):
    """A closed or recalled lot has come to its end."""

    reason = _("Lô này đã kết thúc hoặc đã bị thu hồi nên không ghi thêm được nữa.")


class StepAlreadyRecorded(Refused):
    """The step happens once to a lot."""

    reason = _("Bước này đã ghi cho lô và chỉ ghi một lần. Hãy xem lại nhật ký của lô.")


class SaidToBeWrong(Refused):
    """The very same entry was declared wrong: it is not made right by saying it again."""

    reason = _("Bước giống hệt đã được khai là sai. Hãy ghi số liệu hoặc thời điểm đúng.")


class NotThatTime(Refused):
    """The moment lies in the future, or too far back to be true."""

    reason = _("Thời điểm chưa tới: hãy chọn lúc việc đã xảy ra.")
    status = 422


class NotThatPlace(Refused):
    """The place is not the organisation's own, not in use, or not fit for the step."""

    reason = _("Hãy chọn một nơi của đơn vị phù hợp với bước này.")
    status = 422


class StillWaiting(Refused):
    """Something was applied to the lot whose waiting time has not passed (TCVN 12827, 13166)."""

    status = 422


class ContainerWrong(Refused):
    """The case or pallet is named by no code that we can read."""

    reason = _("Chưa đọc được mã thùng, pallet: nhập 18 chữ số SSCC, hoặc để trống để cấp mã mới.")
    status = 422


class DocumentMissing(Refused):
    """A lot belongs to an order or an invoice by its number."""

    reason = _("Hãy ghi số chứng từ.")
    status = 422


class Entry(NamedTuple):
    """What a person tells: which step, its values, when and where, and how it came in."""

    step_code: str
    values: Mapping[str, Any]
    happened_at: datetime
    place: Place
    telling: Telling = ON_A_PAGE
    early_reason: str = ""


@dataclass(frozen=True)
class Seen:
    """What is looked up once for many entries: materials, and what was told of their moments."""

    shelf: supplies.Shelf
    told: Mapping[tuple[int, datetime], Sequence[Step]]


def seen_of(entries: Sequence[tuple[int, Entry]], organisation: Organisation) -> Seen:
    """Look up what entries about lots, by the lots' numbers, are judged with: one statement."""
    told: dict[tuple[int, datetime], list[Step]] = {}
    lots, moments = {lot for lot, _ in entries}, {entry.happened_at for _, entry in entries}
    same = Step.objects.filter(lot__in=lots, happened_at__in=moments).order_by("id")
    for one in same:
        told.setdefault((one.lot_id, one.happened_at), []).append(one)
    return Seen(supplies.Shelf(organisation), told)


def plan(held: Lot, entry: Entry, *, actor: Actor, now: datetime, seen: Seen) -> Plan | Step:
    """Judge an entry about a lot of `hold_all`; one that is there already is returned.

    A step that makes the lot also tells its quantity and day of production where these were not
    told. Harvest before its safe day is refused, unless a manager gives `early_reason`, which then
    stands with the step. Raises ToldWrong with a sentence for each field.
    """
    step = chain.step_of(held.product.template.definition, entry.step_code)
    own = _acting(held, step, actor)
    given = supplies.with_materials(
        step, entry.values, organisation=own, group=held.product.group, shelf=seen.shelf
    )
    told = examine(step, given)
    at = entry.happened_at
    same = [one for one in seen.told.get((held.pk, at), ()) if one.code == step.code]
    if (known := _pressed_twice(same, told, now=now)) is not None:
        return known
    refuse_wrong_time(at, now)
    _refuse_wrong_place(entry.place, step, actor)
    _refuse_again(held, step, own)
    early = _waiting(held, step, at)
    if early is not None:
        _let_early(early, entry.early_reason, actor)
    changed = held
    if own == held.product.organisation:
        changed = _tell_lot(held, step, told, at=at, actor=actor, now=now)
    facts = Facts(
        lot=changed,
        step=step,
        told=told,
        place=entry.place,
        happened_at=at,
        organisation=own,
        helper=actor.helper,
        early=early.day if early else None,
        entered=entry.telling.entered,
    )
    said = entry.early_reason if early else ""
    return _planned(facts, actor=actor, now=now, entry=entry._replace(early_reason=said))


def is_plain(step: chain.Step) -> bool:
    """Say whether the step only adds to a diary: it changes no lot, and no other step forbids it.

    Such entries may be judged one after the other and captured together.
    """
    changes = {"pack_count", *_ENDS_ON} & set(step.field_of)
    is_observed = step.what == "lot" and step.action != "ADD" and step.repeatable
    return is_observed and not changes and step.biz_step not in queries.ENDS_WAIT


def hold_all(numbers: Collection[int], actor: Actor) -> dict[int, Lot | Refused]:
    """Lock lots, in one order for everybody; say of each by number why it may not be recorded."""
    rows = (
        Lot.objects.select_for_update(of=("self",))
        .select_related("product__organisation", "product__template", "product__group", "place")
        .filter(pk__in=numbers)
        .order_by("pk")
    )
    held = list(rows)
    own = {row.pk for row in held if row.product.organisation_id == actor.organisation_id}
    own |= stock.given_among([row for row in held if row.pk not in own], actor.organisation)
    return {row.pk: row if row.pk in own else NotYourLot() for row in held} | {
        row.pk: LotIsClosed()
        for row in held
        if row.pk in own and row.state not in {LotState.OPEN, LotState.IN_TRADE}
    }


class NotThisStep(NotAllowed):
    """Who received a lot does not make it."""

    reason = _("Bước này làm ra lô: chỉ đơn vị làm ra lô mới ghi được.")


def _acting(lot: Lot, step: chain.Step, actor: Actor) -> Organisation:
    """Return who records: the holder, or a partner to whom the lot came."""
    if actor.organisation is None:
        raise NotYourLot
    if step.makes_lot and lot.product.organisation_id != actor.organisation_id:
        raise NotThisStep
    return actor.organisation


def _pressed_twice(same: Sequence[Step], told: Mapping[str, Told], *, now: datetime) -> Step | None:
    """Return the entry that says the very same; one with a code drawn only when just made."""
    given = {code: one.kept for code, one in told.items()}
    for entry in same:
        drawn = entry.values.get("container", {}) if "container" not in given else {}
        rest = {k: v for k, v in entry.values.items() if not (k == "container" and drawn)}
        if rest == given and (not drawn or now - entry.recorded_at < _PRESSED_TWICE):
            if queries.declared_wrong([entry.event_row]):
                raise SaidToBeWrong
            return entry
    return None


def refuse_wrong_time(happened_at: datetime, now: datetime) -> None:
    """Refuse a moment that has not come, or lies too far back to be true."""
    if happened_at > now + CLOCKS_DIFFER:
        raise NotThatTime(fields={"happened_at": NotThatTime.reason})
    if happened_at < EARLIEST:
        too_early = _("Ngày này xa quá: hãy kiểm tra lại năm.")
        raise NotThatTime(too_early, fields={"happened_at": too_early})


def _refuse_wrong_place(place: Place, step: chain.Step, actor: Actor) -> None:
    is_own = place.organisation_id == actor.organisation_id and place.is_active
    if not is_own or place.kind not in step.place_kinds:
        raise NotThatPlace(fields={"place": NotThatPlace.reason})


def _refuse_again(lot: Lot, step: chain.Step, own: Organisation) -> None:
    if step.repeatable:
        return
    told = (e for e in queries.standing_steps(lot) if e.organisation_id == own.pk)
    if any(entry.code == step.code for entry in told):
        raise StepAlreadyRecorded


def _waiting(lot: Lot, step: chain.Step, at: datetime) -> SafeHarvest | None:
    """Return what harvest, departure and slaughter still wait for at a moment."""
    if step.biz_step not in queries.ENDS_WAIT:
        return None
    waits = queries.safe_harvest(lot, at=at)
    return waits if waits and not waits.is_over(timezone.localtime(at).date()) else None


def _let_early(waits: SafeHarvest, reason: str, actor: Actor) -> None:
    """Refuse with the safe day, unless somebody with the right answers for not waiting."""
    if reason.strip() and may_do("capture.harvest_early", actor):
        return
    sentence = _(
        "Còn trong thời gian cách ly của bước “%(step)s”: đến ngày %(day)s mới an toàn."
    ) % {"step": waits.because, "day": date_format(waits.day, "d/m/Y")}
    raise StillWaiting(sentence, fields={"happened_at": sentence})


def _tell_lot(
    lot: Lot,
    step: chain.Step,
    told: Mapping[str, Told],
    *,
    at: datetime,
    actor: Actor,
    now: datetime,
) -> Lot:
    """Complete the lot's facts with what the step says of them; what was told before stays."""
    before = LotFacts(**{name: getattr(lot, name) for name in LotFacts.__dataclass_fields__})
    said: dict[str, Any] = {"expires_date": _day(told, _ENDS_ON)}
    if "pack_count" in told and told["pack_count"].stated <= 2_000_000_000:
        said["unit_count"] = int(told["pack_count"].stated)
    if step.makes_lot:
        said["produced_date"] = _day(told, _MADE_ON) or timezone.localtime(at).date()
        if "quantity" in told and step.field_of["quantity"].unit == lot.unit:
            said["quantity"] = Decimal(str(told["quantity"].stated)).quantize(Decimal("0.001"))
    new = {name: value for name, value in said.items() if value and not getattr(before, name)}
    if not new:
        return lot
    try:
        changed = edit_lot(lot=lot, facts=replace(before, **new), actor=actor, now=now)
    except LotEndsBeforeItBegins as refusal:
        raise ToldWrong(fields={c: refusal.reason for c in _ENDS_ON if c in told}) from refusal
    changed.product = lot.product
    return changed


def _day(told: Mapping[str, Told], codes: tuple[str, ...]) -> date | None:
    for code in codes:
        if code in told:
            return date.fromisoformat(told[code].stated)
    return None


def _planned(facts: Facts, *, actor: Actor, now: datetime, entry: Entry) -> Plan:
    step, told = facts.step, facts.told
    kept = {code: one.kept for code, one in told.items()}
    if step.what in {"lot_into_unit", "lot_out_of_unit"}:
        kept["container"] = _container(told.get("container"), step, actor, now)
        facts = replace(facts, container=kept["container"])
    if step.what == "lot_in_transaction" and "document" not in told:
        raise DocumentMissing(fields={"document": DocumentMissing.reason})
    return Plan(facts, kept, entry.telling, entry.early_reason)


def _container(told: Told | None, step: chain.Step, actor: Actor, now: datetime) -> str:
    """Return the identifier of the case or pallet; without a code a new one is drawn."""
    if told is None:
        if actor.organisation is None or step.what != "lot_into_unit":
            raise ContainerWrong(fields={"container": ContainerWrong.reason})
        unit = draw_logistic_unit(organisation=actor.organisation, actor=actor, now=now)
        return unit.identifier
    identifier = identifier_of(told.text)
    if identifier is None or classify(identifier).kind not in {Kind.LOGISTIC, Kind.INSTANCE}:
        raise ContainerWrong(fields={"container": ContainerWrong.reason})
    return identifier
