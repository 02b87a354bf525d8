"""Compiles the translations of every room, so that no compiled file is ever committed."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_messages(root: Path) -> list[Path]:
    """Write the .mo beside each .po of the project at `root` that changed; return what was written.

    Costs a look at the clock of a few files when everything is up to date; safe when several
    processes do it at once.
    """
    written = []
    for po in message_files(root):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            _compile(po, mo)
            written.append(mo)
    return written


def message_files(root: Path) -> list[Path]:
    """Return the translations of all rooms and of config."""
    rooms = (root / "txng").glob("*/locale/*/LC_MESSAGES/*.po")
    return sorted([*rooms, *(root / "config").glob("locale/*/LC_MESSAGES/*.po")])


def _compile(po: Path, mo: Path) -> None:
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.parent.name)
    made = mo.with_name(f".{mo.name}.{os.getpid()}")
    with made.open("wb") as file:
        write_mo(file, catalogue)
    made.replace(mo)
