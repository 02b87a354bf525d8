"""A person without a mouse: tabs from stop to stop, and sees at each where they are."""

import re
from typing import Any

from playwright.sync_api import Locator, Page

_MOST = 120
"""A page that takes more stops than this to reach something is a trap for whoever has no mouse."""
_STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const seen = at.type === "radio" || at.type === "checkbox" || at.type === "file"
    ? [at, ...(at.labels ?? [])] : [at];
  const marked = seen.some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== "none";
  });
  const boxes = seen.map((one) => one.getBoundingClientRect()).filter((box) => box.width > 1);
  const inside = boxes.some((box) => box.bottom > 0 && box.top < innerHeight);
  const free = boxes.some((box) => {
    const found = document.elementFromPoint(
      Math.min(Math.max(box.left + Math.min(box.width / 2, 40), 1), innerWidth - 1),
      Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1));
    return found && seen.some((one) => one.contains(found) || found.contains(one));
  });
  return { name: (at.innerText || at.getAttribute("aria-label") || at.name || at.id || at.tagName)
    .trim().slice(0, 60), marked, inside, free };
}"""


def stop_of(page: Page) -> dict[str, Any]:
    """Return the stop where the focus is; it must be marked, on the screen, under nothing."""
    stop: dict[str, Any] = page.evaluate(_STOP) or {}
    wrong = [rule for rule in ("marked", "inside", "free") if stop and not stop[rule]]
    assert not wrong, f"{page.url}: {stop['name']!r} is not {wrong}"
    return stop


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something is reached; each stop on the way must be seen."""
    passed = []
    for _press in range(_MOST):
        if wanted.first.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
        passed.append(stop_of(page).get("name", "–"))
    raise AssertionError(f"{page.url}: {wanted} was not reached: {passed}")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Tab to a link or a button and press it."""
    tab_to(page, wanted)
    page.keyboard.press(key)


def write(page: Page, wanted: Locator, text: str) -> None:
    """Tab to a box, and write into it in place of what stood there."""
    tab_to(page, wanted)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def choose(page: Page, wanted: Locator, value: str) -> None:
    """Tab to a list of choices and go down it to one."""
    tab_to(page, wanted)
    page.keyboard.press("Home")
    for _press in range(_MOST):
        if wanted.first.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{page.url}: {wanted} has no {value}")


def focused(page: Page, selector: str) -> bool:
    """Say whether the focus is on what a selector names."""
    return bool(page.evaluate("s => document.activeElement?.matches(s) ?? false", selector))


def landed(page: Page, path: str) -> None:
    """Wait until the address is one that a pattern describes."""
    page.wait_for_url(re.compile(path))
    page.wait_for_load_state("networkidle")
