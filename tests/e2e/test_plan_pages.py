"""Pages of plans with nothing, with very much, with long names and with errors, on both screens."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Look, SignIn

LEAD, OWNER = "khcn@trinhdien.example", "htx@trinhdien.example"
LONG = (
    "Tổ chức hội nghị phổ biến, hướng dẫn và hỗ trợ các hợp tác xã, tổ hợp tác, hộ sản xuất gắn mã "
    "truy xuất cho nông sản đặc sản"
)
"""A name of 120 characters."""


def _paper() -> bytes:
    """Write a plan of 300 tasks and 60 lines of money, each name long."""
    rows = [
        f"| {n} | {LONG} số {n} | Sở Khoa học và Công nghệ | Sở Nông nghiệp và Môi trường; "
        f"Uỷ ban nhân dân các xã | Quý {('I', 'II', 'III', 'IV')[n % 4]}/2027 | 0{n % 9} lớp |"
        for n in range(1, 301)
    ]
    lines = [f"| {n} | {LONG} số {n} | lớp | 2 | 1.000.000 | 2.000.000 | Ngân sách tỉnh |"
             for n in range(1, 61)]  # fmt: skip
    return "\n".join([
        "Số: 99/KH-UBND", "KẾ HOẠCH", f"{LONG} năm 2027 tỉnh Lâm Đồng", "",
        "| TT | Nội dung | Chủ trì | Phối hợp | Thời gian | Kết quả |", *rows, "",
        "| TT | Nội dung | ĐVT | Số lượng | Đơn giá | Thành tiền | Nguồn kinh phí |", *lines,
        "| | Tổng cộng | | | | 121.000.000 | |",
    ]).encode()  # fmt: skip


def _both(desk: Page, phone: Page, look: Look, name: str) -> None:
    look(desk, name)
    phone.goto(desk.url)
    look(phone, name)


def test_a_plan_of_three_hundred_tasks_is_read_shown_and_found(  # noqa: PLR0917  fixtures
    desk: Page, phone: Page, sign_in: SignIn, look: Look, tmp_path: Path
) -> None:
    assert len(LONG) >= 120
    sign_in(desk, LEAD)
    sign_in(phone, LEAD)
    file = tmp_path / "ke-hoach-dai.txt"
    file.write_bytes(_paper())
    desk.goto("/quan-ly/ke-hoach/nhap/")
    desk.get_by_label("Tệp kế hoạch").set_input_files(file)
    desk.get_by_role("button", name="Đọc tệp").click()
    expect(desk.locator("main")).to_contain_text("nhưng các phần cộng lại là 120.000.000 đồng")
    _both(desk, phone, look, "many-preview")
    desk.get_by_role("button", name="Lưu thành dự thảo").click()
    expect(desk.get_by_text(f"{LONG} số 300", exact=True)).to_be_hidden()
    desk.get_by_text("Xem 240 nhiệm vụ nữa").click()
    expect(desk.get_by_text(f"{LONG} số 300", exact=True)).to_be_visible()
    desk.reload()
    _both(desk, phone, look, "many-plan")
    desk.get_by_role("link", name=re.compile("Kinh phí")).first.click()
    expect(desk.locator("main")).to_contain_text("Tổng ghi trong kế hoạch khác tổng các dòng")
    _both(desk, phone, look, "many-money")
    desk.get_by_role("link", name="Thêm dòng kinh phí").click()
    desk.get_by_label("Nội dung").fill(LONG)
    desk.get_by_label("Đơn giá").fill("hai trệu")
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("Không đọc được số tiền này")
    look(desk, "line-error")
    desk.goto("/quan-ly/ke-hoach/?q=ph%E1%BB%95+bi%E1%BA%BFn")
    expect(desk.locator("main")).to_contain_text(LONG)
    _both(desk, phone, look, "many-list")


def test_nothing_and_wrong_input_are_said_plainly(  # noqa: PLR0917  fixtures
    desk: Page, phone: Page, sign_in: SignIn, look: Look, tmp_path: Path
) -> None:
    sign_in(desk, LEAD)
    sign_in(phone, LEAD)
    desk.goto("/quan-ly/ke-hoach/?q=khong-co-ke-hoach-nao")
    expect(desk.locator("main")).to_contain_text("Không có kế hoạch nào khớp")
    _both(desk, phone, look, "none-plans")
    desk.goto("/quan-ly/viec/?year=2011")
    _both(desk, phone, look, "none-tasks")
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7")
    desk.goto("/quan-ly/ke-hoach/nhap/")
    desk.get_by_label("Tệp kế hoạch").set_input_files(file)
    desk.get_by_role("button", name="Đọc tệp").click()
    expect(desk.locator("main")).to_contain_text("Hãy lưu thành .docx hoặc .txt")
    look(desk, "import-error")
    desk.goto("/quan-ly/viec/")
    _both(desk, phone, look, "tasks")


def test_support_pages_of_an_enterprise(
    desk: Page, phone: Page, sign_in: SignIn, look: Look
) -> None:
    sign_in(desk, OWNER)
    sign_in(phone, OWNER)
    desk.goto("/doanh-nghiep/ho-tro/")
    _both(desk, phone, look, "enterprise-support")
    desk.get_by_role("link", name=re.compile("Hỗ trợ tem điện tử")).first.click()
    _both(desk, phone, look, "enterprise-policy")
