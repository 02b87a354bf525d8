"""Every number of the programme's pages opens the rows that make it, on the demonstration."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.demonstration import accounts
from tests import factories
from tests.demonstration.numbers import Link, Reader, number
from txng.parties.models import Organisation, User
from txng.reporting.models import DataRequest, Report

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("province"),
    pytest.mark.xdist_group("demonstration"),
]
SignIn = Callable[[accounts.Account], Reader]
AT = "government:reporting:"


@pytest.fixture(scope="module")
def kept() -> dict[str, dict[str, Any]]:
    """Keep the pages that each person has opened; signing in lasts for one test only."""
    return {}


@pytest.fixture
def sign_in(kept: dict[str, dict[str, Any]]) -> SignIn:
    def act(who: accounts.Account) -> Reader:
        client = factories.signed_in(User.objects.get(email=who.login))
        return Reader(client, kept.setdefault(who.login, {}))

    return act


def _wrong(reader: Reader, link: Link) -> str:
    """Say how what a number opens differs from it; empty when it does not."""
    opened = reader.opened(link)
    shown: object = link.text.lower().split("\xa0")[0]
    found: object = opened.headline.lower().split("\xa0")[0]
    if link.kind == "data-count":
        shown, found = number(link.text), opened.count
    elif link.kind == "data-sum":
        shown, found = number(link.text), opened.amount
    return "" if shown == found else f"{link.href}: {link.text} opens {found}"


def _all_right(reader: Reader, pages: Iterable[str]) -> int:
    """Check every number of some pages and tell how many there were."""
    links = [(page, link) for page in pages for link in reader.links(page)]
    wrong = [(page, said) for page, link in links if (said := _wrong(reader, link))]
    assert wrong == []
    return len(links)


@pytest.mark.parametrize(
    ("who", "page", "period"),
    [
        (accounts.LEAD, "dashboard", "2026"),
        (accounts.LEAD, "dashboard", "2025-Q4"),
        (accounts.LEAD, "list_indicators", "2026"),
        (accounts.OFFICER, "dashboard", "2026"),
        (accounts.OFFICER, "show_desk", "2026"),
        (accounts.COMMUNE, "show_desk", "2026"),
    ],
)
def test_numbers_of_leaders_and_agencies_open_their_rows(
    sign_in: SignIn, who: accounts.Account, page: str, period: str
) -> None:
    assert _all_right(sign_in(who), [f"{reverse(AT + page)}?ky={period}"]) > 10


def test_numbers_of_each_agencys_desk_open_their_rows(sign_in: SignIn) -> None:
    agencies = (
        Organisation.objects.filter(kind="agency").order_by("id").values_list("pk", flat=True)
    )
    desks = [f"{reverse(AT + 'show_desk')}?co-quan={pk}" for pk in agencies[:4]]
    assert _all_right(sign_in(accounts.LEAD), desks) > 40


def test_every_part_of_every_figure_opens_its_own_rows(sign_in: SignIn) -> None:
    """Both parts of each indicator, and the largest and smallest value of each way to part."""
    reader = sign_in(accounts.LEAD)
    links = reader.links(f"{reverse(AT + 'list_indicators')}?ky=2026")
    for address in {link.href for link in links}:
        parts: dict[str, list[Link]] = {}
        for link in reader.links(address):
            parts.setdefault(link.href.partition("theo=")[2].partition("&")[0], []).append(link)
        chosen = [link for found in parts.values() for link in (*found[:2], found[-1])]
        assert [said for link in chosen if (said := _wrong(reader, link))] == []


def test_numbers_of_requests_open_the_answers_they_come_from(sign_in: SignIn) -> None:
    reader = sign_in(accounts.LEAD)
    pages = [reverse(AT + "list_requests")]
    for row in DataRequest.objects.all():
        pages.append(reverse(AT + "show_request", args=[row.pk]))
        board = reverse(AT + "consolidate_request", args=[row.pk])
        pages += [board, *(f"{board}?nhom={group}" for group in _groups(reader, board))]
        pages += [reverse(AT + "show_line", args=[row.pk, line.pk]) for line in row.fields.all()]
        for snapshot in row.snapshots.all():
            pages.append(reverse(AT + "show_snapshot", args=[row.pk, snapshot.number]))
    assert _all_right(reader, pages) > 60


def _groups(reader: Reader, board: str) -> list[str]:
    tabs = reader.open(board).iterfind(".//nav[@class='tabs']/a")
    return [(tab.get("href") or "").partition("nhom=")[2] for tab in tabs][1:]


def test_numbers_of_communication_open_what_was_counted(sign_in: SignIn) -> None:
    pages = [f"{reverse('government:library:list_communication')}?start=2024-01-01"]
    assert _all_right(sign_in(accounts.LEAD), pages) > 3


def test_numbers_of_a_report_being_written_open_their_rows(sign_in: SignIn) -> None:
    reader = sign_in(accounts.LEAD)
    pages = [reverse(AT + "show_report", args=[row.pk]) for row in Report.objects.all()]
    assert _all_right(reader, pages) > 40


def test_public_data_says_what_the_rows_of_the_pages_count(sign_in: SignIn) -> None:
    reader = sign_in(accounts.LEAD)
    rows = Client().get(reverse("public:reporting:send_data", args=["chi-tieu", "2026", "json"]))
    told = {row["code"]: row for row in rows.json()["rows"] if row["source"] == "computed"}
    assert len(told) > 8
    for code, row in told.items():
        address = f"{reverse(AT + 'show_figure', args=[code])}?ky=2026&phan="
        for part, name in (("tu", "numerator"), ("mau", "denominator")):
            if row[name] is not None:
                listed = reader.opened(Link("data-sum", "", f"{address}{part}")).amount
                assert (code, part, Decimal(row[name])) == (code, part, listed)


def test_no_number_of_a_figure_stands_without_its_rows(sign_in: SignIn) -> None:
    """A number in a column of figures is a link, or a cell of a row that a figure opened.

    A share stands beside links to both of its parts; a snapshot keeps what was computed then.
    """
    reader = sign_in(accounts.LEAD)
    bare = []
    for page in tuple(reader.pages):
        cells = reader.open(page).iterfind(".//td[@class='num']")
        for cell in cells:
            is_row = any(row.get("data-row") is not None for row in cell.iterancestors())
            is_kept = "ban-chot" in page and cell.get("data-label") == "Hệ thống tính"
            told = any(letter.isdigit() for letter in cell.text_content())
            row = cell.getparent()
            is_share = row is not None and len(row.findall(".//a[@data-sum]")) == 2
            if told and not (is_row or is_kept or is_share or cell.find(".//a") is not None):
                bare.append((page, cell.get("data-label"), cell.text_content().strip()))
    assert len(reader.pages) > 100
    assert sorted(set(bare)) == []
