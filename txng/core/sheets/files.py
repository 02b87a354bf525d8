"""What an uploaded file is: a spreadsheet, a CSV, or something else that is refused in words."""

import csv
import io
import re
import unicodedata
import zipfile
import zlib
from typing import Final

from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.core.packages import PackageBursts, measure_workbook

LARGEST_UNPACKED: Final = 400 * 1024 * 1024
"""Bytes that an Excel file may unpack to; 100,000 rows of 20 columns take some 60 MB."""
_MOST_PARTS: Final = 2_000
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEALED: Final = "EncryptedPackage".encode("utf-16-le")
_BEGINS: Final = b"\x09\x08"
_FILE_PASS: Final = 0x2F
_FIRST_RECORDS: Final = 4
_ZIP: Final = b"PK\x03\x04"
_OTHERS: Final = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"GIF8": "GIF",
}


class NotASheet(Refused):
    """The file holds no rows that could be read."""

    status = 422
    reason = _(
        "Tệp này không phải bảng tính. Hãy chọn tệp Excel (.xlsx, .xls), LibreOffice (.ods) "
        "hoặc CSV; tải mẫu về, điền rồi gửi lại là chắc nhất."
    )


class SheetIsWebPage(NotASheet):
    """Old programs save web pages under the name of Excel files."""

    reason = _(
        "Tệp này là trang web được đặt tên như tệp Excel. "
        "Hãy mở bằng Excel, chọn “Lưu thành” dạng .xlsx rồi gửi lại."
    )


class SheetTooLarge(NotASheet):
    """The file unpacks to more than any honest one."""

    reason = _(
        "Tệp bung ra quá lớn nên không đọc. Hãy chép riêng các dòng dữ liệu sang một tệp mới, "
        "hoặc chia thành nhiều tệp."
    )


class SheetDamaged(NotASheet):
    """The file is torn."""

    reason = _("Tệp bị hỏng, chưa đọc được. Hãy mở bằng Excel, lưu thành tệp mới rồi gửi lại.")


class EncodingUnknown(NotASheet):
    """The letters of a text file cannot be told."""

    reason = _(
        "Chưa đọc được chữ trong tệp CSV (có thể dùng phông cũ TCVN3, VNI). "
        "Hãy mở bằng Excel, chuyển sang Unicode, lưu dạng .xlsx rồi gửi lại."
    )


def is_workbook(body: bytes) -> bool:
    """Say whether a file is a workbook (else: text); refuses what is neither."""
    if not body.strip():
        raise NotASheet(_("Tệp trống. Hãy chọn tệp có dữ liệu."))
    for mark, name in _OTHERS.items():
        if body.startswith(mark):
            sentence = _("Đây là tệp %(name)s, không phải bảng tính. Hãy chọn tệp Excel hoặc CSV.")
            raise NotASheet(sentence % {"name": name})
    if re.match(
        rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|meta|\?xml)", body, re.IGNORECASE
    ):
        raise SheetIsWebPage
    if body.startswith(_ZIP):
        _refuse_bomb(body)
        return True
    return body.startswith(_OLD_EXCEL)


def is_locked(body: bytes) -> bool:
    """Say whether a workbook asks for a password.

    A new one is sealed into a compound file (MS-OFFCRYPTO, 2.3.1); in one of Excel 97 the record
    FilePass stands among the first of the stream (MS-XLS, 2.4.117).
    """
    if not body.startswith(_OLD_EXCEL):
        return False
    if _SEALED in body:
        return True
    begins = (at for at in range(512, len(body), 512) if body.startswith(_BEGINS, at))
    return any(_has_pass(body, at) for at in begins)


def _has_pass(body: bytes, at: int) -> bool:
    for _count in range(_FIRST_RECORDS):
        if int.from_bytes(body[at : at + 2], "little") == _FILE_PASS:
            return True
        at += 4 + int.from_bytes(body[at + 2 : at + 4], "little")
    return False


def _refuse_bomb(body: bytes) -> None:
    """Unpack every part, keeping nothing, up to the limit: what a file says of itself may lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
                raise NotASheet
            if len(parts) > _MOST_PARTS:
                raise SheetTooLarge
            left = LARGEST_UNPACKED
            for part in parts:
                left -= _unpacked(body, part, left)
        measure_workbook(body)
    except PackageBursts as error:
        raise SheetTooLarge from error
    except (zipfile.BadZipFile, zlib.error, EOFError, IndexError) as error:
        raise SheetDamaged from error


def _unpacked(body: bytes, part: zipfile.ZipInfo, limit: int) -> int:
    """Return how many bytes a part really unpacks to; refuses more than `limit`."""
    head = part.header_offset
    start = head + 30 + int.from_bytes(body[head + 26 : head + 28], "little")
    start += int.from_bytes(body[head + 28 : head + 30], "little")
    packed = memoryview(body)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        return len(packed)
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise SheetDamaged
    unpack, total = zlib.decompressobj(-15), 0
    while packed:
        total += len(unpack.decompress(packed, 1 << 20))
        packed = memoryview(unpack.unconsumed_tail)
        if total > limit:
            raise SheetTooLarge
    return total


def rows_of_text(body: bytes) -> list[list[str]]:
    """Return the rows of a CSV in any of the encodings and signs that Excel writes."""
    text = _decoded(body)
    sample = text[:20_000]
    lines = [line for line in sample.splitlines() if line.strip()][:1]
    first = lines[0] if lines else ""
    if re.fullmatch(r"sep=.", first.strip()):
        text, delimiter = text.split("\n", 1)[1] if "\n" in text else "", first.strip()[-1]
    else:
        delimiter = max(";,\t|", key=sample.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SheetDamaged from error


def _decoded(body: bytes) -> str:
    text = _unicode(body)
    if text is None:
        text = body.decode("cp1258", errors="replace")
        if text.count("\ufffd") > len(text) // 100 or _looks_like_old_font(text):
            raise EncodingUnknown
    text = unicodedata.normalize("NFC", text.replace("\x00", ""))
    odd = sum(1 for c in text[:20_000] if unicodedata.category(c) == "Cc" and c not in "\r\n\t")
    if odd > 10:
        raise NotASheet
    return text


def _unicode(body: bytes) -> str | None:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    head = body[:2_000]
    if head[1::2].count(0) > len(head) // 4:
        return body.decode("utf-16-le", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _looks_like_old_font(text: str) -> bool:
    """TCVN3 and VNI put signs of trade and currency inside words: no right text does."""
    return bool(re.search(r"\w[¸¶·¹©®¬«¨§µ]|[¸¶·¹©®¬«¨§µ]\w", text))
