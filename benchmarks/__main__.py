"""`make bench`: takes every figure beside its ceiling and prints them as one Markdown table."""

import argparse
import importlib
import json
import logging
import os
import platform
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.figures import HEADER, Figure
from benchmarks.scratch import installation

NAMES = (
    "tracing",
    "capture",
    "querying",
    "parsing",
    "stamping",
    "scanning",
    "posting",
    "syncing",
    "searching",
    "registers",
)
"""In this order: tracing fills the store for the others, and looks at it while it is small."""


def main() -> int:
    """Measure what is asked for; 0 even when a goal is missed: these are figures, not tests."""
    asked = _arguments()
    taken: list[Figure] = []
    print(f"{_machine()}\n\n{HEADER}", flush=True)
    with installation():
        logging.disable(logging.WARNING)
        ground_of = importlib.import_module("benchmarks.ground").Ground
        ground = ground_of(events=asked.events, rounds=asked.rounds)
        for name in asked.only or NAMES:
            for figure in importlib.import_module(f"benchmarks.{name}").measure(ground):
                taken.append(figure)
                print(figure.row(), flush=True)
    missed = [figure.name for figure in taken if figure.is_met is False]
    print(f"\n{len(taken)} figures, {len(missed)} goals missed. {_load()}")
    if asked.json:
        _write(asked.json, taken, asked)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="one part; repeatable")
    parser.add_argument("--events", type=int, default=None, help="size of the store (50000)")
    parser.add_argument("--rounds", type=int, default=None, help="rounds of each figure (5)")
    parser.add_argument("--quick", action="store_true", help="small store, few rounds: a try-out")
    parser.add_argument("--json", type=Path, help="write everything taken to this file")
    asked = parser.parse_args()
    asked.events = asked.events or (5_000 if asked.quick else 50_000)
    asked.rounds = asked.rounds or (2 if asked.quick else 5)
    return asked


def _load() -> str:
    return "Load average " + " ".join(f"{value:.1f}" for value in os.getloadavg()) + "."


def _machine() -> str:
    now = datetime.now().astimezone().isoformat(timespec="minutes")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{now}, {platform.machine()}, {cores} cores, Python {platform.python_version()}. {_load()}"
    )


def _write(path: Path, taken: list[Figure], asked: argparse.Namespace) -> None:
    content: dict[str, Any] = {
        "machine": _machine(),
        "events": asked.events,
        "rounds": asked.rounds,
        "figures": [figure.data() for figure in taken],
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
