"""Files that arrive in pieces over a broken network: how much is there, and what is missing.

A file's name is the one that the phone gave it, within its organisation; its pieces stand in a
folder that only the portal reads, until it is whole.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.core.files import FileTooLarge
from txng.core.pictures import MAX_BYTES

MOST_AT_ONCE: Final = 4 * 1024 * 1024
"""So many bytes of a file are taken in one piece."""
KEPT_SECONDS: Final = 14 * 86_400
"""A file of which no more came for so long is thrown away; the phone still has it."""


class PieceDoesNotFit(Refused):
    """The piece is not the one that follows what is there."""

    reason = _("Tệp đang gửi dở: điện thoại sẽ tự gửi tiếp phần còn thiếu.")

    def __init__(self, have: int) -> None:
        """Tell how much is there."""
        super().__init__()
        self.have = have


def received(organisation_id: int, name: UUID) -> int:
    """Return how many bytes of a file are there."""
    path = _path(organisation_id, name)
    return path.stat().st_size if path.exists() else 0


def add_piece(
    organisation_id: int, name: UUID, *, start: int, total: int, piece: bytes
) -> bytes | None:
    """Add a piece at `start`; return the whole file once all of its bytes are there.

    A piece that came before is not added again. Raises PieceDoesNotFit with what is there, and
    FileTooLarge before anything is written.
    """
    if total > MAX_BYTES or start + len(piece) > total:
        raise FileTooLarge
    with _opened(_path(organisation_id, name)) as file:
        have = file.seek(0, 2)
        if start != have:
            raise PieceDoesNotFit(have)
        file.write(piece)
        if have + len(piece) < total:
            return None
        file.seek(0)
        return file.read()


def forget(organisation_id: int, name: UUID) -> None:
    """Throw the pieces of a file away."""
    _path(organisation_id, name).unlink(missing_ok=True)


def forget_old(*, now: float | None = None) -> int:
    """Throw away what nobody went on sending; return how many files."""
    limit = (time.time() if now is None else now) - KEPT_SECONDS
    old = [p for p in _folder().glob("*/*") if p.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return Path(settings.TXNG_PRIVATE_ROOT) / "pieces"


def _path(organisation_id: int, name: UUID) -> Path:
    return _folder() / str(organisation_id) / str(name)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open the file for one writer at a time."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    with path.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
