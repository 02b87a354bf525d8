"""`txng migrate`: brings the database to the present form."""

from argparse import Namespace

from config import prepare
from config.commands.database import django_ready


def main(asked: Namespace) -> int:  # noqa: ARG001  takes no options
    """Apply what is missing; doing it again changes nothing."""
    with django_ready() as url:
        prepare.make_tables(url, verbosity=1)
    return 0
