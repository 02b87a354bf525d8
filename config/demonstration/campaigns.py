"""Plans a season: which firm makes what in which week."""

from collections.abc import Mapping
from datetime import date, timedelta

from config.demonstration.cast import Cast
from config.demonstration.events import Definition
from config.demonstration.making import Campaign
from config.demonstration.market import sell
from config.demonstration.season import Season
from txng.parties.vocab import State

_MAKERS = ("field", "slaughter", "fishery", "kitchen", "apothecary", "workshop")
YEARS = timedelta(days=3 * 365)
_FIRST = timedelta(days=230)
_LAST = timedelta(days=26)
_TO_MARKET = 4


def season_of(
    number: int, cast: Cast, *, today: date, chains: Mapping[str, Definition]
) -> Season:
    """Return one season: a campaign of each active maker, on some Monday of the three years."""
    season = Season(number, cast, today, chains)
    for troupe in _MAKERS:
        for member, firm in enumerate(cast.of(troupe)):
            if firm.row.state != State.ACTIVE:
                continue
            draw = season.chance("campaign", troupe, member)
            day = _monday(today - YEARS + _FIRST, today - _LAST, draw.random())
            campaign = Campaign(season, firm, day)
            for item in firm.products:
                lot = campaign.make(item)
                sell(season, firm, lot, day + timedelta(days=_TO_MARKET))
    return season


def _monday(first: date, last: date, share: float) -> date:
    day = first + timedelta(days=int((last - first).days * share))
    return day - timedelta(days=day.weekday())
