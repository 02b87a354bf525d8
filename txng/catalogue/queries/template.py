"""What officers read of chain templates: versions, drafts, what changed between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import ChainTemplate
from txng.core.errors import NotFound


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
        f"{name}: {old.get(name)} → {new.get(name)}"
        for name in new
        if name != "fields" and new.get(name) != old.get(name)
    ]
    return said
