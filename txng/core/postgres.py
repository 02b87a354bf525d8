"""An embedded PostgreSQL: initialised, started and stopped beside the project's data.

PostgreSQL refuses to run as root: then it runs as `nobody`, from a copy of the binaries that
`nobody` can reach. Several programs may use one cluster at once; the last one out stops it.
"""

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from txng.core.postgres_layout import (
    Layout,
    PostgresUnavailable,
    layout,
    packaged_binaries,
    reachable_binaries,
)

__all__ = ["Cluster", "Layout", "PostgresUnavailable", "layout"]

_SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "timezone": "'UTC'",
    "log_min_messages": "warning",
}
_START_TRIES = 20
"""Half seconds to wait until the processes of a killed server have let go of its memory."""


class Cluster:
    """One embedded cluster, used as a context manager: started if need be, stopped by the last.

    `durable=False` gives up safety against power loss; only tests may want that.
    """

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        """Only decide where it lives; nothing is started yet."""
        home.mkdir(parents=True, exist_ok=True)
        self.layout = layout(home)
        self._durable = durable
        self._binaries: Path | None = None
        self._using: IO[str] | None = None

    @property
    def url(self) -> str:
        """Address for `DATABASE_URL`."""
        return self.layout.url

    def is_running(self) -> bool:
        """Say whether a server answers at the cluster's socket."""
        return self.layout.socket.exists() and self._is_ready()

    def __enter__(self) -> Self:
        """Start the server unless it runs, and count as one of its users."""
        with self._starting():
            self._prepare_folders()
            if not self._is_ready():
                if not (self.layout.data / "PG_VERSION").exists():
                    self._initialise()
                self._forget_the_dead()
                self._start()
            self._using = self._lock_file("users").open("w")
            fcntl.flock(self._using, fcntl.LOCK_SH)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the server when nobody else uses it."""
        if self._using is None:
            return
        with self._starting():
            try:
                fcntl.flock(self._using, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                # A killed server leaves its number behind, which may be somebody else's by now.
                self._forget_the_dead()
                if (self.layout.data / "postmaster.pid").exists():
                    self._control("stop", "-m", "fast", check=False)
                with suppress(OSError):
                    self.layout.socket.rmdir()
            self._using.close()
            self._using = None

    def _lock_file(self, name: str) -> Path:
        return self.layout.data.parent / f"postgres.{name}.lock"

    @contextmanager
    def _starting(self) -> Iterator[None]:
        """Let one program at a time start or stop the server."""
        try:
            self.layout.data.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PostgresUnavailable.for_system(error) from error
        with self._lock_file("start").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare_folders(self) -> None:
        """Make the socket's folder; refuse one that somebody else has put there."""
        try:
            self.layout.socket.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise PostgresUnavailable.for_system(error) from error
        owner = self.layout.user if self.layout.user is not None else os.geteuid()
        if self.layout.socket.stat().st_uid not in {owner, os.geteuid()}:
            raise PostgresUnavailable(
                f"{self.layout.socket} belongs to another user; remove it and start again."
                f" / {self.layout.socket} thuộc người dùng khác; hãy xóa rồi chạy lại."
            )
        self._own(self.layout.socket)

    def _own(self, folder: Path) -> None:
        if self.layout.user is not None:
            os.chown(folder, self.layout.user, -1)
        folder.chmod(0o700)

    def _initialise(self) -> None:
        """Make a cluster with its database; what a killed attempt left behind is thrown away."""
        unfinished = self.layout.data.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            unfinished.mkdir()
            self._own(unfinished)
            self._run(
                "initdb",
                *("-D", str(unfinished), "-U", "txng", "-A", "trust", "-E", "UTF8"),
                *self._locale(),
                *(() if self._durable else ("--no-sync",)),
            )
            with (unfinished / "postgresql.auto.conf").open("a") as conf:
                conf.writelines(f"{name} = {value}\n" for name, value in _SETTINGS.items())
        except OSError as error:
            raise PostgresUnavailable.for_system(error) from error
        self._run("postgres", *("--single", "-D", str(unfinished), "postgres"), say=_CREATE)
        if self.layout.data.exists():
            self.layout.data.rmdir()
        unfinished.rename(self.layout.data)

    def _locale(self) -> tuple[str, ...]:
        """Return one byte-wise order for every machine; PostgreSQL before 17 asks the system."""
        version = self._run("postgres", "--version").stdout.split()[-1]
        if int(version.split(".")[0]) >= 17:
            return ("--locale-provider=builtin", "--locale=C.UTF-8")
        return ("--locale=C.UTF-8",)

    def _forget_the_dead(self) -> None:
        """Clear the lock files of a server that was killed: its number may belong to another."""
        lock = self.layout.data / "postmaster.pid"
        if not lock.exists():
            return
        number = lock.read_text().split("\n", 1)[0].strip()
        if not (number.isdigit() and _serves(int(number), self.layout.data)):
            lock.unlink()
            for left in self.layout.socket.glob(".s.PGSQL.*"):
                left.unlink()

    def _start(self) -> None:
        options = f"-k {self.layout.socket}"
        if not self._durable:
            # Tests roll back: a vacuum in their midst would count their rows as none at all.
            unsafe = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
            options += "".join(f" -c {setting}=off" for setting in unsafe)
        for attempt in range(_START_TRIES):
            log = self.layout.data / "server.log"
            before = log.stat().st_size if log.exists() else 0
            result = self._control(
                *("start", "-w", "-t", "120", "-l", str(log), "-o", options), check=False
            )
            if result.returncode == 0:
                return
            said = log.read_text(errors="replace")[before:] if log.exists() else ""
            leaving = "still in use" in said or "already exists" in said
            if not leaving or attempt + 1 == _START_TRIES:
                raise PostgresUnavailable.for_failure("postgres", said)
            time.sleep(0.5)
            if self._is_ready():
                return

    def _is_ready(self) -> bool:
        where = ("-h", str(self.layout.socket), "-U", "txng", "-d", "txng")
        return self._run("pg_isready", *where, "-q", check=False).returncode == 0

    def _control(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", "-D", str(self.layout.data), "-s", *arguments, check=check)

    def _run(
        self, program: str, *arguments: str, check: bool = True, say: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run one of the server's programs as the user it may run as."""
        if self._binaries is None:
            self._binaries = reachable_binaries(packaged_binaries(), self.layout)
        # pg_ctl hands its output on to the server, which would keep a pipe open for ever.
        quiet = program == "pg_ctl"
        result = subprocess.run(  # noqa: S603  our own binaries, no shell
            [str(self._binaries / program), *arguments],
            user=self.layout.user,
            extra_groups=[] if self.layout.user is not None else None,
            cwd="/",
            input=say or "",
            stdout=subprocess.DEVNULL if quiet else subprocess.PIPE,
            stderr=subprocess.DEVNULL if quiet else subprocess.PIPE,
            text=True,
            check=False,
        )
        if check and result.returncode != 0:
            raise PostgresUnavailable.for_failure(program, f"{result.stdout}{result.stderr}")
        return result


_CREATE = "create database txng\n"


def _serves(number: int, data: Path) -> bool:
    """Say whether the process of this number is the server of `data`; unsure counts as yes.

    A killed server that its parent has not buried yet has no command line: it serves nobody.
    """
    if not Path("/proc/self/cmdline").exists():
        return True
    try:
        return bytes(data) in Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    except FileNotFoundError:
        return False
    except OSError:
        return True
