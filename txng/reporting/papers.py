"""A report as an administrative paper (Nghị định 30/2020/NĐ-CP): head, sections, tables, chart."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from textwrap import wrap
from typing import Any, Final

from txng.core.papers.paper import (
    Block,
    Column,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Row,
    Signing,
    Table,
)
from txng.reporting.content import Content

_COLUMNS: Final = (
    Column("TT", 0.5, "center"),
    Column("Chỉ tiêu", 4.2),
    Column("Đơn vị tính", 1.2, "center"),
    Column("Kết quả", 1.8, "right"),
    Column("Mục tiêu", 1.7, "right"),
    Column("Nguồn số liệu", 1.7),
)
_WIDTH, _ROOM, _BAR, _LINE, _GAP = 440, 340, 12, 13, 9
"""Units of a chart's drawing: its width, a bar of 100 %, heights of bar, line of words, gap."""
_LETTERS: Final = 84
"""Letters of a name that fit on one line of a chart."""


def paper_of(content: Content) -> Paper:
    """Return the paper that a report's content makes."""
    issued = content["issued"]
    return Paper(
        parent=content["superior"],
        issuer=content["issuer"],
        number=content["number"],
        symbol="" if content["number"] else "BC",
        place=content["place"],
        on_date=date.fromisoformat(issued) if issued else None,
        kind="Báo cáo",
        title=content["title"],
        blocks=tuple(_blocks(content)),
        signing=Signing(
            position=content["signer_title"],
            name=content["signer_name"],
            authority=(content["sign_for"],) if content["sign_for"] else (),
        ),
        recipients=tuple(content["recipients"]),
    )


def _blocks(content: Content) -> Iterator[Block]:
    sections = content["sections"]
    for section in sections:
        yield Heading(section["heading"])
        yield from _texts(section["text"] or ("" if section["rows"] else "Chưa có nội dung."))
        if section["rows"]:
            yield _table(section["rows"], content["period_name"])
            chart = chart_of(section["rows"])
            if chart:
                yield Figure(
                    chart,
                    f"Kết quả so với mục tiêu, {content['period_name']} (%; vạch đứt là mục tiêu)",
                )
    yield Paragraph(
        f"Trên đây là báo cáo {lower_first(content['title'])} của {content['issuer']}./."
    )


def _texts(text: str) -> Iterator[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    yield from (Paragraph(line) for line in lines)


def lower_first(text: str) -> str:
    """Return a title as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def _table(rows: Sequence[Content], period: str) -> Table:
    lines = tuple(
        Row(
            (
                str(place),
                row["name"],
                row["unit"],
                _result(row),
                _target(row),
                row["source"],
            )
        )
        for place, row in enumerate(rows, start=1)
    )
    return Table(_COLUMNS, lines, caption=f"Số liệu {period}")


_TIED: Final = "\N{NO-BREAK SPACE}"
"""A share stays on one line, what it is out of on the next."""


def _result(row: Content) -> str | Decimal:
    """A plain amount stays a number in a workbook; a share says out of what."""
    if row["value"] is None:
        return str(row["shown"])
    if row["out_of"]:
        return f"{row['shown']}\n({row['out_of']})".replace(" ", _TIED)
    return Decimal(row["value"])


def _target(row: Content) -> str:
    if row["target"] is None:
        return ""
    unit = "%" if row["unit"] == "%" else ""
    return f"{row['target'].replace('.', ',')}{unit}{_TIED}({row['target_year']})"


def chart_of(rows: Sequence[Content]) -> bytes:
    """Return shares against their targets as SVG bars from zero; nothing when there are none."""
    shares = [row for row in rows if row["unit"] == "%" and row["value"] and row["target"]]
    if not shares:
        return b""
    parts: list[str] = []
    top = 0
    for row in shares:
        names = wrap(row["name"], _LETTERS)
        parts += [
            f'<text x="0" y="{top + 11 + place * _LINE}">{escape(line)}</text>'
            for place, line in enumerate(names)
        ]
        top += len(names) * _LINE + 2
        parts.append(_bar(row, top))
        top += _BAR + _GAP
    box = f'width="{_WIDTH}" height="{top}" viewBox="0 0 {_WIDTH} {top}"'
    space = "http://www.w3.org/2000/svg"
    head = f'<svg xmlns="{space}" {box} font-family="Tinos" font-size="11">'
    return "".join([head, *parts, "</svg>"]).encode()


def _bar(row: Content, y: int) -> str:
    long = min(float(row["value"]), 100) / 100 * _ROOM
    aim = min(float(row["target"]), 100) / 100 * _ROOM
    return (
        f'<rect x="0" y="{y}" width="{max(long, 1):.1f}" height="{_BAR}" fill="#14532d"/>'
        f'<line x1="{aim:.1f}" x2="{aim:.1f}" y1="{y - 2}" y2="{y + _BAR + 2}" '
        'stroke="#000" stroke-dasharray="3 2"/>'
        f'<text x="{max(long, aim) + 6:.1f}" y="{y + 10}">{escape(str(row["shown"]))}</text>'
    )


def words_for(content: Content) -> dict[str, Any]:
    """Return the named places that an agency's own form may use, with what fills each."""
    issued = content["issued"]
    day = date.fromisoformat(issued) if issued else None
    places: dict[str, Any] = {
        "co_quan_chu_quan": content["superior"],
        "don_vi": content["issuer"],
        "so": content["number"],
        "dia_danh": content["place"],
        "ngay_ban_hanh": f"ngày {day:%d} tháng {day:%m} năm {day:%Y}" if day else "",
        "tieu_de": content["title"],
        "ky": content["period_name"],
        "ky_thay": content["sign_for"],
        "chuc_vu": content["signer_title"],
        "nguoi_ky": content["signer_name"],
        "noi_nhan": "\n".join(content["recipients"]),
        "chi_tieu": [],
    }
    for section in content["sections"]:
        places[f"muc_{section['code']}"] = section["text"]
        for row in section["rows"]:
            places[f"so_{row['code'].replace('-', '_')}"] = row["shown"]
            places["chi_tieu"].append(
                {"ten": row["name"], "don_vi_tinh": row["unit"],
                 "ket_qua": str(_result(row)).replace("\n", _TIED),
                 "muc_tieu": _target(row), "nguon": row["source"]}
            )  # fmt: skip
    return places
