"""Open data stands at addresses that stay, tells of no single household, and explains itself."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.reporting import scenes
from txng.parties.models import AdministrativeUnit
from txng.reporting import open_data

pytestmark = pytest.mark.django_db
SETS = "/du-lieu-mo/"


@pytest.fixture(autouse=True)
def _shipped() -> None:
    scenes.indicators()


def _rows(address: str) -> list[dict[str, str]]:
    sent = Client().get(address)
    assert (address, sent.status_code) == (address, 200)
    return list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))


def _commune(**kinds: int) -> AdministrativeUnit:
    unit = factories.unit(factories.unit())
    for kind, count in kinds.items():
        for _number in range(count):
            factories.product(factories.organisation(kind=kind, unit=unit))
    return unit


@pytest.mark.parametrize("code", list(open_data.SETS))
def test_csv_and_json_hold_the_same_rows_under_the_dictionarys_columns(code: str) -> None:
    _commune(company=2, household=6)
    rows = _rows(f"{SETS}{code}/2026.csv")
    told = Client().get(f"{SETS}{code}/2026.json").json()
    assert rows
    assert len(told["rows"]) == len(rows)
    assert list(rows[0]) == list(open_data.SETS[code].columns) == list(told["rows"][0])
    assert told["licence"] == "CC BY 4.0"
    meant = {r["column"] for r in _rows(f"{SETS}tu-dien.csv") if r["set"] == code}
    assert meant == set(rows[0])


def test_few_households_of_a_commune_are_not_told() -> None:
    few, many = _commune(household=4, company=1), _commune(household=9)
    _commune(household=3)
    rows = {row["commune"]: row for row in _rows(f"{SETS}theo-xa/2026.csv")}
    assert [rows[few.name][c] for c in ("organisations", "households", "products")] == ["1", "", ""]
    assert rows[few.name]["households_suppressed"] == "true"
    assert (rows[many.name]["households"], rows[many.name]["products"]) == ("9", "9")


def test_a_single_withheld_commune_is_not_found_by_subtraction() -> None:
    few, next_, many = _commune(household=4), _commune(household=6), _commune(household=9)
    rows = {row["commune"]: row for row in _rows(f"{SETS}theo-xa/2026.csv")}
    assert [rows[u.name]["households"] for u in (few, next_, many)] == ["", "", "9"]
    total = {r["code"]: r for r in _rows(f"{SETS}chi-tieu/2026.csv")}["organisations-registered"]
    told = sum(int(row["households"] or 0) for row in rows.values())
    assert int(total["value"]) - told == 10


@pytest.mark.parametrize(
    ("homes", "hidden"),
    [
        ({1: 7, 2: 9}, set()),
        ({1: 0, 2: 9}, set()),
        ({1: 4, 2: 3, 3: 8}, {1, 2}),
        ({1: 1, 2: 1, 3: 8, 4: 6}, {1, 2, 4}),
        ({1: 2, 2: 8, 3: 6, 4: 0}, {1, 3}),
        ({1: 2, 2: 0}, {1}),
    ],
)
def test_what_is_withheld_has_company(homes: dict[int, int], hidden: set[int]) -> None:
    assert open_data.withheld(homes) == hidden


def test_no_household_stands_among_products_even_with_consent() -> None:
    home = factories.organisation(kind="household", name="Hộ Nguyễn Thị Kín", may_show_name=True)
    factories.product(home, name="Trứng gà Kín")
    for code in open_data.SETS:
        assert "Kín" not in Client().get(f"{SETS}{code}/2026.csv").content.decode()


def test_names_are_no_formulas() -> None:
    factories.product(name="=HYPERLINK(1)")
    assert _rows(f"{SETS}san-pham/2026.csv")[0]["name"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    "address", ["khong-co/2026.csv", "chi-tieu/2099.csv", "chi-tieu/2026-13.json"]
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert Client().get(f"{SETS}{address}").status_code == 404


def test_only_public_indicators_are_told() -> None:
    codes = {row["code"] for row in _rows(f"{SETS}chi-tieu/2026-Q1.csv")}
    assert "barcode-users-traced" in codes
    assert "certificates-valid" not in codes


def test_the_page_of_open_data_leads_to_every_file() -> None:
    page: Any = Client().get(SETS)
    links = [
        x for x in page.content.decode().split('"') if x.startswith("/du-lieu-mo/") and "." in x
    ]
    assert len(links) == 3 * 5 * 2 + 2
    for link in links:
        assert (link, Client().get(link).status_code) == (link, 200)
    assert Client().get("/en/du-lieu-mo/").status_code == 200


def test_a_file_costs_the_same_with_one_and_three_rows(
    django_assert_max_num_queries: Any,
) -> None:
    _commune(company=3)
    for code in open_data.SETS:
        with django_assert_max_num_queries(9):
            Client().get(f"{SETS}{code}/2026.csv")
