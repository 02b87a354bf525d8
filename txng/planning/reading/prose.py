"""What the text gives agencies to do, by when they report, and where the money comes from."""

import re

from txng.planning.reading.sections import parts_of
from txng.planning.reading.timing import dues_of
from txng.planning.reading.values import Assignment, Deadline, Paper, Where

_ITEM = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]\s*(?P<rest>\S.*)", re.DOTALL)
_DUTY = re.compile(r"([-+•*–]|[a-zđ]\))\s+")
_DUE = re.compile(r"(trước|chậm nhất|đến)\s+(?:vào\s+)?(?:hết\s+)?ngày", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?=(?:Phối hợp|Chủ trì|Trên cơ sở|Căn cứ|Hướng dẫn|Tổ chức|Chịu trách nhiệm|Chủ động"
    r"|Tham mưu|Xây dựng|Thực hiện|Thẩm định|Bố trí|Có trách nhiệm|Là cơ quan)\b)"
)
_CLOSING = re.compile(r"Trên đây|Trong quá trình|Yêu cầu các|Đề nghị các|Các Sở, ")
_SOURCE = re.compile(
    r"((?:nguồn )?kinh phí sự nghiệp[^.;(]*|(?:vốn )?ngân sách nhà nước|vốn tài trợ[^,.;]*"
    r"|vốn doanh nghiệp|các nguồn vốn huy động hợp pháp khác"
    r"|ngân sách (?:tỉnh|huyện|xã|địa phương))",
    re.IGNORECASE,
)


def assignments_of(paper: Paper) -> tuple[Assignment, ...]:
    """Return what the part on who does what gives each agency, in order."""
    found: list[Assignment] = []
    for part, paragraph in parts_of(paper.paragraphs):
        if part != "duties":
            continue
        item = _ITEM.match(paragraph.text)
        where = Where(paragraph.line, unit=paper.medium)
        if item is not None:
            agency, duty = _parted(item["rest"])
            found.append(Assignment(agency, (duty,) if duty else (), where))
        elif found:
            _add_duty(found, paragraph.text, where)
    return tuple(found)


def _add_duty(found: list[Assignment], text: str, where: Where) -> None:
    """Give a duty to the agency above; a closing sentence is for all and stands under no name."""
    last = found[-1]
    duty = _DUTY.sub("", text, count=1).strip()
    is_closing = duty == text and (bool(last.duties) or bool(_CLOSING.match(text)))
    if is_closing and last.agency:
        found.append(Assignment("", (duty,), where))
    else:
        found[-1] = Assignment(last.agency, (*last.duties, duty), last.where)


def _parted(text: str) -> tuple[str, str]:
    """Part "Sở Tài chính: Phối hợp …" into who and what."""
    colon = re.match(r"(?P<who>[^:]{4,160}):\s*(?P<what>.*)", text, re.DOTALL)
    if colon is not None:
        return colon["who"].strip(), colon["what"].strip()
    verb = _VERB.search(text)
    if verb is not None and len(text) > 60:
        return text[: verb.start()].strip(" ,"), text[verb.end() :].strip()
    return text.strip(" .,"), ""


def deadlines_of(paper: Paper) -> tuple[Deadline, ...]:
    """Return the days by which reports are due."""
    found = []
    for paragraph in paper.paragraphs:
        for clause in re.split(r"(?<=[;])\s|(?<=\D)\.\s", paragraph.text):
            if "báo cáo" not in clause.lower():
                continue
            for part in _DUE.finditer(clause):
                dues = dues_of(clause[part.start() : part.end() + 28])
                if dues:
                    found.append(
                        Deadline(dues[0], clause.strip(), Where(paragraph.line, unit=paper.medium))
                    )
    return tuple(found)


def sources_of(paper: Paper) -> tuple[str, ...]:
    """Return where the money comes from, as the part on money says it."""
    found: dict[str, None] = {}
    for part, paragraph in parts_of(paper.paragraphs):
        if part == "money":
            for source in _SOURCE.findall(paragraph.text):
                found.setdefault(" ".join(source.split()).strip(" ,"))
    return tuple(found)
