"""Loads the indicators, targets and deadlines that ship with the room; sets targets."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.reporting.models import Deadline, Indicator, Target
from txng.reporting.queries.plan_targets import waiting

FIXTURES: Final = Path(__file__).resolve().parent.parent / "fixtures"
_SINCE: Final = date(2019, 1, 19)
"""Day of Quyết định 100/QĐ-TTg: no indicator is older."""


@transaction.atomic
def load_indicators() -> None:
    """Bring shipped indicators, targets and deadlines into the database; again changes nothing.

    An indicator already known gets the shipped words; targets and deadlines that a province set
    or ended itself stay as they are.
    """
    for facts in _read("indicators.json"):
        known = {key: value for key, value in facts.items() if key != "code"}
        Indicator.objects.update_or_create(
            code=facts["code"], defaults=known, create_defaults={**known, "valid_from": _SINCE}
        )
    numbers = dict(Indicator.objects.values_list("code", "pk"))
    Target.objects.bulk_create(
        [
            Target(
                indicator_id=numbers[facts["indicator"]],
                year=facts["year"],
                value=Decimal(facts["value"]),
                source=facts["source"],
            )
            for facts in _read("targets.json")
        ],
        ignore_conflicts=True,
    )
    Deadline.objects.bulk_create(
        [Deadline(**facts) for facts in _read("deadlines.json")], ignore_conflicts=True
    )


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FIXTURES / name).read_text("utf-8"))
    return found


class TargetNotRight(Refused):
    """A share lies between 0 and 100; a target says which plan it is from."""

    status = 422
    reason = _("Mục tiêu phần trăm phải từ 0 đến 100. Hãy xem lại con số vừa nhập.")


@transaction.atomic
def set_target(
    *, indicator: Indicator, year: int, value: Decimal, source: str, actor: Actor, now: datetime
) -> Target:
    """Set the province's own target of an indicator for a year; setting it anew changes it."""
    if value < 0 or (indicator.is_percent and value > 100):
        raise TargetNotRight(fields={"value": TargetNotRight.reason})
    row, _is_new = Target.objects.update_or_create(
        indicator=indicator,
        year=year,
        source=tidy(source),
        defaults={"value": value, "is_own": True},
    )
    details = {"year": year, "value": str(value)}
    audit.record("reporting.set_target", actor=actor, subject=indicator, at=now, details=details)
    return row


class NothingToTake(Refused):
    """No approved plan names a target that is not taken yet."""

    reason = _(
        "Các kế hoạch đã duyệt không còn mục tiêu nào chưa lấy. Nếu thiếu, hãy duyệt kế hoạch, "
        "hoặc tự đặt mục tiêu ở trang của chỉ tiêu."
    )


@transaction.atomic
def take_plan_targets(*, code: str = "", actor: Actor, now: datetime) -> int:
    """Take the targets that approved plans name, of one indicator or of all; tell how many."""
    rows = waiting(code)
    if not rows:
        raise NothingToTake
    indicators = {
        row.code: row for row in Indicator.objects.filter(code__in={r.code for r in rows})
    }
    for row in rows:
        set_target(
            indicator=indicators[row.code],
            year=row.year,
            value=row.value,
            source=row.source,
            actor=actor,
            now=now,
        )
    return len(rows)
