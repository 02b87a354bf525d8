"""What is told about a document or a piece of news when it is entered."""

from dataclasses import dataclass
from datetime import date

from txng.library.models import News
from txng.library.vocab import Channel, DocumentKind
from txng.parties.models import Organisation


@dataclass(frozen=True, kw_only=True)
class DocumentFacts:
    """A document; `effective_to` is the first day on which it is no longer in force."""

    kind: DocumentKind
    title: str
    number: str = ""
    issuer: str = ""
    issuer_organisation: Organisation | None = None
    issued_date: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    partly_expired_from: date | None = None
    validity_note: str = ""
    summary: str = ""
    full_text: str = ""
    source_note: str = ""
    source_url: str = ""
    verified_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewsFacts:
    """A piece of news; `body` is Markdown."""

    title: str
    body: str
    lead: str = ""


@dataclass(frozen=True, kw_only=True)
class CommunicationFacts:
    """How often something was told through one channel."""

    channel: Channel
    title: str
    on_date: date
    count: int
    news: News | None = None
    note: str = ""
