"""`txng demo`: loads the demonstration province, and whatever it stands on."""

from argparse import Namespace

import django

from config import prepare
from config.commands.database import server
from config.progress import Parts


def main(asked: Namespace) -> int:  # noqa: ARG001  takes no options
    """Make tables, data, messages and static files ready; what is ready already is left alone."""
    parts = Parts()
    with server() as url:
        prepare.prepare(url, ready=django.setup, say=parts.begin, demonstration=True)
        parts.finish()
    return 0
