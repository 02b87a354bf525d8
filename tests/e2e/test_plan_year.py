"""A plan's year: five papers come in, one is agreed, followed, paid, settled, printed, copied."""

import io
import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from tests.e2e import browser as eyes
from tests.e2e import portal as portals
from tests.e2e.conftest import Live, Look, SignIn
from tests.planning.seeds import seed

LEAD, DEPARTMENT = (f"{who}@trinhdien.example" for who in ("khcn", "nnmt"))
TOTALS = {
    "000": ("124.600.000", "Một trăm hai mươi bốn triệu sáu trăm ngàn đồng"),
    "002": ("77.500.000", "Bảy mươi bảy triệu năm trăm ngàn đồng"),
}
SAID = {
    "000": "Số liệu trong tệp khớp với nhau.",
    "001": "2025–2030",
    "002": "Nước uống cho học viên",
    "003": "Văn bản bị cắt",
    "004": "Số liệu trong tệp khớp với nhau.",
}
PLANS: dict[str, str] = {}
"""Addresses of the plans, by the name of the paper they were read from."""
CAR, DRINKS, TRAINER = "Tiền thuê xe", "Nước uống cho học viên", "Hợp đồng thuê đơn vị đào tạo"


def _both(desk: Page, phone: Page, look: Look, name: str) -> None:
    """Look at the page of the desk on both screens."""
    look(desk, name)
    phone.goto(desk.url)
    look(phone, name)


@pytest.mark.parametrize("start", sorted(SAID))
def test_a_paper_comes_in_by_the_page_and_says_what_disagrees(  # noqa: PLR0917  fixtures
    desk: Page, phone: Page, sign_in: SignIn, look: Look, tmp_path: Path, start: str
) -> None:
    file = tmp_path / f"ke-hoach-{start}.txt"
    file.write_bytes(seed(start))
    sign_in(desk, LEAD)
    sign_in(phone, LEAD)
    desk.goto("/quan-ly/ke-hoach/")
    desk.get_by_role("link", name="Nhập kế hoạch từ tệp").click()
    desk.get_by_label("Tệp kế hoạch").set_input_files(file)
    desk.get_by_role("button", name="Đọc tệp").click()
    expect(desk.locator("main")).to_contain_text(SAID[start])
    for words in TOTALS.get(start, ()):
        expect(desk.locator("main")).to_contain_text(words)
    _both(desk, phone, look, f"plan-preview-{start}")
    desk.get_by_role("button", name="Lưu thành dự thảo").click()
    expect(desk.locator("main")).to_contain_text("Dự thảo")
    PLANS[start] = desk.url
    _both(desk, phone, look, f"plan-draft-{start}")


def test_two_officers_who_change_one_row_lose_nothing(  # noqa: PLR0917  fixtures
    desk: Page, browser: Browser, portal: Live, sign_in: SignIn, look: Look
) -> None:
    """The second is told plainly, sees both versions, and saves knowingly."""
    sign_in(desk, LEAD)
    desk.goto(PLANS["002"])
    desk.get_by_role("link", name=re.compile("^Triển khai, áp dụng hệ thống")).first.click()
    desk.get_by_role("link", name="Sửa nhiệm vụ").click()
    with eyes.page_of(browser, portal.address, eyes.PHONE) as other:
        sign_in(other, LEAD)
        other.goto(desk.url)
        other.get_by_label("Kết quả cần đạt").fill("10 cơ sở dùng tem điện tử")
        other.get_by_role("button", name="Lưu").click()
        expect(other.locator("main")).to_contain_text("10 cơ sở dùng tem điện tử")
    desk.get_by_label("Chủ trì").fill("Sở Nông nghiệp và PTNT")
    desk.get_by_label("Thời gian").fill("Quý IV/2023")
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("người khác đã lưu thay đổi ở dòng này")
    expect(desk.locator("table")).to_contain_text("10 cơ sở dùng tem điện tử")
    expect(desk.get_by_label("Chủ trì")).to_have_value("Sở Nông nghiệp và PTNT")
    look(desk, "plan-two-officers")
    desk.get_by_label("Kết quả cần đạt").fill("10 cơ sở dùng tem điện tử")
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("Sở Nông nghiệp và PTNT")
    expect(desk.locator("main")).to_contain_text("Dự thảo")


def test_a_draft_is_approved_by_number_and_day_and_stays(
    desk: Page, phone: Page, sign_in: SignIn, look: Look
) -> None:
    sign_in(desk, LEAD)
    sign_in(phone, LEAD)
    desk.goto(PLANS["002"])
    desk.get_by_role("link", name="Phê duyệt").click()
    desk.get_by_label("Số, ký hiệu").fill("")
    desk.get_by_label("Ngày ký").fill("2023-02-10")
    desk.get_by_label("Số, ký hiệu").fill("512/KH-UBND")
    _both(desk, phone, look, "plan-approve")
    desk.get_by_role("button", name="Phê duyệt").click()
    expect(desk.locator("main")).to_contain_text("Bản này từ nay giữ nguyên")
    expect(desk.locator("main")).to_contain_text("512/KH-UBND")
    expect(desk.locator("svg.calendar rect.bar")).to_have_count(4)
    expect(desk.get_by_role("link", name="Thêm nhiệm vụ")).to_have_count(0)
    _both(desk, phone, look, "plan-approved")


def test_the_agency_in_charge_is_reminded_and_tells_how_far_it_is(
    phone: Page, sign_in: SignIn, look: Look, tmp_path: Path
) -> None:
    """Its old name stands in the plan; a late task is told only with the reason of its delay."""
    portals.run("from txng.planning.services import remind", "remind(now=now())")
    sign_in(phone, DEPARTMENT)
    phone.goto("/quan-ly/")
    expect(phone.locator("main")).to_contain_text("Nhiệm vụ quá hạn: Triển khai, áp dụng hệ thống")
    look(phone, "plan-reminder")
    phone.goto("/quan-ly/viec/?year=2023")
    phone.get_by_role("link", name=re.compile("^Triển khai, áp dụng hệ thống")).click()
    expect(phone.locator("main")).to_contain_text("nay là Sở Nông nghiệp và Môi trường")
    phone.get_by_label("Tiến độ").select_option("doing")
    phone.get_by_label("Đã làm được gì").fill("Đã chọn 10 cơ sở")
    phone.get_by_role("button", name="Lưu tiến độ").click()
    expect(phone.locator("main")).to_contain_text("hãy ghi lý do chậm")
    expect(phone.get_by_label("Đã làm được gì")).to_have_value("Đã chọn 10 cơ sở")
    look(phone, "plan-late")
    phone.get_by_label("Lý do chậm").fill("Tem về chậm một quý")
    proof = tmp_path / "bien-ban.pdf"
    proof.write_bytes(_pdf())
    phone.get_by_label("Minh chứng").set_input_files(proof)
    phone.get_by_role("button", name="Lưu tiến độ").click()
    expect(phone.locator("main")).to_contain_text("Đã lưu tiến độ")
    for words in ("Tem về chậm một quý", "bien-ban.pdf", "Đang làm"):
        expect(phone.locator("main")).to_contain_text(words)
    look(phone, "plan-progress")
    phone.get_by_label("Tiến độ").select_option("done")
    phone.get_by_label("Ngày hoàn thành").fill("2024-03-15")
    phone.get_by_role("button", name="Lưu tiến độ").click()
    expect(phone.locator("main")).to_contain_text("Đã xong")
    phone.goto("/quan-ly/")
    expect(phone.locator("main")).not_to_contain_text("Nhiệm vụ quá hạn: Triển khai, áp dụng")


def _pdf() -> bytes:
    """Make a PDF of one page."""
    made = pypdfium2.PdfDocument.new()
    made.new_page(200, 200)
    body = io.BytesIO()
    made.save(body)
    return body.getvalue()


def _spend(desk: Page, line: str, *, kind: str, amount: str) -> None:
    desk.get_by_role("row", name=re.compile(line)).get_by_role("link", name="Ghi chi").click()
    desk.get_by_label("Ghi gì").select_option(kind)
    desk.get_by_label("Số tiền").fill(amount)
    desk.get_by_label("Ngày", exact=True).fill("2023-09-20")
    desk.get_by_label("Số hợp đồng, chứng từ").fill("UNC 12")
    desk.get_by_role("button", name="Ghi", exact=False).last.click()


def test_money_is_committed_paid_and_settled_against_the_estimate(
    desk: Page, phone: Page, sign_in: SignIn, look: Look
) -> None:
    sign_in(desk, LEAD)
    sign_in(phone, LEAD)
    desk.goto(PLANS["002"])
    desk.get_by_role("link", name="77.500.000").click()
    address = desk.url
    for kind, amount in (("commitment", "60.000.000"), ("payment", "60 triệu"),
                         ("settlement", "59,5 triệu")):  # fmt: skip
        _spend(desk, TRAINER, kind=kind, amount=amount)
        expect(desk.locator("main")).to_contain_text("Đã ghi")
    _spend(desk, CAR, kind="payment", amount="8.000.001")
    expect(desk.locator("main")).to_contain_text("vượt dự toán của dòng này")
    expect(desk.get_by_label("Số tiền")).to_have_value("8.000.001")
    look(desk, "plan-over-estimate")
    desk.get_by_label("Số tiền").fill("8.000.000")
    desk.get_by_role("button", name="Ghi", exact=False).last.click()
    expect(desk).to_have_url(address)
    line = desk.get_by_role("row", name=re.compile(TRAINER))
    for figure in ("60.000.000", "59.500.000"):
        expect(line).to_contain_text(figure)
    expect(desk.get_by_role("row", name=re.compile("^Tổng cộng"))).to_contain_text("68.000.000")
    expect(desk.locator("main")).to_contain_text("9.500.000")
    expect(desk.locator("main")).to_contain_text("Bảy mươi bảy triệu năm trăm")
    _both(desk, phone, look, "plan-money")


def test_a_new_version_keeps_the_old_one_and_mends_the_drinks(
    desk: Page, sign_in: SignIn, look: Look
) -> None:
    sign_in(desk, LEAD)
    desk.goto(PLANS["002"])
    desk.get_by_role("button", name="Mở bản sửa").click()
    expect(desk.locator("main")).to_contain_text("Bản 2")
    draft = desk.url
    desk.get_by_role("link", name="Kinh phí", exact=True).click()
    desk.get_by_role("row", name=re.compile(DRINKS)).get_by_role("link", name="Sửa").click()
    desk.get_by_label("Số lượng").fill("200")
    desk.get_by_label("Thành tiền").fill("")
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.get_by_role("row", name=re.compile(DRINKS))).to_contain_text("1.000.000")
    look(desk, "plan-version-money")
    desk.goto(draft)
    desk.get_by_role("link", name="Phê duyệt").click()
    desk.get_by_label("Số, ký hiệu").fill("1120/KH-UBND")
    desk.get_by_label("Ngày ký").fill("2023-06-01")
    desk.get_by_role("button", name="Phê duyệt").click()
    expect(desk.locator("main")).to_contain_text("1120/KH-UBND")
    desk.get_by_role("link", name="Bản 1").click()
    expect(desk.locator("main")).to_contain_text("Đã có bản thay thế")
    expect(desk.locator("main")).to_contain_text("77.500.000")


@pytest.mark.parametrize("start", sorted(TOTALS))
def test_the_annex_prints_with_its_total_in_figures_and_words(
    desk: Page, sign_in: SignIn, tmp_path: Path, start: str
) -> None:
    sign_in(desk, LEAD)
    desk.goto(PLANS[start])
    figure, words = TOTALS[start]
    papers = {name: _download(desk, name, tmp_path) for name in ("PDF", "Word", "Excel")}
    pdf = pypdfium2.PdfDocument(papers["PDF"])
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    document = Document(io.BytesIO(papers["Word"]))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    said = " ".join([*cells, *(p.text for p in document.paragraphs)])
    for found in (text, said):
        assert (figure in found, words in found) == (True, True)
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in found
    book = openpyxl.load_workbook(io.BytesIO(papers["Excel"]))
    values = [value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row]
    assert int(figure.replace(".", "")) in values
    assert any(words in str(value) for value in values)
    if start == "002":
        amounts = [8_000_000, 3_200_000, 4_800_000, 60_000_000, 500_000, 1_000_000]
        assert [a for a in amounts if a in values] == amounts


def _download(desk: Page, name: str, folder: Path) -> bytes:
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name=name, exact=True).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file.read_bytes()


def test_last_years_plan_is_copied_and_the_years_stand_side_by_side(
    desk: Page, phone: Page, sign_in: SignIn, look: Look
) -> None:
    sign_in(desk, LEAD)
    sign_in(phone, LEAD)
    desk.goto("/quan-ly/ke-hoach/?year=2023")
    desk.get_by_role("link", name=re.compile("năm 2023 trên địa bàn tỉnh Ninh Thuận")).click()
    desk.get_by_role("link", name="Chép sang năm khác").click()
    expect(desk.get_by_label("Lập cho năm")).to_have_value("2024")
    desk.get_by_role("button").filter(has_text=re.compile("Lập|Chép")).last.click()
    expect(desk.locator("main")).to_contain_text("năm 2024 trên địa bàn tỉnh Ninh Thuận")
    expect(desk.locator("main")).to_contain_text("Quý IV/2024")
    _both(desk, phone, look, "plan-copied")
    desk.goto("/quan-ly/ke-hoach/so-sanh/")
    desk.get_by_text("Chọn kế hoạch").click()
    for box in desk.get_by_role("checkbox").all():
        box.uncheck()
    for year in (2023, 2024):
        name = re.compile(f"năm {year} trên địa bàn tỉnh Ninh Thuận")
        desk.get_by_role("checkbox", name=name).check()
    desk.get_by_role("button", name="Xem").click()
    expect(desk.locator("main")).to_contain_text("Quý IV/2023")
    _both(desk, phone, look, "plan-years")
