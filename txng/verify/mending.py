"""Words typed wrong, mended by the words of what everybody may find, as they were learnt."""

from collections.abc import Mapping, Sequence
from string import ascii_lowercase
from typing import Final

from txng.core.search import words_of
from txng.verify.kept import Kept
from txng.verify.models import Word

_MOST_WORDS: Final = 8
_MOST_MEANT: Final = 3
_LONGEST: Final = 20
_words: Kept[Mapping[str, int]] = Kept(life=300, most=1)


def forget() -> None:
    """Drop what this process keeps (between tests)."""
    _words.clear()


def meant(text: str) -> list[Sequence[str]]:
    """Return for each word of a text what it may mean, the most used first; [] if nothing is known.

    A word that stands anywhere means itself. Another means the words one slip of the finger away: a
    letter too many, too few, another, or two that changed places. Figures are never mended: another
    code is another thing.
    """
    words, known = words_of(text)[:_MOST_WORDS], _words.get("", _learnt)
    told = [[word] if word in known else _near(known, word) for word in words]
    return told if all(told) and any(word not in known for word in words) else []


def _learnt() -> Mapping[str, int]:
    return dict(Word.objects.values_list("word", "entries"))


def _near(known: Mapping[str, int], word: str) -> Sequence[str]:
    found = [slip for slip in _slips(word) if slip in known]
    return sorted(found, key=lambda slip: (-known[slip], slip))[:_MOST_MEANT]


def _slips(word: str) -> set[str]:
    """Return every text that is one slip away from a word; none for figures and long texts."""
    if not word.isalpha() or not 2 < len(word) <= _LONGEST:
        return set()
    parts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    fewer = {a + b[1:] for a, b in parts if b}
    turned = {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    other = {a + letter + b[1:] for a, b in parts if b for letter in ascii_lowercase}
    more = {a + letter + b for a, b in parts for letter in ascii_lowercase}
    return fewer | turned | other | more
