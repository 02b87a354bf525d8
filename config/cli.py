"""The `txng` command: what it can be asked, and which module of config.commands answers."""

import argparse
import os
import sys
from importlib import import_module
from importlib.util import find_spec

from config.commands.words import CouldNotRun

COMMANDS = {
    "run": "start everything: database, web server, job worker",
    "migrate": "bring the database to the present form",
    "demo": "load the demonstration province",
    "person": "add the first lead officer, or give anybody a new password",
    "doctor": "look for what is missing or wrong, and say what to do",
    "capture": "store EPCIS documents (JSON-LD or XML)",
    "validate": "check EPCIS documents; exit 0 all valid, 1 some invalid, 2 could not run",
    "hash": "print the event hash of each event in EPCIS documents",
    "digital-link": "read GS1 Digital Links: canonical form, key, elements, EPC URN",
    "trace": "print where codes come from and where they went",
    "plan": "check plans (exit 0 no discrepancy, 1 some, 2 could not read), or import them",
}
ITEMS = {
    "capture": "FILE",
    "validate": "FILE",
    "hash": "FILE",
    "digital-link": "URI",
    "trace": "CODE",
    "plan": "FILE",
}
"""Commands that take several items, or `-` for standard input with one item a line."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 some item failed, 2 could not run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    asked = parser().parse_args(arguments)
    try:
        # Only the command that was asked for is imported: a hash must not wait for Django.
        command = import_module(_module(asked.command))
        code: int = command.main(asked)
        sys.stdout.flush()
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in {"config", "txng"}:
            raise
        sys.stderr.write(f"txng: the package {error.name} is not installed: run `make install`.\n")
        return 2
    except CouldNotRun as error:
        sys.stderr.write(f"txng: {error}\n")
        return 2
    except BrokenPipeError:
        # Whoever read our output has gone; leave without a second complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def parser() -> argparse.ArgumentParser:
    """Describe the whole command line."""
    top = argparse.ArgumentParser(
        prog="txng", description="Provincial product-traceability portal (truy xuất nguồn gốc)."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        if find_spec(_module(name)) is None:
            continue
        command = commands.add_parser(name, help=purpose, description=purpose)
        if name == "plan":
            command.add_argument("act", choices=("check", "import"), help="read only, or store")
        if name in ITEMS:
            _take_items(command, ITEMS[name])
        _take_own(command, name)
    return top


def _take_own(command: argparse.ArgumentParser, name: str) -> None:
    """Describe what only one command takes."""
    if name == "capture":
        command.add_argument(
            "--organisation",
            help="who states the events: tax code, identifier or name (else the lead agency)",
        )
    if name == "demo":
        command.add_argument(
            "--scale",
            type=int,
            default=1,
            metavar="N",
            help="N times as many lots and events (1: ready in seconds)",
        )
    if name == "person":
        command.add_argument("login", help="e-mail address or phone number to sign in with")
        command.add_argument("--name", help="full name of a new lead officer")
        command.add_argument("--agency", help="agency of a new lead officer; added if unknown")
    if name == "trace":
        command.add_argument("--direction", choices=("up", "down", "both"), default="both")


def _take_items(command: argparse.ArgumentParser, item: str) -> None:
    command.add_argument(
        "items",
        nargs="+",
        metavar=item,
        help=f"{item}s, or - to read them from standard input, one a line",
    )
    command.add_argument("--json", action="store_true", help="one JSON object a line")


def _module(command: str) -> str:
    return f"config.commands.{command.replace('-', '_')}"
