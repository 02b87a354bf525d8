"""`txng hash`: prints the CBV event hash of each event in EPCIS documents; needs no database."""

from argparse import Namespace

import msgspec

from config.commands.words import Answer, ItemFailed, answer_all, body_of
from txng.gs1.epcis.report import hashes
from txng.gs1.errors import Gs1Error


def main(asked: Namespace) -> int:
    """Print the hashes of every file in order; 1 if one is no EPCIS document, 2 if unreadable."""
    return answer_all(asked, answer=_answer, show=lambda a: "\n".join(a["hashes"]), name="file")


def _answer(file: str) -> Answer:
    try:
        return {"hashes": hashes(body_of(file))}
    except Gs1Error as error:
        faults = [msgspec.to_builtins(fault) for fault in error.faults]
        raise ItemFailed(str(error), faults=faults) from error
