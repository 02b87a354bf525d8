"""Statements kept prepared by the database, and what the planner should know of its rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection


def prepared_rows(
    statement: str, parameters: Sequence[Any] | Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    """Run a fixed statement on Django's own connection, within its transaction; return all rows.

    For reads that come often and fast, of which planning would be half the time: Django's cursor
    writes the values into the text, so that the database plans it anew each time. Raises Django's
    database errors.
    """
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    if connection.queries_logged:  # as Django's own cursor does, for whoever counts statements
        connection.queries_log.append({"sql": statement, "time": "0"})
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement.encode(), parameters, prepare=True, binary=True)
        return cursor.fetchall()


def count_anew(*tables: str) -> None:
    """Tell the planner of rows just written in bulk (all our tables unless some are named).

    A vacuum that passes while a long transaction writes counts its rows as none, and statements
    over them would then be planned as if the tables were empty. Tables are always named: a bare
    ANALYZE also takes the catalogues that databases of one server share, and holds them until the
    transaction ends.
    """
    with connection.cursor() as cursor:
        named = tables or connection.introspection.table_names(cursor)
        cursor.execute("analyze " + ", ".join(map(connection.ops.quote_name, named)))
