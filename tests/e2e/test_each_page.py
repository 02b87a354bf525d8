"""Somebody opens every page of the list on a telephone: each fits, and the browser is content.

Every fifth page is also examined by axe; `python -m scripts.pictures` examines all, at both widths.
This file comes first by its name: the list tells records by their place in lists, which journeys
change.
"""

import re

import pytest
from playwright.sync_api import Browser, Page

from config.demonstration.accounts import PASSWORD
from scripts.page_list import LINKS, LIST, Wanted, Way, read_list
from tests.e2e.browser import faults_of
from tests.e2e.conftest import Live, fill_sign_in

PAGES = list(read_list(LIST.read_text()))
REFUSED = {
    "look-up-unknown",
    "look-up-wrong-digit",
    "not-found",
    "scan-wrong-digit",
    "scan-unknown",
}
REFUSED.add("refused")
"""Pages that answer with a refusal on purpose."""
NEED_SCRIPTS = {"scan", "quick-shell"}
"""The camera, and the diary without a network; both say so and name another way."""


@pytest.mark.parametrize("account", dict.fromkeys(wanted.account for wanted in PAGES))
def test_every_page_fits_a_telephone(phone: Page, account: str) -> None:
    if account != "-":
        fill_sign_in(phone, account, PASSWORD)
    way, faults = Way(), {}
    mine = [wanted for wanted in PAGES if wanted.account == account]
    for number, wanted in enumerate(mine):
        if found := _open(phone, wanted, way) or faults_of(phone, by_axe=number % 5 == 0):
            faults[wanted.name] = found
    assert faults == {}


def _open(page: Page, wanted: Wanted, way: Way) -> list[str]:
    """Open a page of the list; say so when no link leads there, or when it does not answer."""
    path = way.address(wanted.path)
    if path is None:
        return [f"no link of an earlier page leads to {wanted.path}"]
    answer = page.goto(path)
    page.locator(".htmx-request").first.wait_for(state="detached")
    way.see(page.evaluate(LINKS))
    status = answer.status if answer else 0
    return [] if status == 200 or wanted.name in REFUSED else [f"{path} answered {status}"]


def test_public_pages_are_whole_without_scripts(browser: Browser, portal: Live) -> None:
    context = browser.new_context(base_url=portal.address, java_script_enabled=False)
    page, way, faults = context.new_page(), Way(), {}
    for wanted in PAGES:
        if wanted.account == "-" and wanted.name not in NEED_SCRIPTS:
            page.goto(way.address(wanted.path) or "")
            way.see(re.findall(r'(?:href|action)="([^"]+)"', page.content()))
            later = page.locator("main [hx-get]")
            if page.locator("h1:visible").count() != 1:
                faults[wanted.name] = "no heading"
            elif later.count() != later.filter(has=page.locator("a[href]")).count():
                faults[wanted.name] = "a part comes by script only"
    context.close()
    assert faults == {}
