"""Loads the chain templates and product groups that ship with the room."""

import json
from datetime import date
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.catalogue.definition import problems
from txng.catalogue.models import ChainTemplate, ProductGroup
from txng.core.errors import Refused

SINCE: Final = date(2024, 6, 1)
"""From this day the minimum data of Thông tư 02/2024/TT-BKHCN hold, which shipped chains gather."""
SHIPPED = Path(__file__).resolve().parent.parent / "fixtures"


class TemplateNotRight(Refused):
    """A definition that breaks the rules of templates.md."""

    status = 422


class TemplateVersionTaken(Refused):
    """A version never changes once lots were made by it."""

    reason = _(
        "Phiên bản này của mẫu chuỗi đã có với nội dung khác. Hãy tăng số phiên bản trong tệp."
    )


@transaction.atomic
def load_templates(folder: Path = SHIPPED, *, today: date) -> int:
    """Bring the templates and groups of a folder into the database; return how many were new.

    The first version of a chain holds since the minimum data do, for records of earlier years may
    come in; a newer one from today, and ends the one before. Twice changes nothing.
    """
    fresh = 0
    for path in sorted((folder / "chains").glob("*.json")):
        fresh += _load_template(path, today)
    groups = json.loads((folder / "groups.json").read_text("utf-8"))
    for group in groups:
        ProductGroup.objects.get_or_create(code=group["code"], defaults=group)
    return fresh


def _load_template(path: Path, today: date) -> bool:
    definition = json.loads(path.read_text("utf-8"))
    found = problems(definition)
    if found:
        raise TemplateNotRight(
            _("Mẫu chuỗi %(file)s chưa đúng.") % {"file": path.name},
            missing=[str(problem) for problem in found],
        )
    code, version = definition["code"], definition["version"]
    row = ChainTemplate.objects.filter(code=code, version=version).first()
    if row is not None:
        if row.definition != definition:
            raise TemplateVersionTaken
        return False
    before = ChainTemplate.objects.filter(code=code, valid_from__isnull=False)
    since = today if before.exists() else min(SINCE, today)
    before.filter(valid_to=None).update(valid_to=today)
    ChainTemplate.objects.create(
        code=code,
        version=version,
        name=definition["name"],
        name_en=definition["name_en"],
        standard=definition["standard"],
        definition=definition,
        valid_from=since,
    )
    return True
