"""The guide (Sổ tay hướng dẫn): chapters in Markdown in docs/huong-dan, read as pages.

A chapter is a file `NN-slug.md`: `# Title`, a paragraph that leads in, sections under `##`. A line
`![words](man-hinh:door:room:act)` names a screen by the name of its address: the picture taken of
it stands there once there is one (static `library/guide/door-room-act.webp`), and a link to the
screen.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.core.search import words_of
from txng.library.markdown import html_of, plain_of

_SCREEN: Final = re.compile(r"!\[([^\]]*)\]\(man-hinh:([\w:]+)\)")


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
        made = html_of(_SCREEN.sub(_screen, self.body))
        marked = re.sub(r"<h2>", lambda _m: f'<h2 id="muc-{next(numbers, 0)}">', made)
        return mark_safe(marked)  # noqa: S308  cleaned by html_of

    @property
    def printed(self) -> SafeString:
        """Return the body below the chapter's own heading, for the page that holds all chapters."""
        made = html_of(_SCREEN.sub(_screen, self.body))
        lowered = made.replace("<h3>", "<h4>").replace("</h3>", "</h4>")
        return mark_safe(  # noqa: S308  cleaned by html_of
            lowered.replace("<h2>", "<h3>").replace("</h2>", "</h3>")
        )


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
    parts = re.split(r"(?m)^## +(.+)$", body)
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


def _screen(match: "re.Match[str]") -> str:
    """Return a screen's picture if there is one, and the way to it if it needs no number."""
    words, name = match[1], match[2]
    picture = f"library/guide/{name.replace(':', '-')}.webp"
    shown = f"![{words}]({static(picture)})\n\n" if finders.find(picture) else ""
    try:
        return f"{shown}[{words}]({reverse(name)})"
    except NoReverseMatch:
        return shown or f"*{words}*"
