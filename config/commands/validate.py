"""`txng validate`: says of each EPCIS document whether it keeps the standard; needs no database."""

from argparse import Namespace

from config.commands.words import Answer, answer_all, body_of, counted
from txng.gs1.epcis.report import validate


def main(asked: Namespace) -> int:
    """Answer every file: 0 all valid, 1 some invalid, 2 one could not be read."""
    return answer_all(asked, answer=lambda file: validate(body_of(file)), show=_show, name="file")


def _show(found: Answer) -> str:
    return f"{found['file']}: valid, {counted(found['events'], 'event')}"
