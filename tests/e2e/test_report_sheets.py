"""A round of figures by workbook and by keyboard: a department, and a commune on a phone."""

from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page, expect

from tests.e2e import browser as eyes
from tests.e2e.conftest import Live, Look, SignIn

LEAD, COMMUNE, DEPARTMENT = (f"{who}@trinhdien.example" for who in ("khcn", "xa", "nnmt"))
TITLE = "Số liệu đột xuất về tập huấn"
COURSES, PEOPLE = "Lớp đào tạo, tập huấn đã tổ chức", "Lượt người được tập huấn"
AGENCIES = (
    "Uỷ ban nhân dân xã Trình diễn số 1",
    "Sở Nông nghiệp và Môi trường tỉnh Trình diễn",
)


def _press(page: Page, name: str, role: str = "button") -> None:
    """Press what a keyboard reaches: Tab until it has the focus, then Enter."""
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    for _step in range(140):
        if wanted.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()
    page.keyboard.press("Enter")


def _write(page: Page, label: str, text: str) -> None:
    """Go to a box by Tab and type over what stands in it."""
    box = page.get_by_label(label, exact=True).first
    for _step in range(140):
        if box.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(box).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def _ask(desk: Page) -> str:
    desk.goto("/quan-ly/ky-bao-cao/soan/")
    desk.get_by_label("Tên kỳ báo cáo").fill(TITLE)
    desk.get_by_label("Loại kỳ").select_option("demand")
    desk.get_by_label("Số liệu từ ngày").fill("2026-10-01")
    desk.get_by_label("đến ngày").fill("2026-11-15")
    desk.get_by_label("Nộp trước ngày").fill("2026-12-20")
    for name in (COURSES, PEOPLE, *AGENCIES):
        desk.get_by_label(name, exact=True).check()
    _press(desk, "Lưu bản soạn")
    _press(desk, "Gửi cho các cơ quan")
    expect(desk.locator("main")).to_contain_text("Đang thu")
    return desk.url


def _open(page: Page) -> None:
    page.goto("/quan-ly/ky-bao-cao/")
    page.get_by_role("link", name=TITLE).click()


def _send_sheet(page: Page, folder: Path, courses: int | str, people: int | str) -> None:
    """Take the form away, fill its last column, and send it back."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải biểu Excel").click()
    file = folder / "bieu.xlsx"
    waiting.value.save_as(file)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=4):
        row[4].value = courses if row[1].value == COURSES else people
    book.save(file)
    page.get_by_label("Tệp Excel đã điền (.xlsx)").set_input_files(file)
    page.get_by_role("button", name="Gửi tệp đã điền").click()


def _decide(desk: Page, request: str, agency: str, *, act: str, reason: str = "") -> None:
    desk.goto(request)
    desk.get_by_role("link", name=agency).click()
    if not reason:
        _press(desk, act)
        expect(desk.locator("main")).to_contain_text("Đã duyệt báo cáo của")
        return
    _press(desk, act, "link")
    _write(desk, "Lý do", reason)
    _press(desk, "Trả lại báo cáo")
    expect(desk.locator("main")).to_contain_text("Đã trả lại")


def _lock(desk: Page, request: str, act: str, *, button: str, reason: str) -> None:
    desk.goto(request)
    _press(desk, act, "link")
    _write(desk, "Lý do", reason)
    _press(desk, button)
    expect(desk.locator("main")).to_contain_text("Bản chốt")
    expect(desk.locator("main")).to_contain_text(reason)


def test_a_department_answers_by_workbook_and_a_commune_by_keyboard(  # noqa: PLR0917  fixtures
    desk: Page, phone: Page, browser: Browser, portal: Live, sign_in: SignIn, look: Look,
    tmp_path: Path,
) -> None:  # fmt: skip
    sign_in(desk, LEAD)
    request = _ask(desk)
    with eyes.page_of(browser, portal.address, eyes.DESK) as other:
        sign_in(other, DEPARTMENT)
        _open(other)
        look(other, "sheet-empty")
        _send_sheet(other, tmp_path, "hai lớp", 75)
        expect(other.get_by_label(COURSES)).to_have_value("hai lớp")
        expect(other.locator("main")).to_contain_text("Hãy nhập một con số")
        look(other, "sheet-wrong")
        _send_sheet(other, tmp_path, 2, 75)
        expect(other.get_by_label(PEOPLE)).to_have_value("75")
        _press(other, "Nộp báo cáo")
        expect(other.locator("main")).to_contain_text("Chờ duyệt")

        _decide(desk, request, AGENCIES[1], act="Trả lại", reason="Thiếu lớp của tháng 10")
        other.reload()
        expect(other.locator("main")).to_contain_text("Thiếu lớp của tháng 10")
        look(other, "sheet-returned")
        _send_sheet(other, tmp_path, 3, 95)
        _press(other, "Nộp báo cáo")
        expect(other.locator("main")).to_contain_text("Chờ duyệt")
    _decide(desk, request, AGENCIES[1], act="Duyệt báo cáo")

    sign_in(phone, COMMUNE)
    _open(phone)
    _write(phone, COURSES, "1")
    _lock(desk, request, "Khoá kỳ báo cáo", button="Khoá và chốt số liệu", reason="Hết hạn")
    _write(phone, PEOPLE, "1.025")
    _press(phone, "Nộp báo cáo")
    expect(phone.get_by_role("alert")).to_contain_text("không nhận báo cáo nộp muộn")
    look(phone, "sheet-late")
    phone.goto(phone.url)
    expect(phone.get_by_label(PEOPLE)).to_have_value("1.025")
    expect(phone.get_by_label(COURSES)).to_have_value("1")

    _lock(desk, request, "Mở khoá", button="Mở khoá", reason="Xã nộp bổ sung")
    phone.goto(phone.url)
    _press(phone, "Nộp báo cáo")
    expect(phone.locator("main")).to_contain_text("Chờ duyệt")
    look(phone, "sheet-submitted")
    _decide(desk, request, AGENCIES[0], act="Duyệt báo cáo")
    desk.goto(f"{request}tong-hop/")
    expect(desk.locator("[data-line=people-trained-numerator]")).to_have_text("1.120")
    look(desk, "sheet-consolidation")
    _lock(desk, request, "Khoá kỳ báo cáo", button="Khoá và chốt số liệu", reason="Đủ số liệu")
    desk.get_by_role("link", name="Bản 2").click()
    expect(desk.locator("main")).to_contain_text("1.120")
    look(desk, "sheet-snapshot")
