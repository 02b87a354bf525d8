"""`txng digital-link`: reads GS1 Digital Links and EPC URNs; needs no database."""

from argparse import Namespace

from config.commands.words import Answer, answer_all
from txng.gs1.report import report


def main(asked: Namespace) -> int:
    """Say of every URI what it names; 1 if one is wrong."""
    return answer_all(asked, answer=report, show=_show, name="uri")


def _show(found: Answer) -> str:
    lines = [
        found["uri"],
        f"  canonical   {found['canonical']}",
        f"  elements    {found['element_string']}",
    ]
    if found["urn"]:
        lines.append(f"  EPC URN     {found['urn']}")
    lines.append(f"  names       {found['kind']}")
    return "\n".join(lines)
