"""The audit trail's one door: `record` what was done, `history` of a row."""

from collections.abc import Mapping
from datetime import datetime
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


def history(subject: models.Model) -> QuerySet[AuditEntry]:
    """Entries about one row, newest first."""
    return AuditEntry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    ).order_by("-id")
