"""Acts on places: add, edit."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.core.many import each, made, only
from txng.core.search import tidy
from txng.gs1.identifiers import key64
from txng.gs1.keys import Gln
from txng.parties import own_scheme
from txng.parties.actor import Actor
from txng.parties.facts import PlaceFacts
from txng.parties.models import Organisation, Place, PlaceAlias
from txng.parties.vocab import OrganisationKind, PlaceKind


class PlaceAlreadyRegistered(Refused):
    """A GLN names one place only."""

    reason = _(
        "GLN này đã được khai cho một địa điểm khác. Mỗi địa điểm cần một GLN riêng: "
        "hãy kiểm tra lại số, hoặc để trống để hệ thống cấp mã của tỉnh."
    )


def add_place(
    *, organisation: Organisation, facts: PlaceFacts, actor: Actor, now: datetime
) -> Place:
    """Add a place, named by its GLN (414) or by an identifier of the province's own scheme."""
    return only(add_places(organisation=organisation, facts=[facts], actor=actor, now=now))


@transaction.atomic
def add_places(
    *, organisation: Organisation, facts: Sequence[PlaceFacts], actor: Actor, now: datetime
) -> list[Place | Refused]:
    """Add places at once; each is made by the rules of `add_place` or returned with why not."""

    def new(one: PlaceFacts) -> Place:
        _refuse_wrong_parent(one, organisation, None)
        identifier = f"https://id.gs1.org/414/{one.gln}" if one.gln else own_scheme.draw("loc")
        named = {"identifier": identifier, "key": key64(identifier), "gln": str(one.gln or "")}
        return Place(organisation=organisation, **named, **_columns(one))

    known = _known_glns(str(one.gln) for one in facts if one.gln)

    def claim(row: Place) -> Place:
        _refuse_known(row.gln, known)
        known.add(row.gln)
        return row

    found = each(claim, each(new, facts))
    Place.objects.bulk_create(made(found))
    audit.record_many("parties.add_place", actor=actor, subjects=made(found), at=now)
    return found


class PlaceKeepsItsCode(Refused):
    """Events name the place by its identifier, so it never changes."""

    reason = _(
        "Mã của địa điểm đã có trong nhật ký nên không đổi được. "
        "Hãy ngừng dùng địa điểm này và thêm địa điểm mới với GLN mới."
    )


@transaction.atomic
def edit_place(
    *, place: Place, facts: PlaceFacts, is_active: bool, actor: Actor, now: datetime
) -> Place:
    """Change what is told about a place, but never its identifier."""
    row = Place.objects.select_for_update().get(pk=place.pk)
    if str(facts.gln or "") != row.gln:
        raise PlaceKeepsItsCode(fields={"gln": PlaceKeepsItsCode.reason})
    _refuse_wrong_parent(facts, row.organisation, row)
    columns = {**_columns(facts), "is_active": is_active}
    changed = audit.changed(row, columns, personal=_personal(row))
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    audit.record("parties.edit_place", actor=actor, subject=row, at=now, details=changed)
    return row


class AreaCodeWrong(Refused):
    """A growing-area or packing-house code has the form that the agency gives it."""

    status = 422
    reason = _(
        "Mã này chưa đúng dạng mà cơ quan cấp: hãy ghi như trên quyết định, ví dụ VN-TN-0015."
    )


def area_code(text: str, field: str) -> str:
    """Return a growing-area or packing-house code as the settings' pattern has it, in capitals."""
    code = "".join(text.split()).upper()
    if code and not re.fullmatch(settings.TXNG_AREA_CODE_PATTERN, code):
        raise AreaCodeWrong(fields={field: AreaCodeWrong.reason})
    return code


class ParentWrong(Refused):
    """A plot stands inside a farm of the same organisation, a farm inside nothing."""

    status = 422
    reason = _("Chỉ đặt được lô đất, ao, chuồng vào trong một trang trại của chính đơn vị.")


def _refuse_wrong_parent(facts: PlaceFacts, owner: Organisation, row: Place | None) -> None:
    parent = facts.parent
    if parent is None:
        return
    is_farm = parent.kind == PlaceKind.FARM and parent.organisation_id == owner.pk
    if not is_farm or facts.kind == PlaceKind.FARM or parent == row:
        raise ParentWrong(fields={"parent": ParentWrong.reason})


def _personal(row: Place) -> tuple[str, ...]:
    """Where a household lives is its own affair: that it changed is told, not from what."""
    is_household = row.organisation.kind == OrganisationKind.HOUSEHOLD
    return ("address", "latitude", "longitude", "outline") if is_household else ()


def _columns(facts: PlaceFacts) -> dict[str, object]:
    return {
        "kind": facts.kind,
        "name": tidy(facts.name),
        "growing_area_code": area_code(facts.growing_area_code, "growing_area_code"),
        "packing_house_code": area_code(facts.packing_house_code, "packing_house_code"),
        "address": tidy(facts.address),
        "unit": facts.unit,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "area_m2": facts.area_m2,
        "outline": facts.outline,
        "parent": facts.parent,
    }


class HasGln(Refused):
    """A place moves to GS1 once."""

    reason = _("Địa điểm này đã có GLN. GLN không đổi sang GLN khác.")


@transaction.atomic
def move_to_gln(*, place: Place, gln: Gln, actor: Actor, now: datetime) -> Place:
    """Name a place of the province's own scheme by a GLN from now on.

    Its old identifier stays an alias: events of before still belong to it.
    """
    row = Place.objects.select_for_update().get(pk=place.pk)
    if row.gln:
        raise HasGln(fields={"gln": HasGln.reason})
    _refuse_known(str(gln), _known_glns([str(gln)]))
    before = row.identifier
    PlaceAlias.objects.create(place=row, identifier=before, replaced_at=now)
    row.identifier, row.gln = f"https://id.gs1.org/414/{gln}", str(gln)
    row.key = key64(row.identifier)
    row.save(update_fields=["identifier", "gln", "key"])
    details = {"before": before, "gln": row.gln}
    audit.record("parties.move_to_gln", actor=actor, subject=row, at=now, details=details)
    return row


def _known_glns(glns: Iterable[str]) -> set[str]:
    return set(Place.objects.filter(gln__in=list(glns)).values_list("gln", flat=True))


def _refuse_known(gln: str, known: set[str]) -> None:
    if gln and gln in known:
        raise PlaceAlreadyRegistered(fields={"gln": PlaceAlreadyRegistered.reason})
