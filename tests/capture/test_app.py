"""What a phone keeps of the portal: a worker over all of it, and a page that tells of nobody."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests import factories
from txng.capture.views.public import KEPT

pytestmark = pytest.mark.django_db


def facts(text: str) -> dict[str, object]:
    found = re.match(r"self\.TXNG = (.*);\n", text)
    assert found
    told: dict[str, object] = json.loads(found[1])
    return told


def test_the_worker_may_act_everywhere_and_is_asked_for_anew() -> None:
    answer = Client().get("/sw.js")
    assert (answer["Service-Worker-Allowed"], answer["Cache-Control"]) == ("/", "no-cache")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    told = facts(answer.content.decode())
    assert told["shells"] == ["/ghi-nhanh/khong-mang/", "/en/ghi-nhanh/khong-mang/"]
    assert told["leaving"] == ["/dang-xuat/", "/chon-don-vi/"]


def test_every_file_that_is_kept_is_there_with_all_that_it_imports() -> None:
    assert [name for name in KEPT if finders.find(name) is None] == []
    kept = {name.rpartition("/")[2] for name in KEPT}
    for name in KEPT:
        if name.startswith("capture/") and name.endswith(".js"):
            path = finders.find(name)
            assert isinstance(path, str)
            with open(path, encoding="utf-8") as file:  # noqa: PTH123
                imported = re.findall(r'from "[^"]*/([\w-]+\.js)"', file.read())
            assert set(imported) <= kept, name


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_without_a_network_tells_of_nobody(language: str) -> None:
    lot = factories.lot()
    user = factories.person(lot.product.organisation)
    for client in (Client(), factories.signed_in(user)):
        shown = client.get(f"{language}/ghi-nhanh/khong-mang/")
        assert shown.status_code == 200
        text = shown.content.decode()
        for secret in (lot.code, user.full_name, lot.product.organisation.name, "csrf"):
            assert secret not in text
        assert 'data-owner=""' in text


def test_the_manifest_opens_quick_entry_with_our_own_icons() -> None:
    told = Client().get("/ung-dung.webmanifest").json()
    assert (told["start_url"], told["scope"], told["display"]) == (
        "/doanh-nghiep/ghi-nhanh/", "/", "standalone",
    )  # fmt: skip
    for icon in told["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))
