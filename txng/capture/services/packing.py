"""Acts on cases and pallets: put lots and cases in, take them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.capture import queries, stock, things
from txng.capture.services.documents import capture_events
from txng.capture.services.shipments import Carried, MoreThanThereIs, NothingCarried
from txng.capture.services.steps import NotThatPlace, refuse_wrong_time
from txng.capture.shipment_events import packed
from txng.capture.told import amount_text
from txng.core import audit
from txng.core.errors import Refused
from txng.gs1.epcis.model import AggregationEvent
from txng.gs1.identifiers import canonical
from txng.identify.models import LogisticUnit, Lot
from txng.parties.actor import Actor
from txng.parties.models import Organisation, Place
from txng.parties.rights import demand


@dataclass(frozen=True, kw_only=True)
class Packing:
    """Which case or pallet, where and when."""

    unit: LogisticUnit
    place: Place
    at: datetime


class NotYourCase(Refused):
    """Only who drew its code or received it fills and empties a case."""

    reason = _("Kiện này không ở đơn vị bạn: chỉ bên đang giữ kiện mới đóng vào hay lấy ra.")
    status = 403


class CaseInItself(Refused):
    """A case does not go into itself, nor into what is in it."""

    reason = _("Một kiện không thể nằm trong chính nó. Hãy quét kiện khác.")
    status = 422


@transaction.atomic
def pack_unit(*, packing: Packing, carried: Sequence[Carried], actor: Actor, now: datetime) -> None:
    """Put lots and cases into a case or pallet; no more of a lot than the packer has."""
    demand("capture.pack_unit", actor)
    _refuse_wrong(packing, actor, now)
    lots = [(c.thing, c.quantity) for c in carried if isinstance(c.thing, Lot)]
    units = [c.thing for c in carried if isinstance(c.thing, LogisticUnit)]
    if not (lots or units) or any(quantity is None or quantity <= 0 for _lot, quantity in lots):
        raise NothingCarried
    _refuse_circles(packing.unit, units)
    amounts = [(lot.identifier, quantity or Decimal(0), lot.unit) for lot, quantity in lots]
    for lot, quantity in lots:
        _refuse_more(lot, quantity or Decimal(0), actor.organisation)
    _state(packing, units, amounts, actor=actor, now=now, is_out=False)


@transaction.atomic
def unpack_unit(*, packing: Packing, actor: Actor, now: datetime) -> None:
    """Take everything out of a case or pallet."""
    demand("capture.unpack_unit", actor)
    _refuse_wrong(packing, actor, now)
    _state(packing, [], [], actor=actor, now=now, is_out=True)


def _state(
    packing: Packing,
    units: Sequence[LogisticUnit],
    lots: Sequence[tuple[str, Decimal, str]],
    *,
    actor: Actor,
    now: datetime,
    is_out: bool,
) -> None:
    document = packed(
        parent=packing.unit.identifier,
        units=[unit.identifier for unit in units],
        lots=lots,
        place=packing.place,
        at=packing.at,
        is_out=is_out,
    )
    capture_events(document=document, actor=actor, now=now)
    act = "capture.unpack_unit" if is_out else "capture.pack_unit"
    audit.record(act, actor=actor, subject=packing.unit, at=now)


def _refuse_wrong(packing: Packing, actor: Actor, now: datetime) -> None:
    LogisticUnit.objects.select_for_update().get(pk=packing.unit.pk)
    if not stock.holds_unit(packing.unit, actor.organisation):
        raise NotYourCase
    refuse_wrong_time(packing.at, now)
    if packing.place.organisation_id != actor.organisation_id or not packing.place.is_active:
        raise NotThatPlace(fields={"place": NotThatPlace.reason})


def _refuse_circles(unit: LogisticUnit, units: Sequence[LogisticUnit]) -> None:
    wanted, asked = {one.identifier for one in units}, set[str]()
    while wanted - asked:
        if unit.identifier in wanted:
            raise CaseInItself
        events = queries.events_of(wanted - asked)
        asked |= wanted
        wanted = {
            canonical(child)
            for stored in events
            if isinstance(stored.event, AggregationEvent) and stored.is_valid
            if stored.event.parent_id and canonical(stored.event.parent_id) in asked
            for child in stored.event.child_epcs
        }


def _refuse_more(lot: Lot, quantity: Decimal, packer: Organisation | None) -> None:
    locked = Lot.objects.select_for_update(of=("self",)).select_related("product__organisation")
    row = locked.get(pk=lot.pk)
    things.refuse_stopped(row)
    free = stock.free_of(row, packer)
    if quantity > free:
        raise MoreThanThereIs(
            _("Lô %(lot)s: đóng %(wanted)s nhưng ngoài các kiện chỉ còn %(left)s.")
            % {
                "lot": row.code,
                "wanted": amount_text(quantity, row.unit),
                "left": amount_text(max(free, Decimal(0)), row.unit),
            }
        )
