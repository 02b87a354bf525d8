"""How long a person stays signed in: officers for a working day, if they do not leave the desk."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from txng.core.clock import now
from txng.parties import queries
from txng.parties.models import User

OFFICERS: Final = timedelta(hours=9)
MEMBERS: Final = timedelta(days=30)
_UNTIL, _SEEN = "until", "seen"
_NOTED_EVERY: Final = 60


def begin(request: HttpRequest, user: User) -> None:
    """Set the end of a session that has just been opened, or whose person became an officer."""
    session, moment = request.session, now()
    session.pop(_UNTIL, None)
    if queries.is_officer(user):
        session[_UNTIL] = (moment + OFFICERS).timestamp()
        _note(request, moment.timestamp())
    else:
        session.set_expiry(int(MEMBERS.total_seconds()))


def keep(request: HttpRequest) -> None:
    """Note that an officer is at work, once a minute; the end of the working day stays."""
    session, moment = request.session, now().timestamp()
    if session.accessed and _UNTIL in session and moment - session[_SEEN] >= _NOTED_EVERY:
        _note(request, moment)


def _note(request: HttpRequest, moment: float) -> None:
    """Let the session end by itself when nothing more comes: the store forgets it then."""
    session = request.session
    idle = settings.TXNG_OFFICERS_IDLE_MINUTES * 60
    session[_SEEN] = moment
    session.set_expiry(max(int(min(idle, session[_UNTIL] - moment)), 1))
