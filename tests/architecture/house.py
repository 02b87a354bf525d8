"""What the rules are read from: the plan in .importlinter and the project's own files."""

import ast
import re
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def heights() -> dict[str, int]:
    """Return how high each room stands in .importlinter; siblings stand equally high."""
    plan = ConfigParser()
    plan.read(ROOT / ".importlinter")
    lines = plan["importlinter:contract:rooms"]["layers"].split("\n")
    return _heights([line for line in lines if line.strip()])


def _heights(lines: list[str]) -> dict[str, int]:
    return {
        room: height
        for height, line in enumerate(reversed(lines))
        for room in re.findall(r"\w+", line)
    }


@cache
def tracked() -> tuple[Path, ...]:
    """Return the project's own files: those in version control, and new ones not yet in it."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, text=True)
    files = (ROOT / name for name in answer.stdout.split("\0") if name)
    return tuple(sorted({file for file in files if file.is_file() and not file.is_symlink()}))


def name_of(file: Path) -> str:
    """Return a file's path as people write it."""
    return file.relative_to(ROOT).as_posix()


@cache
def modules() -> dict[str, ast.Module]:
    """Return every Python file by its path, parsed; migrations are left out."""
    return {
        name_of(file): ast.parse(file.read_text("utf-8"))
        for file in tracked()
        if file.suffix == ".py" and "migrations" not in file.parts
    }


def rooms() -> Iterator[Path]:
    """Yield the folder of every room that is built."""
    yield from (ROOT / "txng" / room for room in heights() if (ROOT / "txng" / room).is_dir())
