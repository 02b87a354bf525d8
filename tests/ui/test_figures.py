"""Numbers, money, days and distances in time, as people of Vietnam write them."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import translation

from txng.ui.templatetags import figures

NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)  # 14:05 in Vietnam


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Decimal("1234567.50"), "1.234.567,5", "1,234,567.5"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (0, "0", "0"),
        (-12.25, "-12,25", "-12.25"),
        (None, "", ""),
    ],
)
def test_number_groups_by_three(value: Any, vietnamese: str, english: str) -> None:
    assert figures.number(value) == vietnamese
    with translation.override("en"):
        assert figures.number(value) == english


def test_money_and_quantity_keep_number_and_unit_on_one_line() -> None:
    assert figures.money(77_500_000) == "77.500.000\N{NO-BREAK SPACE}đ"
    assert figures.quantity(Decimal("2.50"), "kg") == "2,5\N{NO-BREAK SPACE}kg"
    assert figures.quantity(None, "kg") == ""


def test_days_and_times_are_those_of_vietnam() -> None:
    late = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
    assert (figures.clock(late), figures.day(late)) == ("03:30", "22/11/2026")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2026, 11, 21, 7, 4, 30, tzinfo=UTC), "vừa xong"),
        (datetime(2026, 11, 21, 6, 50, tzinfo=UTC), "15 phút trước"),
        (datetime(2026, 11, 21, 1, 0, tzinfo=UTC), "6 giờ trước"),
        (datetime(2026, 11, 20, 1, 0, tzinfo=UTC), "hôm qua"),
        (datetime(2026, 11, 18, 1, 0, tzinfo=UTC), "3 ngày trước"),
        (datetime(2026, 1, 2, 1, 0, tzinfo=UTC), "02/01/2026"),
        (datetime(2026, 11, 18, 1, 0, tzinfo=UTC).date(), "3 ngày trước"),
        (datetime(2026, 11, 26, 1, 0, tzinfo=UTC).date(), "còn 5 ngày"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_ago_says_how_long_in_words(value: Any, words: str) -> None:
    assert figures.ago(value).endswith(f">{words}</time>")


@time_machine.travel(NOW, tick=False)
def test_ago_shows_the_moment_on_hover_and_speaks_english() -> None:
    with translation.override("en"):
        shown = figures.ago(datetime(2026, 11, 18, 1, 0, tzinfo=UTC))
    assert shown == (
        '<time datetime="2026-11-18T01:00:00+00:00" title="08:00 18/11/2026">3 days ago</time>'
    )
