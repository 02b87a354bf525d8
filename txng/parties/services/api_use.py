"""Counts what machines ask: so many requests a minute and no more, and the sums of each day."""

from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.parties.models import ApiKey

_COUNT: Final = """
with gone as (
    delete from parties_api_window where key_id = %(key)s and minute < %(minute)s
)
insert into parties_api_window (key_id, minute, requests)
values (%(key)s, %(minute)s, 1)
on conflict (key_id, minute) do update set requests = parties_api_window.requests + 1
returning requests
"""
_NOTE: Final = """
insert into parties_api_use
    (api_key_id, behalf_id, day, endpoint, requests, errors, last_status, last_at)
values (%(key)s, %(behalf)s, %(day)s, %(endpoint)s, 1, %(error)s, %(status)s, %(now)s)
on conflict (api_key_id, day, endpoint, behalf_id) do update
set requests = parties_api_use.requests + 1,
    errors = parties_api_use.errors + excluded.errors,
    last_status = excluded.last_status,
    last_at = excluded.last_at
"""
asking: ContextVar[ApiKey | None] = ContextVar("asking", default=None)
"""The key of the request that is being answered; the middleware counts it."""
acting_for: ContextVar[int | None] = ContextVar("acting_for", default=None)
"""Row number of the organisation for which a provider's key acts in this request."""


class TooManyRequests(Refused):
    """A key asks more often than it may; the answer says when to come again (RFC 6585)."""

    status = 429


def admit(key: ApiKey, *, now: datetime) -> None:
    """Let a request in, or refuse it when the key's minute is full; one statement.

    The table is unlogged: counts of a minute need not outlive a crash of the database.
    """
    asking.set(key)
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key.pk, "minute": minute})
        [(asked,)] = cursor.fetchall()
    if asked > key.rate_limit:
        raise TooManyRequests(
            _("Khoá này chỉ được gọi %(limit)s lần mỗi phút. Hãy chờ %(wait)s giây rồi gửi lại.")
            % {"limit": key.rate_limit, "wait": seconds_left(now)}
        )


def seconds_left(now: datetime) -> int:
    """Return after how many seconds the next minute begins."""
    return 60 - now.second


def note_use(key: ApiKey, *, endpoint: str, status: int, now: datetime) -> None:
    """Add an answered request to its day; one statement."""
    told: dict[str, Any] = {
        "key": key.pk,
        "behalf": acting_for.get(),
        "day": now.date(),
        "endpoint": endpoint[:80],
        "error": int(status >= 400),
        "status": status,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, told)
