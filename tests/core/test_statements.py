"""The planner's figures are told anew without standing in anybody's way."""

import pytest
from django.db import connection

from txng.core.statements import count_anew

pytestmark = pytest.mark.django_db


def test_counting_anew_holds_nothing_that_other_databases_share() -> None:
    count_anew()
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_locks l join pg_class c on c.oid = l.relation"
            " where l.pid = pg_backend_pid() and c.relisshared"
            " and l.mode = 'ShareUpdateExclusiveLock'"
        )
        assert cursor.fetchall() == []
