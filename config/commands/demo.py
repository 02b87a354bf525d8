"""`txng demo`: loads the demonstration province, and whatever it stands on."""

from argparse import Namespace
from importlib import import_module

import django

from config import prepare
from config.commands.database import server
from config.progress import Parts


def main(asked: Namespace) -> int:
    """Make tables, data, messages and static files ready; what is ready already is left alone.

    With `--scale` the demonstration then grows to that many times its size.
    """
    parts = Parts()
    with server() as url:
        prepare.prepare(url, ready=django.setup, say=parts.begin, demonstration=True)
        if asked.scale > 1:
            django.setup()
            progress = parts.begin(f"Tỉnh trình diễn × {asked.scale}")
            import_module("config.demonstration.loading").load(progress, scale=asked.scale)
        parts.finish()
    return 0
