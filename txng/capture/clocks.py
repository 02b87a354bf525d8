"""A phone's clock against the server's: what is put right, and what a person must look at again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from txng.capture.sent import Record
from txng.core.errors import Refused

AGREE: Final = timedelta(minutes=5)
"""Clocks that differ by less are taken to agree."""


class ClockChanged(Refused):
    """The phone's clock was set anew between making and sending: nobody but the person knows."""

    reason = _(
        "Đồng hồ điện thoại đã bị chỉnh trong lúc chờ gửi nên không chắc việc xảy ra lúc nào. "
        "Hãy xem lại thời điểm rồi gửi lại."
    )


@dataclass(frozen=True)
class Reading:
    """When a record happened by the server's clock, and by how much the phone's was off."""

    happened_at: datetime
    skew_seconds: int | None


def read_clock(record: Record, *, skew: timedelta) -> Reading:
    """Return when a record happened; `skew` is the server's clock less the phone's, at sending.

    A time that the person left as it was moves with the phone's error. One that they chose stands
    as it is. Where the error was another one when the record was made, they must look again.
    """
    assumed = timedelta(milliseconds=record.skew or 0)
    unknown = skew - assumed
    off = max(abs(skew), abs(assumed)) > AGREE
    seconds = round(skew.total_seconds()) if off else None
    if abs(unknown) <= AGREE or record.is_checked:
        return Reading(record.happened_at, seconds)
    if record.is_now and record.skew is None:
        return Reading(_moved(record.happened_at, unknown), seconds)
    raise ClockChanged(fields={"happened_at": ClockChanged.reason})


def _moved(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError as error:
        raise ClockChanged(fields={"happened_at": ClockChanged.reason}) from error
