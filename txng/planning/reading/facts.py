"""What the head of a plan says: title, province, issuer, number, day, years, cited documents."""

import re
from collections.abc import Iterable

from txng.planning.comparing import plain
from txng.planning.known import provinces
from txng.planning.reading.timing import year_range, years_of
from txng.planning.reading.values import Citation, Heading, Paper, Paragraph, Period, Where

_DAY = r"(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})"
_CODE = r"\d+[A-Za-z]?(?:/\d{4})?/[A-ZĐ][A-ZĐa-z0-9]*(?:-[A-ZĐ][A-ZĐa-zĂÂÊÔƠƯ]*)*"
_KINDS = (
    "Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Văn bản|Tờ trình|Đề án"
)
_CITED = re.compile(
    rf"(?P<kind>{_KINDS})\s+(?:liên tịch\s+)?(?:số\s*:?\s*)?(?P<number>{_CODE})"
    rf"(?:\s*,?\s*ngày\s*(?P<day>{_DAY}))?",
    re.IGNORECASE,
)
_LAW = re.compile(rf"(?P<name>Luật [A-ZĐÂĂƠƯÔÊ][^;,.]{{3,80}}?)\s+ngày\s*(?P<day>{_DAY})")
_OWN_NUMBER = re.compile(rf"^(?:Số|Số hiệu)\s*:?\s*(?P<number>{_CODE})")
_BLANK_NUMBER = re.compile(
    r"số\s*:?\s*[\s.…_]*(/(?:KH|QĐ)-[A-ZĐ]+)\s*(?:ngày\s*[\s.…_]*/\s*(\d{2})/(\d{4}))?"
)
_PLACE_DAY = re.compile(rf"^[^.;:]{{2,40}},?\s*ngày\s+{_DAY}\.?$")
_PAGE_DAY = re.compile(rf"Đăng ngày\s+{_DAY}")
_NEWS = re.compile(
    r"Ngày\s+(\d{1,2})\s*[-/]\s*(\d{1,2}),?\s.*?ban hành\s+(?:Kế hoạch|Quyết định)"
    rf"\s+số\s+({_CODE})"
)
_TITLE = re.compile(r"KẾ HOẠCH|Kế hoạch")
_STOP = re.compile(r"\(|Căn cứ|[Bb]ằng chữ|Đơn vị tính|ĐVT|[-+]\s|[IVX]+\.\s|\d+\.\s|Số\b|STT")
_BASIS = re.compile(r"(Thực hiện|Để) .{0,60}(số \d|ngày \d)")


def where(paragraph: Paragraph, paper: Paper) -> Where:
    """Return the place of a paragraph."""
    return Where(line=paragraph.line, unit=paper.medium)


def title_of(paper: Paper) -> str:
    """Return the title: what stands under KẾ HOẠCH; else the first long line (a news item)."""
    paragraphs = paper.paragraphs
    for place, paragraph in enumerate(paragraphs):
        if _TITLE.fullmatch(paragraph.text.strip(" :")):
            title = _below(paragraphs[place + 1 : place + 6])
            if title:
                return title
    for paragraph in paragraphs[:12]:
        found = re.match(r"KẾ HOẠCH\s+(\S.{10,})", paragraph.text)
        if found and not _STOP.match(paragraph.text):
            return found[1].rstrip(". ")
    longest = [
        p.text for p in paragraphs[:10] if len(p.text) > 25 and not _OWN_NUMBER.match(p.text)
    ]
    return longest[0].rstrip(". ") if longest else (paragraphs[0].text if paragraphs else "")


def _below(following: list[Paragraph]) -> str:
    lines: list[str] = []
    for paragraph in following:
        goes_on = (
            not lines
            or (paragraph.text.isupper() and lines[-1].isupper())
            or (not paragraph.follows_blank and not lines[-1].endswith((".", ";", ":")))
        )
        if not goes_on or _STOP.match(paragraph.text) or len(paragraph.text) > 400:
            break
        if lines and _BASIS.match(paragraph.text):
            break
        lines.append(paragraph.text)
    return " ".join(lines).strip().rstrip(".")


def province_of(paper: Paper, title: str) -> str:
    """Return the province that the title names, else the one named most often; "" for none."""
    named = _provinces_in([title])
    if not named:
        head = [p.text for p in paper.paragraphs[:25]]
        named = _provinces_in(head) or _provinces_in(p.text for p in paper.paragraphs)
    return max(dict.fromkeys(named), key=named.count) if named else ""


def _provinces_in(texts: Iterable[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        simple = plain(text)
        for province in provinces():
            name = re.escape(plain(province.name))
            pattern = rf"\b(?:tinh|thanh pho|tp\.?)\s+{name}\b"
            if re.search(pattern, simple) and province.name not in found[-1:]:
                found += [province.name] * len(re.findall(pattern, simple))
                break
    return found


def issuer_of(paper: Paper) -> str:
    """Return who issues the plan: the agency of the head or of the signature; "" if unsaid."""
    for paragraph in paper.paragraphs[:25]:
        text = re.split(r"\s{2,}|[-_|]{3,}", paragraph.text)[0].strip()
        found = re.match(
            r"(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|SỞ|CHI CỤC|BAN)\s+[^\d:;]{3,80}", text
        )
        if found and text.isupper():
            return _named(paper, found.group().strip())
    for paragraph in paper.paragraphs:
        found = re.search(
            r"((?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND) (?:tỉnh|thành phố)|Sở [A-ZĐ][^,.;]{5,40}?)"
            r"((?: [A-ZĐÂĂ][^\s,.;]*){0,3})\s+(?:ban hành|xây dựng)\s+[Kk]ế hoạch",
            paragraph.text,
        )
        if found:
            return f"{found[1]}{found[2]}".strip()
    return ""


def _named(paper: Paper, issuer: str) -> str:
    """Add the line below when it names the province of a committee."""
    lines = [p.text for p in paper.paragraphs[:25]]
    place = next((n for n, text in enumerate(lines) if issuer in text), None)
    if place is not None and place + 1 < len(lines) and issuer.endswith("NHÂN DÂN"):
        below = re.match(r"(TỈNH|THÀNH PHỐ)\s+[^\d:;|_-]{2,40}", lines[place + 1])
        return f"{issuer} {below.group().strip()}" if below else issuer
    return issuer


def own_number_of(paper: Paper) -> tuple[str, Where | None]:
    """Return number of the plan or of the decision that issues it."""
    for paragraph in paper.paragraphs[:40]:
        found = _OWN_NUMBER.match(paragraph.text)
        if found:
            return found["number"], where(paragraph, paper)
    for paragraph in paper.paragraphs[:40]:
        news = _NEWS.search(paragraph.text)
        if news:
            return news[3], where(paragraph, paper)
    return "", None


def own_date_of(paper: Paper) -> str:
    """Return the day of the plan as YYYY-MM-DD; "" where it is not said."""
    for paragraph in paper.paragraphs[:40]:
        found = _PLACE_DAY.match(paragraph.text) or re.match(
            rf"Ngày ban hành:?\s+{_DAY}", paragraph.text
        )
        if found:
            return iso(*found.groups()[-3:])
    page = next((_PAGE_DAY.search(p.text) for p in paper.paragraphs if "Đăng ngày" in p.text), None)
    for paragraph in paper.paragraphs[:40]:
        news = _NEWS.search(paragraph.text)
        if news and page:
            return iso(news[1], news[2], page[3])
    return ""


def blank_number_of(paper: Paper) -> tuple[str, Where] | None:
    """Return a number left blank for the pen: "Số:      /KH-UBND ngày    /02/2023"."""
    for paragraph in paper.paragraphs:
        found = _BLANK_NUMBER.search(paragraph.text)
        if found:
            return " ".join(found.group().split()), where(paragraph, paper)
    return None


def iso(day: str, month: str, year: str) -> str:
    """Write a day for machines; one that cannot be stays readable."""
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


def citations_of(paper: Paper) -> tuple[Citation, ...]:
    """Return every document that the text names with number or day, in order."""
    found = []
    for paragraph in paper.paragraphs:
        is_basis = bool(re.match(r"Căn cứ|Thực hiện (Kế hoạch|Quyết định|Nghị)", paragraph.text))
        place = where(paragraph, paper)
        for part in _CITED.finditer(paragraph.text):
            day = iso(*part.groups()[-3:]) if part["day"] else ""
            found.append(
                Citation(part["kind"].capitalize(), part["number"], day, part[0], place, is_basis)
            )
        found += [
            Citation("Luật", law["name"], iso(*law.groups()[-3:]), law[0], place, is_basis)
            for law in _LAW.finditer(paragraph.text)
        ]
    return tuple(found)


def headings_of(paper: Paper) -> tuple[Heading, ...]:
    """Return headings that name a stage ("Giai đoạn 2021 - 2025") or a year, and annex titles."""
    found = []
    in_annex = False
    for paragraph in paper.paragraphs:
        text = paragraph.text
        in_annex |= bool(re.match(r"(PHỤ LỤC|Phụ lục|BIỂU|DANH MỤC)", text)) and len(text) < 200
        years = year_range(text) if re.search(r"giai đoạn", text, re.IGNORECASE) else None
        numbered = re.match(r"([IVX]+|\d+(\.\d+)*|[a-zđ])[.)]\s*Giai đoạn", text)
        if numbered and years and len(text) < 120:
            found.append(Heading(text, *years, where(paragraph, paper), in_annex))
        elif in_annex and text.isupper() and len(text) < 300:
            first, last = years_of(re.sub(r"\d+/\S+", "", text))
            if first and last:
                found.append(Heading(text, first, last, where(paragraph, paper), in_annex))
    return tuple(found)


def period_of(title: str, headings: tuple[Heading, ...], date: str, paper: Paper) -> Period:
    """Return the years: of the title, else of the stages, else from its day to the last goal."""
    years = year_range(title) or years_of(re.sub(r"\d+/\S+", "", title))
    if years[0]:
        return Period(*years)
    stages = [heading for heading in headings if not heading.is_annex] or list(headings)
    if stages:
        return Period(min(h.from_year for h in stages), max(h.to_year for h in stages))
    goals = [
        int(year)
        for p in paper.paragraphs
        for year in re.findall(r"[Đđ]ến (?:hết )?năm (20\d{2})", p.text)
    ]
    return Period(int(date[:4]) if date else None, max(goals, default=None))
