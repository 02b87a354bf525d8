"""What stands in the database once the first season is loaded, for the parts that build on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from config.demonstration.accounts import Account
from config.demonstration.cast import Cast
from config.demonstration.season import Season
from txng.parties.actor import Actor


@dataclass
class Loaded:
    """The cast and its first season, the demonstration's day, the people; `shown` is for `run`."""

    cast: Cast
    season: Season
    today: date
    now: datetime
    actors: Mapping[Account, Actor]
    shown: dict[str, Any] = field(default_factory=dict)
