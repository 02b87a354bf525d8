"""A portal started as a person starts it: another process, its own data, its own port."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "import sys; from config.cli import main; sys.exit(main())"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def txng(
    *arguments: str,
    var: Path,
    port: int = 8000,
    stdin: str = "",
    seconds: float = 120,
    **more: str,
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments],
        cwd=ROOT,
        env=environment(var, port, **more),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def environment(var: Path, port: int, **more: str) -> dict[str, str]:
    """Return the environment of a person who starts a portal of their own."""
    kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return {**kept, "TXNG_VAR": str(var), "TXNG_PORT": str(port), **more}


@dataclass
class Portal:
    """A running `txng run`."""

    var: Path
    port: int
    process: subprocess.Popen[str]
    log: Path

    def wait_until_welcome(self, seconds: float = 60) -> str:
        """Return what it printed once it has told its address."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            said = self.log.read_text()
            if "Ctrl-C" in said or self.process.poll() is not None:
                return said
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def status_of(self, path: str) -> int:
        """Return the HTTP status of a page."""
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return int(answer.status)

    def stop(self, number: signal.Signals) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=30)

    def family(self) -> dict[int, str]:
        """Return every process that belongs to it by its environment or its data, with its name."""
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                command = entry.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode()
                around = entry.joinpath("environ").read_bytes()
            except OSError:
                continue
            if f"TXNG_VAR={self.var}\0".encode() in around and command:
                found[int(entry.name)] = command
        return found


def start(var: Path, port: int, **more: str) -> Portal:
    """Start `txng run` and return at once."""
    log = var.with_name(f"{var.name}.log")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "run"],
            cwd=ROOT,
            env=environment(var, port, **{"TXNG_DEMO": "false", **more}),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
        )
    return Portal(var, port, process, log)
