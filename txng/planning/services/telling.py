"""Telling of support: the agency, that an application came; the enterprise, what was decided."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.parties.services import notify, settle_notice
from txng.planning.models import Application

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_CAME = _("{name} xin hỗ trợ: {policy}")
AWARDED = _("Đơn được hỗ trợ: {policy}")
REFUSED = _("Đơn không được hỗ trợ, xem lý do: {policy}")
HANDED_OVER = _("Hỗ trợ đã giao: {policy}")


def tell_agency(found: Application, *, now: datetime) -> None:
    """Tell the agency of the policy that an application waits to be scored."""
    notify(
        key=f"planning.application:{found.pk}", kind="planning.application",
        text=_sentence(_CAME, found), at=now,
        url=_address("government:planning:show_application", found.pk),
        organisation_id=found.policy.agency_id,
    )  # fmt: skip


def tell_enterprise(found: Application, sentence: "_StrPromise", *, now: datetime) -> None:
    """Tell the enterprise what was decided; for the agency the application waits no more."""
    notify(
        key=f"planning.application:{found.pk}", kind="planning.application",
        text=_sentence(sentence, found),
        url=_address("enterprise:planning:show_policy", found.policy_id), at=now,
        organisation_id=found.organisation_id,
    )  # fmt: skip
    settle(found, now=now)


def settle(found: Application, *, now: datetime) -> None:
    """Take an application that was decided or withdrawn off the agency's list."""
    settle_notice(
        key=f"planning.application:{found.pk}", at=now, organisation_id=found.policy.agency_id
    )


def _sentence(sentence: "_StrPromise", found: Application) -> "_StrPromise":
    return format_lazy(
        sentence, name=found.organisation.name[:100], policy=found.policy.title[:120]
    )


def _address(name: str, number: int) -> str:
    with translation.override("vi"):
        return reverse(name, args=[number])
