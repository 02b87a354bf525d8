"""Support from a policy to its result, and a pilot to its lessons, as each of them sees it."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Look, SignIn

LEAD, OWNER, RECORDER, COMPANY = (
    f"{who}@trinhdien.example" for who in ("khcn", "htx", "ghichep", "congty")
)
TITLE = "Hỗ trợ gắn mã truy xuất cho cơ sở nhỏ"
CRITERIA = "Có sản phẩm OCOP: 40\nNhật ký đầy đủ: 60"
POLICY: dict[str, str] = {}


def _connected(desk: Page) -> int:
    """Return how many enterprises are connected thanks to support, as the list of policies says."""
    desk.goto("/quan-ly/ho-tro/")
    said = desk.get_by_text("đơn vị đã gắn mã truy xuất nhờ hỗ trợ").inner_text()
    return int(said.split()[0])


def test_a_policy_says_what_is_given_by_which_criteria(
    desk: Page, phone: Page, sign_in: SignIn, look: Look
) -> None:
    sign_in(desk, LEAD)
    sign_in(phone, LEAD)
    desk.goto("/quan-ly/ho-tro/")
    look(desk, "support-policies")
    desk.get_by_role("link", name="Thêm chính sách").click()
    desk.get_by_label("Tên chính sách").fill(TITLE)
    desk.get_by_label("Hỗ trợ gì, cho ai").fill("Tiền, tem, máy in tem, người hướng dẫn.")
    for kind in ("Tiền", "Tem", "Thiết bị", "Tư vấn"):
        desk.get_by_label(kind, exact=True).check()
    desk.get_by_label("Tiêu chí chấm điểm").fill("Có sản phẩm OCOP")
    desk.get_by_label("Điểm tối thiểu").fill("120")
    desk.get_by_label("Tổng kinh phí").fill("15 triệu")
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("Không đọc được dòng “Có sản phẩm OCOP”")
    desk.get_by_label("Tiêu chí chấm điểm").fill(CRITERIA)
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("điểm tối thiểu không quá tổng điểm")
    look(desk, "support-policy-error")
    desk.get_by_label("Điểm tối thiểu").fill("60")
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("Nhật ký đầy đủ: 60")
    POLICY["address"] = desk.url
    phone.goto(desk.url)
    look(phone, "support-policy")


def _apply(page: Page, *, kind: str, asked: str, text: str) -> None:
    page.goto("/doanh-nghiep/ho-tro/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Nộp đơn").click()
    page.get_by_label("Xin hỗ trợ bằng").select_option(kind)
    page.get_by_label("Số tiền xin hỗ trợ").fill(asked)
    page.get_by_label("Để làm gì").fill(text)
    page.get_by_role("button", name="Nộp đơn").click()


def test_enterprises_apply_once_and_only_those_who_manage_may(
    desk: Page, phone: Page, sign_in: SignIn, look: Look
) -> None:
    sign_in(phone, COMPANY)
    phone.goto("/doanh-nghiep/ho-tro/")
    look(phone, "support-choose")
    _apply(phone, kind="money", asked="12 trệu", text="Mua máy in tem và thuê người ghi nhật ký")
    expect(phone.locator("main")).to_contain_text("Không đọc được số tiền này")
    expect(phone.get_by_label("Để làm gì")).to_have_value(re.compile("Mua máy in tem"))
    look(phone, "support-apply-error")
    phone.get_by_label("Số tiền xin hỗ trợ").fill("12 triệu")
    phone.get_by_role("button", name="Nộp đơn").click()
    expect(phone.locator("main")).to_contain_text("Đã nộp đơn")
    expect(phone.locator("main")).to_contain_text("Chờ chấm điểm")
    look(phone, "support-applied")
    expect(phone.get_by_role("link", name="Nộp đơn")).to_have_count(0)
    phone.goto(f"{phone.url}nop-don/")
    phone.get_by_label("Để làm gì").fill("Xin lần nữa")
    phone.get_by_role("button", name="Nộp đơn").click()
    expect(phone.locator("main")).to_contain_text("Đơn vị đã nộp đơn theo chính sách này")

    sign_in(desk, RECORDER)
    desk.goto("/doanh-nghiep/ho-tro/")
    desk.get_by_role("link", name=TITLE).first.click()
    expect(desk.get_by_role("link", name="Nộp đơn")).to_have_count(0)
    desk.context.clear_cookies()
    sign_in(desk, OWNER)
    _apply(desk, kind="consulting", asked="", text="Cần người hướng dẫn")
    expect(desk.locator("main")).to_contain_text("Đã nộp đơn")


def _open_application(desk: Page, text: str) -> None:
    """Open the application that says a text."""
    desk.goto(POLICY["address"])
    names = desk.locator("table.rows tbody td:first-child a")
    for place in range(names.count()):
        names.nth(place).click()
        if text in desk.locator("main").inner_text():
            return
        desk.go_back()
    raise AssertionError(text)


def _score(desk: Page, *points: str) -> None:
    desk.get_by_role("link", name="Chấm điểm").click()
    for label, value in zip(("Có sản phẩm OCOP", "Nhật ký đầy đủ"), points, strict=True):
        desk.get_by_label(re.compile(label)).fill(value)
    desk.get_by_role("button", name="Lưu").click()


def _give(desk: Page, *, amount: str, number: str) -> None:
    desk.get_by_label("Số tiền, hoặc giá trị").fill(amount)
    desk.get_by_label("Số quyết định").fill(number)
    desk.get_by_role("button", name="Lưu").click()


def test_applications_are_scored_decided_handed_over_and_followed(
    desk: Page, phone: Page, sign_in: SignIn, look: Look
) -> None:
    sign_in(desk, LEAD)
    before = _connected(desk)
    desk.goto("/quan-ly/")
    expect(desk.locator("main")).to_contain_text(f"xin hỗ trợ: {TITLE}")
    _open_application(desk, "Mua máy in tem")
    _score(desk, "40", "61")
    expect(desk.get_by_label(re.compile("Nhật ký đầy đủ"))).to_have_value("61")
    look(desk, "support-score-error")
    desk.get_by_label(re.compile("Nhật ký đầy đủ")).fill("50")
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("90")
    look(desk, "support-scored")
    desk.get_by_role("link", name="Quyết định hỗ trợ").click()
    _give(desk, amount="16 triệu", number="45/QĐ-SKHCN")
    expect(desk.locator("main")).to_contain_text("vượt kinh phí của chính sách")
    expect(desk.get_by_label("Số quyết định")).to_have_value("45/QĐ-SKHCN")
    _give(desk, amount="12 triệu", number="45/QĐ-SKHCN")
    expect(desk.locator("main")).to_contain_text("12.000.000")
    expect(desk.get_by_role("link", name="Ghi kết quả")).to_have_count(0)
    desk.get_by_role("link", name="Ghi đã giao").click()
    desk.get_by_role("button", name="Lưu").click()
    desk.get_by_role("link", name="Ghi kết quả").click()
    desk.get_by_label("Kết quả").fill("Đã dán tem cho mọi lô")
    desk.get_by_label(re.compile("đơn vị đã gắn mã truy xuất")).check()
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("Đã gắn mã nhờ hỗ trợ này")
    look(desk, "support-awarded")

    _open_application(desk, "Cần người hướng dẫn")
    _score(desk, "10", "20")
    expect(desk.locator("main")).to_contain_text("chưa đạt điểm tối thiểu 60")
    expect(desk.get_by_role("link", name="Quyết định hỗ trợ")).to_have_count(0)
    desk.get_by_role("link", name="Từ chối").click()
    desk.get_by_label("Lý do từ chối").fill("Chưa có nhật ký sản xuất")
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("Không được hỗ trợ")
    assert _connected(desk) == before + 1

    sign_in(phone, COMPANY)
    phone.goto("/doanh-nghiep/")
    expect(phone.locator("main")).to_contain_text(f"Hỗ trợ đã giao: {TITLE}")
    phone.goto("/doanh-nghiep/ho-tro/")
    phone.get_by_role("link", name=TITLE).first.click()
    for words in ("12.000.000", "45/QĐ-SKHCN", "Đã dán tem cho mọi lô"):
        expect(phone.locator("main")).to_contain_text(words)
    look(phone, "support-result")
    phone.context.clear_cookies()
    sign_in(phone, OWNER)
    phone.goto("/doanh-nghiep/ho-tro/")
    phone.get_by_role("link", name=TITLE).first.click()
    expect(phone.locator("main")).to_contain_text("Chưa có nhật ký sản xuất")


def test_a_pilot_ends_with_what_it_taught(
    desk: Page, phone: Page, sign_in: SignIn, look: Look
) -> None:
    sign_in(desk, LEAD)
    sign_in(phone, LEAD)
    desk.goto("/quan-ly/thi-diem/")
    look(desk, "pilots")
    desk.get_by_role("link", name="Thêm mô hình").click()
    desk.get_by_label("Tên mô hình").fill("Quét mã ở quầy hàng")
    desk.get_by_label("Thử điều gì").fill("Người mua có quét không")
    desk.get_by_label("Từ ngày").fill("2026-03-01")
    desk.get_by_label("Trạng thái").select_option("finished")
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("Mô hình đã tổng kết thì ghi bài học")
    look(desk, "pilot-error")
    desk.get_by_label("Bài học").fill("Mã đặt ngang tầm mắt thì nhiều người quét.")
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.locator("main")).to_contain_text("Mã đặt ngang tầm mắt")
    phone.goto(desk.url)
    look(phone, "pilot")
    desk.goto("/quan-ly/thi-diem/")
    expect(desk.locator("main")).to_contain_text("Mã đặt ngang tầm mắt")
