"""Takes the pictures of the guide (docs/huong-dan/hinh.toml) from a running demonstration portal.

    python -m scripts.guide_pictures [--address http://localhost:8000] [--only WORD] [--to FOLDER]

Without an address it starts a portal of its own, with the demonstration, in var/guide-portal, and
stops it. Pictures are compact WebP in var/guide, where the guide's pages find them; what to look at
is framed. Exit 1 when a picture could not be taken or did not end at the screen it names.
"""

import argparse
import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import django
from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Error, Locator, Page, sync_playwright

from scripts.pictures import NoBrowser, chromium
from txng.library.screens import DENSITY, PHONE, Screen, screens

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = os.environ.get("TXNG_PICTURE_PASSWORD", "quet-ma-la-biet")
SIZES: Final = {PHONE: (360, 740), "desk": (1100, 720)}
PATIENCE = 600
_AMBER, _WHITE = "#d9480f", "#ffffff"
_PADDING = 12
_ACTS: Final[dict[str, Callable[[Page, str, str], Any]]] = {
    "click": lambda page, at, _value: _one(page, at).click(),
    "fill": lambda page, at, value: _one(page, at).fill(value),
    "check": lambda page, at, _value: _one(page, at).check(),
    "choose": lambda page, at, value: _one(page, at).select_option(_option(page, at, value)),
    "wait": lambda page, at, _value: _one(page, at).wait_for(),
    "offline": lambda page, _at, _value: page.context.set_offline(True),
    "kept": lambda page, _at, _value: page.evaluate(
        "navigator.serviceWorker.ready.then(() => true)"
    ),
}
"""What can be done on the way to a picture; selectors and values stand in the list."""


class NotThere(Exception):  # noqa: N818  told to the person who asked for pictures
    """The way of a picture ended on another screen than the one it names."""


def _one(page: Page, at: str) -> Locator:
    return page.locator(at).first


def _option(page: Page, at: str, words: str) -> str:
    """Return the value of the first choice that has these words."""
    choice = page.locator(f"{at} option", has_text=words).first
    return choice.get_attribute("value") or ""


def path_of(start: str) -> str:
    """Return a path from the name of an address, or the path itself."""
    return start if start.startswith("/") else reverse(start)


def take(browser: Browser, address: str, screen: Screen, who: Any = None) -> Image.Image:
    """Go the way of one picture and return it; `who` is the kept session of its account."""
    width, height = SIZES[screen.size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=DENSITY[screen.size],
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        is_mobile=screen.size == PHONE,
        reduced_motion="reduce",
        storage_state=who,
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    try:
        page.goto(f"{address}{path_of(screen.start or screen.screen)}")
        page.wait_for_load_state("networkidle")
        for verb, at, value in ((*act, "", "")[:3] for act in screen.acts):
            _ACTS[verb](page, at, value)
            page.wait_for_load_state("networkidle")
        _check(page, screen)
        return _picture(page, screen)
    finally:
        context.close()


def _check(page: Page, screen: Screen) -> None:
    path = urlsplit(page.url).path
    try:
        ended = resolve(path).view_name
    except Resolver404:
        ended = ""
    if ended != screen.screen:
        raise NotThere(f"ended at {path} ({ended}), not at {screen.screen}")


def _picture(page: Page, screen: Screen) -> Image.Image:
    """Photograph the page, or the part that is kept, and frame what to look at."""
    if screen.crop:
        width = SIZES[screen.size][0]
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(tall, SIZES[screen.size][1])})
    elif screen.mark:
        _one(page, screen.mark).evaluate("part => part.scrollIntoView({block: 'center'})")
    made = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    fine = DENSITY[screen.size]
    if screen.mark:
        _frame(made, _box(page, screen.mark, fine, 4), fine)
    if screen.crop:
        left, top, right, bottom = _box(page, screen.crop, fine, _PADDING)
        made = made.crop((left, top, min(right, made.width), min(bottom, made.height)))
    return made


def _box(page: Page, at: str, fine: int, more: int) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of a part of the page in points of its picture."""
    box = _one(page, at).bounding_box()
    if box is None:
        raise NotThere(f"{at} is not to be seen")
    left, top = max(0, box["x"] - more), max(0, box["y"] - more)
    right, bottom = box["x"] + box["width"] + more, box["y"] + box["height"] + more
    return int(left * fine), int(top * fine), int(right * fine), int(bottom * fine)


def _frame(picture: Image.Image, box: tuple[int, int, int, int], fine: int) -> None:
    """Draw the frame round what to look at, with a light edge that shows on any ground."""
    left, top, right, bottom = box
    box = (left, top, min(right, picture.width - 1), min(bottom, picture.height - 1))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle(box, radius=8 * fine, outline=_WHITE, width=5 * fine)
    draw.rounded_rectangle(box, radius=8 * fine, outline=_AMBER, width=3 * fine)


def sign_in(browser: Browser, address: str, account: str) -> Any:
    """Sign in through the portal's own page and return the session."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(f"{address}{reverse('public:parties:sign_in')}")
    page.locator("main input[name=login]").fill(account)
    page.locator("main input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/dang-nhap/" not in url)
    kept = context.storage_state()
    context.close()
    return kept


def take_all(browser: Browser, address: str, wanted: list[Screen], to: Path) -> Iterator[str]:
    """Take pictures and yield what went wrong; who signs in does so once."""
    people: dict[str, Any] = {"": None}
    for screen in wanted:
        try:
            if screen.account not in people:
                people[screen.account] = sign_in(browser, address, screen.account)
            made = take(browser, address, screen, people[screen.account])
        except (Error, NotThere) as error:
            yield f"{screen.name}: {str(error).splitlines()[0]}"
            continue
        made.save(to / f"{screen.name}.webp", quality=78, method=6)


@contextmanager
def portal() -> Iterator[str]:
    """Start a portal with the demonstration, give its address, and stop it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}"
    more = {"TXNG_VAR": str(ROOT / "var" / "guide-portal"), "TXNG_PORT": str(port)}
    command = "import sys; from config.cli import main; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "run"],
        cwd=ROOT,
        env={**os.environ, **more, "TXNG_DEMO": "true"},
    )
    try:
        _wait(process, f"{address}/dang-nhap/")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    """Wait until the portal answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=10):  # noqa: S310  our own portal
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(1)
    raise NotThere("The portal did not start: see what it printed above.")


def main() -> int:
    """Take the pictures and print what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="", help="a running portal with the demonstration")
    parser.add_argument("--only", default="", help="only pictures whose name holds this word")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    parser.add_argument("--to", type=Path, default=Path(settings.TXNG_GUIDE_PICTURES))
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    wanted = [screen for name, screen in screens().items() if given.only in name]
    try:
        faults = _take(given.address.rstrip("/"), wanted, given.to)
    except (NoBrowser, NotThere) as error:
        print(error, file=sys.stderr)
        return 2
    print(*faults, f"{len(wanted) - len(faults)} pictures: {given.to}", sep="\n")
    return 1 if faults else 0


def _take(address: str, wanted: list[Screen], to: Path) -> list[str]:
    """Take pictures from the portal at an address, or from one of our own."""
    if not address:
        with portal() as own:
            return _take(own, wanted, to)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--lang=vi-VN"]
        )
        try:
            return list(take_all(browser, address, wanted, to))
        finally:
            browser.close()


if __name__ == "__main__":
    sys.exit(main())
