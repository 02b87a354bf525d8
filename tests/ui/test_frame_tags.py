"""Parts of every page: what stands small after a name, and histories in words people read."""

from typing import Any

import pytest
from django.utils import translation

from txng.core.models import AuditEntry
from txng.ui.templatetags import frame


@pytest.mark.parametrize(
    ("after", "css"),
    [("L261121-01", "code"), ("Tỉnh Thanh Hóa", "after"), ("TCVN 12827:2023", "after")],
)
def test_codes_stand_in_letters_of_codes_and_words_in_those_of_words(after: str, css: str) -> None:
    assert frame.named("Bưởi", after) == (
        f'<span class="named"><b>Bưởi</b><span class="{css}">{after}</span></span>'
    )


def test_a_fact_with_a_code_alone_does_not_say_that_it_is_missing() -> None:
    assert frame.fact("Dấu", "", "8c24") == (
        '<div><dt>Dấu</dt><dd><span class="code">8c24</span></dd></div>'
    )
    assert frame.fact("Dấu") == "<div><dt>Dấu</dt><dd>chưa có</dd></div>"


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("2026-11-20", "20/11/2026"),
        ("2026-11-20 03:05:00+00:00", "10:05 20/11/2026"),
        ("1234.5", "1.234,5"),
        ("9900000104", "9900000104"),
        ("True", "có"),
        ("2026-11", "2026-11"),
        ("2026-99-99", "2026-99-99"),
        (None, ""),
    ],
)
def test_history_tells_days_figures_and_answers_as_people_read_them(kept: Any, read: str) -> None:
    entry = AuditEntry(subject_type="identify.lot", details={"quantity": [None, kept]})
    ((_entry, changes),) = frame.history([entry])["entries"]
    assert [new for _name, _old, new in changes] == [read]


def test_history_writes_figures_of_the_page_s_language() -> None:
    entry = AuditEntry(subject_type="identify.lot", details={"quantity": ["1.5", "2.5"]})
    with translation.override("en"):
        ((_entry, changes),) = frame.history([entry])["entries"]
    assert [(old, new) for _name, old, new in changes] == [("1.5", "2.5")]
