"""A draft of the rules for running the portal, in our own words; what a province decides is open.

What stands in [brackets] is for the province to fill in. The text is no law and cites none.
"""

from pathlib import Path
from typing import Final

from txng.core.papers.paper import Block, Heading, Paper, Paragraph, Signing

_TEXT: Final = Path(__file__).with_name("fixtures") / "regulation.md"


def paper() -> Paper:
    """Return the draft as an administrative paper."""
    return Paper(
        issuer="UỶ BAN NHÂN DÂN",
        parent="[TÊN TỈNH]",
        kind="QUY CHẾ",
        title="Quản lý, vận hành, khai thác Hệ thống truy xuất nguồn gốc sản phẩm, hàng hoá "
        "(DỰ THẢO)",
        symbol="QC-UBND",
        place="[Nơi ban hành]",
        blocks=blocks(),
        signing=Signing(position="CHỦ TỊCH", authority=("TM. UỶ BAN NHÂN DÂN",)),
        recipients=("[Nơi nhận];", "Lưu: VT."),
    )


def blocks() -> tuple[Block, ...]:
    """Return the text: chapters, articles, and their clauses as paragraphs."""
    lines = (line.strip() for line in _TEXT.read_text("utf-8").splitlines())
    return tuple(_block(line) for line in lines if line)


def _block(line: str) -> Block:
    if line.startswith("## "):
        return Heading(line[3:], level=2)
    return Heading(line[2:]) if line.startswith("# ") else Paragraph(line)
