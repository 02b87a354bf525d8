"""`txng plan import`: stores plans with their original files; what is stored already stays."""

from argparse import Namespace

from config.commands.words import CouldNotRun


def import_all(asked: Namespace) -> int:
    """Store every file's plan."""
    raise CouldNotRun(f"plans cannot be stored yet ({len(asked.items)} files): use `plan check`.")
