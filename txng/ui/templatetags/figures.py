"""Filters that write numbers, money, days and times as people of Vietnam read them."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

register = template.Library()


def plain(value: Decimal | float) -> str:
    """Return a number without exponent and without idle zeros after the point, e.g. 2.50 → 2.5."""
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def number(value: Decimal | float | None) -> str:
    """Return `1.234.567,5` (English: `1,234,567.5`); nothing stays nothing."""
    if value is None or value == "":
        return ""
    return str(number_format(Decimal(plain(value)), use_l10n=True, force_grouping=True))


@register.filter
def unlocalized(value: Decimal | float | None) -> str:
    """Return a number for machines (attributes): point as decimal sign, no groups."""
    return "" if value is None else plain(value)


@register.filter
def quantity(value: Decimal | float | None, unit: object = "") -> str:
    """Return a number with its unit, kept on one line: `1.250 kg`."""
    shown = number(value)
    return f"{shown}\N{NO-BREAK SPACE}{unit}" if shown and unit else shown


@register.filter
def money(value: Decimal | float | None) -> str:
    """Return an amount in đồng: `77.500.000 đ`."""
    return quantity(value, "đ")


@register.filter
def day(value: date | None) -> str:
    """Return a day: `21/11/2026`; a moment gives its day in Vietnam's time."""
    if not value:
        return ""
    return str(date_format(_local(value), "d/m/Y"))


@register.filter
def clock(value: datetime | None) -> str:
    """Return the time of a moment: `14:05`."""
    return str(date_format(_local(value), "H:i")) if value else ""


@register.filter
def moment(value: datetime | None) -> SafeString:
    """Return time and day, `14:05 21/11/2026`, marked up for machines."""
    if not value:
        return SafeString("")
    return format_html(
        '<time datetime="{}">{} {}</time>', value.isoformat(), clock(value), day(value)
    )


@register.filter
def ago(value: datetime | date | None) -> SafeString:
    """Return how long ago in words, "3 ngày trước", with the exact moment on hover."""
    if not value:
        return SafeString("")
    exact = f"{clock(value)} {day(value)}" if isinstance(value, datetime) else day(value)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), exact, _distance(value)
    )


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _distance(value: date) -> str:
    days = (timezone.localdate() - _day_of(value)).days
    if isinstance(value, datetime) and days <= 0:
        return _within_a_day(value)
    if days < 0:
        return ngettext("còn %(n)s ngày", "còn %(n)s ngày", -days) % {"n": -days}
    if days == 0:
        return gettext("hôm nay")
    if days == 1:
        return gettext("hôm qua")
    return day(value) if days > 30 else _days(days)


def _days(days: int) -> str:
    return ngettext("%(n)s ngày trước", "%(n)s ngày trước", days) % {"n": days}


def _day_of(value: date) -> date:
    local = _local(value)
    return local.date() if isinstance(local, datetime) else local


def _within_a_day(value: datetime) -> str:
    minutes = int((timezone.now() - value).total_seconds() // 60)
    if minutes < 0:
        return day(value)
    if minutes < 1:
        return gettext("vừa xong")
    if minutes < 60:
        return ngettext("%(n)s phút trước", "%(n)s phút trước", minutes) % {"n": minutes}
    hours = minutes // 60
    return ngettext("%(n)s giờ trước", "%(n)s giờ trước", hours) % {"n": hours}
