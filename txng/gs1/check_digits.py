"""Check digits (modulo 10) and check character pairs (modulo 1021, 32) of GS1 identifiers."""

from __future__ import annotations

# GS1 General Specifications 7.9.5: weights from the character left of the pair towards the front.
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
_PAIR_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"


def check_digit(digits: str) -> str:
    """The digit that completes `digits` (GS1 General Specifications 7.9.1).

    The rightmost of the given digits weighs 3, the next 1, and so on alternately.
    Raises ValueError when `digits` holds anything but the digits 0–9.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"A check digit is computed over the digits 0-9 only, not {digits!r}.")
    codes = digits.encode()
    heavy, light = codes[-1::-2], codes[-2::-2]
    total = 3 * (sum(heavy) - 48 * len(heavy)) + sum(light) - 48 * len(light)
    return "0123456789"[-total % 10]


def has_check_digit(digits: str) -> bool:
    """Whether the last of `digits` is the right check digit of those before it."""
    return check_digit(digits[:-1]) == digits[-1]


def check_pair(text: str) -> str:
    """The two check characters that complete `text` (GS1 General Specifications 7.9.5; GMN).

    `text` is at most 23 characters of set 82. Raises ValueError otherwise.
    """
    if len(text) > len(_PRIMES) or any(character not in _CSET_82 for character in text):
        raise ValueError(f"A check pair is computed over 1-23 characters of set 82, not {text!r}.")
    weighed = zip(reversed(text), _PRIMES, strict=False)
    total = sum(_CSET_82.index(character) * prime for character, prime in weighed) % 1021
    return _PAIR_ALPHABET[total >> 5] + _PAIR_ALPHABET[total & 31]
