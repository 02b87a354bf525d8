"""Documents, news and counts keep their rules."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from django.utils import timezone

from tests import factories
from txng.core.clock import now
from txng.core.models import AuditEntry
from txng.core.papers.paper import Paper
from txng.core.papers.pdf import to_pdf
from txng.library import queries, services
from txng.library.facts import CommunicationFacts, DocumentFacts, NewsFacts
from txng.library.models import Communication, Document, DocumentRelation, News
from txng.library.services.communication import NotYetTold, PortalCountsItself
from txng.library.services.document import DocumentAlreadyKept, NothingToShow, PeriodNotRight
from txng.library.services.news import AlreadyPublic, TimeHasPassed
from txng.library.services.relation import RelationToItself, RelationTurnsRound
from txng.library.vocab import Channel, DocumentKind, NewsState, RelationKind, Validity
from txng.parties.actor import Actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _private(settings: Any, tmp_path: Path) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path


def _facts(**more: Any) -> DocumentFacts:
    told = {
        "kind": DocumentKind.DECISION,
        "number": "12/QĐ-UBND",
        "title": "Phê  duyệt danh mục ưu tiên",
        "issuer": "UBND tỉnh",
        "issued_date": TODAY,
        **more,
    }
    return DocumentFacts(**told)


def _add(**more: Any) -> Document:
    return services.add_document(facts=_facts(**more), actor=factories.officer(), now=now())


def test_add_document_keeps_it_from_the_public_until_it_is_published() -> None:
    row = _add(summary="Có 12 sản phẩm.")
    assert (row.title, row.is_public) == ("Phê duyệt danh mục ưu tiên", False)
    services.publish_document(document=row, actor=factories.officer(), now=now())
    assert list(queries.public_documents()) == [row]
    services.hide_document(document=row, actor=factories.officer(), now=now())
    assert list(queries.public_documents()) == []


def test_a_number_of_one_issuer_and_day_is_kept_once() -> None:
    _add()
    with pytest.raises(DocumentAlreadyKept):
        _add(title="Khác")
    _add(issuer="UBND tỉnh khác")


def test_a_document_cannot_end_before_it_begins() -> None:
    with pytest.raises(PeriodNotRight):
        _add(effective_from=TODAY, effective_to=TODAY - timedelta(days=1))


def test_an_empty_document_is_not_published() -> None:
    with pytest.raises(NothingToShow):
        services.publish_document(document=_add(), actor=factories.officer(), now=now())


def test_edit_document_keeps_in_the_trail_what_it_said_before() -> None:
    row = _add()
    services.edit_document(
        document=row, facts=_facts(title="Tên mới"), actor=factories.officer(), now=now()
    )
    entry = AuditEntry.objects.get(action="library.edit_document")
    assert entry.details["title"] == ["Phê duyệt danh mục ưu tiên", "Tên mới"]


def test_replace_document_ends_the_one_before_on_the_first_day_of_the_new() -> None:
    old = _add(effective_from=date(2020, 1, 1))
    fresh = services.replace_document(
        document=old,
        facts=_facts(number="15/QĐ-UBND", effective_from=TODAY),
        actor=factories.officer(),
        now=now(),
    )
    old.refresh_from_db()
    assert (old.effective_to, old.validity_on(TODAY)) == (TODAY, Validity.EXPIRED)
    assert [(r.document, r.other, r.kind) for r in queries.relations_of(old)] == [
        (fresh, old, RelationKind.REPLACES)
    ]


def _relate(one: Document, other: Document) -> DocumentRelation:
    return services.relate_documents(
        document=one,
        kind=RelationKind.REPLACES,
        other=other,
        on_date=None,
        actor=factories.officer(),
        now=now(),
    )


def test_two_documents_cannot_replace_each_other_nor_themselves() -> None:
    one, two = _add(number="1"), _add(number="2")
    _relate(two, one)
    with pytest.raises(RelationTurnsRound):
        _relate(one, two)
    with pytest.raises(RelationToItself):
        _relate(one, one)


def _docx(*lines: str) -> bytes:
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Cam sành", "5 sao"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_attach_file_reads_the_text_of_a_word_file_and_it_is_found_by_its_words() -> None:
    row = _add()
    services.attach_file(
        document=row,
        body=_docx("Điều 1. Quản lý mật ong rừng."),
        name="qd.docx",
        title="",
        actor=factories.officer(),
        now=now(),
    )
    row.refresh_from_db()
    assert row.full_text == "Điều 1. Quản lý mật ong rừng.\nCam sành | 5 sao"
    for asked in ("mat ong rung", "mật ong", "CAM SANH"):
        by = queries.DocumentFilter(text=asked)
        assert list(queries.find_documents(queries.documents(), by=by).rows) == [row]


def _attach(row: Document, *lines: str, title: str = "") -> str:
    actor, body = factories.officer(), _docx(*lines)
    services.attach_file(
        document=row, body=body, name="a.docx", title=title, actor=actor, now=now()
    )
    row.refresh_from_db()
    return row.full_text


def test_the_text_of_every_file_joins_what_was_pasted_once_and_is_found() -> None:
    row = _add(full_text="Đã dán")
    first = _attach(row, "Điều 1. Quản lý mật ong.", title="Bản ký")
    assert first == "Đã dán\n\nBản ký\nĐiều 1. Quản lý mật ong.\nCam sành | 5 sao"
    second = _attach(row, "Phụ lục: mẫu sổ nhật ký.", title="Phụ lục I")
    assert second.startswith(f"{first}\n\nPhụ lục I\nPhụ lục: mẫu sổ nhật ký.")
    assert _attach(row, "Điều 1.  Quản lý", "mật ong.", title="Bản in lại") == second
    by = queries.DocumentFilter(text="mau so nhat ky")
    assert list(queries.find_documents(queries.documents(), by=by).rows) == [row]


def test_the_text_of_a_pdf_is_found_without_marks() -> None:
    row = _add()
    pdf = to_pdf(Paper(issuer="Sở", kind="Kế hoạch", title="Tập huấn dán tem mật ong bạc hà"))
    services.attach_file(
        document=row, body=pdf, name="k.pdf", title="", actor=factories.officer(), now=now()
    )
    for asked in ("mat ong bac ha", "bạc hà"):
        by = queries.DocumentFilter(text=asked)
        assert list(queries.find_documents(queries.documents(), by=by).rows) == [row]


def test_a_mistyped_title_is_forgiven_and_said_to_be_only_like() -> None:
    row = _add(title="Truy xuất nguồn gốc thủy sản")
    _add(number="x", title="Phân loại rác")
    found = queries.find_documents(
        queries.documents(), by=queries.DocumentFilter(text="truy xuat nguon gocc")
    )
    assert (list(found.rows), found.is_only_like) == ([row], True)


@pytest.mark.parametrize("wanted", list(Validity))
def test_the_filter_by_validity_agrees_with_the_document_itself(wanted: Validity) -> None:
    past, ahead = TODAY - timedelta(days=9), TODAY + timedelta(days=9)
    for number, dates in enumerate(
        (
            {},
            {"effective_from": past},
            {"effective_from": ahead},
            {"effective_from": past, "effective_to": TODAY},
            {"effective_to": TODAY},
            {"effective_from": past, "partly_expired_from": past},
            {"partly_expired_from": past},
            {"effective_from": past, "partly_expired_from": past, "effective_to": ahead},
        )
    ):
        _add(number=str(number), **dates)
    by = queries.DocumentFilter(validity=wanted)
    found = queries.find_documents(queries.documents(), by=by, on=TODAY).rows
    expected = {d.pk for d in Document.objects.all() if d.validity_on(TODAY) == wanted}
    assert {d.pk for d in found} == expected


def test_the_shipped_documents_load_once_public_and_not_verified() -> None:
    count = services.load_documents(now=now())
    assert (count > 20, services.load_documents(now=now())) == (True, 0)
    assert Document.objects.filter(is_public=True, verified_date=None).count() == count
    assert not Document.objects.filter(source_note="", source_url="").exists()


def _news(actor: Actor | None = None) -> News:
    facts = NewsFacts(title="Mùa cam", body="## Cam\n\nĐã chín.")
    return services.add_news(facts=facts, actor=actor or factories.officer(), now=now())


def test_news_is_a_draft_then_waits_for_its_time_then_is_public_by_itself() -> None:
    row, moment = _news(), now()
    assert row.state_at(moment) == NewsState.DRAFT
    later = moment + timedelta(hours=2)
    row = services.publish_news(news=row, at=later, actor=factories.officer(), now=moment)
    assert row.state_at(moment) == NewsState.SCHEDULED
    assert list(queries.public_news(at=moment)) == []
    assert list(queries.public_news(at=later)) == [row]


def test_publish_news_refuses_a_time_gone_by_and_what_is_public() -> None:
    row, moment = _news(), now()
    with pytest.raises(TimeHasPassed):
        services.publish_news(
            news=row, at=moment - timedelta(1), actor=factories.officer(), now=moment
        )
    services.publish_news(news=row, at=None, actor=factories.officer(), now=moment)
    with pytest.raises(AlreadyPublic):
        services.publish_news(news=row, at=None, actor=factories.officer(), now=moment)


def _count(channel: Channel, count: int, on_date: date, actor: Actor) -> Communication:
    facts = CommunicationFacts(channel=channel, title="Bài", on_date=on_date, count=count)
    return services.count_communication(facts=facts, actor=actor, now=now())


def test_communication_is_counted_by_channel_and_period_and_the_portal_counts_itself() -> None:
    officer, today = factories.officer(), now().date()
    _count(Channel.LEAFLET, 500, today, officer)
    _count(Channel.LEAFLET, 300, today - timedelta(days=1), officer)
    _count(Channel.LEAFLET, 9, today - timedelta(days=400), officer)
    services.publish_news(news=_news(officer), at=None, actor=officer, now=now())
    counts = queries.communication_counts(
        start=today - timedelta(days=30), end=today + timedelta(days=1)
    )
    told = {row.channel: (row.entries, row.pieces) for row in counts}
    assert set(told) == set(Channel)
    assert (told[Channel.LEAFLET], told[Channel.PORTAL], told[Channel.ZALO]) == (
        (2, 800),
        (1, 1),
        (0, 0),
    )


def test_what_the_portal_counts_is_the_list_of_news_of_those_days() -> None:
    actor = factories.officer()
    for title in ("cũ", "mới", "nháp"):
        services.add_news(facts=NewsFacts(title=title, body="x"), actor=actor, now=now())
    today = timezone.localdate()
    News.objects.filter(title="cũ").update(published_at=now() - timedelta(days=9))
    News.objects.filter(title="mới").update(published_at=now() - timedelta(minutes=1))
    for first, last in ((3, 0), (20, 5), (20, 0)):
        start, end = today - timedelta(days=first), today - timedelta(days=last)
        by = queries.NewsFilter(state=NewsState.PUBLISHED, start=start, end=end)
        listed = queries.find_news(by=by, at=now()).count()
        counts = {c.channel: c.pieces for c in queries.communication_counts(start=start, end=end)}
        assert (start, listed) == (start, counts[Channel.PORTAL])
    assert listed == 2


def test_the_portal_and_the_future_are_not_counted_by_hand() -> None:
    officer, today = factories.officer(), now().date()
    with pytest.raises(PortalCountsItself):
        _count(Channel.PORTAL, 1, today, officer)
    with pytest.raises(NotYetTold):
        _count(Channel.ZALO, 1, today + timedelta(days=2), officer)
