"""What a column of a sheet holds: its headings, its kind, its example, what may stand in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from txng.core.search import plain

Text = str | Promise
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


class Kind(Enum):
    """Kinds of cells."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    MOMENT = "moment"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Choice:
    """One value that a cell may hold: its label as written in files, and other ways to say it."""

    value: Any
    label: Text
    also: tuple[str, ...] = ()


class Wrong(Exception):  # noqa: N818  becomes a sentence at a cell
    """A cell cannot be what stands in it; `sentence` says why, and what would be right."""

    def __init__(self, sentence: Text) -> None:
        """Keep the sentence."""
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a register's sheet.

    `check` turns a text that is well formed into its value, or raises `Wrong`; `lengths` are the
    digits a code may have, so that zeros lost by Excel at its front are put back.
    """

    code: str
    name: Text
    kind: Kind = Kind.TEXT
    required: bool = False
    example: str = ""
    help: Text = ""
    also: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    longest: int = 250
    least: Decimal | int | None = None
    most: Decimal | int | None = None
    decimals: int = 3
    unit: str = ""
    lengths: tuple[int, ...] = ()
    check: Callable[[str], Any] | None = None
    read_only: bool = False
    """Told for people's sake: exported, and passed over when it comes back."""

    @property
    def heading(self) -> str:
        """Heading as files show it; a star marks what must be filled in."""
        unit = f" ({self.unit})" if self.unit else ""
        return f"{self.name}{unit}{' *' if self.required else ''}"

    @cached_property
    def names(self) -> frozenset[str]:
        """Every heading by which the column is known, in both languages, without marks."""
        known = {self.code, *self.also}
        for language in ("vi", "en"):
            with translation.override(language):
                known.add(str(self.name))
        return frozenset(normal(name) for name in known)

    @cached_property
    def answers(self) -> dict[str, list[Choice]]:
        """Choices by everything that means them; several where a word means several."""
        found: dict[str, list[Choice]] = {}
        for choice in self.choices:
            for word in _words(choice):
                known = found.setdefault(word, [])
                if choice not in known:
                    known.append(choice)
        return found

    def label_of(self, value: Any) -> str:
        """Return the label of a value in the reader's language."""
        found = self._labels.get(value)
        return str(found) if found is not None else str(value)

    @cached_property
    def _labels(self) -> dict[Any, Text]:
        return {choice.value: choice.label for choice in self.choices}


def _words(choice: Choice) -> set[str]:
    words = {normal(word) for word in choice.also}
    if isinstance(choice.value, str):
        words.add(normal(choice.value))
    for language in ("vi", "en"):
        with translation.override(language):
            words.add(normal(str(choice.label)))
    return words - {""}


def normal(text: str) -> str:
    """Return a heading or answer without case, accents, stars, and signs between words."""
    return _NOT_LETTERS.sub(" ", plain(text)).strip()


def without_brackets(text: str) -> str:
    """Return a heading without what stands in brackets, such as its unit."""
    return _IN_BRACKETS.sub(" ", text)


def choices_of(pairs: Any) -> tuple[Choice, ...]:
    """Return the choices of Django's `TextChoices`."""
    return tuple(Choice(value, label) for value, label in pairs.choices)
