"""Bytes of a text file become lines: UTF-8, UTF-16 or windows-1258, letters composed."""

import codecs
import re
import unicodedata

from txng.planning.reading.values import Finding, Where

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOISE = re.compile(r"\[bookmark:[^\]]*\]|[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_WIDE = {
    ord(wide): narrow
    for wide, narrow in zip("０１２３４５６７８９．，％", "0123456789.,%", strict=True)
}
_NAMES = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1258": "windows-1258"}


class NotText(ValueError):  # noqa: N818  an answer to whoever asked
    """The bytes are no text."""


def decoded(body: bytes) -> tuple[list[str], list[Finding]]:
    """Return the lines of a text file and what had to be changed to read it.

    Raises NotText for bytes that are no text in any of the encodings.
    """
    text, encoding = _text_of(body)
    findings = []
    if encoding in _NAMES:
        name = _NAMES[encoding]
        findings.append(
            _notice(
                "encoding_converted",
                name,
                f"Tệp ghi bằng bảng mã {name}; hệ thống đã đọc theo bảng mã này.",
                f"The file is written in {name} and was read so.",
            )
        )
    return _tidied(text, findings), findings


def tidy_text(text: str) -> str:
    """Return text composed, without invisible marks; blanks of every kind become plain ones."""
    plain = _NOISE.sub("", unicodedata.normalize("NFC", text).translate(_WIDE))
    return _CONTROL.sub("", plain.replace("\u00a0", " ").replace("\u202f", " "))


def _tidied(text: str, findings: list[Finding]) -> list[str]:
    if unicodedata.normalize("NFC", text) != text:
        findings.append(
            _notice(
                "text_composed",
                "NFD",
                "Chữ có dấu tách rời (không phải NFC); hệ thống đã ghép lại.",
                "Letters stood apart from their marks (not NFC) and were composed.",
            )
        )
    findings += wide_digits(text)
    ends = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return [tidy_text(line) for line in ends.replace("\x0c", "\n").split("\n")]


def wide_digits(text: str) -> list[Finding]:
    """Tell that full-width digits stand in a text, which are read as plain ones."""
    if not any(ord(mark) in _WIDE for mark in text):
        return []
    return [
        _notice(
            "full_width_digits",
            "１２３",
            "Có chữ số toàn khổ (１２３); đã đọc như chữ số thường.",
            "Full-width digits (１２３) were read as plain ones.",
        )
    ]


def _text_of(body: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _strictly(body[len(mark) :], encoding), encoding
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text or not body:
        if "\x00" in text:
            return _of_two_bytes(body)
        return text, "utf-8"
    if b"\x00" in body:
        return _of_two_bytes(body)
    return _strictly(body, "cp1258"), "cp1258"


def _of_two_bytes(body: bytes) -> tuple[str, str]:
    """Read UTF-16 without a mark: of Vietnamese text most high bytes are zero."""
    encoding = "utf-16-le" if body[1::2].count(0) >= body[::2].count(0) else "utf-16-be"
    text = _strictly(body, encoding)
    if sum(mark.isprintable() or mark.isspace() for mark in text) < len(text) * 0.95:
        raise NotText
    return text, encoding


def _strictly(body: bytes, encoding: str) -> str:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText from error
    if encoding == "cp1258" and len(_CONTROL.findall(text)) > len(text) * 0.01:
        raise NotText
    return text


def _notice(code: str, stated: str, vi: str, en: str) -> Finding:
    return Finding(
        code=code, severity="notice", where=Where(), stated=stated, computed="", vi=vi, en=en
    )
