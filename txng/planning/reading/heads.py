"""Heads of tables: which column is meant by its words, and what numbers a row."""

import re
from functools import lru_cache

from txng.planning.comparing import plain

_COLUMNS = (
    ("number", r"(so )?(tt|stt|s\.?t\.?t|so thu tu)"),
    ("source", r"(du kien )?nguon\b.*"),
    (
        "amount",
        r".*(thanh tien|so tien|tong tien|kinh phi|du toan|gia tri).*|tong( cong| so| muc)?",
    ),
    ("price", r".*\b(don gia|muc chi|dinh muc)\b.*|gia|gia (ban|mua|tien|ve)\b.*"),
    ("quantity", r".*\b(so luong|khoi luong|sl)\b.*"),
    ("unit", r".*(don vi tinh|dvt|don vi do).*|don vi"),
    ("lead", r".*(chu tri|don vi thuc hien|co quan thuc hien|dau moi|don vi phu trach).*"),
    ("partners", r".*phoi hop.*"),
    ("time", r".*(thoi gian|tien do|thoi han|thoi diem|nam thuc hien|hoan thanh).*"),
    ("result", r".*(ket qua|san pham|du kien dat|chi tieu|dau ra).*"),
    ("note", r".*(ghi chu|can cu|dien giai).*"),
    ("content", r".*(noi dung|nhiem vu|cong viec|hoat dong|hang muc|khoan muc|muc chi).*"),
)
_NUMBER = re.compile(r"\(?(\d{1,3}(\.\d{1,2}){0,4}|[ivx]{1,5}|[a-hđk])[.)]?|[-+*•–]", re.IGNORECASE)
_FACTOR = re.compile(r"he so|so (ngay|nguoi|buoi|lan|dem|lop|luot|thang|ky|xe|phong|dot)\b.*")
_PART = re.compile(
    r"(.*\b|^)(năm\s*)?20\d{2}\b.*|.*(ngân sách|nstw|nsđp|nsnn|\bns\b|xã hội h[oó][aá]"
    r"|doanh nghiệp|nguồn khác|vốn|đối ứng|huy động|tài trợ).*",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(tổng\s*(cộng|số|kinh phí|tiền|dự toán|chi phí)\b|tổng\s*([(:=.\d]|$)|cộng\b)", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def field_of(head: str) -> str:
    """Return which field a column head names, or "" for one of its own."""
    words = " ".join(plain(re.sub(r"\([^)]*\)", " ", head)).split())
    for name, pattern in _COLUMNS:
        if re.fullmatch(pattern, words):
            return name
    return ""


def is_factor_head(head: str) -> bool:
    """Say whether a column multiplies quantity and price: "Số ngày", "Hệ số"."""
    words = " ".join(plain(re.sub(r"\([^)]*\)", " ", head)).split())
    return bool(_FACTOR.fullmatch(words))


def is_part_head(head: str) -> bool:
    """Say whether a column holds the part of a year or of a source of money."""
    return bool(_PART.fullmatch(" ".join(head.split())))


def names_columns(cells: tuple[str, ...]) -> bool:
    """Say whether a row is a head: a number and contents, or at least three known columns."""
    fields = [field_of(" ".join(cell.split())) for cell in cells if len(cell) < 90]
    known = {name for name in fields if name}
    return len(known) >= 3 or ({"number", "content"} <= known and len(cells) >= 2)


def is_number_head(line: str) -> bool:
    """Say whether a line is the head of the column of row numbers."""
    return bool(re.fullmatch(r"(Số\s*)?(TT|T\.T)|S\.?T\.?T|Số thứ tự", line.strip(), re.IGNORECASE))


def is_number(text: str) -> bool:
    """Say whether a cell numbers its row: 1, 1.2, I, a), -."""
    return bool(_NUMBER.fullmatch(text.strip()))


def is_total(text: str) -> bool:
    """Say whether a text names a total: "Tổng cộng", "Cộng", "TỔNG (I+II)"."""
    return bool(_TOTAL.match(" ".join(text.split())))


def counts_columns(cells: tuple[str, ...]) -> bool:
    """Say whether a row only numbers the columns: (1) (2) (3), A B 1 2 3=1x2."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return (
        len(filled) > 2
        and all(re.fullmatch(r"\(?\d{1,2}\)?(\s*=.*)?|[A-E]", cell) for cell in filled)
        and not any(re.fullmatch(r"\d{3,}", cell) for cell in filled)
        and _counts_up(filled)
    )


def _counts_up(cells: list[str]) -> bool:
    figures = [int(found.group()) for cell in cells if (found := re.search(r"\d+", cell))]
    return figures == sorted(set(figures)) and len(figures) > 1
