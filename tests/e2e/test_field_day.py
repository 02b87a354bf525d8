"""A day in the field without a network: photos and a spoken note wait in the phone, then arrive."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.catalogue.photos import huge, photo
from tests.e2e.browser import KEPT
from tests.e2e.conftest import Live, Look, SignIn
from tests.e2e.test_season import OWNER, PAGE, form_of, open_lot


def test_photos_and_a_spoken_note_wait_for_the_network_and_are_kept_clean(
    *, phone: Page, look: Look, sign_in: SignIn, portal: Live, tmp_path: Path
) -> None:
    sign_in(phone, OWNER)
    lot = open_lot(phone)
    phone.goto(PAGE)
    assert phone.evaluate(KEPT)
    phone.context.set_offline(True)
    form_of(phone, lot, "irrigation")
    phone.locator("[name=source]").first.check()
    small, large = tmp_path / "anh.jpg", tmp_path / "50mb.jpg"
    small.write_bytes(photo(located=True))
    large.write_bytes(huge())
    assert large.stat().st_size > 50_000_000
    phone.set_input_files("#box-photo", str(small))
    expect(phone.locator(".quick-files img")).to_have_count(1)
    phone.set_input_files("#box-photo", str(large))
    expect(phone.locator(".quick-files img")).to_have_count(2, timeout=60_000)
    phone.get_by_role("button", name="Ghi âm").click()
    stop = phone.get_by_role("button", name="Dừng ghi âm")
    expect(stop).to_be_visible()
    phone.wait_for_timeout(1_500)
    stop.click()
    expect(phone.locator(".quick-files li")).to_have_count(3)
    look(phone, "field-1-files")
    phone.locator("main button[type=submit]").click()
    expect(phone.locator(".quick-toast")).to_contain_text("Đã ghi")
    phone.context.set_offline(False)
    expect(phone.locator("#quick-state")).to_contain_text("đã được gửi", timeout=60_000)
    _kept_clean(phone, lot, look)


def _kept_clean(page: Page, lot: str, look: Look) -> None:
    """The diary shows what arrived: small pictures that tell nothing, and the sound in parts."""
    shown = page.locator("ul.attached li")
    for _try in range(10):
        page.goto(f"/doanh-nghiep/lo/{lot}/nhat-ky/")
        if shown.count() == 3:
            break
        page.wait_for_timeout(2_000)
    expect(shown).to_have_count(3)
    look(page, "field-2-diary")
    for link in page.locator("ul.attached img").all():
        picture = Image.open(io.BytesIO(page.request.get(link.get_attribute("src") or "").body()))
        assert (picture.format, dict(picture.getexif()), max(picture.size) <= 1280) == (
            "WEBP", {}, True,
        )  # fmt: skip
    voice = page.get_by_role("link", name="Nghe ghi âm").get_attribute("href") or ""
    part = page.request.get(voice, headers={"Range": "bytes=0-3"})
    assert (part.status, part.body()) == (206, b"\x1a\x45\xdf\xa3")
