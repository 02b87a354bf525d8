"""The guide (Sổ tay hướng dẫn): chapters in Markdown in docs/huong-dan, read as pages.

A chapter is a file `NN-slug.md`: `# Title`, a paragraph that leads in, sections under `##`. A line
`![words](hinh:name)` names a picture of `hinh.toml`: it stands there once it has been taken, and a
link to the screen it shows. A screen leads back to the first section that shows it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.core.search import words_of
from txng.library.markdown import html_of, plain_of
from txng.library.screens import Screen, screens, size_of

_SCREEN: Final = re.compile(r"!\[([^\]]*)\]\(hinh:([\w-]+)\)")
_PICTURE: Final = re.compile(r'<img src="[^"]*/so-tay/hinh/([\w-]+)\.webp"')
_HEADING: Final = re.compile(r"(?m)^## +(.+)$")


@dataclass(frozen=True)
class Section:
    """A part of a chapter under one heading."""

    title: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """One chapter: its place in the address, title, lead, body in Markdown, and its sections."""

    slug: str
    number: int
    title: str
    lead: str
    body: str
    sections: tuple[Section, ...]

    @property
    def html(self) -> SafeString:
        """Return the body as HTML, its headings with anchors, screens placed."""
        numbers = iter(range(1, len(self.sections) + 1))
        return mark_safe(  # noqa: S308  cleaned by html_of
            re.sub(r"<h2>", lambda _m: f'<h2 id="muc-{next(numbers, 0)}">', self._made)
        )

    @property
    def printed(self) -> SafeString:
        """Return the body below the chapter's own heading, for the page that holds all chapters."""
        lowered = self._made.replace("<h3>", "<h4>").replace("</h3>", "</h4>")
        return mark_safe(  # noqa: S308  cleaned by html_of
            lowered.replace("<h2>", "<h3>").replace("</h2>", "</h3>")
        )

    @property
    def _made(self) -> str:
        made = html_of(_SCREEN.sub(_screen, self.body))
        return _PICTURE.sub(_sized, made)


class NoSuchChapter(NotFound):
    """The guide has no chapter of this name."""

    reason = _("Sổ tay không có chương này. Hãy quay lại mục lục.")


def chapters() -> tuple[Chapter, ...]:
    """Return all chapters in order; read again when a file changed."""
    folder = Path(settings.TXNG_GUIDE)
    files = sorted(folder.glob("[0-9][0-9]-*.md"))
    return _read(tuple((file, file.stat().st_mtime_ns) for file in files))


def chapter(slug: str) -> Chapter:
    """Return one chapter."""
    found = next((row for row in chapters() if row.slug == slug), None)
    if found is None:
        raise NoSuchChapter
    return found


@dataclass(frozen=True)
class Hit:
    """A section that has all the words asked for."""

    chapter: Chapter
    section: Section
    snippet: str


def search(text: str) -> list[Hit]:
    """Return sections that have every word of `text`, accents or not; those titled so first."""
    asked = words_of(text)
    if not asked:
        return []
    hits = [
        (sum(word in words_of(section.title) for word in asked), row, section)
        for row in chapters()
        for section in row.sections
        if set(asked) <= set(words_of(f"{row.title} {section.title} {section.text}"))
    ]
    hits.sort(key=lambda hit: -hit[0])
    return [Hit(row, section, _snippet(section.text, asked)) for _n, row, section in hits]


def _snippet(text: str, asked: list[str]) -> str:
    """Return some words around the first one that was asked for."""
    words = text.split()
    at = next((i for i, word in enumerate(words) if set(words_of(word)) & set(asked)), 0)
    cut = words[max(0, at - 8) : at + 24]
    return f"{'… ' if at > 8 else ''}{' '.join(cut)}{' …' if at + 24 < len(words) else ''}"


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[Path, int], ...]) -> tuple[Chapter, ...]:
    return tuple(_chapter(file, number) for number, (file, _time) in enumerate(files, start=1))


def _chapter(file: Path, number: int) -> Chapter:
    head, _line, rest = file.read_text("utf-8").partition("\n")
    lead, _gap, body = rest.strip().partition("\n\n")
    parts = _HEADING.split(body)
    sections = tuple(
        Section(title.strip(), f"muc-{n}", plain_of(_SCREEN.sub(r"\1", text)))
        for n, (title, text) in enumerate(zip(parts[1::2], parts[2::2], strict=True), start=1)
    )
    return Chapter(
        slug=file.stem[3:],
        number=number,
        title=head.removeprefix("#").strip(),
        lead=plain_of(lead),
        body=body,
        sections=sections,
    )


def about(screen: str) -> str:
    """Return the address of the section that shows a screen, or nothing if none does."""
    slug, anchor = _places(chapters(), tuple(screens().items())).get(screen, ("", ""))
    return f"{reverse('public:library:read_chapter', args=[slug])}#{anchor}" if slug else ""


@lru_cache(maxsize=4)
def _places(
    rows: tuple[Chapter, ...], named: tuple[tuple[str, Screen], ...]
) -> dict[str, tuple[str, str]]:
    """Return chapter and section of each screen; the one that shows it first explains it."""
    pictures, found = dict(named), dict[str, tuple[str, str]]()
    for row in rows:
        for number, text in enumerate(_HEADING.split(row.body)[2::2], start=1):
            for _words, name in _SCREEN.findall(text):
                if name in pictures:
                    found.setdefault(pictures[name].screen, (row.slug, f"muc-{number}"))
    return found


def _screen(match: "re.Match[str]") -> str:
    """Return a screen's picture if it was taken, and the way to it if it needs no number."""
    words, found = match[1], screens()[match[2]]
    way = _way(found.screen)
    if size_of(found) is None:
        return f"[{words}]({way})" if way else f"*{words}*"
    picture = reverse("public:library:show_screen", args=[found.name])
    open_it = f" [Mở trang này]({way})" if way else ""
    return f"[![{words}]({picture})]({picture})\n\n*{words}*{open_it}"


def _way(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _sized(match: "re.Match[str]") -> str:
    """Say how large a picture is, so that nothing moves while it loads."""
    width, height = size_of(screens()[match[1]]) or (0, 0)
    size = f' width="{width}" height="{height}"' if width else ""
    return f'{match[0]}{size} loading="lazy"'
