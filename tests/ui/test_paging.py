"""Pages by key: every row once, in order, forward and back, at the same price."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import F, QuerySet
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from tests import factories
from txng.parties.models import AdministrativeUnit
from txng.ui.paging import Page, PageUnknown, page_of

pytestmark = pytest.mark.django_db


def units(*names_and_ends: tuple[str, date | None]) -> None:
    AdministrativeUnit.objects.all().delete()
    for name, end in names_and_ends:
        factories.unit(name=name, valid_to=end)


def walk(
    rows: QuerySet[AdministrativeUnit], side: Callable[[Page[AdministrativeUnit]], str], start: str
) -> list[list[AdministrativeUnit]]:
    pages, mark = [], start
    while True:
        page = page_of(rows, QueryDict(mark), size=2)
        pages.append(page.rows)
        if not (url := side(page)):
            return pages
        mark = url.removeprefix("?")


ORDERS: list[list[str | F]] = [
    ["name", "id"],
    ["-name", "id"],
    ["valid_to", "-name", "id"],
    ["-valid_to", "name", "-id"],
]


@pytest.mark.parametrize("order", ORDERS)
def test_page_of_shows_every_row_once_in_order_forward_and_back(order: list[str]) -> None:
    units(
        ("A", date(2030, 1, 1)),
        ("B", None),
        ("B", None),
        ("C", date(2030, 1, 1)),
        ("D", date(2029, 1, 1)),
        ("A", None),
        ("B", date(2031, 1, 1)),
    )
    rows = AdministrativeUnit.objects.order_by(*order)
    forward = walk(rows, lambda page: page.next_url, "")
    assert [row for page in forward for row in page] == list(rows)
    last = page_of(rows, QueryDict(""), size=2)
    while last.next_url:
        last = page_of(rows, QueryDict(last.next_url.removeprefix("?")), size=2)
    back = walk(rows, lambda page: page.previous_url, last.previous_url.removeprefix("?"))
    assert [row for page in reversed(back) for row in page] + last.rows == list(rows)


def test_page_of_pages_by_a_field_of_another_table() -> None:
    AdministrativeUnit.objects.all().delete()
    parent = factories.unit(name="P", parent=None)
    children = [factories.unit(name=name, parent=parent) for name in "CAB"]
    rows = AdministrativeUnit.objects.exclude(parent=None).select_related("parent")
    pages = walk(rows.order_by("parent__name", "id"), lambda page: page.next_url, "")
    assert [row for page in pages for row in page] == children


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_costs_two_statements_for_one_row_and_for_three(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units(*[("A", None)] * rows)
    with django_assert_num_queries(2):
        page = page_of(AdministrativeUnit.objects.order_by("name", "id"), QueryDict(""))
    assert (len(page), page.total) == (rows, rows)


def test_page_of_keeps_the_filters_in_the_address() -> None:
    units(("A", None), ("B", None), ("C", None))
    page = page_of(AdministrativeUnit.objects.order_by("name", "id"), QueryDict("q=x&sau="), size=2)
    assert page.next_url.startswith("?q=x&sau=")
    assert page.previous_url == ""


@pytest.mark.parametrize("mark", ["%%%", "abc", "WzFd", "bnVsbA", "WyJ4IiwieSIsInoiXQ"])
def test_page_of_refuses_a_mark_it_did_not_write(mark: str) -> None:
    with pytest.raises(PageUnknown):
        page_of(AdministrativeUnit.objects.order_by("name", "id"), QueryDict(f"sau={mark}"))


def test_page_of_demands_an_order_that_ends_in_id() -> None:
    with pytest.raises(ValueError, match="must end in 'id'"):
        page_of(AdministrativeUnit.objects.order_by("name"), QueryDict(""))
