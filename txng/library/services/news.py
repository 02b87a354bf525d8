"""Acts on news: write, change, publish now or at a time, withdraw."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core import audit, files
from txng.core.errors import Refused
from txng.core.files import Accept
from txng.core.search import tidy
from txng.library.facts import NewsFacts
from txng.library.models import News
from txng.parties.actor import Actor


@transaction.atomic
def add_news(
    *,
    facts: NewsFacts,
    actor: Actor,
    now: datetime,
    picture: "bytes | UploadedFile[Any] | None" = None,
    is_demonstration: bool = False,
) -> News:
    """Write a piece of news; it is a draft until it is published."""
    row = News.objects.create(
        **_columns(facts),
        organisation=actor.organisation,
        is_demonstration=is_demonstration,
        created_at=now,
        changed_at=now,
    )
    _set_picture(row, picture, now)
    audit.record("library.add_news", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def edit_news(
    *,
    news: News,
    facts: NewsFacts,
    actor: Actor,
    now: datetime,
    picture: "bytes | UploadedFile[Any] | None" = None,
) -> News:
    """Change a piece of news; what is public shows the change at once."""
    row = News.objects.select_for_update().get(pk=news.pk)
    changed = audit.changed(row, _columns(facts))
    fresh = {**_columns(facts), "changed_at": now}
    for name, value in fresh.items():
        setattr(row, name, value)
    row.save(update_fields=list(fresh))
    _set_picture(row, picture, now)
    audit.record("library.edit_news", actor=actor, subject=row, at=now, details=changed)
    return row


class TimeHasPassed(Refused):
    """News is scheduled ahead."""

    status = 422
    reason = _("Giờ đăng đã qua. Hãy chọn một giờ sắp tới, hoặc để trống để đăng ngay.")


class AlreadyPublic(Refused):
    """What everybody reads is not scheduled again."""

    reason = _("Tin này đã đăng. Hãy gỡ tin trước nếu muốn hẹn giờ đăng lại.")


@transaction.atomic
def publish_news(*, news: News, at: datetime | None, actor: Actor, now: datetime) -> News:
    """Publish a draft at once, or let it become public at a time ahead; no task needs to run."""
    row = News.objects.select_for_update().get(pk=news.pk)
    if row.published_at is not None and row.published_at <= now:
        raise AlreadyPublic
    if at is not None and at < now:
        raise TimeHasPassed(fields={"at": TimeHasPassed.reason})
    row.published_at = at or now
    row.save(update_fields=["published_at"])
    details = {"at": row.published_at.isoformat()}
    audit.record("library.publish_news", actor=actor, subject=row, at=now, details=details)
    return row


@transaction.atomic
def withdraw_news(*, news: News, actor: Actor, now: datetime) -> News:
    """Make a piece of news a draft again; twice changes nothing."""
    row = News.objects.select_for_update().get(pk=news.pk)
    if row.published_at is not None:
        row.published_at = None
        row.save(update_fields=["published_at"])
        audit.record("library.withdraw_news", actor=actor, subject=row, at=now)
    return row


def _columns(facts: NewsFacts) -> dict[str, object]:
    return {"title": tidy(facts.title), "lead": tidy(facts.lead), "body": facts.body.strip()}


def _set_picture(row: News, picture: "bytes | UploadedFile[Any] | None", now: datetime) -> None:
    """Keep a new picture instead of the one before."""
    if not picture:
        return
    old = row.picture
    name = getattr(picture, "name", None) or "tin.jpg"
    row.picture = files.store(body=picture, name=name, kind=Accept.PICTURE, at=now)
    row.save(update_fields=["picture"])
    if old is not None:
        files.forget(old)
