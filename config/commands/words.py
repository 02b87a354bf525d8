"""How commands take their items and give their answers: several at once, in text or as JSON."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
"""What one item came to: "ok", and either what was found or "error"; plain JSON values."""


class CouldNotRun(Exception):  # noqa: N818  told to the person at the terminal
    """The command could not do its work at all; the text says why and what to do."""


class ItemFailed(Exception):  # noqa: N818  one answer among several
    """One item failed; the others go on. `details` are further members of its JSON answer."""

    def __init__(self, error: str, **details: Any) -> None:
        """Keep the sentence and what a machine should know beside it."""
        super().__init__(error)
        self.details = details


def answer_all(
    asked: Namespace,
    *,
    answer: Callable[[str], Answer],
    show: Callable[[Answer], str],
    name: str,
) -> int:
    """Answer every item in order; 0: all ok, 1: some are not, 2: one is unreadable.

    With `--json` each answer is one line with "ok" and the item under `name`; without, `show` puts
    it into lines for people and failures go to standard error.
    """
    code = 0
    for item in items(asked.items):
        try:
            found = {name: item, "ok": True, **answer(item)}
        except ItemFailed as error:
            found = {name: item, "ok": False, "error": str(error), **error.details}
        if not found["ok"]:
            code = max(code, 2 if found.get("code") == "unreadable" else 1)
        _say(found, as_json=asked.json, show=show)
    return code


def _say(found: Answer, *, as_json: bool, show: Callable[[Answer], str]) -> None:
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    elif found["ok"]:
        sys.stdout.write(show(found) + "\n")
    else:
        sys.stdout.flush()
        sys.stderr.write(f"{next(iter(found.values()))}: {_what_is_wrong(found)}\n")
    sys.stdout.flush()


def _what_is_wrong(found: Answer) -> str:
    """Tell every fault of an item on a line of its own, or its one sentence."""
    faults = found.get("faults", [])
    if len(faults) < 2:
        return str(found["error"])
    lines = ["  " + f"{fault['path']} {fault['message']}".strip() for fault in faults]
    return "\n".join([f"{len(faults)} faults", *lines])


def items(given: list[str]) -> Iterator[str]:
    """Yield the items; `-` stands for the lines of standard input, empty ones left out.

    Raises CouldNotRun for a document where its name belongs: each of its lines would fail.
    """
    for item in given:
        if item == "-":
            for line in filter(str.strip, sys.stdin):
                if line.lstrip("\ufeff ")[0] in "{<[":
                    raise CouldNotRun(
                        "- reads names, one a line, and this is a document:"
                        " give /dev/stdin for its name."
                    )
                yield line.rstrip("\r\n")
        else:
            yield item


def counted(number: int, noun: str) -> str:
    """Return a number with its English noun: "1 event", "2 events"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def body_of(file: str) -> bytes:
    """Read a file; one that cannot be read is a failed item."""
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise ItemFailed(f"cannot be read: {said}", code="unreadable") from error
