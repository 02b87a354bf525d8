"""A season of a vegetable plot on a telephone, with the network cut in the middle of it."""

import re
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser import KEPT
from tests.e2e.conftest import Live, Look, PassDays, SignIn
from tests.e2e.test_factory_day import tax_code
from tests.e2e.test_main_job import print_labels

OWNER, RECORDER = "htx@trinhdien.example", "ghichep@trinhdien.example"
BUYER, PAPER = "congty@trinhdien.example", "PGH-VU-1"
PAGE = "/doanh-nghiep/ghi-nhanh/"
_STATES = """async () => {
  const open = indexedDB.open("txng-diary");
  await new Promise((done) => { open.onsuccess = done; });
  const all = open.result.transaction("records").objectStore("records").getAll();
  await new Promise((done) => { all.onsuccess = done; });
  return all.result.map((record) => record.state).sort();
}"""


def test_a_season_is_recorded_with_the_network_cut_and_stored_once(
    *, phone: Page, desk: Page, look: Look, sign_in: SignIn, pass_days: PassDays, portal: Live
) -> None:
    sign_in(phone, OWNER)
    lot = open_lot(phone)
    phone.goto(PAGE)
    assert phone.evaluate(KEPT)
    card = phone.locator(f"article#lo-{lot}")
    expect(card).to_be_visible()
    look(phone, "season-1-lots")
    _record(phone, lot, "planting", {"area": "1.800"})
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.locator("header.shell-top")).to_be_visible()
    _fertilise(phone, lot)
    _spray(phone, lot)
    _water_by_keyboard(phone, lot)
    look(phone, "season-2-offline")
    phone.reload()
    phone.evaluate("location.hash = 'may'")
    expect(phone.locator(".quick-record.waiting")).to_have_count(4)
    look(phone, "season-3-waiting")
    other = phone.context.new_page()
    other.goto(PAGE)
    expect(other.locator("header.shell-top")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.locator(".quick-record.stored")).to_have_count(4, timeout=40_000)
    expect(other.locator("#quick-state")).to_contain_text("đã được gửi", timeout=20_000)
    other.close()
    look(phone, "season-4-sent")
    _wait_is_shown_and_kept(phone, lot, look)
    _diary(phone, lot, look)
    pass_days(8)
    sign_in(phone, OWNER)
    sign_in(desk, BUYER)
    _harvest_pack_and_send_off(phone, lot, look, to=tax_code(desk))
    _all_is_there_once(phone, lot, look)
    codes = _stamp(phone, lot)
    _buyer_receives(desk, look)
    desk.context.clear_cookies()
    desk.goto(codes[0])
    expect(desk.locator("h1#verdict")).to_contain_text("Tem hợp lệ")
    phone.goto(codes[0])
    for words in ("Gieo trồng", "Phun thuốc", "Thu hoạch", "Đóng gói"):
        expect(phone.locator("main")).to_contain_text(words)
    look(phone, "season-17-scan")


def test_a_tap_may_be_taken_back_and_got_again(
    *, phone: Page, look: Look, sign_in: SignIn, portal: Live
) -> None:
    sign_in(phone, RECORDER)
    phone.goto(PAGE)
    assert phone.evaluate(KEPT)
    phone.context.set_offline(True)
    phone.locator("button.big", has_text="Bón phân").first.click()
    expect(phone.locator(".quick-toast")).to_contain_text("Đã ghi")
    look(phone, "season-6-repeated")
    phone.locator(".quick-toast button", has_text="Bỏ").click()
    phone.evaluate("location.hash = 'may'")
    expect(phone.locator(".quick-record.discarded")).to_have_count(1)
    phone.get_by_role("button", name="Lấy lại").click()
    expect(phone.locator(".quick-record.waiting")).to_have_count(1)
    look(phone, "season-7-got-again")
    phone.get_by_role("button", name="Bỏ bản ghi").click()
    phone.get_by_role("button", name="Chắc chắn bỏ?").click()
    phone.context.set_offline(False)
    phone.reload()
    expect(phone.locator("#quick-state")).to_contain_text("đã được gửi")
    assert phone.evaluate(_STATES) == ["discarded"]


def test_what_is_refused_comes_back_with_its_sentence(
    *, phone: Page, look: Look, sign_in: SignIn, portal: Live
) -> None:
    sign_in(phone, OWNER)
    lot = open_lot(phone)
    phone.goto(PAGE)
    assert phone.evaluate(KEPT)
    form_of(phone, lot, "planting")
    phone.locator("main button[type=submit]").click()
    expect(phone.locator("main [role=alert]")).to_contain_text("Mục này cần có")
    look(phone, "season-8-lacking")
    phone.context.set_offline(True)
    _change_the_template(phone)
    _record(phone, lot, "irrigation", {"source": "well"})
    phone.context.set_offline(False)
    phone.evaluate("location.hash = 'may'")
    expect(phone.locator(".quick-record.conflict")).to_contain_text(
        "đã đổi từ khi ghi", timeout=30_000
    )
    look(phone, "season-9-conflict")
    phone.reload()
    phone.evaluate("location.hash = 'may'")
    phone.locator(".quick-record.conflict a", has_text="Sửa").click()
    _keep(phone)
    expect(phone.locator(".quick-record.stored")).to_have_count(1, timeout=30_000)


def test_signed_out_records_wait_and_another_person_does_not_send_them(
    *, phone: Page, look: Look, sign_in: SignIn, portal: Live
) -> None:
    sign_in(phone, OWNER)
    lot = open_lot(phone)
    phone.goto(PAGE)
    assert phone.evaluate(KEPT)
    cookies = phone.context.cookies()
    phone.context.clear_cookies(name="sessionid")
    _record(phone, lot, "irrigation", {"source": "well"})
    expect(phone.locator("#quick-state")).to_contain_text("Phiên đăng nhập đã hết", timeout=20_000)
    look(phone, "season-10-signed-out")
    sign_in(phone, RECORDER)
    phone.goto(PAGE)
    expect(phone.locator("#quick-state")).to_contain_text("1 bản ghi trong máy này của người khác")
    look(phone, "season-11-somebody-else")
    assert phone.evaluate(_STATES) == ["waiting"]
    phone.context.clear_cookies()
    _back(phone.context, cookies)
    phone.goto(PAGE)
    expect(phone.locator("#quick-state")).to_contain_text("đã được gửi", timeout=30_000)
    assert phone.evaluate(_STATES) == ["stored"]


def test_signing_out_takes_the_book_along(*, phone: Page, sign_in: SignIn, portal: Live) -> None:
    sign_in(phone, OWNER)
    phone.goto(PAGE)
    assert phone.evaluate(KEPT)
    expect(phone.locator("article.plot").first).to_be_visible()
    phone.locator("header.strip summary").click()
    phone.locator("header.strip button", has_text="Đăng xuất").click()
    phone.wait_for_url(re.compile(r"/$"))
    phone.context.set_offline(True)
    phone.goto(PAGE)
    expect(phone.locator("#quick")).to_contain_text("Chưa có dữ liệu trong máy này")


def test_the_pure_parts_of_the_script_keep_their_rules(
    *, phone: Page, sign_in: SignIn, portal: Live
) -> None:
    sign_in(phone, OWNER)
    phone.goto(PAGE)
    figures = _module(phone, "figures", "[m.readFigure('1.234,5', 'vi'), m.readFigure('1.5', 'vi'),"
                      " m.readFigure('1,234.5', 'en'), m.readFigure('ba', 'vi'),"
                      " m.showFigure('1234567.5', 'vi'), m.stepped('19', 1), m.stepped('1200', 1),"
                      " m.stepped('0', -1)]")  # fmt: skip
    assert figures == ["1234.5", "1.5", "1234.5", None, "1.234.567,5", "20", "1300", "0"]
    clock = _module(phone, "clock", "[m.skewOf('2026-01-01T00:00:00Z',"
                    " Date.parse('2025-01-01T00:00:00Z'), Date.parse('2025-01-01T00:00:02Z')),"
                    " m.skewOf('2026-01-01T00:00:00Z', Date.parse('2026-01-01T00:03:00Z'),"
                    " Date.parse('2026-01-01T00:03:00Z')), m.fromBox('x'),"
                    " m.toBox(m.fromBox('2026-11-21T14:05'))]")  # fmt: skip
    assert clock == [365 * 86_400_000 - 1000, 0, None, "2026-11-21T14:05"]
    records = _module(phone, "records", "[m.name().length, m.pause(0) >= 4000, m.pause(99) < 4e5,"
                      " m.makeRecord({}, {skew: 1000, now: 0}).happened_at,"
                      " m.answered({}, {state: 'known', step: 5}).state]")  # fmt: skip
    assert records == [36, True, True, "1970-01-01T00:00:01.000Z", "stored"]


# Deeds -----------------------------------------------------------------------------------------


def open_lot(page: Page) -> str:
    """Open a lot of cabbage; return its number."""
    page.goto("/doanh-nghiep/lo/mo/")
    product = page.locator("select[name=product] option", has_text="Cải bắp").first
    page.select_option("select[name=product]", product.get_attribute("value"))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/lo/\d+/$"))
    found = re.search(r"/lo/(\d+)/", page.url)
    assert found
    return found[1]


def form_of(page: Page, lot: str, step: str) -> None:
    page.evaluate(f"location.hash = 'lo-{lot}/{step}'")
    expect(page.locator("form.quick-form")).to_be_visible()


def _keep(page: Page) -> None:
    """Send the form off and wait until the page has left it; a toast may be the one before."""
    page.locator("main button[type=submit]").click()
    expect(page.locator("form.quick-form")).to_have_count(0)


def _record(page: Page, lot: str, step: str, values: dict[str, str]) -> None:
    form_of(page, lot, step)
    for code, value in values.items():
        _fill(page, code, value)
    _keep(page)
    expect(page.locator(".quick-toast")).to_contain_text("Đã ghi")


def _fill(page: Page, code: str, value: str) -> None:
    choice = page.locator(f"[name='{code}'][value='{value}'][type=radio]")
    if choice.count():
        choice.check()
    else:
        page.fill(f"#box-{code}", value)


def _fertilise(page: Page, lot: str) -> None:
    form_of(page, lot, "fertilising")
    page.fill("#box-product", "Phân hữu cơ vi sinh")
    _amount(page, "12,5")
    page.locator("#box-kind-organic").check()
    _keep(page)
    expect(page.locator(".quick-toast")).to_be_visible()


def _amount(page: Page, figure: str) -> None:
    """The amount stands beside the material, or in a field of its own, by version of the chain."""
    box = page.locator("#box-product-amount, #box-amount").first
    box.fill(figure)


def _spray(page: Page, lot: str) -> None:
    form_of(page, lot, "spraying")
    page.fill("#box-product", "Thuốc thử")
    if page.locator("#box-product-amount").count():
        page.fill("#box-product-amount", "0,2")
    page.locator("details.step-more summary").click()
    expect(page.locator("#box-active_ingredient")).to_have_value("")
    page.fill("#box-active_ingredient", "Bacillus thuringiensis")
    page.fill("#box-dose", "20 g/bình 16 lít")
    page.fill("#box-interval_days", "6")
    page.get_by_role("button", name="Tăng: Thời gian cách ly").click()
    expect(page.locator("#box-interval_days")).to_have_value("7")
    _keep(page)
    expect(page.locator(".quick-toast")).to_be_visible()


def _water_by_keyboard(page: Page, lot: str) -> None:
    """Record one step without touching the screen."""
    page.evaluate(f"location.hash = 'lo-{lot}'")
    page.locator(f"a[href='#lo-{lot}/irrigation']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("form.quick-form h1, .head h1").first).to_be_focused()
    for _step in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("Space")
    for _step in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".quick-toast")).to_contain_text("Tưới")


def _wait_is_shown_and_kept(page: Page, lot: str, look: Look) -> None:
    """The days to wait after spraying stand on the lot; harvest before them is refused."""
    page.goto(PAGE)
    expect(page.locator(f"article#lo-{lot} .plot-wait")).to_contain_text("7 ngày")
    form_of(page, lot, "harvest")
    page.fill("#box-quantity", "340")
    page.fill("#box-variety", "KK Cross")
    page.locator("#box-interval_kept-true").check()
    _keep(page)
    page.evaluate("location.hash = 'may'")
    expect(page.locator(".quick-record.refused")).to_contain_text("cách ly", timeout=30_000)
    look(page, "season-5-refused")
    page.get_by_role("button", name="Bỏ bản ghi").click()
    page.get_by_role("button", name="Chắc chắn bỏ?").click()
    expect(page.locator(".quick-record.discarded")).to_have_count(1)


def _diary(page: Page, lot: str, look: Look) -> None:
    page.goto(f"/doanh-nghiep/lo/{lot}/nhat-ky/")
    named = page.locator("ol.timeline > li h3")
    expect(named).to_have_count(4)
    look(page, "season-5-diary")


def _harvest_pack_and_send_off(page: Page, lot: str, look: Look, *, to: str) -> None:
    """The safe day has come: harvest; pack, case and send off where there is no network."""
    page.goto(PAGE)
    expect(page.locator(f"article#lo-{lot}")).to_be_visible()
    expect(page.locator(f"article#lo-{lot} .plot-wait")).to_have_count(0)
    today = page.evaluate("new Date(Date.now() + 8 * 864e5).toLocaleDateString('sv')")
    _record(page, lot, "harvest", {"quantity": "340", "variety": "KK", "interval_kept": "true"})
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("header.shell-top")).to_be_visible()
    packed = {"pack_count": "680", "pack_size": "túi 500 g", "packed_date": today}
    _record(page, lot, "packing", packed)
    _record(page, lot, "casing", {"level": "case", "quantity": "100"})
    form_of(page, lot, "shipping")
    page.fill("#box-receiver", to)
    page.fill("#box-quantity", "200")
    page.locator("details.step-more summary").click()
    page.fill("#box-document", PAPER)
    look(page, "season-12-send-off")
    _keep(page)
    page.reload()
    page.evaluate("location.hash = 'may'")
    expect(page.locator(".quick-record.waiting")).to_have_count(4)
    look(page, "season-13-waiting")
    page.context.set_offline(False)
    expect(page.locator(".quick-record.stored")).to_have_count(8, timeout=40_000)


def _all_is_there_once(page: Page, lot: str, look: Look) -> None:
    """Eight entries, one shipment with its paper, and in the store what did not leave."""
    page.goto(f"/doanh-nghiep/lo/{lot}/nhat-ky/")
    expect(page.locator("ol.timeline > li h3")).to_have_count(8)
    look(page, "season-14-diary")
    page.goto(f"/doanh-nghiep/giao-nhan/?q={PAPER}")
    expect(page.locator("table.rows tbody tr")).to_have_count(1)
    page.locator("table.rows tbody a").first.click()
    expect(page.locator("main")).to_contain_text("200 kg")
    look(page, "season-15-shipment")
    note = page.locator("a[href$='.pdf']").first.get_attribute("href") or ""
    assert page.request.get(note).body().startswith(b"%PDF")
    page.goto("/doanh-nghiep/ton-kho/")
    expect(page.locator("main")).to_contain_text("140 kg")
    look(page, "season-16-stock")


def _stamp(page: Page, lot: str) -> list[str]:
    """Order stamps for the packs, print and activate them; return their codes."""
    page.goto(f"/doanh-nghiep/lo/{lot}/tem/dat/")
    page.fill("[name=size]", "24")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/doanh-nghiep/tem/\d+/"))
    batch = re.sub(r"(/tem/\d+)/.*", r"\1", page.url)
    codes = print_labels(page, batch)
    page.goto(f"{batch}/kich-hoat/")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Đang lưu thông")
    return codes


def _buyer_receives(page: Page, look: Look) -> None:
    """What the phone sent off waits at the buyer's, who confirms it."""
    page.goto(f"/doanh-nghiep/giao-nhan/?q={PAPER}")
    page.get_by_role("link", name=re.compile("Xác nhận nhận")).first.click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Đã nhận đủ")
    look(page, "season-16-received")


def _change_the_template(page: Page) -> None:
    """Let the phone believe in an older version of the chain than the server's."""
    page.evaluate("""async () => {
      const open = indexedDB.open("txng-diary");
      await new Promise((done) => { open.onsuccess = done; });
      const store = open.result.transaction("kept", "readwrite").objectStore("kept");
      const keys = store.getAllKeys();
      await new Promise((done) => { keys.onsuccess = done; });
      for (const key of keys.result.filter((name) => name.startsWith("book:"))) {
        const got = store.get(key);
        await new Promise((done) => { got.onsuccess = done; });
        const book = JSON.parse(JSON.stringify(got.result).replaceAll(
          /"fresh-produce\\/(\\d+)"/g, '"fresh-produce/0"'));
        store.put(book, key);
      }
    }""")
    page.reload()


def _back(context: BrowserContext, cookies: list[Any]) -> None:
    context.add_cookies(cookies)


def _module(page: Page, name: str, asked: str) -> Any:
    return page.evaluate(f"import('/static/capture/{name}.js').then((m) => {asked})")
