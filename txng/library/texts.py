"""The plain text of a file, as far as it can be read: DOCX and PDF with a text layer."""

import io
import re
import zipfile
from typing import Final

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from txng.core.models import FileKind
from txng.core.packages import measure_docx

LONGEST: Final = 1_000_000
"""Most characters that are kept of a file."""
_MOST_PAGES: Final = 400
_BROKEN_PDF: Final = (
    PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError
)  # fmt: skip
"""What a damaged PDF makes its reader raise; its text is then pasted by hand."""


def text_of(data: bytes, kind: str) -> str:
    """Return the text of a file, at most LONGEST characters; "" when it has none to be read."""
    if kind == FileKind.TEXT:
        return _tidy(_of_docx(data))
    if kind == FileKind.PDF:
        return _tidy(_of_pdf(data))
    return ""


def _of_docx(data: bytes) -> str:
    try:
        measure_docx(data)
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError):
        return ""
    return "\n".join(
        _of_table(block) if isinstance(block, Table) else block.text
        for block in document.iter_inner_content()
    )


def _of_table(table: Table) -> str:
    """Return a table as lines of cells; a merged cell is said once."""
    lines = []
    for row in table.rows:
        cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells))
        lines.append(" | ".join(cells))
    return "\n".join(lines)


def _of_pdf(data: bytes) -> str:
    try:
        pages = PdfReader(io.BytesIO(data)).pages[:_MOST_PAGES]
        return "\n".join(page.extract_text() for page in pages)
    except _BROKEN_PDF:
        return ""


def _tidy(text: str) -> str:
    """Drop what a database cannot keep, idle blanks, and more than one empty line in a row."""
    clean = text.replace("\x00", "").encode("utf-8", "ignore").decode()
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in clean.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONGEST]
