"""Office files from outside are measured before they are read: a small one may become a flood."""

import io
import re
import zipfile
from typing import Final

MOST_TEXT: Final = 30 * 1024 * 1024
"""Bytes of XML in a DOCX; a plan of a hundred pages has some five million."""
MOST_CELLS: Final = 12_000_000
"""Cells between the corners of a page: 100,000 rows of 120 columns."""
_MOST_PARTS: Final = 2_000
_MOST_SPAN: Final = 200
_MOST_ROWS: Final = 1_048_576
_SPAN: Final = re.compile(rb"grid(?:Span|Before|After)\b[^>]*?val\s*=\s*[\"'](\d+)")
_PLACE: Final = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,3})(\d+)[\"']")
_REPEATED: Final = re.compile(
    rb"<table:table-cell\b(?=[^>]*value-type)[^>]*number-columns-repeated=[\"'](\d+)"
)
_ROWS_REPEATED: Final = re.compile(
    rb"<table:table-row\b[^>]*number-rows-repeated=[\"'](\d+)[\"'][^>]*>(?=(.{0,4000}))", re.DOTALL
)
_MOST_REPEATED: Final = (1_000, 10_000)


class PackageBursts(ValueError):  # noqa: N818  an answer to whoever asked
    """The file would take more room than any honest one."""


def measure_docx(body: bytes, *, most: int = MOST_TEXT) -> None:
    """Refuse a DOCX that would flood the memory: long XML, or cells said to span thousands.

    The archive's own sizes hold: what unpacks to more than it says is not read to its end. Raises
    PackageBursts, zipfile.BadZipFile.
    """
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = archive.infolist()
        texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in texts) > most:
            raise PackageBursts
        for part in texts:
            for span in _SPAN.findall(archive.read(part)):
                if len(span) > 9 or int(span) > _MOST_SPAN:
                    raise PackageBursts


def measure_workbook(body: bytes) -> None:
    """Refuse a workbook whose pages reach so far that a whole grid of them cannot be held.

    Readers make room for every cell between the first and the last. Raises PackageBursts.
    """
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for part in archive.infolist():
            name = part.filename.lower()
            if name.endswith(".bin") and "worksheets/" in name:
                raise PackageBursts
            if name.startswith("xl/") and "sheets/" in name and name.endswith(".xml"):
                _demand_near(archive.read(part))
            elif name == "content.xml":
                _demand_few_repeated(archive.read(part))


def _demand_near(page: bytes) -> None:
    places = set(_PLACE.findall(page))
    rows = max((int(row[:9]) for _letters, row in places), default=0)
    columns = max((_number(letters) for letters in {found for found, _row in places}), default=0)
    if rows > _MOST_ROWS or rows * columns > MOST_CELLS:
        raise PackageBursts


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _demand_few_repeated(page: bytes) -> None:
    most_columns, most_rows = _MOST_REPEATED
    if any(int(count[:9]) > most_columns for count in _REPEATED.findall(page)):
        raise PackageBursts
    for count, after in _ROWS_REPEATED.findall(page):
        if int(count[:9]) > most_rows and b"value-type" in after.split(b"</table:table-row>")[0]:
            raise PackageBursts
