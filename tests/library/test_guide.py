"""The guide's pictures: each one named leads somewhere; without them the guide stays whole."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image

from config.demonstration.accounts import ACCOUNTS
from config.demonstration.joining import APPLICANT
from scripts.guide_pictures import SIZES
from txng.library import guide
from txng.library.screens import screens

pytestmark = pytest.mark.django_db
VERBS = {"click", "fill", "check", "choose", "wait", "offline", "kept"}


@pytest.fixture(autouse=True)
def pictures(settings: Any, tmp_path: Path) -> Path:
    settings.TXNG_GUIDE_PICTURES = tmp_path
    return tmp_path


def _names(within: URLResolver, before: str = "") -> set[str]:
    """Return the names of all addresses."""
    found = set()
    for one in within.url_patterns:
        if isinstance(one, URLPattern):
            found.add(f"{before}{one.name}")
        elif isinstance(one, URLResolver):
            found |= _names(one, f"{before}{one.namespace}:" if one.namespace else before)
    return found


def test_every_picture_named_in_a_chapter_is_listed_and_every_listed_one_is_named() -> None:
    named = {
        name for row in guide.chapters() for name in re.findall(r"\(hinh:([\w-]+)\)", row.body)
    }
    assert named == set(screens())


def test_every_picture_ends_at_an_address_that_exists_and_can_be_taken() -> None:
    known = _names(get_resolver())
    people = {"", APPLICANT, *(account.login for account in ACCOUNTS)}
    for screen in screens().values():
        starts = {screen.screen} | ({screen.start} if screen.start else set())
        paths = {start for start in starts if start.startswith("/")}
        verbs = {act[0] for act in screen.acts}
        faults = starts - paths - known, verbs - VERBS
        assert faults == (set(), set()), screen.name
        assert (screen.account in people, screen.size in SIZES) == (True, True), screen.name


def test_the_guide_quotes_only_words_that_a_page_says() -> None:
    catalogues = Path(settings.BASE).glob("txng/*/locale/en/LC_MESSAGES/django.po")
    both = [*catalogues, Path(settings.BASE) / "config/locale/en/LC_MESSAGES/django.po"]
    texts = "".join(file.read_text("utf-8") for file in both).replace('"\n"', "")
    said = "\n".join(re.findall(r'^msgid "(.*)"$', texts, re.MULTILINE)).lower()
    for row in guide.chapters():
        body = re.sub(r"```.*?```", "", row.body, flags=re.DOTALL)
        quoted = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", body)
        parts = [part.strip().lower() for words in quoted for part in words.split("…")]
        unknown = [part for part in parts if part.rstrip(".") not in said]
        assert unknown == [], row.slug


def test_without_pictures_no_chapter_has_a_broken_image() -> None:
    for row in guide.chapters():
        assert "<img" not in row.html, row.slug
    assert 'href="/doanh-nghiep/lo/mo/"' in guide.chapter("mo-lo").html
    assert Client().get("/so-tay/hinh/mo-lo.webp").status_code == 404


def test_a_picture_that_was_taken_stands_in_its_size_and_is_sent(pictures: Path) -> None:
    Image.new("RGB", (720, 1480)).save(pictures / "mo-lo.webp")
    page = Client().get("/so-tay/mo-lo/").content.decode()
    shown = re.search(r'<img src="/so-tay/hinh/mo-lo.webp"[^>]*>', page)
    assert shown
    assert 'width="360" height="740" loading="lazy"' in shown[0]
    answer = Client().get("/so-tay/hinh/mo-lo.webp")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")


def test_a_file_that_the_list_does_not_name_is_not_sent(pictures: Path) -> None:
    Image.new("RGB", (9, 9)).save(pictures / "la.webp")
    assert Client().get("/so-tay/hinh/la.webp").status_code == 404


def test_a_page_of_a_workspace_leads_to_the_section_that_shows_it() -> None:
    assert guide.about("enterprise:identify:create_lot") == "/so-tay/mo-lo/#muc-1"
    assert guide.about("enterprise:identify:edit_lot") == ""
