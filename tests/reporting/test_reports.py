"""A report writes itself, is edited, frozen, and says the same on the page, in PDF, DOCX, XLSX."""

import io
import re
from typing import Any

import openpyxl
import pypdfium2
import pytest
from django.test import Client
from docx import Document

from tests import factories
from tests.reporting import scenes
from tests.reporting.scenes import Scene
from txng.reporting import own_forms, services
from txng.reporting.facts import ReportFacts, ReportHead
from txng.reporting.models import Report, Snapshot
from txng.reporting.own_forms import FormNotRead, PlaceUnknown
from txng.reporting.papers import chart_of, paper_of, words_for
from txng.reporting.periods import year_of
from txng.reporting.queries import reports
from txng.reporting.services.reports import ReportFinished
from txng.reporting.vocab import ReportKind

pytestmark = pytest.mark.django_db
DAY = scenes.NOW.date()


@pytest.fixture
def scene() -> Scene:
    found = scenes.scene()
    found.submit("commune", trained=3, out_of=4)
    found.approve("commune")
    return found


def _written(scene: Scene, who: str = "lead", kind: ReportKind = ReportKind.PROVINCE) -> Report:
    actor = scene.lead if who == "lead" else scene.officers[who]
    return services.write_report(
        facts=ReportFacts(kind=kind, period=year_of(2026)), actor=actor, now=scenes.NOW
    )


def _text(section: str, report: Report) -> str:
    return report.sections.get(code=section).text


def test_a_new_report_is_already_written_from_the_figures(scene: Scene) -> None:
    report = _written(scene)
    assert report.title.endswith("năm 2026")
    assert "3 / 4, đạt 75\xa0%" in _text("results", report)
    assert "Còn thiếu 25 điểm phần trăm" in _text("results", report)
    assert _text("difficulties", report) == ""


def test_a_unit_report_counts_its_own_area_only(scene: Scene) -> None:
    other = scene.officers["other"].organisation
    assert other is not None
    factories.organisation(unit=other.unit)
    for who, expected in (("other", "1"), ("commune", "0")):
        report = _written(scene, who, ReportKind.UNIT)
        content = reports.content_for(report, today=DAY)
        rows = {row["code"]: row for s in content["sections"] for row in s["rows"]}
        assert (who, rows["organisations-registered"]["value"]) == (who, expected)


def test_a_finished_report_keeps_its_words_and_figures(scene: Scene) -> None:
    report = _written(scene)
    _edit(report, scene)
    services.finish_report(report=report, actor=scene.lead, now=scenes.NOW)
    report.refresh_from_db()
    before = reports.content_for(report, today=DAY)
    factories.organisation(unit=factories.unit(scene.province))
    services.return_submission(
        submission=scene.answer("commune"), reason="Sai", actor=scene.lead, now=scenes.NOW
    )
    assert reports.content_for(report, today=DAY) == before
    assert Snapshot.objects.get(report=report).content == before
    with pytest.raises(ReportFinished):
        _edit(report, scene)
    with pytest.raises(ReportFinished):
        services.finish_report(report=report, actor=scene.lead, now=scenes.NOW)


def _edit(report: Report, scene: Scene) -> Report:
    head = ReportHead(
        title="Kết quả truy xuất nguồn gốc năm 2026", number="12/BC-SKHCN", place="Trình Diễn",
        issued_date=DAY, superior="Ủy ban nhân dân tỉnh", sign_for="KT. GIÁM ĐỐC",
        signer_title="Phó Giám đốc", signer_name="Nguyễn Văn Mẫu",
        recipients="UBND tỉnh (b/c);\nLưu: VT.",
    )  # fmt: skip
    texts = {"difficulties": "Hộ nhỏ ghi chép chậm <b>&</b>.", "results": "Đã đạt 75%."}
    return services.edit_report(
        report=report, head=head, texts=texts, actor=scene.lead, now=scenes.NOW
    )


def _page_figures(client: Client, report: Report) -> dict[str, Any]:
    content = client.get(f"/quan-ly/bao-cao/{report.pk}/").context["content"]
    return {row["name"]: row for s in content["sections"] for row in s["rows"]}


def test_page_pdf_docx_and_xlsx_say_the_same_figures(scene: Scene) -> None:
    report = _edit(_written(scene), scene)
    client = scene.browser("lead")
    rows = _page_figures(client, report)
    address = f"/quan-ly/bao-cao/{report.pk}/tai-ve."
    pdf = pypdfium2.PdfDocument(client.get(f"{address}pdf").content)
    text = " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in pdf)
    parts = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/BC-SKHCN", "BÁO CÁO", "75 % (3 / 4)",
        "KT. GIÁM ĐỐC", "Nguyễn Văn Mẫu", "Nơi nhận:", "Hộ nhỏ ghi chép chậm <b>&</b>.",
    )  # fmt: skip
    for words in parts:
        assert words in text.replace("\xa0", " ")
    document = Document(io.BytesIO(client.get(f"{address}docx").content))
    written = {
        r.cells[1].text: r.cells[3].text
        for t in document.tables
        for r in t.rows
        if len(r.cells) == 6
    }
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}xlsx").content))
    sheets = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    counted = {row[1]: row[3] for row in sheets if len(row) > 3 and row[1]}
    for name, row in rows.items():
        told = row["shown"]
        if row["out_of"]:
            told = f"{told}\n({row['out_of']})".replace(" ", "\N{NO-BREAK SPACE}")
        assert (name, written[name]) == (name, told)
        is_plain = row["value"] is not None and not row["out_of"]
        in_book = str(counted[name]) if is_plain else counted[name]
        assert (name, in_book) == (name, row["value"] if is_plain else told)


def test_an_own_form_is_filled_in_its_named_places(scene: Scene) -> None:
    report = _edit(_written(scene), scene)
    content = reports.content_for(report, today=DAY)
    filled = own_forms.fill(own_forms.sample(words_for(content)), words_for(content))
    document = Document(io.BytesIO(filled))
    lines = [p.text for p in document.paragraphs]
    assert "Kết quả truy xuất nguồn gốc năm 2026" in lines
    assert "Hộ nhỏ ghi chép chậm <b>&</b>." in lines
    rows = [[c.text for c in r.cells] for r in document.tables[0].rows]
    name = "Tổ chức, cá nhân sản xuất, kinh doanh được tập huấn về truy xuất nguồn gốc"
    assert next(r for r in rows if r[0] == name)[2].replace("\xa0", " ") == "75 % (3 / 4)"


def _form(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_an_unknown_place_is_named_with_those_that_are_known(scene: Scene) -> None:
    with pytest.raises(PlaceUnknown) as refused:
        own_forms.check(_form("{{ tieu_de }} {{ ten_so }}"), services.every_word())
    assert str(refused.value).startswith("Mẫu có chỗ điền không biết: {{ ten_so }} ở dòng")
    assert {"tieu_de", "muc_results", "so_trained"} <= set(refused.value.missing)


def test_an_unknown_place_is_told_with_the_line_in_which_it_stands() -> None:
    document = Document()
    document.add_paragraph("Kính gửi: {{ noi_gui }}")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "Tổng số: {{ tong }}"
    document.sections[0].footer.paragraphs[0].text = "Lưu hành {{ luu_hanh }}"
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(PlaceUnknown) as refused:
        own_forms.check(out.getvalue(), {"tieu_de": ""})
    for line in ("Kính gửi: {{ noi_gui }}", "Tổng số: {{ tong }}", "Lưu hành {{ luu_hanh }}"):
        assert f"ở dòng “{line}”" in str(refused.value)


@pytest.mark.parametrize(
    "body",
    [b"", b"PK\x03\x04", _form("{{ tieu_de"), _form("{% for x %}")],
    ids=["empty", "broken archive", "open braces", "broken loop"],
)
def test_a_form_that_cannot_be_read_is_refused(scene: Scene, body: bytes) -> None:
    with pytest.raises(FormNotRead):
        own_forms.check(body, services.every_word())


@pytest.mark.parametrize(
    "line",
    ["{{ tieu_de.__class__.__mro__ }}", "{% for x in range(999999999) %}{% endfor %}",
     "{{ tieu_de.format.__globals__ }}"],
)  # fmt: skip
def test_a_form_never_reaches_the_program_behind_it(scene: Scene, line: str) -> None:
    words = words_for(reports.content_for(_written(scene), today=DAY))
    try:
        filled = own_forms.fill(_form(line), words)
    except (FormNotRead, PlaceUnknown):
        return
    text = "".join(p.text for p in Document(io.BytesIO(filled)).paragraphs)
    assert "class" not in text


def test_the_page_takes_an_own_form_and_prints_with_it(scene: Scene) -> None:
    client = scene.browser("lead")
    file = io.BytesIO(client.get("/quan-ly/bao-cao/mau/mau-day-du/").content)
    file.name = "mau.docx"
    assert client.post("/quan-ly/bao-cao/mau/", {"name": "Mẫu sở", "file": file}).status_code == 302
    report = _written(scene)
    page = client.get(f"/quan-ly/bao-cao/{report.pk}/").content.decode()
    assert "Mẫu sở" in page
    form = reports.forms_of(scene.lead).get()
    address = f"/quan-ly/bao-cao/{report.pk}/tai-ve.docx?mau={form.pk}"
    assert client.get(address).status_code == 200
    assert scene.browser("commune").get(address).status_code == 404
    bad = io.BytesIO(_form("{{ khong_biet }}"))
    bad.name = "x.docx"
    told = client.post("/quan-ly/bao-cao/mau/", {"name": "Sai", "file": bad}).content.decode()
    assert "khong_biet" in told


def test_reports_open_for_whom_they_are(scene: Scene) -> None:
    report = _written(scene, "commune", ReportKind.UNIT)
    people = {who: scene.browser(who) for who in ("lead", "department", "commune", "other")}
    people["nobody"] = Client()
    people["enterprise"] = factories.signed_in(factories.person(factories.organisation()))
    page = f"/quan-ly/bao-cao/{report.pk}/"
    draft = {"lead": 404, "department": 404, "commune": 200, "other": 404, "nobody": 302,
             "enterprise": 403}  # fmt: skip
    for address in (page, f"{page}tai-ve.pdf", f"{page}sua/", f"{page}chot/"):
        assert {w: c.get(address).status_code for w, c in people.items()} == draft
    services.finish_report(report=report, actor=scene.officers["commune"], now=scenes.NOW)
    assert {w: c.get(page).status_code for w, c in people.items()} == {**draft, "lead": 200}
    assert people["lead"].get(f"{page}sua/").status_code == 404


def test_the_paper_is_laid_out_by_the_rules(scene: Scene) -> None:
    paper = paper_of(reports.content_for(_edit(_written(scene), scene), today=DAY))
    assert (paper.kind, paper.number_line) == ("Báo cáo", "Số: 12/BC-SKHCN")
    assert paper.day_line == "Trình Diễn, ngày 20 tháng 11 năm 2026"
    assert paper.signing is not None
    assert paper.signing.authority == ("KT. GIÁM ĐỐC",)


def test_pages_of_reports_are_written_and_finished(scene: Scene) -> None:
    client = scene.browser("lead")
    made = client.post(
        "/quan-ly/bao-cao/soan/",
        {"kind": "province", "period_kind": "year", "starts_date": "2026-03-01"},
    )
    report = Report.objects.get()
    assert made["Location"] == f"/quan-ly/bao-cao/{report.pk}/sua/"
    assert client.get(made["Location"]).status_code == 200
    sent = client.post(made["Location"], {"title": "Báo cáo", "m-results": "Lời mới"})
    assert sent.status_code == 302
    assert "Lời mới" in client.get(f"/quan-ly/bao-cao/{report.pk}/").content.decode()
    assert client.post(f"/quan-ly/bao-cao/{report.pk}/chot/").status_code == 302
    assert client.get("/quan-ly/bao-cao/").status_code == 200
    assert client.get(f"/quan-ly/bao-cao/{report.pk}/sua/").status_code == 302


def test_a_chart_says_every_word_of_a_long_name_and_stays_within_its_page() -> None:
    name = "Tổ chức, cá nhân sản xuất sản phẩm đặc thù, tiêu biểu " * 3
    row = {"name": name, "unit": "%", "value": "250", "target": "100", "shown": "250 %"}
    drawn = chart_of([row]).decode()
    words = " ".join(re.findall(r'<text x="0"[^>]*>([^<]*)<', drawn)).split()
    assert words == name.split()
    assert max(float(width) for width in re.findall(r'<rect[^>]* width="([0-9.]+)"', drawn)) < 400
