"""Stamp codes: a serial of 19 letters that carries batch, position and its own proof of truth.

Decision record 0004 explains the construction. Nothing here touches a database.
"""

import hmac
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 letters and digits without look-alikes: no 0 O 1 I L."""

LENGTH: Final = 19
"""One letter of key version and twice nine letters of a 44-bit half."""

MAX_BATCH: Final = 2**24
MAX_SIZE: Final = 2**24
VERSIONS: Final = len(ALPHABET)
ROUNDS: Final = 10
OWN_SCHEME: Final = "obj"
"""Scope of codes on products without a GTIN: their address names no product."""

Codes = npt.NDArray[np.bytes_]

_HALF: Final = 44
_MASK: Final = (1 << _HALF) - 1
_TAG_BYTES: Final = 5
_TRIPLE: Final = len(ALPHABET) ** 3
_CHUNK: Final = 8192
_VALUE: Final = {letter: value for value, letter in enumerate(ALPHABET)}
_LETTERS: Final = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
_TRIPLES: Final = np.stack(
    [_LETTERS[(np.arange(_TRIPLE) // len(ALPHABET) ** p) % len(ALPHABET)] for p in (2, 1, 0)],
    axis=1,
)


class UnreadableCode(Refused):
    """What was typed cannot be a stamp code."""

    status = 400
    reason = _(
        "Mã tem gồm 19 chữ cái và chữ số, không có số 0, số 1, chữ O, chữ I, chữ L. "
        "Hãy nhìn kỹ lại mã in trên tem rồi nhập lại."
    )


def read_typed(text: str) -> str:
    """Return the code a person typed: any case, spaces and hyphens between groups allowed.

    Raises UnreadableCode: a look-alike is never guessed, since the guess could be another code.
    """
    code = "".join(text.split()).replace("-", "").upper()
    if len(code) != LENGTH or not code.isascii() or any(letter not in _VALUE for letter in code):
        raise UnreadableCode
    return code


def grouped(code: str) -> str:
    """Write a code as it stands under the symbol: groups of four letters."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def version_of(code: str) -> int | None:
    """Return the key version that the first letter names, or None for no canonical code."""
    return _VALUE.get(code[0]) if len(code) == LENGTH else None


@dataclass(frozen=True)
class Coder:
    """Makes and opens the codes of one scope under one key version.

    `secret` is the system key (≥ 32 bytes) of `version`; `scope` is the canonical identifier of
    the product (`https://id.gs1.org/01/…`) or OWN_SCHEME. A code of another scope never opens.
    """

    version: int
    secret: bytes = field(repr=False)
    scope: str

    def mint(self, *, batch: int, start: int, count: int) -> Codes:
        """Return `count` codes of positions start…start+count−1 as an array of 19-byte texts.

        Codes differ by construction: each is a permutation's value of (batch, position).
        Raises ValueError beyond 2^24 batches or positions.
        """
        if not (0 <= batch < MAX_BATCH and 0 <= start <= start + count <= MAX_SIZE):
            raise ValueError(f"batch {batch}, positions {start}+{count} exceed 24 bits")
        letters = np.empty((count, LENGTH), dtype=np.uint8)
        letters[:, 0] = _LETTERS[self.version]
        for low in range(0, count, _CHUNK):
            high = min(low + _CHUNK, count)
            position = np.arange(start + low, start + high, dtype="<u8")
            left = np.uint64(batch << 20) | (position >> np.uint64(4))
            right = (position & np.uint64(15)) << np.uint64(40)
            left, right = self._encipher(left, right)
            _spell(left, letters[low:high, 1:10])
            _spell(right, letters[low:high, 10:19])
        return letters.reshape(-1).view(f"S{LENGTH}")

    def open(self, code: str) -> tuple[int, int] | None:
        """Return (batch, position) of a true code, else None; a guess passes once in 2^40."""
        left, right = _value(code[1:10]), _value(code[10:19])
        if version_of(code) != self.version or left is None or right is None:
            return None
        cipher = self._round_function()
        for number in reversed(range(ROUNDS)):
            block = (left | number << 56).to_bytes(16, "little")
            left, right = right ^ (int.from_bytes(cipher.update(block)[:8], "little") & _MASK), left
        word = (left << _HALF | right).to_bytes(2 * _HALF // 8, "big")
        if not hmac.compare_digest(word[-_TAG_BYTES:], bytes(_TAG_BYTES)):
            return None
        return int.from_bytes(word[:3], "big"), int.from_bytes(word[3:6], "big")

    def _round_function(self) -> CipherContext:
        """AES on single blocks: a keyed function of a half and a round number, never a mode."""
        key = algorithms.AES(_round_key(self.secret, self.scope))
        return Cipher(key, modes.ECB()).encryptor()  # noqa: S305  see decision record 0004

    def _encipher(
        self, left: npt.NDArray[np.uint64], right: npt.NDArray[np.uint64]
    ) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
        """Run the Feistel network over arrays of halves (44 bits in 64)."""
        encrypt = self._round_function()
        blocks = np.zeros((len(left), 2), dtype="<u8")
        answer = np.empty(2 * len(left) + 2, dtype="<u8")
        mask = np.uint64(_MASK)
        for number in range(ROUNDS):
            np.bitwise_or(right, np.uint64(number << 56), out=blocks[:, 0])
            encrypt.update_into(blocks.data.cast("B"), answer.data.cast("B"))
            left, right = right, left ^ (answer[:-2:2] & mask)
        return left, right


@lru_cache(maxsize=1024)
def _round_key(secret: bytes, scope: str) -> bytes:
    """Derive the round function's AES-128 key: one for each key version and scope."""
    derivation = HKDF(hashes.SHA256(), 16, salt=None, info=b"txng stamp code 1|" + scope.encode())
    return derivation.derive(secret)


def _spell(half: npt.NDArray[np.uint64], letters: npt.NDArray[np.uint8]) -> None:
    """Write halves as nine letters each, base 31, most significant first, three at a time."""
    for column in (6, 3, 0):
        rest = half // np.uint64(_TRIPLE)
        letters[:, column : column + 3] = _TRIPLES[half - rest * np.uint64(_TRIPLE)]
        half = rest


def _value(letters: str) -> int | None:
    """Return a half; None for a foreign letter or 44 bits exceeded: one stamp has one spelling."""
    total = 0
    for letter in letters:
        value = _VALUE.get(letter)
        if value is None:
            return None
        total = total * len(ALPHABET) + value
    return total if total <= _MASK else None


def second_factor(secret: bytes, position: int) -> str:
    """Derive the hidden code of a position from its batch's secret: six letters, 29 bits.

    It stands under a scratch layer or in a seal; attempts against it have to be limited.
    """
    digest = hmac.digest(secret, b"txng second factor 1|" + position.to_bytes(3, "big"), "sha256")
    number = int.from_bytes(digest[:16], "big")
    letters = []
    for _place in range(6):
        number, value = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[value])
    return "".join(letters)
