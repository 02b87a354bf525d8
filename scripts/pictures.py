"""Takes a picture of every page of a list at 360 and 1280 px, and examines it.

    python -m scripts.pictures [--address http://localhost:8000] [--pages pages.tsv] [--only WORD]

A line of the list, parted by tabs: name, path (scripts/page_list.py), account (or `-`), languages
(`vi` or `vi,en`). Accounts sign in with TXNG_PICTURE_PASSWORD (default: the demonstration's).
Pictures, and `index.html` with all of them on one sheet, stand in var/pictures/. Exit 1 when a page
scrolls sideways, is not clean for axe, breaks the content security policy, fails or is nowhere
linked.
"""

import argparse
import html
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from scripts.page_list import LINKS, LIST, Wanted, Way, read_list

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (360, 1280)
HEIGHT = 780
PASSWORD = os.environ.get("TXNG_PICTURE_PASSWORD", "quet-ma-la-biet")
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class NoBrowser(Exception):  # noqa: N818  told to the person who asked for pictures
    """The machine has no Chromium."""


@dataclass
class Picture:
    """One picture and what was wrong on its page."""

    name: str
    file: str
    faults: list[str] = field(default_factory=list)


def chromium() -> str:
    """Return the system's Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise NoBrowser("No Chromium here: apt-get install chromium (or scripts need one in PATH).")


class NotSignedIn(Exception):  # noqa: N818  told to whoever takes the pictures
    """An account of the list does not exist, or has another password."""


def sign_in(context: BrowserContext, address: str, account: str) -> None:
    """Sign in through the portal's own page."""
    if account == "-":
        return
    page = context.new_page()
    page.goto(f"{address}/lam-viec/")
    page.goto(f"{address}{os.environ.get('TXNG_PICTURE_SIGN_IN', '/dang-nhap/')}")
    secret = page.locator("input[type=password]")
    form = page.locator("form", has=secret)
    form.locator("input:not([type=hidden]):not([type=password])").first.fill(account)
    secret.fill(PASSWORD)
    form.locator("button").last.click()
    page.wait_for_load_state()
    if page.locator("input[type=password]").count():
        raise NotSignedIn(f"{account} could not sign in: its pictures would show the sign-in page.")
    page.close()


def examine(page: Page) -> list[str]:
    """Return what is wrong on the open page: sideways scroll and what axe finds."""
    faults = []
    if (wide := page.evaluate(SIDEWAYS)) > 0:
        faults.append(f"scrolls {wide} px sideways")
    for violation in Axe().run(page).response["violations"]:
        where = "; ".join(str(node["target"][0]) for node in violation["nodes"][:3])
        faults.append(f"axe {violation['id']} ({violation['impact']}): {where}")
    return faults


def take(
    context: BrowserContext, wanted: Wanted, way: Way, *, address: str, folder: Path
) -> Iterator[Picture]:
    """Take the pictures of one page, in each of its languages, in one signed-in context."""
    found = way.address(wanted.path)
    if found is None:
        yield Picture(wanted.name, "", [f"no link of an earlier page leads to {wanted.path}"])
        return
    for language in wanted.languages:
        page = context.new_page()
        heard = listen(page)
        width = (page.viewport_size or {"width": 0})["width"]
        path = found if language == "vi" else f"/{language}{found}"
        answer = page.goto(f"{address}{path}")
        page.wait_for_load_state("networkidle")
        way.see(page.evaluate(LINKS))
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(tall, HEIGHT)})
        file = f"{wanted.name}-{width}-{language}.png"
        page.screenshot(path=folder / file)
        status = answer.status if answer else 0
        if status >= 500:
            heard.append(f"answered {status}")
        faults = [f for f in heard if not (status >= 400 and "Failed to load resource" in f)]
        yield Picture(f"{wanted.name} · {width} px · {language}", file, faults + examine(page))
        page.close()


def listen(page: Page) -> list[str]:
    """Return a list that fills with what the browser complains about, the policy's breaches too."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def glance(context: BrowserContext, address: str, path: str, way: Way) -> None:
    """Remember where a page leads, without a picture of it."""
    text = context.request.get(f"{address}{path}").text()
    way.see(re.findall(r'(?:href|action|hx-get)="([^"]+)"', text))


def take_all(
    browser: Browser, pages: list[Wanted], *, address: str, folder: Path, only: str = ""
) -> Iterator[Picture]:
    """Take every picture whose name holds a word, one signed-in context for an account and width.

    Pages without a picture are only glanced at: they may lead to records of the wanted ones.
    """
    for account in dict.fromkeys(wanted.account for wanted in pages if only in wanted.name):
        mine = [wanted for wanted in pages if wanted.account == account]
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT},
                locale="vi-VN",
                ignore_https_errors=True,
            )
            sign_in(context, address, account)
            way = Way()
            for wanted in mine:
                if only in wanted.name:
                    yield from take(context, wanted, way, address=address, folder=folder)
                elif found := way.address(wanted.path):
                    glance(context, address, found, way)
            context.close()


def sheet(pictures: list[Picture]) -> str:
    """Return the page on which all pictures can be looked at in one sitting."""
    style = (
        "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:16px;background:#ddd}"
        "figure{margin:0;max-width:480px;background:#fff;padding:8px}img{max-width:100%}b{color:#a00}"
    )
    cells = "".join(cell(picture) for picture in pictures)
    head = f'<meta charset="utf-8"><title>Pictures</title><style>{style}</style>'
    return f"<!doctype html>{head}{cells}"


def cell(picture: Picture) -> str:
    """Return one picture with what is wrong on its page."""
    faults = "".join(f"<br><b>{html.escape(fault)}</b>" for fault in picture.faults)
    image = f'<a href="{picture.file}"><img src="{picture.file}" loading="lazy" alt=""></a>'
    return f"<figure><figcaption>{html.escape(picture.name)}{faults}</figcaption>{image}</figure>"


def main() -> int:
    """Take the pictures, write the sheet, print the faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://localhost:8000")
    parser.add_argument("--pages", type=Path, default=LIST)
    parser.add_argument("--only", default="", help="only pages whose name holds this word")
    parser.add_argument("--to", type=Path, default=ROOT / "var" / "pictures")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    pages = list(read_list(given.pages.read_text()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--lang=vi-VN"]
        )
        address = given.address.rstrip("/")
        found = take_all(browser, pages, address=address, folder=given.to, only=given.only)
        pictures = list(found)
        browser.close()
    (given.to / "index.html").write_text(sheet(pictures))
    for picture in pictures:
        for fault in picture.faults:
            print(f"{picture.name}: {fault}")
    wrong = sum(bool(p.faults) for p in pictures)
    print(f"{len(pictures)} pictures, {wrong} with faults: {given.to / 'index.html'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
