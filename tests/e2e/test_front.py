"""Somebody comes to the front page: looks up a code, changes the language, tries to sign in."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Live, Look, SignIn, fill_sign_in


def test_the_front_page_opens_on_a_telephone_and_on_a_desk(
    phone: Page, desk: Page, look: Look
) -> None:
    for page in (phone, desk):
        page.goto("/")
        expect(page.locator("h1")).to_have_text("Biết rõ sản phẩm từ đâu đến")
        look(page, "front")


def test_a_wrong_code_is_told_what_is_wrong_and_stays_in_the_field(phone: Page, look: Look) -> None:
    phone.goto("/")
    phone.locator("main input[name=q]").fill("8938501234560")
    phone.locator("main form button").click()
    field = phone.locator("main input[name=q]")
    expect(field).to_have_value("8938501234560")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(phone.locator("main [role=alert]")).to_be_visible()
    look(phone, "wrong-code")


def test_a_wrong_password_is_refused_in_one_clear_sentence(phone: Page, look: Look) -> None:
    fill_sign_in(phone, "khong-co-nguoi-nay", "sai-mat-khau")
    expect(phone.locator("main")).to_contain_text(
        "Thư điện tử, số điện thoại hoặc mật khẩu chưa đúng. Hãy kiểm tra và thử lại."
    )
    look(phone, "wrong-password")


def test_the_language_changes_on_the_page_one_reads(desk: Page, look: Look) -> None:
    desk.goto("/dang-nhap/")
    desk.locator("header a[hreflang=en]").click()
    expect(desk).to_have_url(re.compile(r"/en/dang-nhap/$"))
    expect(desk.locator("html")).to_have_attribute("lang", "en")
    look(desk, "sign-in-english")
    desk.locator("header a[hreflang=vi]").click()
    expect(desk.locator("html")).to_have_attribute("lang", "vi")


def test_every_account_that_the_start_prints_signs_in(
    desk: Page, portal: Live, sign_in: SignIn
) -> None:
    found = {}
    for login in portal.accounts:
        sign_in(desk, login)
        found[login] = desk.locator("main h1").count()
        desk.context.clear_cookies()
    assert found == dict.fromkeys(portal.accounts, 1)
    assert len(found) >= 2


def test_the_printed_address_to_scan_opens_on_a_telephone(
    phone: Page, portal: Live, look: Look
) -> None:
    answer = phone.goto(portal.scan)
    assert answer is not None
    assert answer.status == 200
    look(phone, "scan")
