"""The main job, on a telephone: two steps, stamps, a scan, and the way of a lot up and down."""

import re

import pypdfium2
import zxingcpp
from playwright.sync_api import Download, Page, expect

from tests.e2e.conftest import Live, Look, SignIn

OWNER, OFFICER = "htx@trinhdien.example", "khcn@trinhdien.example"
CABBAGE = "Cải bắp Suối Xanh"
STAMPS = 24


def test_a_producer_records_two_steps_and_a_shopper_reads_them_behind_a_printed_stamp(
    *, phone: Page, desk: Page, look_twice: Look, sign_in: SignIn, portal: Live
) -> None:
    sign_in(phone, OWNER)
    expect(phone).to_have_url(re.compile(r"/doanh-nghiep/$"))
    look_twice(phone, "1-today")
    lot = _open_lot(phone, look_twice, portal.open_lot)
    _harvest(phone, look_twice, lot)
    _pack(phone, look_twice, lot)
    batch = _order(phone, look_twice, lot)
    phone.goto(f"{batch}/in/")
    look_twice(phone, "7-print")
    codes = print_labels(phone, batch)
    assert len(codes) == STAMPS
    _scan(desk, codes[0], "chưa kích hoạt")
    _activate(phone, look_twice, batch)
    _scan(desk, codes[0], "Tem hợp lệ")
    _read_the_story(desk, look_twice)
    phone.goto(codes[-1])
    look_twice(phone, "8-scan")
    _trace(phone, look_twice, lot)


def _open_lot(page: Page, look_twice: Look, code: str) -> str:
    """Find the lot that waits for its harvest; return its address."""
    page.goto(f"/doanh-nghiep/lo/?q={code}")
    page.locator("table.rows a", has_text=CABBAGE).click()
    expect(page.locator("h1")).to_contain_text(CABBAGE)
    look_twice(page, "2-lot")
    return page.url.rstrip("/")


def _harvest(page: Page, look_twice: Look, lot: str) -> None:
    page.goto(f"{lot}/nhat-ky/ghi/")
    look_twice(page, "3-choose-step")
    page.locator("ul.picks a", has_text="Thu hoạch").click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main [role=alert]")).to_be_visible()
    look_twice(page, "4-step-refused")
    page.fill("[name=quantity]", "3.400")
    page.fill("[name=variety]", "KK Cross")
    page.locator("[name=interval_kept][value=yes]").check()
    look_twice(page, "4-step")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("ol.timeline > li h3").first).to_contain_text("Thu hoạch")


def _pack(page: Page, look_twice: Look, lot: str) -> None:
    page.goto(f"{lot}/nhat-ky/ghi/packing/")
    page.fill("[name=pack_count]", "3.000")
    page.fill("[name=pack_size]", "túi 1 kg")
    page.fill("[name=packed_date]", page.evaluate("new Date().toLocaleDateString('sv')"))
    page.locator("main form button[type=submit]").click()
    expect(page.locator("ol.timeline > li h3").first).to_contain_text("Đóng gói")
    look_twice(page, "5-diary")


def _order(page: Page, look_twice: Look, lot: str) -> str:
    page.goto(f"{lot}/tem/dat/")
    page.fill("[name=size]", str(STAMPS))
    look_twice(page, "6-order")
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/doanh-nghiep/tem/\d+/"))
    return re.sub(r"(/tem/\d+)/.*", r"\1", page.url)


def print_labels(page: Page, batch: str) -> list[str]:
    """Print the sheet and read every symbol on it, as a telephone would off the paper."""
    page.goto(f"{batch}/in/")
    with page.expect_download() as waiting:
        page.locator("main form button[type=submit]").click()
        if "/ban-in/" in page.url:
            page.locator("a[href$='/tap/']").click()
    return _codes_on(waiting.value)


def _codes_on(download: Download) -> list[str]:
    document = pypdfium2.PdfDocument(download.path())
    found = []
    for sheet in document:
        picture = sheet.render(scale=4).to_pil()
        found += [symbol.text for symbol in zxingcpp.read_barcodes(picture)]
    return [_path(text) for text in found]


def _path(code: str) -> str:
    """Return the path of a printed address; its host is the portal's public one."""
    return re.sub(r"(?i)^https?://[^/]+", "", code)


def _scan(page: Page, code: str, verdict: str) -> None:
    page.goto(code)
    expect(page.locator("h1#verdict")).to_contain_text(re.compile(verdict, re.IGNORECASE))


def _activate(page: Page, look_twice: Look, batch: str) -> None:
    page.goto(f"{batch}/kich-hoat/")
    look_twice(page, "7-activate")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Đang lưu thông")
    look_twice(page, "7-batch")


def _read_the_story(page: Page, look_twice: Look) -> None:
    main = page.locator("main")
    for words in (CABBAGE, "Thu hoạch", "Đóng gói", "Gieo trồng", "Hợp tác xã Nông sản Suối Xanh"):
        expect(main).to_contain_text(words)
    look_twice(page, "8-scan")
    page.goto(f"/en/{page.url.split('/', 3)[3]}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    look_twice(page, "8-scan-english")


def _trace(page: Page, look_twice: Look, lot: str) -> None:
    page.goto(f"{lot}/duong-di/")
    expect(page.locator("ol.timeline")).to_contain_text("Thu hoạch")
    look_twice(page, "9-way")


def test_an_officer_follows_a_lot_back_to_its_field_and_on_to_the_shop(
    *, desk: Page, phone: Page, look_twice: Look, sign_in: SignIn, portal: Live
) -> None:
    sign_in(desk, OFFICER)
    desk.goto(f"/quan-ly/lo/?q=Bưởi Suối Xanh {portal.scan_lot}")
    desk.locator("table.rows a").first.click()
    desk.locator("a[href$='/duong-di/']").first.click()
    expect(desk.locator("svg.lineage-desk g.box.start")).to_be_visible()
    expect(desk.locator("svg.lineage-desk g.box")).not_to_have_count(1)
    look_twice(desk, "10-officer-way")
    sign_in(phone, OFFICER)
    phone.goto(desk.url)
    expect(phone.locator("svg.lineage-phone g.box.start")).to_be_visible()
    look_twice(phone, "10-officer-way")


def test_unknown_void_and_unread_codes_each_get_their_page(
    phone: Page, portal: Live, look_twice: Look
) -> None:
    head = portal.scan.rpartition("/")[0]
    unknown = phone.goto(f"{head}/2222222222222222222")
    assert unknown is not None
    assert unknown.status == 404
    look_twice(phone, "11-unknown")
    wrong = phone.goto("/01/09520001000020/21/ABC")
    assert wrong is not None
    assert wrong.status == 400
    look_twice(phone, "11-wrong")
