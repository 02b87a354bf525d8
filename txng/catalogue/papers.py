"""The decision that approves the priority list, as an administrative paper with its annex."""

from typing import Final

from txng.catalogue.models import PriorityList
from txng.catalogue.queries import entries_of
from txng.catalogue.vocab import ListState
from txng.core.papers.paper import Annex, Column, Paper, Paragraph, Row, Signing, Table

_COLUMNS: Final = (
    Column("TT", 0.5, "center"),
    Column("Sản phẩm", 3.2),
    Column("Nhóm sản phẩm", 2.2),
    Column("Loại ưu tiên", 2),
    Column("Cơ quan đề xuất", 2.2),
)
_WHO: Final = (
    "Chánh Văn phòng Uỷ ban nhân dân, thủ trưởng các sở, ngành, chủ tịch Uỷ ban nhân dân các xã, "
    "phường và các tổ chức, cá nhân có liên quan"
)


def decision_of(found: PriorityList, *, place: str) -> Paper:
    """Return a version as the decision that approves it; a draft leaves number and day open."""
    is_decided = found.state == ListState.APPROVED
    rows = _rows(found)
    return Paper(
        issuer=found.decided_by or "Uỷ ban nhân dân",
        kind="Quyết định",
        title=f"Phê duyệt {_lower(found.title)}{'' if is_decided else ' (DỰ THẢO)'}",
        number=found.decision_number,
        symbol="QĐ-UBND",
        place=_place(place),
        on_date=found.decision_date,
        bases=_bases(found),
        blocks=(
            Paragraph("QUYẾT ĐỊNH:", align="center", is_bold=True),
            Paragraph(
                f"Điều 1. Phê duyệt {_lower(found.title)}, gồm {len(rows)} mục nêu tại Phụ lục "
                "kèm theo Quyết định này."
            ),
            Paragraph(f"Điều 2. Quyết định này có hiệu lực kể từ {_since(found)}."),
            Paragraph(f"Điều 3. {_WHO} chịu trách nhiệm thi hành Quyết định này./."),
        ),
        signing=Signing("Chủ tịch", authority=("TM. UỶ BAN NHÂN DÂN",)),
        recipients=("Như Điều 3;", "Lưu: VT."),
        annexes=(Annex(found.title.upper(), (Table(_COLUMNS, rows),), attached=_attached(found)),),
    )


def _bases(found: PriorityList) -> tuple[str, ...]:
    proposer = found.created_by.name if found.created_by else "[cơ quan đầu mối]"
    return (
        "Căn cứ [luật, nghị định, thông tư, kế hoạch đang có hiệu lực];",
        f"Theo đề nghị của {proposer} tại Tờ trình số [số, ngày].",
    )


def _rows(found: PriorityList) -> tuple[Row, ...]:
    return tuple(
        Row(
            (
                str(place),
                entry.name,
                entry.group.name,
                ", ".join(entry.class_names),
                entry.proposed_by.name if entry.proposed_by else "",
            )
        )
        for place, entry in enumerate(entries_of(found), start=1)
    )


def _since(found: PriorityList) -> str:
    day = found.valid_from
    return f"ngày {day:%d/%m/%Y}" if day else "ngày ký"


def _attached(found: PriorityList) -> str:
    number = found.decision_number or "        /QĐ-UBND"
    day = f"{found.decision_date:%d/%m/%Y}" if found.decision_date else "     /     /     "
    return f"(Kèm theo Quyết định số {number} ngày {day})"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _place(province: str) -> str:
    """Return where a province's papers are issued: its name without what it is."""
    bare = province.removeprefix("Tỉnh ").removeprefix("Thành phố ")
    return bare[:1].upper() + bare[1:]
