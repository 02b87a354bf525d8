"""Collects every sentence of each room into its locale/en/LC_MESSAGES/django.po.

    python -m scripts.messages [ROOM …]          update the catalogues, list what lacks English
    python -m scripts.messages --check [ROOM …]  change nothing; exit 1 if anything is missing

Vietnamese is the source language. A room is a folder of txng/, or `config`.
"""

import argparse
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation import template as django_template

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def rooms() -> list[Path]:
    """Return the folders that keep a catalogue of their own."""
    found = [p.parent for p in sorted((ROOT / "txng").glob("*/apps.py"))]
    return [*found, ROOT / "config"]


def catalogue_of(room: Path) -> Path:
    """Return where a room's English stands."""
    return room / "locale" / "en" / "LC_MESSAGES" / "django.po"


def collect(room: Path) -> Catalog:
    """Return every sentence that the room's code and templates say."""
    found = Catalog(locale="en")
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        if "migrations" in path.parts:
            continue
        for message, context in sentences(path):
            found.add(message, context=context)
    return found


def sentences(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Return the sentences of one file, each with its context."""
    source = path.read_text()
    if path.suffix != ".py":
        source = django_template.templatize(source, origin=str(path))
        source = "\n".join(line.lstrip() for line in source.splitlines())
    body = io.BytesIO(source.encode())
    for _line, message, _comments, context in extract("python", body, KEYWORDS):
        if message:
            yield message, context


def updated(room: Path) -> Catalog:
    """Return the room's catalogue with every sentence of today and none of yesterday."""
    path = catalogue_of(room)
    catalogue = Catalog(locale="en")
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale="en")
    catalogue.update(collect(room), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the sentences that have no English."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id and not _is_complete(message.string)
    ]


def _is_complete(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def write(room: Path, catalogue: Catalog) -> None:
    """Write a catalogue so that the same sentences always give the same file."""
    path = catalogue_of(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    write_po(body, catalogue, width=98, no_location=True, omit_header=True, sort_output=True)
    head = (
        f"# English of {room.name}; Vietnamese is the source.\n"
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Language: en\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    path.write_text(head + body.getvalue().decode().strip() + "\n")


def missing(room: Path) -> list[str]:
    """Return what keeps a room's catalogue from being complete."""
    catalogue, path = updated(room), catalogue_of(room)
    return [f"{path.relative_to(ROOT)}: {text}" for text in untranslated(catalogue)]


def main() -> int:
    """Update or check the catalogues; print what lacks English."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("room", nargs="*")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    lines: list[str] = []
    for room in rooms():
        if given.room and room.name not in given.room:
            continue
        catalogue = updated(room)
        if not given.check and len(catalogue):
            write(room, catalogue)
        lines += missing(room)
    for line in lines:
        print(line)
    return 1 if lines and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
