"""The pictures of the guide are taken from the running portal."""

from pathlib import Path

from playwright.sync_api import Browser

from scripts.guide_pictures import SIZES, take_all
from tests.e2e.conftest import Live
from txng.library.screens import screens


def test_the_script_takes_a_picture_with_its_mark_and_says_what_it_could_not(
    browser: Browser, portal: Live, tmp_path: Path
) -> None:
    listed = screens()
    wanted = [listed[name] for name in ("dang-nhap", "lo-hang", "kich-hoat-thieu")]
    assert list(take_all(browser, portal.address, wanted, tmp_path)) == []
    made = {file.stem: file.stat().st_size for file in tmp_path.glob("*.webp")}
    assert set(made) == {screen.name for screen in wanted}
    assert max(made.values()) < 120_000
    assert SIZES["phone"] == (360, 740)
