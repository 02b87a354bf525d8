"""The audit trail's one door: `record` what was done, `history` of a row."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Protocol

from django.db import models
from django.db.models import QuerySet

from txng.core.models import AuditEntry


class Doer(Protocol):
    """Whoever acts: enough to be named in the trail."""

    @property
    def actor_id(self) -> int | None:
        """Row number of the person, if a person acts."""

    @property
    def actor_name(self) -> str:
        """Name to show in the trail."""

    @property
    def organisation_id(self) -> int | None:
        """Row number of the organisation acted for."""


def record(
    action: str,
    *,
    actor: Doer,
    subject: models.Model,
    at: datetime,
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Append one entry. `action` is `room.act`; `details` holds plain JSON values, no secrets."""
    return AuditEntry.objects.create(
        action=action,
        actor_id=actor.actor_id,
        actor_name=actor.actor_name,
        organisation_id=actor.organisation_id,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        details=dict(details or {}),
        at=at,
    )


def record_many(
    action: str,
    *,
    actor: Doer,
    subjects: Sequence[models.Model],
    at: datetime,
    details: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Append the same act on many rows at once, as when a file brings them in.

    `details`, where there are any, stand in the order of the subjects.
    """
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                action=action,
                actor_id=actor.actor_id,
                actor_name=actor.actor_name,
                organisation_id=actor.organisation_id,
                subject_type=subject._meta.label_lower,
                subject_id=str(subject.pk),
                details=dict(told or {}),
                at=at,
            )
            for subject, told in zip_longest(subjects, details)
        ]
    )


HIDDEN = "•••"
"""Stands for personal data: that it changed is told, what it was is not."""


def changed(
    row: models.Model, columns: Mapping[str, Any], *, personal: Collection[str] = ()
) -> dict[str, list[str]]:
    """Return what setting `columns` will change on a row: field → [old, new], as people read it.

    Call it before they are set. Of `personal` fields only the fact is kept, never the content.
    """
    found = {}
    for name, value in columns.items():
        field = row._meta.get_field(name)
        old, new = (_words(field, one) for one in (getattr(row, name), value))
        if old != new:
            found[name] = [HIDDEN, HIDDEN] if name in personal else [old, new]
    return found


def _words(field: Any, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return "…"
    labels = dict(getattr(field, "flatchoices", ()) or ())
    return str(labels.get(value, value))[:500]


def history(subject: models.Model) -> QuerySet[AuditEntry]:
    """Entries about one row, newest first."""
    return AuditEntry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    ).order_by("-id")


def histories(named: Mapping[models.Model, str], most: int = 20) -> list[AuditEntry]:
    """Entries about several rows of one kind, newest first, each with its row's name as `about`."""
    if not named:
        return []
    names = {str(row.pk): name for row, name in named.items()}
    kind = next(iter(named))._meta.label_lower
    found = AuditEntry.objects.filter(subject_type=kind, subject_id__in=names).order_by("-id")
    entries = list(found[:most])
    for entry in entries:
        entry.about = names[entry.subject_id]  # type: ignore[attr-defined]
    return entries
