"""Vietnamese order of names: a text key that any database sorts rightly byte by byte."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: chr(ord("A") + index) for index, letter in enumerate(_LETTERS)}
# Order of tones as Vietnamese dictionaries have it: level, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_NUMBER = re.compile(r"\d+")
_LONGEST = 240


@lru_cache(maxsize=16384)
def sort_key(name: str) -> str:
    """Return the key under which `name` sorts: letters first, then tones, numbers by value.

    ă â stand after a, đ after d, ê after e, ô ơ after o, ư after u; "ma" before "mà" before "mả".
    The key is ASCII of at most 240 characters.
    """
    text = _NUMBER.sub(lambda number: number.group().zfill(6), name.strip().lower())
    letters, tones = [], []
    for cluster in unicodedata.normalize("NFC", text):
        letter, tone = _letter_and_tone(cluster)
        letters.append(_PLACE.get(letter, letter if letter.isascii() else "~"))
        tones.append(tone)
    return f"{''.join(letters)} {''.join(tones).rstrip('0')}"[:_LONGEST].rstrip()


@lru_cache(maxsize=1024)
def _letter_and_tone(cluster: str) -> tuple[str, str]:
    """Part a letter from its tone: ậ → â, 5."""
    tone, kept = "0", []
    for mark in unicodedata.normalize("NFD", cluster):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            kept.append(mark)
    return unicodedata.normalize("NFC", "".join(kept)), tone
