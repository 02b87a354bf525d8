"""What a journey starts from: a portal with the demonstration, a telephone, a desk, people.

    def test_…(phone: Page, sign_in: SignIn, look: Look) -> None:
        sign_in(phone, "login-of-a-demonstration-account")
        phone.goto("/doanh-nghiep/")
        look(phone, "today")

All journeys run in one worker (tests/sharing.py): one portal, one browser. E2E=0 leaves them out.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import browser as eyes
from tests.e2e import portal as portals

Look = Callable[[Page, str], None]
SignIn = Callable[[Page, str], None]
PassDays = Callable[[int], None]


@dataclass(frozen=True)
class Live:
    """The running portal: its address, and the demonstration's accounts, API key and scan.

    `open_lot` is the code of the lot that waits for two steps, `scan_lot` of the one in trade.
    """

    address: str
    accounts: dict[str, dict[str, str]] = field(default_factory=dict)
    api_key: str = ""
    scan: str = ""
    open_lot: str = ""
    scan_lot: str = ""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark every journey, or leave them out for E2E=0."""
    here = Path(__file__).parent
    journeys = [item for item in items if here in item.path.parents]
    for item in journeys:
        item.add_marker("e2e")
    if os.environ.get("E2E") == "0":
        config.hook.pytest_deselected(items=journeys)
        items[:] = [item for item in items if item not in journeys]


@pytest.fixture(scope="package")
def portal() -> Iterator[Live]:
    """Give the portal of all journeys."""
    with portals.demonstration() as running:
        shown: dict[str, Any] = portals.shown()
        accounts = {str(account["user"]): account for account in shown.get("accounts", [])}
        address = f"http://localhost:{running.port}"
        codes = (str(shown.get(name, "")) for name in ("api_key", "scan", "open_lot", "scan_lot"))
        yield Live(address, accounts, *codes)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Give the browser of all journeys.

    It is closed with the last journey: its loop must not run under other tests of the worker.
    """
    with eyes.opened() as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, portal: Live) -> Iterator[Page]:
    """Give a page on a telephone of 360 × 740, nobody signed in."""
    with eyes.page_of(browser, portal.address, eyes.PHONE) as page:
        yield page


@pytest.fixture
def desk(browser: Browser, portal: Live) -> Iterator[Page]:
    """Give a page on a desk's screen of 1280 × 900, nobody signed in."""
    with eyes.page_of(browser, portal.address, eyes.DESK) as page:
        yield page


@pytest.fixture
def pass_days(portal: Live) -> Iterator[PassDays]:
    """Move the portal's clock by days; it goes right again after the journey."""
    yield portals.pass_days
    portals.pass_days(0)


@pytest.fixture
def look() -> Look:
    """Take a picture into var/pictures/journeys and examine the page."""
    return eyes.look


@pytest.fixture
def look_twice() -> Look:
    """Look at a page at its width and at the other (360 and 1280 px)."""
    return eyes.look_twice


@pytest.fixture
def sign_in(portal: Live) -> SignIn:
    """Sign a page in as a demonstration account, through the portal's own form."""

    def act(page: Page, account: str) -> None:
        fill_sign_in(page, account, portal.accounts[account]["password"])
        page.wait_for_url(lambda url: "/dang-nhap/" not in url)

    return act


def fill_sign_in(page: Page, login: str, password: str) -> None:
    """Fill the form of the sign-in page and send it."""
    page.goto("/dang-nhap/")
    page.locator("main input[name=login]").fill(login)
    page.locator("main input[name=password]").fill(password)
    page.locator("main button[type=submit]").click()
