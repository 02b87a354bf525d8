"""Acts on drafts of chain templates: start, change step by step, import, publish, discard."""

import copy
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue import queries
from txng.catalogue.definition import problems
from txng.catalogue.models import ChainTemplate
from txng.catalogue.services.template import TemplateNotRight
from txng.core import audit
from txng.core.errors import Refused
from txng.parties.actor import Actor

_MOST_BYTES = 1_000_000
Definition = dict[str, Any]


class DraftThere(Refused):
    """A chain has one draft at a time."""

    reason = _("Mẫu chuỗi này đang có một bản thảo. Hãy ban hành hoặc bỏ bản thảo đó trước.")


@transaction.atomic
def start_template(*, template: ChainTemplate, actor: Actor, now: datetime) -> ChainTemplate:
    """Open a draft of the next version, beginning with what one version says."""
    definition = copy.deepcopy(template.definition)
    return _new_draft(definition, "catalogue.start_template", actor=actor, now=now)


def _new_draft(definition: Definition, act: str, *, actor: Actor, now: datetime) -> ChainTemplate:
    code = str(definition["code"])
    versions = ChainTemplate.objects.select_for_update().filter(code=code)
    if any(row.valid_from is None for row in versions):
        raise DraftThere
    definition["version"] = max((row.version for row in versions), default=0) + 1
    row = ChainTemplate.objects.create(
        code=code, version=definition["version"], definition=definition, **_columns(definition)
    )
    audit.record(act, actor=actor, subject=row, at=now)
    return row


def _columns(definition: Definition) -> dict[str, str]:
    return {name: str(definition.get(name, ""))[:120] for name in ("name", "name_en", "standard")}


class NotATemplate(Refused):
    """A file of a template is JSON with at least a code."""

    status = 422
    reason = _("Tệp này không phải mẫu chuỗi: cần tệp JSON do chức năng “Tải tệp mẫu” tạo ra.")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


@transaction.atomic
def import_template(*, body: bytes, actor: Actor, now: datetime) -> ChainTemplate:
    """Open a draft from a file; what is wrong in it is shown on the draft, not refused."""
    try:
        text = body[: _MOST_BYTES + 1].decode("utf-8-sig")
        found = json.loads(text, parse_constant=_refuse_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotATemplate(fields={"file": NotATemplate.reason}) from error
    is_shaped = (
        len(body) <= _MOST_BYTES
        and "\\u0000" not in text
        and isinstance(found, dict)
        and isinstance(found.get("code"), str)
        and 0 < len(found["code"]) <= 60
        and found["code"].replace("-", "").isalnum()
        and isinstance(found.get("steps"), list)
        and all(isinstance(s, dict) and isinstance(s.get("fields"), list) for s in found["steps"])
        and all(isinstance(f, dict) for s in found["steps"] for f in s["fields"])
    )
    if not is_shaped:
        raise NotATemplate(fields={"file": NotATemplate.reason})
    return _new_draft(found, "catalogue.import_template", actor=actor, now=now)


class NoDraftAnyMore(Refused):
    """A published version never changes: lots were made by it."""

    reason = _("Bản này đã ban hành nên không sửa được. Hãy mở bản mới từ nó.")


@transaction.atomic
def edit_template(
    *,
    template: ChainTemplate,
    change: Callable[[Definition], None],
    actor: Actor,
    now: datetime,
) -> ChainTemplate:
    """Change a draft by a function on its definition; code and version stay."""
    row = _draft(template)
    definition = copy.deepcopy(row.definition)
    change(definition)
    definition["code"], definition["version"] = row.code, row.version
    changed = {**audit.changed(row, _columns(definition)), "said": _said(row, definition)}
    row.definition = definition
    for name, value in _columns(definition).items():
        setattr(row, name, value)
    row.save(update_fields=["definition", "name", "name_en", "standard"])
    audit.record("catalogue.edit_template", actor=actor, subject=row, at=now, details=changed)
    return row


def _said(row: ChainTemplate, definition: Definition) -> list[str]:
    """Return which steps and fields a change touches, in words."""
    changes = queries.compare_templates(row, ChainTemplate(definition=definition))
    return [f"{one.what} “{one.name}”: {'; '.join(one.details)}".rstrip(": ") for one in changes]


def _draft(template: ChainTemplate) -> ChainTemplate:
    row = ChainTemplate.objects.select_for_update().get(pk=template.pk)
    if row.valid_from is not None:
        raise NoDraftAnyMore
    return row


class PublishedTooEarly(Refused):
    """A version holds from today or later, after the one before began."""

    status = 422
    reason = _("Ngày áp dụng phải từ hôm nay trở đi và sau ngày áp dụng của bản trước.")


@transaction.atomic
def publish_template(
    *, template: ChainTemplate, valid_from: date, actor: Actor, now: datetime
) -> ChainTemplate:
    """Let a draft hold from a day: from then on new products choose it, and the old version ends.

    Lots keep the version under which their product stands; what was recorded keeps its own.
    Refuses a definition that breaks the rules of templates.md, with every fault.
    """
    row = _draft(template)
    found = problems(row.definition)
    if found:
        raise TemplateNotRight(
            _("Bản thảo còn chỗ chưa đúng, chưa ban hành được."),
            missing=[problem.in_words(row.definition) for problem in found],
        )
    before = ChainTemplate.objects.filter(
        code=row.code, valid_to=None, valid_from__isnull=False
    ).first()
    began = before.valid_from if before else None
    if valid_from < timezone.localdate(now) or (began and valid_from <= began):
        raise PublishedTooEarly(fields={"valid_from": PublishedTooEarly.reason})
    if before is not None:
        before.valid_to = valid_from
        before.save(update_fields=["valid_to"])
    row.valid_from = valid_from
    row.save(update_fields=["valid_from"])
    audit.record("catalogue.publish_template", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def discard_template(*, template: ChainTemplate, actor: Actor, now: datetime) -> None:
    """Throw a draft away."""
    row = _draft(template)
    details = {"code": row.code, "version": row.version}
    audit.record("catalogue.discard_template", actor=actor, subject=row, at=now, details=details)
    row.delete()
