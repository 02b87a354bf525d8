"""Acts on pilots: add one, tell how it goes and what it taught."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.planning.models import Pilot
from txng.planning.services.support import agency_of
from txng.planning.vocab import PilotState


@dataclass(frozen=True)
class PilotWords:
    """What a pilot is, how it goes, what it taught."""

    title: str
    product: str
    purpose: str
    from_date: date
    to_date: date | None
    state: PilotState
    outcome: str
    lessons: str


class PilotNotRight(Refused):
    """A pilot ends after it begins."""

    status = 422
    reason = _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")


class PilotTaughtNothing(Refused):
    """A finished pilot says what it taught."""

    status = 422
    reason = _("Mô hình đã tổng kết thì ghi bài học: điều gì làm được, điều gì chưa.")


@transaction.atomic
def add_pilot(
    *, words: PilotWords, organisations: Sequence[Organisation], actor: Actor, now: datetime
) -> Pilot:
    """Add a pilot of the actor's agency."""
    _check(words)
    row = Pilot.objects.create(**asdict(words), agency=agency_of(actor), created_at=now)
    row.organisations.set(organisations)
    audit.record("planning.add_pilot", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def edit_pilot(
    *, pilot: Pilot, words: PilotWords, organisations: Sequence[Organisation], actor: Actor,
    now: datetime,
) -> Pilot:  # fmt: skip
    """Tell how a pilot goes and what it taught."""
    _check(words)
    row = Pilot.objects.select_for_update().get(pk=pilot.pk)
    changed = audit.changed(row, asdict(words)) | _changed_members(row, organisations)
    for name, value in asdict(words).items():
        setattr(row, name, value)
    row.save()
    row.organisations.set(organisations)
    audit.record("planning.edit_pilot", actor=actor, subject=row, at=now,
                 details=changed)  # fmt: skip
    return row


def _changed_members(row: Pilot, organisations: Sequence[Organisation]) -> dict[str, list[str]]:
    old, new = (
        sorted(one.name for one in some) for some in (row.organisations.all(), organisations)
    )
    return {} if old == new else {"organisations": ["; ".join(old), "; ".join(new)]}


def _check(words: PilotWords) -> None:
    ends_before = words.to_date is not None and words.to_date < words.from_date
    is_silent = words.state == PilotState.FINISHED and not words.lessons.strip()
    if ends_before:
        raise PilotNotRight(fields={"to_date": PilotNotRight.reason})
    if is_silent:
        raise PilotTaughtNothing(fields={"lessons": PilotTaughtNothing.reason})
