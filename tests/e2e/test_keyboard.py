"""The main jobs with the keyboard alone: every stop is seen, none a trap, errors are read out."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Live
from tests.e2e.keys import choose, focused, landed, press, tab_to, write

OWNER, OFFICER = "htx@trinhdien.example", "khcn@trinhdien.example"


def enter(page: Page, portal: Live, account: str) -> None:
    """Sign in: over the skip link to the form, from box to box, send."""
    page.goto("/dang-nhap/")
    page.evaluate("document.activeElement.blur()")
    press(page, page.locator("a.skip"))
    assert focused(page, "#main, main")
    write(page, page.locator("main input[name=login]"), account)
    write(page, page.locator("main input[name=password]"), portal.accounts[account]["password"])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/dang-nhap/" not in url)


def menu(page: Page, place: str, section: str) -> None:
    """Go to a section through the menu on the left."""
    side = page.locator("header.side")
    press(page, side.get_by_role("link", name=place, exact=True))
    page.wait_for_load_state("networkidle")
    if not side.get_by_role("link", name=section, exact=True).get_attribute("aria-current"):
        press(page, side.get_by_role("link", name=section, exact=True))
        page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_contain_text(section)


def test_a_producer_works_without_a_mouse(*, desk: Page, portal: Live, tmp_path: Path) -> None:
    enter(desk, portal, OWNER)
    menu(desk, "Lô hàng", "Ghi nhanh")
    _record_quickly(desk)
    menu(desk, "Sản phẩm", "Chứng nhận")
    _tell_of_a_certificate(desk)
    menu(desk, "Đơn vị của tôi", "Địa điểm")
    _bring_places_in(desk, tmp_path)
    menu(desk, "Lô hàng", "Giao nhận")
    _ship_and_take_back(desk)


def _record_quickly(page: Page) -> None:
    """A step of the first lot: refused with the errors read out, mended, recorded."""
    press(page, page.locator("article.plot a.big"))
    expect(page.locator("#quick h1")).to_be_focused()
    press(page, page.locator("ul.picks a", has_text="Phun thuốc"))
    expect(page.locator("#quick h1")).to_be_focused()
    write(page, page.locator("#box-product"), " ")
    press(page, page.locator(".quick-save"))
    expect(page.locator(".quick-form .errors")).to_be_focused()
    press(page, page.locator(".quick-form .errors a"))
    expect(page.locator("#box-product")).to_be_focused()
    page.keyboard.type("Chế phẩm Bt")
    write(page, page.locator("#box-product-amount"), "5")
    write(page, page.locator("#box-dose"), "20 g/bình 16 lít")
    press(page, page.locator(".quick-save"))
    expect(page.locator(".quick-toast")).to_contain_text("Phun thuốc")
    expect(page.locator("#quick h1")).to_be_focused()
    expect(page.locator("#quick-state")).to_contain_text("đã được gửi", timeout=40_000)


def _tell_of_a_certificate(page: Page) -> None:
    """A form with lists and days: sent empty, its summary has the focus and leads to the box."""
    press(page, page.get_by_role("link", name="Thêm chứng nhận"))
    landed(page, r"/chung-nhan/them/$")
    press(page, page.locator("main form button[type=submit]"))
    expect(page.locator("main .errors")).to_be_focused()
    press(page, page.locator("main .errors a").first)
    assert focused(page, "main form input, main form select")
    choose(page, page.locator("main select[name=kind]"), "haccp")
    write(page, page.locator("main input[name=number]"), "HACCP-PHIM-1")
    write(page, page.locator("main input[name=issuer]"), "Tổ chức chứng nhận trình diễn")
    tab_to(page, page.locator("main input[name=issued_date]"))
    page.keyboard.type("01152026")  # as the tests' own browser writes days: month first
    tab_to(page, page.locator("main input[name=expires_date]"))
    page.keyboard.type("01152028")
    press(page, page.locator("main form button[type=submit]"))
    expect(page.locator("main")).to_contain_text("HACCP-PHIM-1")
    expect(page.locator("main")).to_contain_text("15/01/2028")


def _bring_places_in(page: Page, folder: Path) -> None:
    """A file is chosen, looked at before anything is stored, then stored."""
    file = folder / "dia-diem.csv"
    file.write_text(
        "Tên địa điểm;Loại địa điểm;Địa chỉ;Xã, phường\n"
        "Kho bàn phím;Kho;Thôn 1;Phường Hàm Rồng\n",
        "utf-8-sig",
    )  # fmt: skip
    press(page, page.get_by_role("link", name="Nhập từ Excel"))
    page.wait_for_load_state("networkidle")
    tab_to(page, page.locator("main input[type=file]"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)
    press(page, page.locator("main form button[type=submit]"))
    expect(page.locator("main")).to_contain_text("chưa ghi gì vào sổ", timeout=40_000)
    press(page, page.locator("main button.btn-primary"))
    expect(page.locator("main")).to_contain_text("đã thêm", timeout=40_000)


def _ship_and_take_back(page: Page) -> None:
    """Choose a lot, say how much and to whom, ship; then take it back after a question."""
    press(page, page.get_by_role("link", name="Giao hàng", exact=True))
    tab_to(page, page.locator("#id_pick"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    write(page, page.locator("#amount-0"), "1")
    write(page, page.locator("input[name=partner]"), "Chợ đầu mối (bàn phím)")
    press(page, page.locator("button[value=done]"))
    landed(page, r"/giao-nhan/\d+/$")
    press(page, page.get_by_role("link", name="Ghi nhầm, huỷ lần giao"))
    expect(page.locator("h1")).to_contain_text("Huỷ lần giao này?")
    press(page, page.locator("main form button[type=submit]"))
    expect(page.locator("main")).to_contain_text("Đã huỷ lần giao")


def test_an_officer_finds_pages_and_drafts_a_chain_without_a_mouse(
    *, desk: Page, portal: Live
) -> None:
    enter(desk, portal, OFFICER)
    menu(desk, "Sổ đăng ký", "Sản phẩm")
    _search_and_turn_pages(desk)
    menu(desk, "Sổ đăng ký", "Mẫu chuỗi")
    _draft_a_chain(desk)


def _search_and_turn_pages(page: Page) -> None:
    """Search, take the filter off again, go a page on and one back."""
    write(page, page.locator("form[role=search] input[name=q]"), "cam")
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    press(page, page.locator("a.chip").first)
    page.wait_for_load_state("networkidle")
    first = page.locator("table.rows tbody tr").first.inner_text()
    press(page, page.locator("a[rel=next]"))
    page.wait_for_load_state("networkidle")
    assert page.locator("table.rows tbody tr").first.inner_text() != first
    press(page, page.locator("a[rel=prev]"))
    page.wait_for_load_state("networkidle")
    assert page.locator("table.rows tbody tr").first.inner_text() == first


def _draft_a_chain(page: Page) -> None:
    """Open a draft of a chain, add a question to a step, try its form, throw the draft away."""
    press(page, page.locator("table.rows a", has_text="Thuỷ sản"))
    page.wait_for_load_state("networkidle")
    press(page, page.get_by_role("button", name="Mở bản mới từ bản này"))
    page.wait_for_load_state("networkidle")
    press(page, page.get_by_role("link", name="Thêm mục").first)
    page.wait_for_load_state("networkidle")
    press(page, page.locator("main form button[type=submit]"))
    expect(page.locator("main .errors")).to_be_focused()
    write(page, page.locator("main input[name=code]"), "weather")
    write(page, page.locator("main input[name=label]"), "Thời tiết")
    write(page, page.locator("main input[name=label_en]"), "Weather")
    choose(page, page.locator("main select[name=type]"), "text")
    press(page, page.locator("main form button[type=submit]"))
    expect(page.locator("main")).to_contain_text("Thời tiết")
    press(page, page.get_by_role("link", name="Xem thử biểu mẫu").first)
    page.wait_for_load_state("networkidle")
    press(page, page.locator("main form summary"))
    write(page, page.locator("#id_weather"), "Nắng")
    tab_to(page, page.locator("#preview .quick-save"))
    press(page, page.get_by_role("link", name="Về mẫu chuỗi"))
    page.wait_for_load_state("networkidle")
    press(page, page.get_by_role("button", name="Bỏ bản thảo"))
    expect(page.locator("main")).to_contain_text("Đã bỏ bản thảo")
