"""Pages of the library: who may open them, what they say, and what they cost."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories, people
from tests.factories import THEN
from txng.core.clock import now
from txng.core.models import FileKind
from txng.library import services
from txng.library.markdown import html_of
from txng.library.models import Document, News
from txng.library.texts import text_of
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db
ONLY_AGENCIES = {"owner": 403, "colleague": 403, "stranger": 403, "officer": 200,
                 "other_agency": 200, "nobody": 302}  # fmt: skip


@pytest.fixture(autouse=True)
def _private(settings: Any, tmp_path: Path) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path


def _news(**facts: Any) -> News:
    told = {"title": "Mùa cam", "body": "Đã chín.", "created_at": THEN, "changed_at": THEN, **facts}
    return News.objects.create(**told)


def test_pages_of_agencies_are_for_agencies() -> None:
    row, news = factories.document(is_public=False), _news()
    around = people.around(factories.organisation())
    for address in (
        "/quan-ly/van-ban/",
        "/quan-ly/van-ban/them/",
        f"/quan-ly/van-ban/{row.pk}/",
        f"/quan-ly/van-ban/{row.pk}/sua/",
        f"/quan-ly/van-ban/{row.pk}/thay-the/",
        f"/quan-ly/van-ban/{row.pk}/quan-he/them/",
        f"/quan-ly/van-ban/{row.pk}/tep/them/",
        "/quan-ly/tin-tuc/",
        "/quan-ly/tin-tuc/soan/",
        f"/quan-ly/tin-tuc/{news.pk}/",
        f"/quan-ly/tin-tuc/{news.pk}/sua/",
        f"/quan-ly/tin-tuc/{news.pk}/dang/",
        "/quan-ly/tuyen-truyen/",
        "/quan-ly/tuyen-truyen/ghi/",
        "/quan-ly/van-ban/quy-che/",
        "/quan-ly/van-ban/quy-che.docx",
        "/quan-ly/van-ban/quy-che.pdf",
    ):
        assert (address, around.statuses(address)) == (address, ONLY_AGENCIES)


def test_only_a_lead_officer_publishes() -> None:
    row, news = factories.document(is_public=False, summary="x"), _news()
    plain = factories.signed_in(factories.person(factories.agency(), MemberRole.OFFICER))
    for address in (f"/quan-ly/van-ban/{row.pk}/cong-khai/", f"/quan-ly/tin-tuc/{news.pk}/dang/"):
        assert plain.post(address).status_code == 403
    row.refresh_from_db()
    assert row.is_public is False


def test_what_is_not_public_is_not_found_by_anybody_outside() -> None:
    hidden = factories.document(is_public=False, full_text="Bí mật")
    draft, waiting = _news(), _news(published_at=now() + timedelta(hours=1))
    client = Client()
    for address in (
        f"/van-ban/{hidden.pk}/",
        f"/tin-tuc/{draft.pk}/",
        f"/tin-tuc/{waiting.pk}/",
        "/so-tay/khong-co/",
    ):
        assert client.get(address).status_code == 404
    assert hidden.title not in client.get("/van-ban/?q=bi+mat").content.decode()


def test_a_file_is_public_only_with_its_document() -> None:
    row, officer = factories.document(is_public=False), factories.officer()
    body = SimpleUploadedFile("a.pdf", b"%PDF-1.4 text")
    file = services.attach_file(
        document=row, body=body, name="a.pdf", title="Bản ký", actor=officer, now=now()
    )
    address = f"/van-ban/tep/{file.pk}/"
    assert Client().get(address).status_code == 404
    services.publish_document(document=row, actor=officer, now=now())
    answer = Client().get(address)
    assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")


def test_a_document_that_nobody_compared_says_so() -> None:
    row = factories.document(summary="x")
    address, words = f"/van-ban/{row.pk}/", "Chưa đối chiếu với bản chính thức"
    assert words in Client().get(address).content.decode()
    Document.objects.filter(pk=row.pk).update(verified_date=THEN.date())
    assert words not in Client().get(address).content.decode()


def _statements(address: str, client: Client) -> int:
    with CaptureQueriesContext(connection) as heard:
        assert client.get(address).status_code == 200
    return len(heard)


@pytest.mark.parametrize(
    "name", ["list_documents", "list_news", "list_communication", "public", "public_news"]
)
def test_lists_cost_the_same_for_one_and_for_three_rows(name: str) -> None:
    agency = factories.agency()
    officer = factories.person(agency, MemberRole.LEAD_OFFICER)
    public = {"public": "public:library:list_documents", "public_news": "public:library:list_news"}
    address = reverse(public.get(name, f"government:library:{name}"))
    client = Client() if name in public else factories.signed_in(officer)

    def more() -> None:
        factories.document()
        news = _news(published_at=THEN, organisation=agency)
        news.communications.create(
            channel="zalo", title="x", on_date=now().date(), count=1, organisation=agency,
            recorded_at=THEN,
        )  # fmt: skip

    more()
    one = _statements(address, client)
    more()
    more()
    assert (_statements(address, client), one <= 8) == (one, True)


def test_an_officer_adds_a_document_with_what_a_form_sends() -> None:
    client = factories.signed_in(factories.person(factories.agency(), MemberRole.LEAD_OFFICER))
    told = {"kind": "plan", "number": "5/KH-UBND", "title": "Kế hoạch 2027", "summary": "Tóm tắt"}
    answer = client.post("/quan-ly/van-ban/them/", told)
    row = Document.objects.get(number="5/KH-UBND")
    assert answer.headers["Location"] == f"/quan-ly/van-ban/{row.pk}/"
    again = client.post("/quan-ly/van-ban/them/", told)
    assert "đã có trong thư viện" in again.content.decode()


def test_markdown_lets_no_script_and_no_foreign_picture_through() -> None:
    made = html_of(
        "# A\n<script>alert(1)</script>\n\n![x](https://la.example/a.png) ![y](/a.webp)\n\n"
        "[z](javascript:alert(1))"
    )
    assert "<script" not in made
    assert "la.example" not in made
    assert 'href="javascript' not in made
    assert ('<img src="/a.webp"' in made, "<h2>A</h2>" in made) == (True, True)


def test_every_chapter_of_the_guide_opens_and_is_found_by_its_words() -> None:
    client = Client()
    contents = client.get("/so-tay/").content.decode()
    assert "Người mua: quét tem" in contents
    assert client.get("/so-tay/nguoi-mua/").status_code == 200
    assert client.get("/so-tay/in/").status_code == 200
    assert "muc-4" in client.get("/so-tay/?q=tem+la").content.decode()
    assert "Sổ tay chưa nói về điều này" in client.get("/so-tay/?q=zzzz").content.decode()


def test_the_draft_rules_keep_their_brackets_in_word() -> None:
    client = factories.signed_in(factories.person(factories.agency(), MemberRole.OFFICER))
    body = client.get("/quan-ly/van-ban/quy-che.docx").content
    text = text_of(body, FileKind.TEXT)
    assert ("Điều 16. Hiệu lực" in text, "[cơ quan đầu mối]" in text) == (True, True)
    assert client.get("/quan-ly/van-ban/quy-che.exe").status_code == 404
