"""`txng demo`: loads the demonstration province, whatever was loaded before."""

from argparse import Namespace

from config import prepare
from config.commands.database import django_ready
from config.demo import LOADERS
from config.progress import Bar


def main(asked: Namespace) -> int:  # noqa: ARG001  takes no options
    """Migrate, then load everything in order; loading again changes nothing."""
    with django_ready() as url:
        prepare.migrate(verbosity=0)
        for loader in LOADERS:
            bar = Bar(loader.title)
            prepare.load(url, loader, bar)
            bar.finish()
    return 0
