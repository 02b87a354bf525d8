"""Forms and filters: what is wrong stands on top and beside the field; filters come off singly."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from txng.core.errors import Refused
from txng.core.models import AuditEntry
from txng.ui.filters import Chip, chips
from txng.ui.refusals import refusals_on
from txng.ui.widgets import Day, Figure


class Harvest(forms.Form):
    weight = forms.DecimalField(label="Khối lượng", localize=True, widget=Figure("kg"))
    on_date = forms.DateField(
        label="Ngày", required=False, widget=Day(), help_text="Ví dụ: hôm nay"
    )


class Find(forms.Form):
    tu = forms.CharField(label="Tìm", required=False)
    nhom = forms.ChoiceField(label="Nhóm", choices=[("", "Mọi"), ("rau", "Rau")], required=False)


def refuse(reason: str, **parts: Any) -> None:
    raise Refused(reason, **parts)


def show(source: str, **context: object) -> str:
    request = RequestFactory().get("/")
    text = engines["django"].from_string(source).render(context, request)
    return re.sub(r"\s+", " ", str(text))


def test_form_puts_errors_on_top_with_links_and_beside_the_field() -> None:
    shown = show("{% fields form %}", form=Harvest({"weight": "mười"}))
    sentence = "Hãy nhập một con số, ví dụ 12,5."
    assert f'<a href="#id_weight">Khối lượng: {sentence}</a>' in shown
    assert re.search(rf'<p class="wrong" id="id_weight_wrong">.*?{sentence}', shown)
    assert 'aria-describedby="id_weight_wrong"' in shown


def test_form_without_faults_has_no_summary() -> None:
    assert 'class="errors"' not in show("{% fields form %}", form=Harvest({"weight": "1"}))


def test_form_shows_unit_inside_and_help_tied_to_its_box() -> None:
    shown = show("{% fields form %}", form=Harvest())
    assert '<span class="input-group-text">kg</span>' in shown
    assert 'aria-describedby="id_on_date_help"' in shown


def test_figure_understands_numbers_as_written_in_vietnam() -> None:
    form = Harvest({"weight": "1.234,5"})
    assert form.is_valid()
    assert form.cleaned_data["weight"] == Decimal("1234.5")


def test_refusals_on_puts_each_sentence_where_it_belongs() -> None:
    form = Harvest({"weight": "5"})
    assert form.is_valid()
    with refusals_on(form):
        refuse("Quá nhiều", fields={"weight": "Chỉ còn 3 kg"})
    assert form.errors == {"weight": ["Chỉ còn 3 kg"]}


def test_refusals_on_names_what_is_missing() -> None:
    form = Harvest({"weight": "5"})
    assert form.is_valid()
    with refusals_on(form):
        refuse("Chưa đủ", missing=["Hình ảnh"])
    assert form.errors == {"__all__": ["Chưa đủ", "Hình ảnh"]}


def test_refusals_on_lets_a_bug_through() -> None:
    with pytest.raises(ZeroDivisionError), refusals_on(Harvest({"weight": "5"})):
        raise ZeroDivisionError


def test_chips_take_away_one_filter_and_begin_on_the_first_page() -> None:
    given = QueryDict("tu=miến&nhom=rau&sau=abc&sap=-ten")
    found = chips(Find(given), given)
    assert found == [
        Chip("Tìm: miến", "?nhom=rau&sap=-ten"),
        Chip("Nhóm: Rau", "?tu=mi%E1%BA%BFn&sap=-ten"),
    ]


def test_chips_leave_out_filters_that_are_empty_or_wrong() -> None:
    given = QueryDict("tu=&nhom=khong-co")
    assert chips(Find(given), given) == []


def test_empty_fact_says_so_in_both_languages() -> None:
    assert show('{% fact "Ảnh" "" %}') == "<div><dt>Ảnh</dt><dd>chưa có</dd></div>"
    with translation.override("en"):
        assert show('{% fact "Ảnh" "" %}') == "<div><dt>Ảnh</dt><dd>none yet</dd></div>"


def test_names_and_codes_from_people_are_escaped() -> None:
    shown = show("{% named name code %}", name="<b>x", code="<i>")
    assert shown == (
        '<span class="named"><b>&lt;b&gt;x</b><span class="code">&lt;i&gt;</span></span>'
    )


class Choose(forms.Form):
    group = forms.ChoiceField(label="Nhóm", choices=[("", "---------"), ("rau", "Rau")])
    other = forms.ModelChoiceField(
        label="Vật tư", queryset=AuditEntry.objects.none(), required=False
    )


@pytest.mark.django_db
def test_an_empty_choice_says_what_to_choose() -> None:
    shown = show("{% fields form %}", form=Choose())
    assert re.findall(r'<option value=""[^>]*>(.*?)</option>', shown) == ["Chọn…", "Để trống"]


def test_a_figure_is_shown_without_idle_zeros() -> None:
    shown = show("{% fields form %}", form=Harvest(initial={"weight": Decimal("20.000")}))
    assert 'value="20"' in shown
