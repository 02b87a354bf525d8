"""What officers read of chain templates: versions, drafts, what changed between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.chain_words import PARTS, value_in_words
from txng.catalogue.models import ChainTemplate, Product
from txng.catalogue.queries.product import products_seen_by
from txng.core.errors import NotFound
from txng.core.search import like
from txng.parties.actor import Actor


def template_versions() -> QuerySet[ChainTemplate]:
    """Return all versions of all chains, the newest of each first, with their products counted."""
    return ChainTemplate.objects.annotate(product_count=Count("products")).order_by(
        "name", "code", "-version", "id"
    )


class NoSuchTemplate(NotFound):
    """There is no such version."""

    reason = _("Không tìm thấy bản này của mẫu chuỗi.")


def template(template_id: int) -> ChainTemplate:
    """Return one version."""
    found = ChainTemplate.objects.filter(pk=template_id).first()
    if found is None:
        raise NoSuchTemplate
    return found


def step_at(found: ChainTemplate, position: int) -> dict[str, Any]:
    """Return a step of a version by its place, from 0."""
    steps = found.definition.get("steps", [])
    if not 0 <= position < len(steps):
        raise NoSuchTemplate
    return dict(steps[position])


def field_at(found: ChainTemplate, position: int, place: int) -> dict[str, Any]:
    """Return a field of a step by its place, from 0."""
    fields = step_at(found, position)["fields"]
    if not 0 <= place < len(fields):
        raise NoSuchTemplate
    return dict(fields[place])


def is_in_force(found: ChainTemplate, *, on: date) -> bool:
    """Say whether a version holds on a day."""
    begun = found.valid_from is not None and found.valid_from <= on
    return begun and (found.valid_to is None or found.valid_to > on)


def newer_version(found: ChainTemplate, *, on: date | None = None) -> ChainTemplate | None:
    """Return the version in force of the same chain when it is newer than this one."""
    day = on or timezone.localdate()
    newer = ChainTemplate.objects.filter(code=found.code, version__gt=found.version)
    in_force = newer.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)
    return in_force.order_by("-version").first()


def products_on_older(to: ChainTemplate, *, actor: Actor, text: str = "") -> QuerySet[Product]:
    """Return products that an actor may see and that stand under older versions of a chain."""
    found = products_seen_by(actor).filter(
        template__code=to.code, template__version__lt=to.version, template__valid_from__isnull=False
    )
    if text:
        found = found.filter(like(text, "name", "gtin", "organisation__name"))
    return found.select_related("organisation", "template").order_by("sort_key", "id")


@dataclass(frozen=True)
class TemplateChange:
    """What became of one step: its name, and sentences on what came, went or changed in it."""

    name: str
    what: str
    details: Sequence[str]


def compare_templates(old: ChainTemplate, new: ChainTemplate) -> list[TemplateChange]:
    """Compare two versions step by step, and field by field within a step (by their codes)."""
    before = {step.get("code"): step for step in old.definition["steps"]}
    after = {step.get("code"): step for step in new.definition["steps"]}
    changes = [
        TemplateChange(str(step.get("name")), str(_("Bước mới")), [])
        for code, step in after.items()
        if code not in before
    ]
    changes += [
        TemplateChange(str(step.get("name")), str(_("Bước bị bỏ")), [])
        for code, step in before.items()
        if code not in after
    ]
    for code, step in after.items():
        if code in before and step != before[code]:
            changes.append(
                TemplateChange(
                    str(step.get("name")), str(_("Bước đổi")), _differences(before[code], step)
                )
            )
    return changes


def _differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    before = {field.get("code"): field for field in old["fields"]}
    after = {field.get("code"): field for field in new["fields"]}
    said = [str(_("thêm mục “%s”") % after[c].get("label")) for c in after if c not in before]
    said += [str(_("bỏ mục “%s”") % before[c].get("label")) for c in before if c not in after]
    said += [
        str(_("đổi mục “%s”") % after[c].get("label"))
        for c in after
        if c in before and after[c] != before[c]
    ]
    said += [
        f"{PARTS.get(name, name)}: {value_in_words(name, old.get(name))} → "
        f"{value_in_words(name, new.get(name))}"
        for name in new
        if name != "fields" and new.get(name) != old.get(name)
    ]
    return said


@dataclass(frozen=True)
class OlderVersion:
    """An older version that products still stand under: how many, and what would change."""

    template: ChainTemplate
    count: int
    changes: Sequence[TemplateChange]


def older_in_use(to: ChainTemplate, *, actor: Actor) -> list[OlderVersion]:
    """Return the older versions of a chain in use, newest first, as far as an actor may see."""
    rows = products_on_older(to, actor=actor).order_by()
    counted = dict(
        rows.values_list("template").annotate(n=Count("pk")).values_list("template", "n")
    )
    found = ChainTemplate.objects.filter(pk__in=counted).order_by("-version")
    return [OlderVersion(one, counted[one.pk], compare_templates(one, to)) for one in found]
