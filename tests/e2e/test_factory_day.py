"""A factory's day on a desk: receive two lots, make one of them, pack, ship, print, take stock.

The network is cut in the middle: what is filled in stays, and is sent once when it returns.
"""

import re

import pypdfium2
import zxingcpp
from playwright.sync_api import Page, expect

from tests.e2e.browser import KEPT
from tests.e2e.conftest import Look, SignIn

COOPERATIVE, FACTORY = "htx@trinhdien.example", "congty@trinhdien.example"
SHIPMENTS = "/doanh-nghiep/giao-nhan/"


def test_a_factory_receives_two_lots_makes_one_of_them_and_ships_a_pallet(
    desk: Page, look: Look, sign_in: SignIn
) -> None:
    sign_in(desk, COOPERATIVE)
    names = _ship_two(desk, look, _code_of(desk, FACTORY, sign_in))
    sign_in_again(desk, FACTORY, sign_in)
    _receive(desk, look)
    lot = _make(desk, look, names)
    _store_without_network(desk, look, lot)
    pallet = _pack(desk, look, lot)
    shipment = _ship_pallet(desk, look, pallet)
    _print_note(desk, shipment)
    desk.goto("/doanh-nghiep/ton-kho/")
    look(desk, "factory-7-stock")
    desk.goto(f"{lot}/giao-nhan/")
    expect(desk.locator("main")).to_contain_text(names[0].split(" – ")[0].rsplit(" ", 1)[0])
    look(desk, "factory-8-both-ways")
    sign_in_again(desk, COOPERATIVE, sign_in)
    _receive_with_difference(desk, look, shipment)


def sign_in_again(page: Page, account: str, sign_in: SignIn) -> None:
    """Let another person sit down at the desk."""
    page.context.clear_cookies()
    sign_in(page, account)


def tax_code(page: Page) -> str:
    """Return the tax code of the organisation that the page acts for."""
    page.goto("/doanh-nghiep/don-vi/")
    found = re.search(r"\b99\d{8}\b", page.locator("main").inner_text())
    assert found
    return found.group()


def _code_of(page: Page, account: str, sign_in: SignIn) -> str:
    """Return the tax code of an account's organisation, and go back to the first person."""
    sign_in_again(page, account, sign_in)
    code = tax_code(page)
    sign_in_again(page, COOPERATIVE, sign_in)
    return code


def _ship_two(page: Page, look: Look, to: str) -> list[str]:
    """Choose two lots of the stock with the keyboard alone, and send them off."""
    page.goto(f"{SHIPMENTS}giao/")
    options = page.locator("#id_pick option")
    texts = [text for text in options.all_inner_texts() if " – " in text][:2]
    for text in texts:
        page.locator("#id_pick").focus()
        page.select_option("#id_pick", label=text)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("ol.basket")).to_contain_text(text.split(" – ")[0].rsplit(" ", 1)[1])
    for number in range(2):
        page.locator(f"#amount-{number}").focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("100")
    page.locator("[name=partner]").focus()
    page.keyboard.type(to)
    look(page, "factory-1-ship")
    page.locator("button[value=done]").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/giao-nhan/\d+/$"))
    return texts


def _receive(page: Page, look: Look) -> None:
    page.goto("/doanh-nghiep/")
    expect(page.locator("main")).to_contain_text("Hàng chờ nhận")
    page.goto(f"{SHIPMENTS}?part=cho")
    page.get_by_role("link", name=re.compile("Xác nhận nhận")).first.click()
    look(page, "factory-2-receive")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Đã nhận đủ")


def _make(page: Page, look: Look, names: list[str]) -> str:
    """Open a lot and record the step that turns the two lots into it."""
    page.goto("/doanh-nghiep/lo/mo/")
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/lo/\d+/$"))
    lot = page.url.rstrip("/")
    page.goto(f"{lot}/nhat-ky/ghi/processing/")
    for name in names:
        code = name.split(" – ")[0].rsplit(" ", 1)[1]
        product = name.split(" – ")[0].rsplit(" ", 1)[0]
        page.get_by_label(re.compile(f"{code} – {product}")).fill("100")
    page.fill("[name=quantity]", "180")
    for box in page.locator("main fieldset").all():
        box.locator("input[type=radio]").first.check()
    look(page, "factory-3-process")
    page.get_by_role("button", name="Lưu bước này").click()
    expect(page.locator("ol.timeline")).to_be_visible()
    return lot


def _pack(page: Page, look: Look, lot: str) -> str:
    """Draw a pallet's code and put the lot on it."""
    page.goto(lot)
    code = page.locator("main .code").first.inner_text()
    page.goto("/doanh-nghiep/kien-hang/cap-ma/")
    page.fill("[name=description]", "Pa-lét xưởng 1")
    page.locator("main form button[type=submit]").click()
    page.get_by_role("link", name="Pa-lét xưởng 1").first.click()
    pallet = page.url
    page.goto(f"{pallet}dong/")
    page.fill("#id_code", code)
    page.locator("button[value=add]").click()
    page.fill("#amount-0", "150")
    look(page, "factory-4-pack")
    page.locator("button[value=done]").click()
    expect(page.locator("main")).to_contain_text("150")
    look(page, "factory-5-pallet")
    return pallet


def _ship_pallet(page: Page, look: Look, pallet: str) -> str:
    page.goto(pallet)
    page.get_by_role("link", name="Giao kiện này").click()
    page.fill("[name=partner]", "Hợp tác xã Nông sản Suối Xanh")
    page.fill("[name=document]", "PGH-XUONG-1")
    page.context.set_offline(True)
    page.locator("button[value=done]").click()
    expect(page.locator("form [role=alert]")).to_contain_text("Không có mạng nên chưa gửi được")
    expect(page.locator("[name=document]")).to_have_value("PGH-XUONG-1")
    look(page, "factory-6-ship-pallet")
    page.context.set_offline(False)
    expect(page.locator("form [role=alert]")).to_have_count(0)
    page.locator("button[value=done]").click()
    expect(page).to_have_url(re.compile(r"/giao-nhan/\d+/$"))
    shipment = page.url
    page.goto(f"{SHIPMENTS}?q=PGH-XUONG-1")
    expect(page.locator("table.rows tbody tr")).to_have_count(1)
    return shipment


def _store_without_network(page: Page, look: Look, lot: str) -> None:
    """While the network is away, a step of the lot is recorded; it arrives once."""
    page.goto("/doanh-nghiep/ghi-nhanh/")
    assert page.evaluate(KEPT)
    number = lot.rsplit("/", 1)[1]
    page.context.set_offline(True)
    page.goto(f"/doanh-nghiep/ghi-nhanh/#lo-{number}/storing")
    expect(page.locator("form.quick-form")).to_be_visible()
    look(page, "factory-5-offline")
    page.locator("main button[type=submit]").click()
    expect(page.locator(".quick-toast")).to_contain_text("Lưu kho")
    page.context.set_offline(False)
    expect(page.locator("#quick-state")).to_contain_text("đã được gửi", timeout=40_000)
    page.goto(f"{lot}/nhat-ky/")
    expect(page.locator("ol.timeline > li h3", has_text="Lưu kho")).to_have_count(1)


def _print_note(page: Page, shipment: str) -> None:
    """Open the delivery note and read its symbols, as a telephone would off the paper."""
    answer = page.context.request.get(f"{shipment}phieu.pdf")
    assert answer.ok
    document = pypdfium2.PdfDocument(answer.body())
    picture = document[0].render(scale=3).to_pil()
    read = {symbol.text for symbol in zxingcpp.read_barcodes(picture)}
    path = re.sub(r"^https?://[^/]+", "", shipment)
    assert any(text.endswith(path) for text in read), read


def _receive_with_difference(page: Page, look: Look, shipment: str) -> None:
    page.goto(f"{shipment}nhan/")
    page.locator("main form input.figure").first.fill("148")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main [role=alert]")).to_contain_text("hãy ghi lý do")
    look(page, "factory-9-difference-refused")
    page.fill("[name=note]", "Vỡ 2 kg khi bốc dỡ")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Nhận lệch số")
    look(page, "factory-9-difference")
