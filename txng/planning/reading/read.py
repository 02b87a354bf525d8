"""A file's bytes become a plan: layout first, then what its head, tables and text say."""

from txng.planning.reading import facts
from txng.planning.reading.budgets import budgets_of, words_of
from txng.planning.reading.decoding import NotText, decoded
from txng.planning.reading.frames import without_frames
from txng.planning.reading.layout import laid_out
from txng.planning.reading.objectives import objectives_of
from txng.planning.reading.office import NotOffice, is_package, read_package
from txng.planning.reading.prose import assignments_of, deadlines_of, sources_of
from txng.planning.reading.targets import targets_of
from txng.planning.reading.tasks import tasks_of
from txng.planning.reading.told import told_tasks_of
from txng.planning.reading.values import Paper, PlanPaper

LARGEST = 60 * 1024 * 1024
MOST_LETTERS = 2_000_000
LONGEST_PART = 10_000


class NotReadable(ValueError):  # noqa: N818  an answer to whoever asked
    """The file is no plan that can be read; `vi` and `en` say why and what to do."""

    def __init__(self, vi: str, en: str) -> None:
        """Keep both sentences."""
        super().__init__(en)
        self.vi, self.en = vi, en


def read_plan(body: bytes) -> PlanPaper:
    """Read a plan from plain text, DOCX or XLSX; raises NotReadable."""
    paper = read_paper(body)
    headings = facts.headings_of(paper)
    title = facts.title_of(paper)
    number, _where = facts.own_number_of(paper)
    date = facts.own_date_of(paper)
    period = facts.period_of(title, headings, date, paper)
    rows = tasks_of(paper, headings)
    tasks = rows or told_tasks_of(paper)
    budgets, findings = budgets_of(paper)
    citations = facts.citations_of(paper)
    single = period.to_year if period.from_year == period.to_year else None
    return PlanPaper(
        title=title,
        province=facts.province_of(paper, title),
        issuer=facts.issuer_of(paper),
        number=number,
        date=date,
        period=period,
        decision=next((c for c in citations if c.number and c.number == number), None),
        citations=citations,
        headings=headings,
        objectives=objectives_of(paper),
        targets=targets_of(paper, rows, single),
        tasks=tasks,
        has_task_table=bool(rows),
        budgets=budgets,
        words=words_of(paper),
        assignments=assignments_of(paper),
        deadlines=deadlines_of(paper),
        sources=sources_of(paper),
        tables=tuple(paper.tables),
        paragraphs=tuple(paper.paragraphs),
        findings=(*paper.findings, *findings),
        medium=paper.medium,
    )


def read_paper(body: bytes) -> Paper:
    """Return paragraphs and tables of a file; raises NotReadable."""
    if len(body) > LARGEST:
        raise NotReadable(
            "Tệp lớn hơn 60 MB. Hãy bỏ ảnh trong tệp rồi gửi lại.",
            "The file is larger than 60 MB. Leave its pictures out and try again.",
        )
    try:
        paper = read_package(body) if is_package(body) else _text_paper(body)
    except (NotText, NotOffice) as error:
        raise NotReadable(
            "Không đọc được tệp. Hãy gửi văn bản thuần (.txt), Word (.docx) hoặc Excel (.xlsx).",
            "The file cannot be read: give plain text (.txt), Word (.docx) or Excel (.xlsx).",
        ) from error
    if not paper.blocks:
        raise NotReadable("Tệp không có chữ nào.", "The file holds no text.")
    _demand_honest(paper)
    return without_frames(paper)


def _demand_honest(paper: Paper) -> None:
    """Refuse what no plan is: whoever looks for amounts in an endless line looks for hours."""
    lengths = [len(text.text) for text in paper.paragraphs]
    lengths += [len(cell) for table in paper.tables for row in table.rows for cell in row.cells]
    if sum(lengths) > MOST_LETTERS or max(lengths, default=0) > LONGEST_PART:
        raise NotReadable(
            "Tệp quá dài, hoặc có đoạn dài hơn 10.000 chữ cái nên không phải kế hoạch. "
            "Hãy ngắt đoạn, hoặc chỉ gửi phần kế hoạch.",
            "The file is too long, or one paragraph has more than 10,000 letters: no plan has. "
            "Break it into paragraphs, or give the plan alone.",
        )


def _text_paper(body: bytes) -> Paper:
    if body.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise NotReadable(
            "Tệp PDF, .doc hoặc .rtf không đọc được chắc chắn. Hãy lưu thành .docx hoặc .txt.",
            "PDF, .doc and .rtf cannot be read for certain. Save it as .docx or .txt.",
        )
    lines, findings = decoded(body)
    return Paper(blocks=tuple(laid_out(lines)), findings=tuple(findings))
