"""`txng run`: starts the portal with everything it needs, and stops it on Ctrl-C."""

from argparse import Namespace

import django

from config import run
from config.commands.database import server
from config.env import PRODUCTION, env


def main(asked: Namespace) -> int:  # noqa: ARG001  takes no options
    """Run until told to stop; 0 after a clean stop, 1 when a part failed."""
    run.check_disk()
    with run.only_copy():
        run.check_port()
        with server() as url:
            demonstration: bool = env.bool("TXNG_DEMO", not PRODUCTION)
            return run.run(url, ready=django.setup, demonstration=demonstration)
