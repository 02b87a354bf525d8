"""Acts on inputs: keep a material, buy of it, use it in a step, write it off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.capture import supplies
from txng.capture.models import InputUse, Material, MaterialWaiting, Purchase, Step
from txng.capture.told import Told, amount_text
from txng.catalogue.measures import converted
from txng.catalogue.models import ProductGroup
from txng.catalogue.vocab import InputKind, Unit
from txng.core import audit, files
from txng.core.collation import sort_key
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.rights import demand

_THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True, kw_only=True)
class MaterialFacts:
    """What is told of a material; `waiting_days` before harvest, `low_level` in its unit."""

    name: str
    kind: InputKind
    unit: Unit
    active_substance: str = ""
    registration_number: str = ""
    maker: str = ""
    waiting_days: int | None = None
    low_level: Decimal | None = None
    is_active: bool = True


class NameTaken(Refused):
    """A material is kept once under its name, so that steps find it."""

    reason = _("Đơn vị đã có vật tư mang tên này. Hãy ghi mua thêm vào vật tư đó.")


class NotYours(supplies.NoSuchMaterial):
    """Only people of the organisation keep its store."""


@transaction.atomic
def add_input(*, facts: MaterialFacts, actor: Actor, now: datetime) -> Material:
    """Keep a new material in the organisation's store."""
    demand("capture.add_input", actor)
    if actor.organisation is None:
        raise NotYours
    columns = _columns(facts)
    try:
        with transaction.atomic():
            material = Material.objects.create(
                organisation=actor.organisation, created_at=now, **columns
            )
    except IntegrityError as error:
        raise NameTaken(fields={"name": NameTaken.reason}) from error
    audit.record("capture.add_input", actor=actor, subject=material, at=now)
    return material


class UnitInUse(Refused):
    """Amounts bought and used stand in the unit: it does not change under them."""

    reason = _("Đã ghi mua hoặc dùng theo đơn vị tính cũ nên không đổi được. Hãy thêm vật tư mới.")


@transaction.atomic
def edit_input(
    *, material: Material, facts: MaterialFacts, actor: Actor, now: datetime
) -> Material:
    """Change what is told of a material; steps recorded before keep what they told."""
    demand("capture.edit_input", actor)
    row = _locked(material, actor)
    columns = _columns(facts)
    is_used = row.purchases.exists() or row.uses.exists()
    if columns["unit"] != row.unit and is_used:
        raise UnitInUse(fields={"unit": UnitInUse.reason})
    before = {name: getattr(row, name) for name in columns}
    changed = {n: [str(before[n]), str(v)] for n, v in columns.items() if before[n] != v}
    for name, value in columns.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save(update_fields=list(columns))
    except IntegrityError as error:
        raise NameTaken(fields={"name": NameTaken.reason}) from error
    changed.pop("sort_key", None)
    audit.record("capture.edit_input", actor=actor, subject=row, at=now, details=changed)
    return row


@transaction.atomic
def set_waiting(
    *, material: Material, group: ProductGroup, days: int, actor: Actor, now: datetime
) -> MaterialWaiting:
    """Tell after how many days harvest is safe on one group of products."""
    demand("capture.edit_input", actor)
    row = _locked(material, actor)
    made, _is_new = MaterialWaiting.objects.update_or_create(
        material=row, group=group, defaults={"days": days}
    )
    details = {"group": group.code, "days": days}
    audit.record("capture.set_waiting", actor=actor, subject=row, at=now, details=details)
    return made


@dataclass(frozen=True, kw_only=True)
class PurchaseFacts:
    """What came in: how much in the material's unit, from whom, what all of it cost in đồng."""

    quantity: Decimal
    bought_date: date
    supplier: str = ""
    cost: Decimal | None = None
    batch: str = ""
    expires_date: date | None = None
    invoice: "bytes | UploadedFile[Any] | None" = None


class BoughtInFuture(Refused):
    """What has not come yet is not in the store."""

    reason = _("Ngày mua chưa tới: hãy ghi khi hàng đã về.")
    status = 422


@transaction.atomic
def buy_input(*, material: Material, facts: PurchaseFacts, actor: Actor, now: datetime) -> Purchase:
    """Put what was bought into the store."""
    demand("capture.buy_input", actor)
    row = _locked(material, actor)
    if facts.bought_date > timezone.localdate(now):
        raise BoughtInFuture(fields={"bought_date": BoughtInFuture.reason})
    kept = None
    if facts.invoice:
        name = getattr(facts.invoice, "name", None) or "hoa-don"
        kept = files.store(body=facts.invoice, name=name, kind=files.Accept.PAPER, at=now)
    bought = Purchase.objects.create(
        material=row,
        bought_date=facts.bought_date,
        supplier=tidy(facts.supplier),
        quantity=facts.quantity,
        cost=facts.cost,
        batch=tidy(facts.batch),
        expires_date=facts.expires_date,
        invoice=kept,
        recorded_by=actor.user,
        recorded_at=now,
    )
    details = {"quantity": str(facts.quantity), "row": bought.pk}
    audit.record("capture.buy_input", actor=actor, subject=row, at=now, details=details)
    return bought


class MoreThanLeft(Refused):
    """What is not in the store cannot be written off."""

    status = 422


@transaction.atomic
def write_off_input(
    *, material: Material, quantity: Decimal, reason: str, actor: Actor, now: datetime
) -> InputUse:
    """Take out of the store what was spoilt, lost, given away, or counted too high."""
    demand("capture.write_off_input", actor)
    row = _locked(material, actor)
    [supply] = supplies.supplies_of([row], today=timezone.localdate(now))
    if quantity > supply.left:
        sentence = _("Kho chỉ còn %s: không ghi giảm quá số đó được.") % amount_text(
            max(supply.left, Decimal(0)), row.unit
        )
        raise MoreThanLeft(sentence, fields={"quantity": sentence})
    use = InputUse.objects.create(
        material=row,
        quantity=quantity,
        used_at=now,
        reason=tidy(reason),
        recorded_by=actor.user,
        recorded_at=now,
    )
    details = {"quantity": str(quantity), "row": use.pk}
    audit.record("capture.write_off_input", actor=actor, subject=row, at=now, details=details)
    return use


def draw_on_store(told: Sequence[tuple[Step, Mapping[str, Told]]]) -> list[InputUse]:
    """Take out of the store what steps of the diary used; runs in the steps' transaction.

    An amount in a unit that cannot be told in the material's own is not drawn: the step keeps it.
    A step may draw more than is left: what was done was done, and the store then says what lacks.
    """
    used = [
        (step, one.kept)
        for step, values in told
        for one in values.values()
        if isinstance(one.kept, dict) and "material" in one.kept and "quantity" in one.kept
    ]
    if not used:
        return []
    known = Material.objects.in_bulk({kept["material"] for _step, kept in used})
    uses = [
        InputUse(
            material=known[kept["material"]],
            step=step,
            quantity=amount,
            used_at=step.happened_at,
            recorded_by=step.recorded_by,
            recorded_at=step.recorded_at,
        )
        for step, kept in used
        if kept["material"] in known and (amount := _amount(kept, known[kept["material"]]))
    ]
    return InputUse.objects.bulk_create(uses)


def _amount(kept: Mapping[str, object], material: Material) -> Decimal | None:
    amount = converted(Decimal(str(kept["quantity"])), str(kept["unit"]), material.unit)
    return amount.quantize(_THOUSANDTH) if amount is not None else None


def _locked(material: Material, actor: Actor) -> Material:
    """Lock the material: two people who take the last of it wait for each other."""
    row = Material.objects.select_for_update().get(pk=material.pk)
    if row.organisation_id != actor.organisation_id:
        raise NotYours
    return row


def _columns(facts: MaterialFacts) -> dict[str, object]:
    name = tidy(facts.name)
    texts = {
        n: tidy(getattr(facts, n)) for n in ("active_substance", "registration_number", "maker")
    }
    rest = {
        n: getattr(facts, n) for n in ("kind", "unit", "waiting_days", "low_level", "is_active")
    }
    return {"name": name, "sort_key": sort_key(name), **texts, **rest}
