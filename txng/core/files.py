"""The store of private files: what rooms keep is checked, cleaned, and found by its hash."""

import hashlib
import io
import os
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from txng.core import pictures
from txng.core.errors import Refused
from txng.core.models import FileKind, StoredFile

MAX_BYTES: Final = 20 * 1024 * 1024
"""Most bytes of a file that is no picture; pictures: `pictures.MAX_BYTES`."""


class Accept(StrEnum):
    """What a room takes at one place."""

    PICTURE = "picture"
    AUDIO = "audio"
    SHEET = "sheet"
    PAPER = "paper"
    """A paper as scanned or photographed: PDF or picture."""
    DOCUMENT = "document"
    """A paper in any form: PDF, picture, DOCX, XLSX."""


_KINDS: Final[Mapping[Accept, frozenset[FileKind]]] = {
    Accept.PICTURE: frozenset({FileKind.PICTURE}),
    Accept.AUDIO: frozenset({FileKind.AUDIO}),
    Accept.SHEET: frozenset({FileKind.SHEET}),
    Accept.PAPER: frozenset({FileKind.PICTURE, FileKind.PDF}),
    Accept.DOCUMENT: frozenset(
        {FileKind.PICTURE, FileKind.PDF, FileKind.TEXT, FileKind.SHEET},
    ),
}
ATTRIBUTE: Final[Mapping[Accept, str]] = {
    Accept.PICTURE: "image/jpeg,image/png,image/webp,image/heic",
    Accept.AUDIO: "audio/*",
    Accept.SHEET: ".xlsx",
    Accept.PAPER: "application/pdf,image/jpeg,image/png,image/webp,image/heic",
    Accept.DOCUMENT: ".pdf,.docx,.xlsx,image/jpeg,image/png,image/webp,image/heic",
}
"""The `accept` of a file box, so that phones offer the right files."""


class FileRefused(Refused):
    """What was sent is not what this place takes, whatever its name says."""

    status = 422
    reason = _("Tệp này không đúng loại, hoặc bị hỏng. Hãy mở thử trên máy rồi chọn lại.")


_REASONS: Final = {
    Accept.PICTURE: _("Tệp này không phải là ảnh. Hãy chọn ảnh JPEG, PNG, WebP hoặc HEIC."),
    Accept.AUDIO: _("Tệp này không phải là ghi âm. Hãy chọn tệp WebM, OGG, M4A, MP3 hoặc WAV."),
    Accept.SHEET: _(
        "Tệp này không phải là bảng tính Excel (.xlsx). Hãy lưu lại dạng .xlsx rồi gửi."
    ),
    Accept.PAPER: _("Hãy chọn tệp PDF, hoặc ảnh chụp giấy tờ (JPEG, PNG, WebP, HEIC)."),
    Accept.DOCUMENT: _("Hãy chọn tệp PDF, Word (.docx), Excel (.xlsx) hoặc ảnh chụp giấy tờ."),
}


class FileTooLarge(FileRefused):
    """A file is refused by its length, before it is read."""

    reason = _(
        "Tệp quá lớn: tối đa 20 MB (ảnh: 60 MB). Hãy gửi tệp nhỏ hơn hoặc chia làm nhiều tệp."
    )


class FileEmpty(FileRefused):
    """Nothing arrived: the connection broke, or the file is empty."""

    reason = _("Tệp này trống. Hãy mở thử trên máy rồi chọn lại.")


@dataclass(frozen=True)
class _Seen:
    kind: FileKind
    media_type: str


def store(
    *,
    body: "bytes | UploadedFile[Any]",
    name: str,
    kind: Accept,
    at: datetime,
) -> StoredFile:
    """Keep a file that a place of sort `kind` takes, and return its row.

    The true type is read from the bytes, not from the name. Pictures are made small and lose all
    that they say of their maker (EXIF, place); all else is kept as it came. Bytes that are known
    already take no new room. Raises FileRefused and its kinds, pictures.ImageRefused.
    """
    file: IO[bytes] = io.BytesIO(body) if isinstance(body, bytes) else body
    length = _length(file)
    seen = _look(file)
    if seen is None or seen.kind not in _KINDS[kind]:
        raise FileRefused(_REASONS[kind])
    width = height = None
    if seen.kind == FileKind.PICTURE:
        data = pictures.to_webp(file)
        width, height = pictures.size_of(data)
    elif length > MAX_BYTES:
        raise FileTooLarge
    else:
        file.seek(0)
        data = file.read()
    sha256 = hashlib.sha256(data).hexdigest()
    _write(sha256, data)
    return StoredFile.objects.create(
        sha256=sha256,
        kind=seen.kind,
        media_type=seen.media_type,
        name=_name(name, seen),
        size=len(data),
        width=width,
        height=height,
        created_at=at,
    )


def read(stored: StoredFile) -> bytes:
    """Return the bytes of a kept file."""
    return path_of(stored.sha256).read_bytes()


def open_file(stored: StoredFile, asked: str = "") -> FileResponse:
    """Return the answer that sends a file; the caller has checked that it may be seen.

    Pictures, PDF and sound open in the browser, all else is saved; never guessed to be a page.
    `asked` is the request's Range header: telephones play sound only from a server that gives
    parts (RFC 9110, 14). One part of bytes is given; what is no such thing is answered whole.
    """
    is_shown = stored.kind in {FileKind.PICTURE, FileKind.PDF, FileKind.AUDIO}
    response = FileResponse(
        path_of(stored.sha256).open("rb"),
        content_type=stored.media_type,
        as_attachment=not is_shown,
        filename=stored.name,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Accept-Ranges"] = "bytes"
    part = _part(asked, stored.size)
    if part is None:
        return response
    response.close()
    return _partial(stored, response, part)


_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def _part(asked: str, size: int) -> range | None:
    """Return the bytes a Range header asks for; empty when it begins behind the end."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found[1], found[2]
    if not first:
        return range(max(size - int(last), 0), size)
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < int(first):
        return None
    return range(int(first), end + 1)


def _partial(stored: StoredFile, whole: FileResponse, part: range) -> FileResponse:
    """Return the part with the headers of the whole; 416 when there is nothing of it."""
    with path_of(stored.sha256).open("rb") as file:
        file.seek(part.start if part else stored.size)
        body = file.read(len(part))
    answer = FileResponse(io.BytesIO(body), status=206 if part else 416)
    for name, value in whole.items():
        answer[name] = value
    told = f"{part.start}-{part.stop - 1}" if part else "*"
    answer["Content-Range"] = f"bytes {told}/{stored.size}"
    answer["Content-Length"] = str(len(body))
    return answer


def forget(stored: StoredFile) -> None:
    """Delete a file's row, and the file itself when no other row needs it and the act stands."""
    sha256 = stored.sha256
    stored.delete()

    def remove() -> None:
        if not StoredFile.objects.filter(sha256=sha256).exists():
            path_of(sha256).unlink(missing_ok=True)

    transaction.on_commit(remove)


def path_of(sha256: str) -> Path:
    """Return where the bytes of a hash stand."""
    return Path(settings.TXNG_PRIVATE_ROOT) / "files" / sha256[:2] / sha256


def _length(file: IO[bytes]) -> int:
    length = file.seek(0, io.SEEK_END)
    if length == 0:
        raise FileEmpty
    if length > pictures.MAX_BYTES:
        raise FileTooLarge
    return length


def _write(sha256: str, data: bytes) -> None:
    """Put bytes where their hash says, whole or not at all; readable by the portal alone."""
    path = path_of(sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, made = tempfile.mkstemp(prefix=f".{sha256[:8]}.", dir=path.parent)
    with os.fdopen(handle, "wb") as target:
        target.write(data)
    Path(made).replace(path)


_EXTENSIONS: Final = {FileKind.PICTURE: ".webp", FileKind.PDF: ".pdf", FileKind.TEXT: ".docx",
                      FileKind.SHEET: ".xlsx"}  # fmt: skip


def _name(given: str, seen: _Seen) -> str:
    """Return the last part of a name without marks of control, ending as its kind does."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    clean = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()
    stem, dot, _extension = clean.rpartition(".")
    ending = _EXTENSIONS.get(FileKind(seen.kind))
    if ending is None:
        return clean[-200:] or "tep"
    return f"{(stem if dot else clean)[:190] or 'tep'}{ending}"


def _look(file: IO[bytes]) -> _Seen | None:
    """Return what the bytes are, or nothing when no room takes such files."""
    file.seek(0)
    head = file.read(1024)
    if (seen := _picture(head)) or (seen := _sound(head)):
        return seen
    if b"%PDF-" in head:
        return _Seen(FileKind.PDF, "application/pdf")
    return _office(file) if head.startswith(b"PK\x03\x04") else None


def _picture(head: bytes) -> _Seen | None:
    brands = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1")
    is_picture = (
        head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and head[8:12] in brands)
    )
    return _Seen(FileKind.PICTURE, "image/webp") if is_picture else None


_SOUNDS: Final = (
    (b"\x1a\x45\xdf\xa3", "audio/webm"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
)


_M4A: Final = {b"M4A ", b"mp41", b"mp42", b"isom", b"iso5", b"iso6", b"dash"}


def _sound(head: bytes) -> _Seen | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return _Seen(FileKind.AUDIO, "audio/wav")
    if head[4:8] == b"ftyp" and head[8:12] in {
        b"M4A ",
        b"mp42",
        b"isom",
        b"iso5",
        b"mp41",
        b"dash",
    }:
        return _Seen(FileKind.AUDIO, "audio/mp4")
    found = (media for mark, media in _SOUNDS if head.startswith(mark))
    return next((_Seen(FileKind.AUDIO, media) for media in found), None)


_OFFICE: Final = (
    ("word/document.xml", FileKind.TEXT, "wordprocessingml.document"),
    ("xl/workbook.xml", FileKind.SHEET, "spreadsheetml.sheet"),
)


def _office(file: IO[bytes]) -> _Seen | None:
    """Return DOCX or XLSX by what stands in the archive; one with macros is neither."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if any(name.endswith("vbaproject.bin") for name in names):
        return None
    for part, kind, media in _OFFICE:
        if part in names:
            return _Seen(kind, f"application/vnd.openxmlformats-officedocument.{media}")
    return None
