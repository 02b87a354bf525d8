"""What pages and other rooms read of documents, news and communication."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotAllowed, NotFound
from txng.core.search import has_words, like, resembles
from txng.library.models import Communication, Document, DocumentFile, DocumentRelation, News
from txng.library.vocab import Channel, NewsState, Validity
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.rights import is_lead_agency

_HIDDEN = _("Không tìm thấy trang này. Có thể văn bản đã được gỡ khỏi trang công khai.")


@dataclass(frozen=True)
class DocumentFilter:
    """What a list of documents is narrowed to; an empty value narrows nothing."""

    text: str = ""
    kind: str = ""
    validity: str = ""


@dataclass(frozen=True)
class Found:
    """Documents that were found; `is_only_like`: none had every word, these come near."""

    rows: QuerySet[Document]
    is_only_like: bool = False


def documents() -> QuerySet[Document]:
    """All documents, the newest first, those without a day last; their long text not read."""
    return Document.objects.defer("full_text", "words").order_by(
        F("issued_date").desc(nulls_last=True), "id"
    )


def public_documents() -> QuerySet[Document]:
    """Documents that everybody may read."""
    return documents().filter(is_public=True)


def find_documents(
    among: QuerySet[Document], *, by: DocumentFilter, on: date | None = None
) -> Found:
    """Narrow documents; where none has every word asked for, return those with a like title."""
    found = among
    if by.kind:
        found = found.filter(kind=by.kind)
    if by.validity:
        found = found.filter(_validity(Validity(by.validity), on or timezone.localdate()))
    exact = found.filter(has_words(by.text))
    if not by.text or exact.exists():
        return Found(exact)
    near = resembles(by.text, "title") | like(by.text, "number")
    return Found(found.filter(near), is_only_like=True)


def _validity(wanted: Validity, day: date) -> Q:
    expired, not_yet = Q(effective_to__lte=day), Q(effective_from__gt=day)
    partly = Q(partly_expired_from__lte=day)
    alive = ~expired & ~not_yet
    known: Mapping[Validity, Q] = {
        Validity.EXPIRED: expired,
        Validity.NOT_YET: not_yet & ~expired,
        Validity.PARTLY: partly & alive,
        Validity.IN_FORCE: Q(effective_from__lte=day) & alive & ~partly,
        Validity.UNKNOWN: Q(effective_from=None) & ~expired & ~partly,
    }
    return known[wanted]


class NoSuchDocument(NotFound):
    """There is none, or none that this person may read."""

    reason = _HIDDEN


def document_for(*, document_id: int, public_only: bool = False) -> Document:
    """Return a document with its files; officers may read all, everybody the public ones."""
    among = Document.objects.filter(is_public=True) if public_only else Document.objects.all()
    found = (
        among.select_related("issuer_organisation")
        .prefetch_related(Prefetch("files", _files()))
        .defer("words")
        .filter(pk=document_id)
        .first()
    )
    if found is None:
        raise NoSuchDocument
    return found


def file_for(*, file_id: int, public_only: bool = False) -> DocumentFile:
    """Return a file of a document that the person may read."""
    among = _files().filter(document__is_public=True) if public_only else _files()
    found = among.filter(pk=file_id).first()
    if found is None:
        raise NoSuchDocument
    return found


def _files() -> QuerySet[DocumentFile]:
    return DocumentFile.objects.select_related("stored", "document").order_by("position", "id")


def relations_of(document: Document, *, public_only: bool = False) -> list[DocumentRelation]:
    """Return how a document bears on others and others on it, by day."""
    found = DocumentRelation.objects.filter(Q(document=document) | Q(other=document))
    if public_only:
        found = found.filter(document__is_public=True, other__is_public=True)
    return list(
        found.select_related("document", "other")
        .defer("document__words", "document__full_text", "other__words", "other__full_text")
        .order_by("on_date", "id")
    )


def relation_for(*, relation_id: int) -> DocumentRelation:
    """Return a relation between two documents."""
    found = DocumentRelation.objects.select_related("document").filter(pk=relation_id).first()
    if found is None:
        raise NoSuchDocument
    return found


def citable_documents() -> QuerySet[Document]:
    """Documents that a form offers to cite, the newest first."""
    return documents()


def news() -> QuerySet[News]:
    """All news, drafts first, then the newest."""
    return News.objects.select_related("organisation", "picture").order_by("-published_at", "-id")


def public_news(*, at: datetime) -> QuerySet[News]:
    """News that is public at a moment, the newest first."""
    return news().filter(published_at__lte=at)


@dataclass(frozen=True)
class NewsFilter:
    """What a list of news is narrowed to."""

    text: str = ""
    state: str = ""
    start: date | None = None
    end: date | None = None
    """First and last day of publication."""


def find_news(*, by: NewsFilter, at: datetime) -> QuerySet[News]:
    """News by words of title and lead, and by state."""
    found = news()
    if by.text:
        found = found.filter(like(by.text, "title", "lead"))
    if by.start:
        found = found.filter(published_at__date__gte=by.start)
    if by.end:
        found = found.filter(published_at__date__lte=by.end)
    states = {
        NewsState.DRAFT: Q(published_at=None),
        NewsState.SCHEDULED: Q(published_at__gt=at),
        NewsState.PUBLISHED: Q(published_at__lte=at),
    }
    return found.filter(states[NewsState(by.state)]) if by.state else found


class NoSuchNews(NotFound):
    """There is none, or none that is public."""

    reason = _("Không tìm thấy tin này. Có thể tin đã được gỡ.")


def news_for(*, news_id: int, public_at: datetime | None = None) -> News:
    """Return a piece of news; `public_at`: only if it is public at that moment."""
    among = news() if public_at is None else public_news(at=public_at)
    found = among.filter(pk=news_id).first()
    if found is None:
        raise NoSuchNews
    return found


def may_change(actor: Actor, news: News) -> bool:
    """Say whether news is the actor's to change: that of one's agency; the lead agency's, all."""
    return bool(is_lead_agency(actor)) or news.organisation_id == actor.organisation_id


class NewsOfAnother(NotAllowed):
    """Each agency answers for what it tells the public."""

    reason = _(
        "Tin này do cơ quan khác viết: chỉ cơ quan ấy, hoặc cơ quan đầu mối của tỉnh, được sửa, "
        "đăng hay gỡ. Hãy nhờ họ, hoặc soạn một tin khác."
    )


def news_to_change(*, actor: Actor, news_id: int) -> News:
    """Return a piece of news that the actor may change; raises NoSuchNews, NewsOfAnother."""
    found = news_for(news_id=news_id)
    if not may_change(actor, found):
        raise NewsOfAnother
    return found


def communications(*, channel: str = "") -> QuerySet[Communication]:
    """What was counted, the newest first."""
    found = Communication.objects.select_related("organisation", "news")
    if channel:
        found = found.filter(channel=channel)
    return found.order_by("-on_date", "-id")


class NoSuchCommunication(NotFound):
    """There is none, or it is another agency's."""

    reason = _("Không tìm thấy dòng này, hoặc dòng này do cơ quan khác ghi.")


def communication_for(*, communication_id: int, organisation: Organisation | None) -> Communication:
    """Return a count that this agency entered."""
    found = Communication.objects.filter(pk=communication_id, organisation=organisation).first()
    if found is None:
        raise NoSuchCommunication
    return found


@dataclass(frozen=True)
class ChannelCount:
    """One channel in a period: how many entries, and how many pieces they count."""

    channel: Channel
    entries: int
    pieces: int


def communication_counts(
    *, start: date, end: date, organisation: Organisation | None = None
) -> list[ChannelCount]:
    """Count communication by channel from `start` to `end`, both included; every channel is there.

    The portal counts itself: news that became public within the period. For reports.
    """
    counted = Communication.objects.filter(on_date__range=(start, end))
    published = News.objects.filter(
        published_at__date__range=(start, end), published_at__lte=timezone.now()
    )
    if organisation is not None:
        counted = counted.filter(organisation=organisation)
        published = published.filter(organisation=organisation)
    rows = {
        row["channel"]: (row["entries"], row["pieces"])
        for row in counted.values("channel").annotate(entries=Count("id"), pieces=Sum("count"))
    }
    on_portal = published.count()
    rows[Channel.PORTAL] = (on_portal, on_portal)
    return [ChannelCount(channel, *rows.get(channel, (0, 0))) for channel in Channel]
