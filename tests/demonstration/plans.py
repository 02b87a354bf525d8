"""A planned season without a database, and what was said in it by lot."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from config.demonstration.campaigns import season_of
from config.demonstration.cast import Cast, Registers, cast
from config.demonstration.events import Facts
from config.demonstration.season import Season
from txng.catalogue.models import ChainTemplate, ProductGroup
from txng.catalogue.services.template import SHIPPED
from txng.parties.models import AdministrativeUnit

TODAY = date(2026, 11, 21)


@dataclass
class Plan:
    """A cast, one season of it, and the codes of the steps told of each lot."""

    cast: Cast
    season: Season
    chains: Mapping[str, Any]
    steps: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def events(self) -> Iterator[dict[str, Any]]:
        """Give the events that still stand: not declared in error, and no declarations."""
        wrong = {
            s.body["eventID"]
            for s in self.season.journal.statements
            if "errorDeclaration" in s.body
        }
        for statement in self.season.journal.statements:
            if statement.body.get("eventID") not in wrong:
                yield statement.body


def chains() -> dict[str, Any]:
    """Return the shipped chain templates by code."""
    files = (json.loads(f.read_text("utf-8")) for f in (SHIPPED / "chains").glob("*.json"))
    return {one["code"]: one for one in files}


def registers() -> Registers:
    """Return rows as a portal has them, without a database."""
    groups = json.loads((SHIPPED / "groups.json").read_text("utf-8"))
    communes = [
        AdministrativeUnit(code=f"1{n:04d}", name=f"Xã {n}", latitude=19.8, longitude=105.7)
        for n in range(150)
    ]
    return Registers(
        province=AdministrativeUnit(code="38", name="Tỉnh"),
        communes=communes,
        groups={group["code"]: ProductGroup(**group) for group in groups},
        templates={c: ChainTemplate(code=c, version=1, definition=d) for c, d in chains().items()},
    )


@cache
def plan(number: int = 0, today: date = TODAY) -> Plan:
    """Return a season as it is planned."""
    return fresh_plan(number, today)


def fresh_plan(number: int = 0, today: date = TODAY) -> Plan:
    """Plan a season anew."""
    made = cast(registers(), today=today, begun=datetime(2023, 11, 22, 1, tzinfo=UTC))
    steps: dict[str, set[str]] = defaultdict(set)
    plain = Season.step_body

    def noted(self: Season, chain: str, code: str, facts: Facts) -> dict[str, Any]:
        if facts.lot is not None:
            steps[facts.lot.identifier].add(f"{chain}:{code}")
        return plain(self, chain, code, facts)

    Season.step_body = noted  # type: ignore[method-assign]
    try:
        season = season_of(number, made, today=today, chains=chains())
    finally:
        Season.step_body = plain  # type: ignore[method-assign]
    return Plan(made, season, chains(), steps)
