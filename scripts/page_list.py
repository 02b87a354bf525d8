"""Reads the list of pages (pages.tsv) and finds the addresses of records in links already seen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

LIST: Final = Path(__file__).resolve().parent / "pages.tsv"
LINKS: Final = """[...document.querySelectorAll("a[href], form[action], [hx-get]")].map(
  e => e.getAttribute("href") || e.getAttribute("action") || e.getAttribute("hx-get"))"""
"""What a browser evaluates on a page to tell where it leads."""
_NAME: Final = re.compile(r"\{([a-z_]+)(?::(\d+))?\}")


@dataclass(frozen=True)
class Wanted:
    """One page of the list."""

    name: str
    path: str
    account: str
    languages: tuple[str, ...]


def read_list(text: str) -> Iterator[Wanted]:
    """Read the pages of a list."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            name, path, account, languages, *_ = [*line.split("\t"), "-", "vi"]
            yield Wanted(name, path, account, tuple(languages.strip().split(",")))


@dataclass
class Way:
    """What one account has seen: the links of its pages, and which record each name stands for."""

    links: dict[str, None] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)

    def see(self, links: list[str | None]) -> None:
        """Remember where a page leads."""
        self.links.update(dict.fromkeys(link.partition("#")[0] for link in links if link))

    def address(self, path: str) -> str | None:
        """Return a path with its names filled in from links seen; None where no link leads there.

        A name stands for a number, one that ends in `_word` for a word; `{lot:4}` for the number of
        the fourth link that fits. What a name has found it keeps.
        """
        open_names = [name for name, _nth in _NAME.findall(path) if name not in self.found]
        nth = next((int(nth) for _name, nth in _NAME.findall(path) if nth), 1)
        if open_names:
            pattern = re.compile(_NAME.sub(self._part, re.sub(r"([.?+])", r"\\\1", path)))
            bare = dict.fromkeys(link.partition("?")[0] for link in self.links)
            fits = [fit for link in bare if (fit := pattern.fullmatch(link))]
            if len(fits) < nth:
                return None
            self.found |= fits[nth - 1].groupdict()
        return _NAME.sub(lambda fit: self.found[fit[1]], path)

    def _part(self, fit: re.Match[str]) -> str:
        name = fit[1]
        if name in self.found:
            return re.escape(self.found[name])
        return f"(?P<{name}>{'[a-z0-9_-]+' if name.endswith('_word') else '[0-9]+'})"
