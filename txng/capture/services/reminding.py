"""Reminders of the diary: a lot of which nothing was told for long, a step that is due again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.capture import book, chain
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.services import notify

_GIVEN_UP: Final = timedelta(days=120)
"""A lot that nobody touched for so long is not called to mind any more."""


def remind_diaries(*, now: datetime) -> int:
    """Remind organisations of open lots of which nothing was told; return how many were told.

    Nothing for `TXNG_QUIET_DAYS`, or a step due again: its template says `every_days`, and the last
    one is longer ago. The same silence is called to mind once.
    """
    lots = list(
        Lot.objects.filter(state=LotState.OPEN)
        .annotate(last=Coalesce(Max("steps__happened_at"), "created_at"))
        .filter(last__gte=now - _GIVEN_UP)
        .select_related("product__template")
        .order_by("id")
    )
    before = now - timedelta(days=settings.TXNG_QUIET_DAYS)
    quiet = [(lot, lot.last) for lot in lots if lot.last < before]
    for lot, last in quiet:
        _remind_quiet(lot, last, now)
    return len(quiet) + _remind_due(lots, now)


def _remind_quiet(lot: Lot, last: datetime, now: datetime) -> None:
    text = format_lazy(
        _("Lô {code} ({product}): chưa ghi gì từ ngày {day}. Có việc gì thì ghi lại."),
        code=lot.code,
        product=lot.product.name,
        day=f"{timezone.localtime(last):%d/%m/%Y}",
    )
    _tell(lot, f"capture.quiet:{lot.pk}:{last:%Y%m%d}", text, now)


def _remind_due(lots: Sequence[Lot], now: datetime) -> int:
    asked = {
        template.pk: [step for step in chain.steps_of(template.definition) if step.every_days]
        for template in {lot.product.template for lot in lots}
    }
    told = 0
    done = book.standing([lot.pk for lot in lots if asked[lot.product.template_id]])
    for lot in lots:
        for step in asked[lot.product.template_id]:
            last = [s.happened_at for s in done.get(lot.pk, []) if s.code == step.code][-1:]
            if last and now - last[0] > timedelta(days=step.every_days or 0):
                told += 1
                _remind_step(lot, step, last[0], now)
    return told


def _remind_step(lot: Lot, step: chain.Step, last: datetime, now: datetime) -> None:
    text = format_lazy(
        _("Lô {code} ({product}): đến lúc “{step}”, lần trước ngày {day}."),
        code=lot.code,
        product=lot.product.name,
        step=step.name_vi,
        day=f"{timezone.localtime(last):%d/%m/%Y}",
    )
    _tell(lot, f"capture.due:{lot.pk}:{step.code}:{last:%Y%m%d}", text, now)


def _tell(lot: Lot, key: str, text: str | Promise, now: datetime) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        page = reverse("enterprise:capture:list_plots")
    notify(
        organisation_id=lot.product.organisation_id,
        key=key,
        kind="capture.diary",
        text=text,
        url=f"{page}#lo-{lot.pk}",
        at=now,
    )
