"""The verdict's truth table: every combination of stamp, lot, expiry and past looks."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from txng.identify.vocab import LotState
from txng.stamps.vocab import StampState
from txng.verify.verdict import DEVICES_SUSPICIOUS, FACES, Known, verdict
from txng.verify.vocab import Tone, Verdict

TODAY = date(2026, 11, 21)
ENDED, LASTING = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
MANY, FEW = DEVICES_SUSPICIOUS, DEVICES_SUSPICIOUS - 1

# stamp · lot · expires · devices → verdict. `*` stands for any value of the column.
TABLE = """
*          recalled  *        *     recalled
void       *         *        *     void
unprinted  *         *        *     unprinted
printed    *         *        *     inactive
consumed   *         *        *     consumed
active     *         ended    *     expired
active     *         lasting  many  suspicious
active     *         none     many  suspicious
active     *         lasting  few   valid
active     *         none     few   valid
-          *         ended    *     expired
-          open      *        *     lot_open
-          in_trade  *        *     recorded
-          closed    *        *     recorded
-          none      *        *     registered
"""

STAMPS = {"-": None, **{state.value: state for state in StampState}}
LOTS = {"none": None, **{state.value: state for state in LotState}}
EXPIRY = {"none": None, "ended": ENDED, "lasting": LASTING}
DEVICES = {"many": MANY, "few": FEW}
RULES = [line.split() for line in TABLE.strip().splitlines()]


def expected(*case: str) -> str:
    """Return the verdict of the first row of the table that fits."""
    return next(
        found
        for *row, found in RULES
        if all(want in ("*", have) for want, have in zip(row, case, strict=True))
    )


@pytest.mark.parametrize("case", list(product(STAMPS, LOTS, EXPIRY, DEVICES)), ids="-".join)
def test_verdict_follows_the_truth_table(case: tuple[str, str, str, str]) -> None:
    stamp, lot, expires, devices = case
    known = Known(
        exists=True,
        today=TODAY,
        is_unit=stamp != "-",
        stamp=STAMPS[stamp],
        lot_state=LOTS[lot],
        expires_date=EXPIRY[expires],
        devices=DEVICES[devices],
    )
    assert verdict(known) == expected(*case)


@pytest.mark.parametrize("lot", list(LotState))
def test_a_code_that_does_not_exist_is_unknown_whatever_else_is_told(lot: LotState) -> None:
    known = Known(exists=False, today=TODAY, stamp=StampState.ACTIVE, lot_state=lot)
    assert verdict(known) == Verdict.UNKNOWN


def test_goods_may_be_used_on_the_last_day_and_not_after() -> None:
    facts: dict[str, Any] = {"exists": True, "is_unit": True, "stamp": StampState.ACTIVE}
    assert verdict(Known(today=TODAY, expires_date=TODAY, **facts)) == Verdict.VALID
    assert verdict(Known(today=LASTING, expires_date=TODAY, **facts)) == Verdict.EXPIRED


def test_a_code_that_only_events_name_is_recorded() -> None:
    assert verdict(Known(exists=True, today=TODAY, has_story=True)) == Verdict.RECORDED


def test_a_code_that_names_only_a_kind_of_product_gives_information() -> None:
    assert verdict(Known(exists=True, today=TODAY, is_kind=True)) == Verdict.INFORMATION


def test_every_verdict_has_its_own_sentence() -> None:
    assert set(FACES) == set(Verdict)
    assert len({str(face.sentence) for face in FACES.values()}) == len(Verdict)


def test_only_what_is_real_and_on_goods_answers_200() -> None:
    others = {v: face.status for v, face in FACES.items() if face.status != 200}
    assert others == {
        Verdict.UNKNOWN: 404,
        Verdict.UNPRINTED: 404,
        Verdict.INACTIVE: 409,
        Verdict.VOID: 410,
    }


def test_only_a_valid_stamp_and_a_recorded_lot_are_green() -> None:
    green = {v for v, face in FACES.items() if face.tone == Tone.GOOD}
    assert green == {Verdict.VALID, Verdict.RECORDED}
