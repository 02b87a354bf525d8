"""A newcomer opens an account, registers on a telephone, and signs in with a passkey later."""

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.catalogue.photos import photo
from tests.e2e.conftest import Look
from tests.e2e.portal import var

PASSWORD = "Nương chè cổ thụ 9"


def _code() -> str:
    """Return the code of the newest message that the portal kept."""
    newest = max((var() / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
    body = newest.read_bytes().decode("utf-8", "replace")
    found = re.search(r"\b([0-9]{6})\b", body.partition("\n\n")[2])
    assert found, body
    return found[1]


def test_a_newcomer_registers_page_by_page_and_signs_in_with_a_passkey(
    phone: Page, look: Look, tmp_path: Path
) -> None:
    phone.goto("/mo-tai-khoan/")
    phone.get_by_label("Họ và tên").fill("Nông Thị Bé")
    phone.get_by_label("Thư điện tử").fill("moi@vidu.example")
    phone.get_by_label("Mật khẩu").fill(PASSWORD)
    phone.get_by_role("button", name="Gửi mã xác nhận").click()
    look(phone, "joining-code")
    phone.get_by_label("Mã xác nhận").fill(_code())
    phone.get_by_role("button", name="Xác nhận").click()
    phone.get_by_role("button", name="Bắt đầu").click()
    phone.get_by_label("Hợp tác xã").check()
    phone.get_by_label("Mã số thuế").fill("0300588569")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    phone.get_by_label("Tên đầy đủ").fill("Hợp tác xã Nông nghiệp Mới")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    phone.get_by_label("Số nhà").fill("Thôn 1")
    phone.get_by_label("Xã, phường, đặc khu").press_sequentially("thanh")
    phone.locator("#communes input").first.check()
    look(phone, "joining-commune")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    phone.get_by_label("Điện thoại").fill("0912345678")
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    paper = tmp_path / "giay.jpg"
    paper.write_bytes(photo(900, 1200, located=True))
    phone.get_by_label("Tệp PDF").set_input_files(paper)
    phone.get_by_role("button", name="Gửi giấy tờ này").click()
    phone.get_by_role("link", name="Đủ rồi").click()
    phone.get_by_label("Tôi cam đoan").check()
    look(phone, "joining-send")
    phone.get_by_role("button", name="Gửi hồ sơ").click()
    phone.get_by_text("Chờ duyệt").first.wait_for()
    _passkey(phone, look)


def _passkey(phone: Page, look: Look) -> None:
    devices = phone.context.new_cdp_session(phone)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    phone.goto("/bao-mat/khoa-truy-cap/")
    phone.get_by_label("Tên gợi nhớ").fill("Vân tay")
    phone.get_by_role("button", name="Tạo khoá").click()
    phone.get_by_text("chúng chỉ hiện một lần").wait_for()
    look(phone, "joining-recovery-codes")
    phone.context.clear_cookies()
    phone.goto("/dang-nhap/")
    phone.get_by_label("Thư điện tử").fill("moi@vidu.example")
    phone.get_by_label("Mật khẩu").fill(PASSWORD)
    phone.get_by_role("button", name="Đăng nhập", exact=True).click()
    look(phone, "joining-second-step")
    phone.get_by_role("button", name="Dùng khoá truy cập").click()
    phone.wait_for_url("**/dang-ky/")
