"""A draft of the rules for running the portal, in our own words; what a province decides is open.

What stands in [brackets] is for the province to fill in. The text is no law and cites none.
"""

from pathlib import Path
from typing import Final

from txng.core.papers.paper import Annex, Block, Chapter, Heading, Paper, Paragraph, Signing

_TEXT: Final = Path(__file__).with_name("fixtures") / "regulation.md"
_OF: Final = "uản lý, vận hành, khai thác Hệ thống truy xuất nguồn gốc sản phẩm, hàng hoá"
_NAME: Final = f"Quy chế q{_OF}"
_WHO: Final = (
    "[Chánh Văn phòng Uỷ ban nhân dân tỉnh], [thủ trưởng cơ quan đầu mối], thủ trưởng các sở, "
    "ngành, chủ tịch Uỷ ban nhân dân các xã, phường và các tổ chức, cá nhân có liên quan"
)
_ARTICLES: Final = (
    f"Điều 1. Ban hành kèm theo Quyết định này {_NAME} [tên tỉnh].",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày [ngày, tháng, năm].",
    f"Điều 3. {_WHO} chịu trách nhiệm thi hành Quyết định này./.",
)


def paper() -> Paper:
    """Return the draft as the decision that issues it, with the rules themselves attached."""
    return Paper(
        issuer="UỶ BAN NHÂN DÂN",
        parent="[TÊN TỈNH]",
        kind="QUYẾT ĐỊNH",
        title=f"Ban hành {_NAME} (DỰ THẢO)",
        symbol="QĐ-UBND",
        place="[Nơi ban hành]",
        bases=("Căn cứ [luật, nghị định, thông tư đang có hiệu lực];",
               "Theo đề nghị của [thủ trưởng cơ quan đầu mối] tại Tờ trình số [số, ngày]."),
        blocks=(
            Paragraph("QUYẾT ĐỊNH:", align="center", is_bold=True),
            *(Paragraph(text) for text in _ARTICLES),
        ),
        signing=Signing(position="CHỦ TỊCH", authority=("TM. UỶ BAN NHÂN DÂN",)),
        recipients=("Như Điều 3;", "[Nơi nhận];", "Lưu: VT."),
        annexes=(
            Annex(
                title=f"QUY CHẾ\nQ{_OF} [tên tỉnh]",
                attached="(Kèm theo Quyết định số        /QĐ-UBND ngày     tháng     năm     )",
                blocks=blocks(),
            ),
        ),
    )  # fmt: skip


def blocks() -> tuple[Block, ...]:
    """Return the text: chapters, articles, and their clauses as paragraphs."""
    lines = (line.strip() for line in _TEXT.read_text("utf-8").splitlines())
    return tuple(_block(line) for line in lines if line)


def _block(line: str) -> Block:
    if line.startswith("## "):
        return Heading(line[3:], level=2)
    if line.startswith("# "):
        number, _point, name = line[2:].partition(". ")
        return Chapter(number, name)
    return Paragraph(line)
