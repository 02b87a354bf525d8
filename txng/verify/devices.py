"""Who looks, as little as can be known: a hash that means nothing tomorrow, and is it a person."""

import os
import re
from datetime import date
from hashlib import blake2b
from typing import Final

from django.db import connection
from django.http import HttpRequest

from txng.core.asker import address_of

_BOTS: Final = re.compile(
    r"bot\b|bots\b|crawl|spider|preview|facebookexternalhit|whatsapp/|telegram|slack|discord|"
    r"skype|headless|lighthouse|curl/|wget/|python|okhttp|monitor",
    re.IGNORECASE,
)
_SALT_SQL: Final = """
with gone as (delete from verify_salt where day < %(day)s),
made as (
    insert into verify_salt (day, salt) values (%(day)s, decode(%(fresh)s, 'hex'))
    on conflict (day) do nothing returning salt
)
select salt from made union all select salt from verify_salt where day = %(day)s limit 1
"""


def is_person(request: HttpRequest) -> bool:
    """Say whether a look counts: a GET that no link preview, robot or pre-loading browser sends."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return request.method == "GET" and bool(agent) and not ahead and not _BOTS.search(agent)


def seen(request: HttpRequest) -> bytes:
    """Return what tells devices apart within a day: address and browser; never stored as it is."""
    agent = request.headers.get("User-Agent", "")[:200]
    return f"{address_of(request)}\n{agent}".encode()


def hashed(device: bytes, salt: bytes) -> bytes:
    """Return the 8 bytes that a scan keeps of a device."""
    return blake2b(device, key=salt, digest_size=8).digest()


def salt_of(day: date) -> bytes:
    """Return the day's salt, drawn by whichever process asks first; older ones are deleted.

    It stands in an unlogged table: no log and no backup keeps it, so that yesterday's hashes can
    never be computed again.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SALT_SQL, {"day": day, "fresh": os.urandom(32).hex()})
        row = cursor.fetchone()
        if row is None:  # another process drew it in the same instant
            cursor.execute("select salt from verify_salt where day = %s", [day])
            row = cursor.fetchone()
    return bytes(row[0])
