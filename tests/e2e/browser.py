"""A browser for journeys: opened on two sizes of screen, heard when it complains, looked at."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from config.commands.doctor import NO_BROWSER, find_browser

PICTURES = Path(__file__).resolve().parents[2] / "var" / "pictures" / "journeys"
PHONE = (360, 740)
DESK = (1280, 900)
_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a microphone that hears a made tone, and may be used
    "--use-fake-ui-for-media-stream",
]
KEPT = """Promise.race([
  navigator.serviceWorker.ready.then(() => true),
  new Promise((done) => setTimeout(done, 20000, false)),
])"""
"""Says whether the worker that keeps pages for offline is ready."""
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_complaints: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()


@contextmanager
def opened() -> Iterator[Browser]:
    """Give the machine's Chromium; a machine without one fails and says how to get it."""
    program = find_browser()
    if program is None:
        pytest.fail(f"No Chromium on this machine: {NO_BROWSER}.", pytrace=False)
    shutil.rmtree(PICTURES, ignore_errors=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def page_of(browser: Browser, address: str, size: tuple[int, int]) -> Iterator[Page]:
    """Give an empty page of a browser without cookies; paths are taken from `address`."""
    width, height = size
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        is_mobile=size == PHONE,
        has_touch=size == PHONE,
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    _listen(page)
    yield page
    context.close()


def _listen(page: Page) -> None:
    """Keep what the browser complains about; the status of the page itself is no complaint."""
    heard = _complaints.setdefault(page, [])

    def hear(message: ConsoleMessage) -> None:
        about_page = message.location.get("url") == page.url
        refused = about_page and message.text.startswith("Failed to load resource")
        if message.type == "error" and not refused:
            heard.append(f"{message.text} ({message.location.get('url')})")

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))


def look(page: Page, name: str) -> None:
    """Take a picture of the page; it must not scroll sideways, and must please axe and browser."""
    page.wait_for_load_state("networkidle")
    width = (page.viewport_size or {"width": 0})["width"]
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
    faults = faults_of(page)
    assert faults == [], f"{name} at {page.url}: {faults}"


def look_twice(page: Page, name: str) -> None:
    """Look at the page as it is, and at the other width too."""
    look(page, name)
    before = page.viewport_size or {"width": PHONE[0], "height": PHONE[1]}
    width, height = DESK if before["width"] == PHONE[0] else PHONE
    page.set_viewport_size({"width": width, "height": height})
    look(page, name)
    page.set_viewport_size(before)


def faults_of(page: Page, *, by_axe: bool = True) -> list[str]:
    """Return what is wrong on the open page: sideways scroll, what axe and the browser say."""
    wide = page.evaluate(_SIDEWAYS)
    found = Axe().run(page).response["violations"] if by_axe else []
    heard = _complaints.get(page, [])
    faults = [f"scrolls {wide} px sideways"] if wide else []
    faults += [f"axe {v['id']}: {v['nodes'][0]['target'][0]}" for v in found]
    faults += heard
    heard.clear()
    return faults
