"""What an organisation has of its inputs: materials, what is left of each, what a step used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from txng.capture import queries
from txng.capture.chain import Step as ChainStep
from txng.capture.chain import step_of
from txng.capture.models import InputUse, Material, MaterialWaiting, Purchase, Step
from txng.capture.told import ToldWrong, Used, amount_text
from txng.catalogue.models import ProductGroup
from txng.catalogue.vocab import HAVE_WAITING
from txng.core.errors import NotFound
from txng.core.models import StoredFile
from txng.core.search import like, tidy
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.queries import organisations_seen_by

_SUPPLIES: Final = (Path(__file__).parent / "sql" / "supplies.sql").read_text()
WAITS: Final = ("interval_days", "withdrawal_days")
"""Fields of steps that tell after how many days harvest or slaughter is safe."""


@dataclass(frozen=True)
class Supply:
    """What is left of one material, in its unit; `cost` is what was paid for `priced` of it."""

    material: Material
    bought: Decimal = Decimal(0)
    used: Decimal = Decimal(0)
    cost: Decimal | None = None
    priced: Decimal = Decimal(0)
    next_expiry: date | None = None

    @cached_property
    def left(self) -> Decimal:
        """What is left; below zero when more was used than was ever told to have come in."""
        return self.bought - self.used

    @property
    def short(self) -> Decimal:
        """How much more was used than came in."""
        return max(-self.left, Decimal(0))

    @property
    def is_low(self) -> bool:
        """Say whether it is time to buy."""
        return self.material.low_level is not None and self.left <= self.material.low_level

    @property
    def price(self) -> Decimal | None:
        """Mean price of one unit, in đồng; None when no purchase tells its cost."""
        return self.cost / self.priced if self.cost is not None and self.priced else None


def supplies_of(materials: Sequence[Material], *, today: date) -> list[Supply]:
    """Return what is left of each material, in their order, by one statement."""
    if not materials:
        return []
    with connection.cursor() as cursor:
        numbers = [material.pk for material in materials]
        cursor.execute(_SUPPLIES, {"materials": numbers, "today": today})
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    return [Supply(material, *rows[material.pk]) for material in materials]


def low_supplies(organisation: Organisation, *, today: date) -> list[Supply]:
    """Return materials in use of which too little is left, or less than nothing."""
    kept = Material.objects.filter(organisation=organisation, is_active=True)
    found = supplies_of(list(kept.order_by("sort_key", "id")), today=today)
    return [supply for supply in found if supply.short or supply.is_low]


def find_materials(*, actor: Actor, text: str = "", kind: str = "") -> QuerySet[Material]:
    """Return the materials of the actor's own organisation, in use, by name."""
    found = Material.objects.filter(organisation=actor.organisation, is_active=True)
    if text:
        found = found.filter(like(text, "name", "active_substance", "registration_number"))
    if kind:
        found = found.filter(kind=kind)
    return found.order_by("sort_key", "id")


class NoSuchMaterial(NotFound):
    """There is none, or none of an organisation that the actor may read."""

    reason = _("Không tìm thấy vật tư này, hoặc vật tư của đơn vị khác.")


def material_for(*, actor: Actor, material_id: int) -> Material:
    """Return a material of the actor's own organisation; fetching is the access check."""
    found = Material.objects.filter(pk=material_id, organisation=actor.organisation).first()
    if found is None or actor.is_agency or actor.organisation is None:
        raise NoSuchMaterial
    return found


def purchases_of(material: Material) -> QuerySet[Purchase]:
    """Return what came in of a material, newest first."""
    return (
        Purchase.objects.filter(material=material)
        .select_related("recorded_by")
        .order_by("-bought_date", "-id")
    )


class NoSuchInvoice(NotFound):
    """There is no such purchase of an organisation that the actor may read, or no paper to it."""

    reason = _("Không tìm thấy giấy tờ này, hoặc giấy tờ của đơn vị khác.")


def invoice_for(*, actor: Actor, purchase_id: int) -> StoredFile:
    """Return the paper of a purchase of an organisation whose record the actor may read whole."""
    seen = organisations_seen_by(actor)
    bought = (
        Purchase.objects.filter(pk=purchase_id, material__organisation__in=seen)
        .select_related("invoice")
        .first()
    )
    if bought is None or bought.invoice is None:
        raise NoSuchInvoice
    return bought.invoice


def waitings_of(material: Material) -> QuerySet[MaterialWaiting]:
    """Return the waiting times of a material by group of products."""
    return (
        MaterialWaiting.objects.filter(material=material)
        .select_related("group")
        .order_by("group__name", "id")
    )


@dataclass(frozen=True)
class UseTold:
    """One use as a page shows it; `is_void` when the step was declared wrong."""

    use: InputUse
    name: str
    is_void: bool


def uses_told(material: Material, most: int = 50) -> list[UseTold]:
    """Return the last uses of a material with the steps that made them, in two statements."""
    uses = list(uses_of(material)[:most])
    wrong = queries.declared_wrong(use.step.event_row for use in uses if use.step)
    return [
        UseTold(
            use,
            step_of(use.step.template.definition, use.step.code).name if use.step else use.reason,
            use.step is not None and use.step.event_row in wrong,
        )
        for use in uses
    ]


def uses_of(material: Material) -> QuerySet[InputUse]:
    """Return what went out of a material, newest first."""
    return (
        InputUse.objects.filter(material=material)
        .select_related("step__lot__product", "step__template", "recorded_by")
        .order_by("-used_at", "-id")
    )


def uses_on_lots(lot_ids: Sequence[int]) -> QuerySet[InputUse]:
    """Return what was used on lots, with the material, in order of time."""
    return (
        InputUse.objects.filter(step__lot__in=lot_ids)
        .select_related("material", "step")
        .order_by("used_at", "id")
    )


def offered(organisation: Organisation, kinds: Sequence[str]) -> list[str]:
    """Return names of the organisation's materials of these kinds, for a form to offer."""
    kept = Material.objects.filter(organisation=organisation, is_active=True, kind__in=kinds)
    return list(kept.order_by("sort_key", "id").values_list("name", flat=True))


def waiting_days(material: Material, group: ProductGroup | None) -> int | None:
    """Return how many days harvest waits after a material on products of a group.

    The group's own time counts, else that of the nearest group above it, else the general one;
    None when nobody has told any.
    """
    told = dict(MaterialWaiting.objects.filter(material=material).values_list("group_id", "days"))
    while group is not None:
        if group.pk in told:
            return told[group.pk]
        group = group.parent if told else None
    return material.waiting_days


class WaitingShorter(ToldWrong):
    """A step may not tell a shorter waiting time than its material's."""


def with_materials(
    step: ChainStep,
    given: Mapping[str, Any],
    *,
    organisation: Organisation,
    group: ProductGroup,
    shelf: "Shelf | None" = None,
) -> dict[str, Any]:
    """Find the materials that a step's inputs name, and complete what they tell of themselves.

    A name is looked up in the organisation's store, in any letter case; with a `shelf` once for
    many entries. The active substance and the waiting time that were left out are the material's.
    Raises ToldWrong when a pesticide's or medicine's waiting time is told by nobody, or told
    shorter than the material has it.
    """
    told = dict(given)
    shelf = shelf or Shelf(organisation)
    for field in step.fields:
        value = told.get(field.code)
        if field.type != "input" or value in (None, ""):
            continue
        used = value if isinstance(value, Used) else Used(str(value))
        material = shelf.found(used)
        if material is not None:
            told[field.code] = Used(
                material.name, material.pk, used.quantity, used.unit or material.unit
            )
            if "active_ingredient" in step.field_of and not told.get("active_ingredient"):
                told["active_ingredient"] = material.active_substance
        else:
            told[field.code] = used._replace(material=None, unit=used.unit or field.unit)
        known = shelf.days(material, group) if material else None
        needs = set(field.kinds) <= HAVE_WAITING or (material and material.kind in HAVE_WAITING)
        _tell_waiting(step, told, known, needs=bool(needs))
    return told


class Shelf:
    """An organisation's materials as entries name them, each looked up once."""

    def __init__(self, organisation: Organisation) -> None:
        """Nothing is looked up before it is asked for."""
        self._own = Material.objects.filter(organisation=organisation)
        self._found: dict[int | str, Material | None] = {}
        self._days: dict[tuple[int, int | None], int | None] = {}

    def found(self, used: Used) -> Material | None:
        """Return the material of a row number, else that of a name which is in use."""
        asked = used.material if used.material is not None else tidy(used.name)
        if asked not in self._found:
            named = self._own.filter(is_active=True, name__iexact=asked).order_by("id")
            rows = self._own.filter(pk=asked) if isinstance(asked, int) else named
            self._found[asked] = rows.first()
        return self._found[asked]

    def days(self, material: Material, group: ProductGroup | None) -> int | None:
        """Return how many days harvest waits, as `waiting_days` says."""
        asked = material.pk, group.pk if group else None
        if asked not in self._days:
            self._days[asked] = waiting_days(material, group)
        return self._days[asked]


def _tell_waiting(step: ChainStep, told: dict[str, Any], known: int | None, *, needs: bool) -> None:
    """Fill in the waiting time, or refuse to go on without one."""
    code = next((name for name in WAITS if name in step.field_of), None)
    if code is None:
        return
    said = told.get(code)
    if said in (None, ""):
        if known is not None:
            told[code] = known
        elif needs:
            raise ToldWrong(fields={code: _("Hãy ghi số ngày cách ly theo nhãn của vật tư.")})
    elif known is not None and _is_less(said, known):
        sentence = _("Vật tư này đã khai cách ly %s ngày: không ghi ngắn hơn.") % known
        raise WaitingShorter(fields={code: sentence})


def lacking_after(step: Step, *, today: date) -> list[str]:
    """Say of which materials a recorded step used more than the store is known to have had."""
    used = Material.objects.filter(uses__step=step).distinct().order_by("sort_key", "id")
    return [
        _("Kho không đủ “%(name)s”: thiếu %(amount)s. Hãy ghi lần mua còn thiếu.")
        % {"name": supply.material.name, "amount": amount_text(supply.short, supply.material.unit)}
        for supply in supplies_of(list(used), today=today)
        if supply.short
    ]


def _is_less(said: Any, known: int) -> bool:
    try:
        return float(said) < known
    except ValueError:
        return False
