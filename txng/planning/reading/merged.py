"""The notice that a table has merged cells, for papers of every kind."""

from typing import Literal

from txng.planning.reading.values import Finding, Where


def merged_cells(table: int, unit: Literal["line", "paragraph", "row"], sheet: str = "") -> Finding:
    """Tell that cells of a table are merged, and how they were read."""
    return Finding(
        code="merged_cells",
        severity="notice",
        where=Where(table=table, sheet=sheet, unit=unit),
        stated="",
        computed="",
        vi=f"Bảng {table} có ô gộp; nội dung ô gộp được đọc cho từng hàng mà nó phủ, riêng số tiền"
        " chỉ tính một lần.",
        en=f"Table {table} has merged cells; what they hold was read for each row they cover, an"
        " amount once only.",
    )
