"""A code opens to exactly what was minted; anything else opens to nothing."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from txng.stamps import codes
from txng.stamps.codes import ALPHABET, LENGTH, Coder, UnreadableCode

GTIN = "https://id.gs1.org/01/09506000134352"
OTHER = "https://id.gs1.org/01/09506000134369"
SECRET = bytes(range(32))
CODER = Coder(7, SECRET, GTIN)
FROZEN = ["9CHR6696AA566XSR37X", "9BG3Z8PGVRNAU5JAKPD", "9858MPREP3993CAQRVW"]

batches = st.integers(0, codes.MAX_BATCH - 1)
positions = st.integers(0, codes.MAX_SIZE - 1)


def _code(batch: int, position: int, coder: Coder = CODER) -> str:
    return str(coder.mint(batch=batch, start=position, count=1)[0].decode())


def test_the_alphabet_is_31_letters_without_look_alikes() -> None:
    assert len(set(ALPHABET)) == 31
    assert not set(ALPHABET) & set("0O1IL")
    assert ALPHABET == "".join(sorted(ALPHABET)) == ALPHABET.upper()


def test_the_construction_never_changes() -> None:
    """Printed stamps live for years: a changed code here would orphan every one of them."""
    assert [_code(1, 0), _code(1, 1), _code(2**24 - 1, 2**24 - 1)] == FROZEN


@given(batch=batches, position=positions, version=st.integers(0, 30))
def test_a_minted_code_opens_to_its_batch_and_position(
    batch: int, position: int, version: int
) -> None:
    coder = Coder(version, SECRET, GTIN)
    code = _code(batch, position, coder)
    assert coder.open(code) == (batch, position)
    assert codes.version_of(code) == version
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)


@settings(max_examples=20)
@given(batch=batches, start=st.integers(0, codes.MAX_SIZE - 20_000), count=st.integers(0, 20_000))
def test_minting_a_range_equals_minting_one_by_one(batch: int, start: int, count: int) -> None:
    minted = CODER.mint(batch=batch, start=start, count=count)
    assert len(set(minted.tolist())) == count
    for at in {0, count // 2, count - 1} & set(range(count)):
        assert minted[at].decode() == _code(batch, start + at)


def test_codes_of_many_batches_never_meet() -> None:
    minted = np.concatenate([CODER.mint(batch=b, start=0, count=20_000) for b in range(10)])
    assert len(np.unique(minted)) == 200_000


@given(
    batch=batches,
    position=positions,
    at=st.integers(0, LENGTH - 1),
    letter=st.sampled_from(ALPHABET + "0OIL1aé "),
)
def test_any_changed_letter_closes_a_code(batch: int, position: int, at: int, letter: str) -> None:
    code = _code(batch, position)
    changed = code[:at] + letter + code[at + 1 :]
    assert CODER.open(changed) == ((batch, position) if changed == code else None)


@given(batch=batches, position=positions)
def test_a_code_copied_under_another_product_or_key_is_none(batch: int, position: int) -> None:
    code = _code(batch, position)
    assert Coder(7, SECRET, OTHER).open(code) is None
    assert Coder(7, SECRET, codes.OWN_SCHEME).open(code) is None
    assert Coder(7, bytes(32), GTIN).open(code) is None
    assert Coder(8, SECRET, GTIN).open(code) is None


@given(text=st.text(alphabet=ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1))
def test_a_guess_is_none(text: str) -> None:
    assert CODER.open(ALPHABET[7] + text) is None


@pytest.mark.parametrize("text", ["", "9", "9" * 18, "9" * 20, "9" * 1000, "é" * 19, "\0" * 19])
def test_what_has_not_the_form_of_a_code_is_none(text: str) -> None:
    assert CODER.open(text) is None


def test_a_second_spelling_of_the_same_half_is_refused() -> None:
    """31^9 > 2^44: a half plus 2^44 would decipher alike if it were taken modulo 2^44."""
    found = 0
    for minted in CODER.mint(batch=3, start=0, count=200):
        code = minted.decode()
        half = sum(ALPHABET.index(c) * 31 ** (8 - i) for i, c in enumerate(code[1:10])) + 2**44
        if half >= 31**9:
            continue
        found += 1
        twin = "".join(ALPHABET[half // 31 ** (8 - i) % 31] for i in range(9))
        assert CODER.open(code) is not None
        assert CODER.open(code[0] + twin + code[10:]) is None
    assert found > 50


def test_neighbours_share_no_more_letters_than_chance() -> None:
    """Places 2–9 of each half are all but uniform: two codes agree there once in 31."""
    letters = CODER.mint(batch=11, start=0, count=100_001).view(np.uint8).reshape(-1, LENGTH)
    for place in [*range(2, 10), *range(11, 19)]:
        agree = float(np.mean(letters[1:, place] == letters[:-1, place]))
        assert agree == pytest.approx(1 / 31, abs=6 * (30 / 31**2 / 100_000) ** 0.5)
        counts = Counter(letters[:, place].tolist())
        assert max(counts.values()) < 1.15 * 100_001 / 31
        assert min(counts.values()) > 0.85 * 100_001 / 31


@pytest.mark.parametrize(
    ("batch", "start", "count"),
    [(2**24, 0, 1), (-1, 0, 1), (0, 2**24, 1), (0, 2**24 - 1, 2), (0, -1, 1), (0, 5, -1)],
)
def test_minting_beyond_24_bits_is_a_mistake(batch: int, start: int, count: int) -> None:
    with pytest.raises(ValueError, match="24 bits"):
        CODER.mint(batch=batch, start=start, count=count)


@given(batch=batches, position=positions)
def test_a_typed_code_may_be_grouped_and_small(batch: int, position: int) -> None:
    code = _code(batch, position)
    assert codes.read_typed(codes.grouped(code)) == code
    assert codes.read_typed(f" {codes.grouped(code).lower().replace(' ', '-')} ") == code


@pytest.mark.parametrize("foreign", "0O1IL oil_é")
def test_a_look_alike_is_refused_with_words_and_never_guessed(foreign: str) -> None:
    with pytest.raises(UnreadableCode, match="không có số 0"):
        codes.read_typed(foreign + "9" * (LENGTH - 1))


def test_the_second_factor_is_its_positions_own() -> None:
    factors = [codes.second_factor(SECRET, position) for position in range(2_000)]
    assert len(set(factors)) == 2_000
    assert {len(factor) for factor in factors} == {6}
    assert codes.second_factor(SECRET, 5) == factors[5] != codes.second_factor(bytes(32), 5)
