"""A statement that was wrong, its declaration in error, and the right one."""

from dataclasses import replace
from datetime import UTC, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from config.demonstration.events import Facts

if TYPE_CHECKING:
    from config.demonstration.cast import Firm
    from config.demonstration.season import Season


def mistaken(season: "Season", chain: str, code: str, by: "Firm", facts: Facts) -> None:
    """State a step with a nought too many; two days later declare it wrong and state it rightly.

    An error declaration repeats the event and its eventID (EPCIS 2.0, 7.4.1.2).
    """
    assert facts.lot is not None and facts.amount is not None  # noqa: S101
    wrong_id, right_id = (_event_id(facts, word) for word in ("wrong", "right"))
    right = season.step_body(chain, code, replace(facts))
    wrong = season.step_body(chain, code, replace(facts, amount=facts.amount * 10))
    wrong["eventID"], right["eventID"] = wrong_id, right_id
    first = season.journal.tell(by.row, facts.at, wrong)
    declared = first.recorded_at + timedelta(hours=38)
    declaration = {
        "declarationTime": declared.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "reason": "incorrect_data",
        "correctiveEventIDs": [right_id],
    }
    season.state(by.row, facts.at, {**wrong, "errorDeclaration": declaration}, after=2)
    season.state(by.row, facts.at, right, after=2)


def _event_id(facts: Facts, word: str) -> str:
    assert facts.lot is not None  # noqa: S101
    about = f"{facts.lot.identifier}/{facts.at}/{word}"
    return f"urn:uuid:{UUID(bytes=sha256(about.encode()).digest()[:16], version=4)}"
