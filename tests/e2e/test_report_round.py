"""A round of figures: asked, entered, returned, approved, locked; then a report on paper."""

import io
import re
from pathlib import Path

import openpyxl
import pypdfium2
from docx import Document
from playwright.sync_api import Browser, Page, expect

from tests.e2e import browser as eyes
from tests.e2e.conftest import Live, Look, SignIn

LEAD, COMMUNE, DEPARTMENT = (f"{who}@trinhdien.example" for who in ("khcn", "xa", "nnmt"))
TITLE = "Số liệu tháng 11 về truy xuất nguồn gốc"
_MADE: dict[str, str] = {}


def _open_request(desk: Page) -> str:
    """Write a request for two agencies and send it; return its address."""
    desk.goto("/quan-ly/ky-bao-cao/soan/")
    desk.get_by_label("Tên kỳ báo cáo").fill(TITLE)
    desk.get_by_label("Loại kỳ").select_option("month")
    desk.get_by_label("Số liệu từ ngày").fill("2026-11-01")
    desk.get_by_label("Nộp trước ngày").fill("2026-12-20")
    for indicator in ("Lớp đào tạo, tập huấn đã tổ chức", "Lượt người được tập huấn"):
        desk.get_by_label(indicator, exact=True).check()
    for agency in (f"Uỷ ban nhân dân xã Trình diễn số {n}" for n in (1, 2)):
        desk.get_by_label(agency, exact=True).check()
    for agency in ("Sở Nông nghiệp và Môi trường tỉnh Trình diễn",):
        desk.get_by_label(agency, exact=True).check()
    desk.get_by_role("button", name="Lưu bản soạn").click()
    desk.get_by_role("button", name="Gửi cho các cơ quan").click()
    expect(desk.locator("main")).to_contain_text("Đang thu")
    return desk.url


def _enter(page: Page, courses: str, people: str) -> None:
    """Open the form from the home page and fill it in with the keyboard alone."""
    page.goto("/quan-ly/ky-bao-cao/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_label("Lớp đào tạo, tập huấn đã tổ chức").focus()
    page.keyboard.type(courses)
    page.keyboard.press("Tab")
    page.keyboard.type(people)
    page.keyboard.press("Tab")
    expect(page.locator("#saved")).to_contain_text("Đã tự lưu lúc")
    expect(page.get_by_role("button", name="Nộp báo cáo")).to_be_focused()


def test_a_round_goes_from_request_to_lock(  # noqa: PLR0917  fixtures
    desk: Page, phone: Page, browser: Browser, portal: Live, sign_in: SignIn, look: Look
) -> None:
    sign_in(desk, LEAD)
    request = _open_request(desk)
    _MADE["request"] = request
    look(desk, "report-request")

    sign_in(phone, COMMUNE)
    _enter(phone, "3", "1.250")
    look(phone, "report-entry")
    phone.keyboard.press("Enter")
    expect(phone.locator("main")).to_contain_text("Chờ duyệt")

    desk.goto(request)
    desk.get_by_role("link", name="Uỷ ban nhân dân xã Trình diễn số 1").click()
    desk.get_by_role("link", name="Trả lại").click()
    desk.get_by_label("Lý do").fill("Số người nhiều hơn dân số của thôn")
    desk.get_by_role("button", name="Trả lại báo cáo").click()

    phone.reload()
    expect(phone.locator("main")).to_contain_text("Số người nhiều hơn dân số của thôn")
    people = phone.get_by_label("Lượt người được tập huấn")
    expect(people).to_have_value("1.250")
    people.fill("125")
    look(phone, "report-returned")
    phone.get_by_role("button", name="Nộp báo cáo").click()
    expect(phone.locator("main")).to_contain_text("Chờ duyệt")

    with eyes.page_of(browser, portal.address, eyes.DESK) as other:
        sign_in(other, DEPARTMENT)
        _enter(other, "2", "75")
        other.get_by_role("button", name="Nộp báo cáo").click()
        expect(other.locator("main")).to_contain_text("Chờ duyệt")

    for agency in ("Uỷ ban nhân dân xã Trình diễn số 1", "Sở Nông nghiệp và Môi trường"):
        desk.goto(request)
        desk.get_by_role("link", name=re.compile(agency)).click()
        desk.get_by_role("button", name="Duyệt báo cáo").click()
        expect(desk.locator("main")).to_contain_text("Đã duyệt báo cáo của")
    look(desk, "report-board")

    desk.get_by_role("link", name="Bảng tổng hợp").click()
    expect(desk.locator("[data-line=people-trained-numerator]")).to_have_text("200")
    look(desk, "report-consolidation")
    desk.locator("[data-line=people-trained-numerator]").click()
    expect(desk.locator("main")).to_contain_text("125")
    expect(desk.locator("main")).to_contain_text("75")

    desk.goto(request)
    desk.get_by_role("link", name="Khoá kỳ báo cáo").click()
    desk.get_by_label("Lý do").fill("Đủ số liệu để tổng hợp")
    desk.get_by_role("button", name="Khoá và chốt số liệu").click()
    desk.get_by_role("link", name="Bản 1").click()
    expect(desk.locator("main")).to_contain_text("200")
    look(desk, "report-snapshot")


def test_a_late_report_is_refused_and_kept(desk: Page, sign_in: SignIn, look: Look) -> None:
    """The commune that did not answer enters after the lock: told plainly, nothing lost."""
    sign_in(desk, LEAD)
    desk.goto("/quan-ly/ky-bao-cao/1/")
    expect(desk.locator("main")).to_contain_text("Đã khoá")
    desk.goto(_MADE["request"])
    desk.get_by_role("link", name="Mở khoá").click()
    desk.get_by_label("Lý do").fill("Xã sửa số")
    desk.get_by_role("button", name="Mở khoá").click()
    desk.get_by_role("link", name="Uỷ ban nhân dân xã Trình diễn số 1").click()
    desk.get_by_role("link", name="Trả lại").click()
    desk.get_by_label("Lý do").fill("Sửa lại")
    desk.get_by_role("button", name="Trả lại báo cáo").click()
    desk.get_by_role("link", name="Khoá kỳ báo cáo").click()
    desk.get_by_label("Lý do").fill("Hết hạn")
    desk.get_by_role("button", name="Khoá và chốt số liệu").click()

    desk.context.clear_cookies()
    sign_in(desk, COMMUNE)
    desk.goto("/quan-ly/ky-bao-cao/")
    desk.get_by_role("link", name=TITLE).click()
    desk.get_by_label("Lượt người được tập huấn").fill("150")
    desk.get_by_role("button", name="Nộp báo cáo").click()
    expect(desk.get_by_role("alert")).to_contain_text("không nhận báo cáo nộp muộn")
    look(desk, "report-late")
    desk.reload()
    desk.goto(desk.url)
    expect(desk.get_by_label("Lượt người được tập huấn")).to_have_value("150")


def test_a_report_says_the_same_on_screen_and_on_paper(
    desk: Page, sign_in: SignIn, look: Look, tmp_path: Path
) -> None:
    sign_in(desk, LEAD)
    desk.goto("/quan-ly/bao-cao/soan/")
    desk.get_by_label("Loại báo cáo").select_option("province")
    desk.get_by_label("Số liệu từ ngày").fill("2026-01-01")
    desk.get_by_role("button", name="Bắt đầu soạn").click()
    desk.get_by_label("VII. KHÓ KHĂN, VƯỚNG MẮC").fill("Hộ nhỏ ghi chép còn chậm.")
    desk.get_by_label("Địa danh").fill("Trình Diễn")
    look(desk, "report-edit")
    desk.get_by_role("button", name="Lưu báo cáo").click()
    desk.get_by_role("link", name="Chốt báo cáo").click()
    desk.get_by_role("button", name="Chốt báo cáo").click()
    expect(desk.locator("main")).to_contain_text("Đã chốt")
    look(desk, "report-final")
    shown = {
        row.locator("td").first.inner_text(): row.locator("[data-figure]").inner_text()
        for row in desk.locator("tr:has([data-figure])").all()
    }
    papers = {form: _download(desk, name, tmp_path) for form, name in
              (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"))}  # fmt: skip
    _same(shown, papers)


def _download(desk: Page, name: str, folder: Path) -> bytes:
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name=name, exact=True).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file.read_bytes()


def _same(shown: dict[str, str], papers: dict[str, bytes]) -> None:
    pdf = pypdfium2.PdfDocument(papers["pdf"])
    text = re.sub(r"\s+", " ", " ".join(p.get_textpage().get_text_range() for p in pdf))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Hộ nhỏ ghi chép còn chậm." in text
    document = Document(io.BytesIO(papers["docx"]))
    rows = [[c.text for c in r.cells] for t in document.tables for r in t.rows]
    in_word = {row[1]: row[3] for row in rows if len(row) == 6}
    book = openpyxl.load_workbook(io.BytesIO(papers["xlsx"]))
    lines = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    in_excel = {str(row[1]): row[3] for row in lines if len(row) > 3 and row[1]}
    assert len(shown) > 20
    for name, words in shown.items():
        figure = re.split(r"\s", words.replace("\xa0", "_"))[0].replace("_", "\xa0")
        assert (name, in_word[name].split(" (")[0].startswith(figure)) == (name, True)
        assert (name, name in in_excel) == (name, True)
        value = in_excel[name]
        if isinstance(value, int | float):
            assert (name, f"{value:,.0f}".replace(",", ".")) == (name, figure)
        else:
            assert (name, str(value).startswith(figure)) == (name, True)
