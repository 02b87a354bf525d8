"""A statement that was wrong, its declaration in error, and the right one."""

from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from config.demonstration.events import Facts

if TYPE_CHECKING:
    from config.demonstration.cast import Firm
    from config.demonstration.season import Season


def mistaken(season: "Season", step: tuple[str, str], by: "Firm", facts: Facts) -> None:
    """State a step with a nought too many; two days later declare it wrong and state it rightly.

    An error declaration repeats the event and its eventID (EPCIS 2.0, 7.4.1.2).
    """
    wrong_id, right_id = (_event_id(facts, word) for word in ("wrong", "right"))
    right = season.step_body(*step, facts)
    wrong = season.step_body(*step, replace(facts, amount=(facts.amount or Decimal(0)) * 10))
    wrong["eventID"], right["eventID"] = wrong_id, right_id
    first = season.journal.tell(by.row, facts.at, wrong)
    declared = first.recorded_at + timedelta(hours=38)
    declaration = {
        "declarationTime": declared.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "reason": "incorrect_data",
        "correctiveEventIDs": [right_id],
    }
    season.state(by.row, facts.at, {**wrong, "errorDeclaration": declaration}, after=2)
    entry = season.entry(step, by, facts, right)
    season.state(by.row, facts.at, right, after=2, entry=entry)


def _event_id(facts: Facts, word: str) -> str:
    about = f"{facts.subject.identifier}/{facts.at}/{word}"
    return f"urn:uuid:{UUID(bytes=sha256(about.encode()).digest()[:16], version=4)}"
