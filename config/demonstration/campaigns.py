"""Plans a season: which firm makes what in which week."""

from collections.abc import Mapping
from datetime import date, timedelta

from config.demonstration.cast import Cast
from config.demonstration.events import Definition
from config.demonstration.growing import grow, send
from config.demonstration.making import Campaign
from config.demonstration.market import sell
from config.demonstration.season import Season, amount_in
from txng.parties.vocab import State

_MAKERS = ("field", "slaughter", "fishery", "kitchen", "apothecary", "workshop")
YEARS = timedelta(days=3 * 365)
_FIRST = timedelta(days=230)
_LAST = timedelta(days=26)
_TO_MARKET = 4
_RECENT = {("field", 0): timedelta(days=14), ("fishery", 0): timedelta(days=40)}
"""Makers whose people sign in: their first campaign was not long ago."""


def season_of(number: int, cast: Cast, *, today: date, chains: Mapping[str, Definition]) -> Season:
    """Return one season: a campaign of every second active maker, some Monday of three years.

    The makers take turns: those of one season are not those of the next.
    """
    season = Season(number, cast, today, chains)
    for troupe in _MAKERS:
        for member, firm in enumerate(cast.of(troupe)):
            if firm.row.state != State.ACTIVE or (member + number) % 2:
                continue
            draw = season.chance("campaign", troupe, member)
            day = _monday(today - YEARS + _FIRST, today - _LAST, draw.random())
            if number == 0 and (troupe, member) in _RECENT:
                day = today - _RECENT[troupe, member]
            campaign = Campaign(season, firm, day)
            for item in firm.products:
                lot = campaign.make(item)
                sell(season, firm, lot, day + timedelta(days=_TO_MARKET))
    if number == 0:
        _bring_shrimps(season)
    return season


def _bring_shrimps(season: Season) -> None:
    """Let the company that signs in have a raw lot of which nothing has been made yet."""
    company = season.cast.of("fishery")[0]
    farm = season.cast.makers_of("tom-the")[0]
    day = season.today - timedelta(days=6)
    season.spare = lot = grow(season, farm, farm.products[0], day)
    send(season, lot, (farm, company), day, amount=amount_in(lot))


def _monday(first: date, last: date, share: float) -> date:
    day = first + timedelta(days=int((last - first).days * share))
    return day - timedelta(days=day.weekday())
