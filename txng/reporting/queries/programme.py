"""Named queries over the programme line: documents, news, communication, plans and their money."""

from django.utils.translation import gettext_lazy as _

from txng.library.models import Communication, Document, News
from txng.library.vocab import Channel, DocumentKind
from txng.reporting.rows import Column, Rows, Scope, Split, counted

_DOCUMENT = (
    Column(_("Số, ký hiệu"), "number"),
    Column(_("Trích yếu"), "title"),
    Column(_("Loại"), "get_kind_display"),
    Column(_("Cơ quan ban hành"), "issuer"),
    Column(_("Ngày ban hành"), "issued_date", "day"),
)
_DOCUMENT_KINDS = Split("loai", _("Loại văn bản"), "kind", dict(DocumentKind.choices))


@counted
def documents_issued(scope: Scope) -> Rows:
    """Documents issued in the period by agencies of the area."""
    found = Document.objects.filter(
        issued_date__range=(scope.period.starts, scope.period.ends),
        **scope.within("issuer_organisation"),
    )
    return Rows(found.order_by("-issued_date", "id"), _DOCUMENT, splits=(_DOCUMENT_KINDS,))


_NEWS = (
    Column(_("Tin"), "title"),
    Column(_("Đơn vị đăng"), "organisation.name"),
    Column(_("Đăng lúc"), "published_at", "moment"),
)


@counted
def news_published(scope: Scope) -> Rows:
    """News published on this portal in the period."""
    first, after = scope.moments
    found = News.objects.filter(
        published_at__gte=first, published_at__lt=after, **scope.within()
    ).select_related("organisation")
    return Rows(found.order_by("-published_at", "id"), _NEWS)


_COMMUNICATION = (
    Column(_("Nội dung"), "title"),
    Column(_("Kênh"), "get_channel_display"),
    Column(_("Đơn vị"), "organisation.name"),
    Column(_("Ngày"), "on_date", "day"),
    Column(_("Số lần"), "count", "number"),
)
_CHANNELS = Split("kenh", _("Kênh"), "channel", dict(Channel.choices))


@counted
def communications(scope: Scope) -> Rows:
    """How often the public was told in the period, by channel, summed over what was counted."""
    found = Communication.objects.filter(
        on_date__range=(scope.period.starts, scope.period.ends), **scope.within()
    ).select_related("organisation")
    return Rows(
        found.order_by("-on_date", "id"), _COMMUNICATION, weight="count", splits=(_CHANNELS,)
    )
