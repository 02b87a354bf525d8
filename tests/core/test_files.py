"""Files from outside are kept by what they truly are, cleaned, once, and sent without guessing."""

import io
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import factories
from tests.catalogue.photos import photo
from txng.core import files
from txng.core.files import Accept, FileEmpty, FileRefused, FileTooLarge
from txng.core.models import FileKind, StoredFile

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


def archive(*names: str) -> bytes:
    """Return a ZIP archive with empty parts of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "")
    return out.getvalue()


def _keep(body: bytes, kind: Accept = Accept.DOCUMENT, name: str = "tep.bin") -> StoredFile:
    return files.store(body=body, name=name, kind=kind, at=factories.THEN)


@pytest.mark.parametrize(
    ("body", "accept", "kind", "media_type"),
    [
        (PDF, Accept.PAPER, FileKind.PDF, "application/pdf"),
        (photo(), Accept.PAPER, FileKind.PICTURE, "image/webp"),
        (photo(kind="PNG"), Accept.PICTURE, FileKind.PICTURE, "image/webp"),
        (archive("[Content_Types].xml", "word/document.xml"), Accept.DOCUMENT, FileKind.TEXT,
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (archive("xl/workbook.xml"), Accept.SHEET, FileKind.SHEET,
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"\x1a\x45\xdf\xa3" + b"\0" * 40, Accept.AUDIO, FileKind.AUDIO, "audio/webm"),
        (b"OggS" + b"\0" * 40, Accept.AUDIO, FileKind.AUDIO, "audio/ogg"),
        (b"\0\0\0\x20ftypM4A \0\0", Accept.AUDIO, FileKind.AUDIO, "audio/mp4"),
        (b"ID3\x04" + b"\0" * 40, Accept.AUDIO, FileKind.AUDIO, "audio/mpeg"),
        (b"RIFF\0\0\0\0WAVEfmt ", Accept.AUDIO, FileKind.AUDIO, "audio/wav"),
    ],
)  # fmt: skip
def test_store_keeps_what_the_bytes_say_whatever_the_name(
    body: bytes, accept: Accept, kind: FileKind, media_type: str
) -> None:
    kept = _keep(body, accept, "hoa-don.exe")
    assert (kept.kind, kept.media_type) == (kind, media_type)
    if kind != FileKind.PICTURE:
        assert files.read(kept) == body


@pytest.mark.parametrize(
    ("body", "accept"),
    [
        (b"<html><script>alert(1)</script>", Accept.DOCUMENT),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Accept.PICTURE),
        (PDF, Accept.PICTURE),
        (photo(), Accept.AUDIO),
        (archive("xl/workbook.xml", "xl/vbaProject.bin"), Accept.SHEET),
        (archive("a.txt"), Accept.DOCUMENT),
        (b"PK\x03\x04broken", Accept.SHEET),
        (b"MZ\x90", Accept.DOCUMENT),
    ],
)
def test_store_refuses_what_a_place_does_not_take(body: bytes, accept: Accept) -> None:
    with pytest.raises(FileRefused):
        _keep(body, accept, "anh.jpg")
    assert not StoredFile.objects.exists()


def test_a_photo_of_50_mb_with_its_place_becomes_a_small_clean_one() -> None:
    body = photo(6000, 4000, located=True)
    heavy = body + b"\0" * (50 * 1024 * 1024 - len(body))
    kept = files.store(
        body=SimpleUploadedFile("vườn.JPG", heavy), name="vườn.JPG", kind=Accept.PICTURE,
        at=factories.THEN,
    )  # fmt: skip
    shown = Image.open(io.BytesIO(files.read(kept)))
    assert (kept.width, kept.height, kept.name) == (853, 1280, "vườn.webp")
    assert (shown.format, dict(shown.getexif())) == ("WEBP", {})


@pytest.mark.parametrize(
    ("body", "kind", "refusal"),
    [
        (b"", Accept.PAPER, FileEmpty),
        (PDF + b"\0" * files.MAX_BYTES, Accept.PAPER, FileTooLarge),
        (b"\xff\xd8\xff" + b"\0" * 60 * 1024 * 1024, Accept.PICTURE, FileTooLarge),
    ],
)
def test_store_refuses_nothing_and_too_much(
    body: bytes, kind: Accept, refusal: type[FileRefused]
) -> None:
    with pytest.raises(refusal):
        _keep(body, kind)


def test_the_same_bytes_are_kept_once_and_go_with_the_last_row(
    django_capture_on_commit_callbacks: object,
) -> None:
    first, second = _keep(PDF, name="a.pdf"), _keep(PDF, name="b.pdf")
    assert first.sha256 == second.sha256
    path = files.path_of(first.sha256)
    assert path.stat().st_mode & 0o077 == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        files.forget(first)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        files.forget(second)
    assert not path.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd.pdf"), ("C:\\Ảnh\\giấy.PDF", "giấy.pdf"),
     ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"), ("", "tep.pdf"),
     ("x" * 300, "x" * 190 + ".pdf")],
)  # fmt: skip
def test_a_name_is_only_a_name(name: str, kept: str) -> None:
    assert _keep(PDF, name=name).name == kept


def test_a_file_is_sent_as_what_it_is_and_kept_by_nobody_on_the_way() -> None:
    sheet = files.open_file(_keep(archive("xl/workbook.xml"), name="bảng.xlsx"))
    paper = files.open_file(_keep(PDF, name="giấy.pdf"))
    assert sheet["Content-Disposition"].startswith("attachment")
    assert paper["Content-Disposition"].startswith("inline")
    assert {paper["X-Content-Type-Options"], paper["Cache-Control"]} == {
        "nosniff",
        "private, no-store",
    }


@pytest.mark.parametrize(
    ("asked", "status", "body", "told"),
    [
        ("", 200, b"OggS0123456789", None),
        ("bytes=0-1", 206, b"Og", "bytes 0-1/14"),
        ("bytes=4-", 206, b"0123456789", "bytes 4-13/14"),
        ("bytes=4-999", 206, b"0123456789", "bytes 4-13/14"),
        ("bytes=-3", 206, b"789", "bytes 11-13/14"),
        ("bytes=-99", 206, b"OggS0123456789", "bytes 0-13/14"),
        ("bytes=14-", 416, b"", "bytes */14"),
        ("bytes=5-2", 200, b"OggS0123456789", None),
        ("bytes=0-1,4-5", 200, b"OggS0123456789", None),
        ("bytes=-", 200, b"OggS0123456789", None),
        ("dong=1-2", 200, b"OggS0123456789", None),
    ],
)
def test_a_part_of_a_file_is_sent_as_it_was_asked_for(
    asked: str, status: int, body: bytes, told: str | None
) -> None:
    kept = _keep(b"OggS0123456789", Accept.AUDIO)
    answer = files.open_file(kept, asked)
    assert (answer.status_code, b"".join(answer), answer.get("Content-Range")) == (
        status, body, told,
    )  # fmt: skip
    assert answer["Content-Length"] == str(len(body))
    assert (answer["X-Content-Type-Options"], answer["Accept-Ranges"]) == ("nosniff", "bytes")


def test_the_same_file_from_two_tabs_at_one_moment_is_kept_by_both(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path
    both, replace = threading.Barrier(2), Path.replace

    def together(here: Path, target: Path) -> Path:
        both.wait(timeout=10)
        return replace(here, target)

    monkeypatch.setattr(Path, "replace", together)
    wrong: list[BaseException] = []

    def keep() -> None:
        try:
            files._write("ab" * 32, b"x")
        except BaseException as error:  # noqa: BLE001  told below
            wrong.append(error)

    tabs = [threading.Thread(target=keep) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert not wrong
    assert [p.name for p in (tmp_path / "files" / "ab").iterdir()] == ["ab" * 32]
