"""Fixes figures for ever: a snapshot of a request's consolidation or of a finished report."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from django.db import transaction
from django.db.models import Max

from txng.core import audit
from txng.parties.actor import Actor
from txng.reporting.models import DataRequest, Report, Snapshot
from txng.reporting.queries.consolidation import as_content, consolidated


@transaction.atomic
def take_snapshot(*, request: DataRequest, reason: str, actor: Actor, now: datetime) -> Snapshot:
    """Keep the consolidation of a request as it stands, under the next number."""
    content = as_content(consolidated(request))
    return keep(content=content, reason=reason, actor=actor, now=now, request=request)


def keep(
    *,
    content: Mapping[str, Any],
    reason: str,
    actor: Actor,
    now: datetime,
    request: DataRequest | None = None,
    report: Report | None = None,
) -> Snapshot:
    """Append a snapshot of a request or a report; exactly one of the two is given."""
    of = Snapshot.objects.filter(request=request, report=report)
    last = of.aggregate(last=Max("number"))["last"] or 0
    row = Snapshot.objects.create(
        request=request,
        report=report,
        number=last + 1,
        reason=reason[:500],
        content=dict(content),
        digest=digest_of(content),
        taken_by=actor.user,
        taken_at=now,
    )
    audit.record("reporting.take_snapshot", actor=actor, subject=row, at=now)
    return row


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a content written with sorted keys."""
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()
