"""Documents, news and counted communication of the demonstration: all invented, and marked so."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from config.demonstration import accounts
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from txng.library.facts import CommunicationFacts, DocumentFacts, NewsFacts
from txng.library.models import Document
from txng.library.services import (
    add_document,
    add_news,
    count_communication,
    publish_document,
    publish_news,
    relate_documents,
)
from txng.library.vocab import Channel, DocumentKind, RelationKind

_TOLD: Final = Path(__file__).with_name("reading.json")


def fill_library(loaded: Loaded) -> None:
    """Publish documents, one replacing another, news, one of it scheduled, and count channels."""
    told = json.loads(_TOLD.read_text("utf-8"))
    made = [_document(loaded, row, told["text"]) for row in told["documents"]]
    relate_documents(
        document=made[1],
        kind=RelationKind.REPLACES,
        other=made[0],
        on_date=made[1].issued_date,
        actor=loaded.actors[accounts.LEAD],
        now=loaded.now,
    )
    for row in told["news"]:
        _news(loaded, row)
    _waiting(loaded)
    for row in told["told"]:
        _communication(loaded, row)


def _document(loaded: Loaded, row: dict[str, Any], text: str) -> Document:
    lead, day = loaded.actors[accounts.LEAD], loaded.today - timedelta(days=row["days_ago"])
    facts = DocumentFacts(
        kind=DocumentKind(row["kind"]),
        number=row["number"],
        title=row["title"],
        issuer=row["issuer"],
        issued_date=day,
        effective_from=day,
        summary=row["summary"],
        full_text=text,
    )
    made = add_document(facts=facts, actor=lead, now=loaded.now, is_demonstration=True)
    return publish_document(document=made, actor=lead, now=loaded.now)


def _news(loaded: Loaded, row: dict[str, Any]) -> None:
    lead, then = loaded.actors[accounts.LEAD], _then(loaded, row)
    facts = NewsFacts(title=row["title"], lead=row["lead"], body=row["body"])
    news = add_news(facts=facts, actor=lead, now=then, is_demonstration=True)
    publish_news(news=news, at=None, actor=lead, now=then)


def _then(loaded: Loaded, row: dict[str, Any]) -> datetime:
    return moment(loaded.today - timedelta(days=row["days_ago"]), 8)


def _communication(loaded: Loaded, row: dict[str, Any]) -> None:
    facts = CommunicationFacts(
        channel=Channel(row["channel"]),
        title=row["title"],
        on_date=loaded.today - timedelta(days=row["days_ago"]),
        count=row["count"],
    )
    lead = loaded.actors[accounts.LEAD]
    count_communication(facts=facts, actor=lead, now=loaded.now, is_demonstration=True)


def _waiting(loaded: Loaded) -> None:
    """Leave one draft, and one piece of news that becomes public tomorrow."""
    lead = loaded.actors[accounts.LEAD]
    draft = NewsFacts(title="Kết quả khảo sát nhu cầu (trình diễn)", body="Đang viết.")
    add_news(facts=draft, actor=lead, now=loaded.now, is_demonstration=True)
    facts = NewsFacts(title="Lịch tập huấn tháng tới (trình diễn)", body="Ba lớp, ở ba xã.")
    news = add_news(facts=facts, actor=lead, now=loaded.now, is_demonstration=True)
    tomorrow = moment(loaded.today + timedelta(days=1), 8)
    publish_news(news=news, at=max(tomorrow, loaded.now), actor=lead, now=loaded.now)
