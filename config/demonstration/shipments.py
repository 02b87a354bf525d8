"""Goods on their way: the co-operative's pomelos, shrimps that wait, a neighbour's vegetables."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from config.demonstration import accounts
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.capture.models import Shipment
from txng.capture.services import Carried, receive, ship
from txng.capture.shipment_events import Delivery, Party
from txng.capture.stock import stock_of
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import Organisation, Place
from txng.parties.vocab import MemberRole

_MOST_TRIED = 40


def hand_over(loaded: Loaded) -> None:
    """Ship and receive a little: one with a difference, others waiting to be confirmed."""
    owner, boss = loaded.actors[accounts.OWNER], loaded.actors[accounts.COMPANY]
    shop, store = loaded.cast.of("shop")[0].row, loaded.cast.of("store")[0].row
    yesterday = loaded.today - timedelta(days=1)
    if (pomelo := _with_left(owner, 600)) is not None:
        at = moment(yesterday, 20)
        sent = _send(pomelo, owner, shop, 300, at=at, paper="PGH-TD-01")
        _come(sent, _acting(shop), at + timedelta(hours=1), less=4)
        _send(pomelo, owner, store, 200, at=at + timedelta(minutes=20), paper="PGH-TD-02")
    if (shrimp := _with_left(boss, 20)) is not None:
        _send(shrimp, boss, store, 20, at=moment(yesterday, 20, 40), paper="PGH-TD-03")
    if owner.organisation and (lot := _neighbours(owner.organisation)) is not None:
        giver = _acting(lot.product.organisation)
        _send(lot, giver, owner.organisation, 10, at=moment(yesterday, 20, 50), paper="")


def _with_left(actor: Actor, amount: int) -> Lot | None:
    lots = _fit(Lot.objects.filter(product__organisation=actor.organisation))
    return next((lot for lot in lots if _left(lot) > amount), None)


def _neighbours(own: Organisation) -> Lot | None:
    lots = _fit(Lot.objects.filter(unit="KGM").exclude(product__organisation=own))
    return next((lot for lot in lots if _left(lot) > 10), None)


def _fit(lots: QuerySet[Lot]) -> QuerySet[Lot]:
    stopped = (LotState.RECALLED, LotState.CLOSED)
    open_ones = lots.filter(quantity__isnull=False).exclude(state__in=stopped)
    return open_ones.select_related("product__organisation", "place").order_by("-id")[:_MOST_TRIED]


def _left(lot: Lot) -> Decimal:
    return stock_of([lot]).of(lot, lot.product.organisation).left


def _acting(organisation: Organisation) -> Actor:
    return Actor(organisation=organisation, role=MemberRole.RECORDER)


def _send(
    lot: Lot, actor: Actor, receiver: Organisation, amount: int, *, at: datetime, paper: str
) -> Shipment:
    delivery = Delivery(
        sender=Party(organisation=actor.organisation),
        receiver=Party(organisation=receiver),
        place=lot.place,
        at=at,
        document=paper,
        vehicle="38C-000.01",
    )
    return ship(delivery=delivery, carried=[Carried(lot, Decimal(amount))], actor=actor, now=at)


def _come(shipment: Shipment, actor: Actor, at: datetime, *, less: int) -> None:
    place = Place.objects.filter(organisation=actor.organisation).order_by("id")[:1].get()
    delivery = Delivery(
        sender=Party(organisation=shipment.sender),
        receiver=Party(organisation=actor.organisation),
        place=place,
        at=at,
    )
    lines = {line.pk: line.quantity - less for line in shipment.lines.all()}
    receive(
        shipment=shipment,
        delivery=delivery,
        quantities=lines,
        note="Dập nát khi bốc xếp",
        actor=actor,
        now=at,
    )
