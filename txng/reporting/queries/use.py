"""Named queries over what consumers meet: stamps activated, looks at them, suspicious ones."""

from django.db.models import BigIntegerField, F, Func, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.reporting.rows import Column, Rows, Scope, Split, counted
from txng.stamps.models import Activation
from txng.verify.models import Scan
from txng.verify.vocab import Verdict

_ACTIVATION = (
    Column(_("Sản phẩm"), "lot.product.name"),
    Column(_("Lô"), "lot.code"),
    Column(_("Đơn vị"), "batch.organisation.name",
           link=("government:parties:show_organisation", "batch.organisation_id")),
    Column(_("Kích hoạt lúc"), "activated_at", "moment"),
    Column(_("Số tem"), "stamps", "number"),
)  # fmt: skip


class _Length(Func):
    """How many whole numbers a half-open range holds."""

    template = "(upper(%(expressions)s) - lower(%(expressions)s))"
    output_field = BigIntegerField()


@counted
def stamps_activated(scope: Scope) -> Rows:
    """Activations in the period, summed over the stamps of each."""
    first, after = scope.moments
    found = (
        Activation.objects.filter(
            activated_at__gte=first, activated_at__lt=after, **scope.within("batch__organisation")
        )
        .annotate(stamps=_Length(F("positions")))
        .select_related("lot__product", "batch__organisation")
        .order_by("-activated_at", "id")
    )
    return Rows(found, _ACTIVATION, weight="stamps", unit_path="batch__organisation__unit")


_SCAN = (
    Column(_("Lúc"), "at", "moment"),
    Column(_("Kết luận"), "get_verdict_display"),
    Column(_("Sản phẩm"), "lot.product.name"),
    Column(_("Lô"), "lot.code"),
    Column(_("Đơn vị"), "lot.product.organisation.name"),
)
_VERDICTS = Split("ket-luan", _("Kết luận"), "verdict", dict(Verdict.choices))


def _scans(scope: Scope) -> QuerySet[Scan]:
    """Looks of the period; those at codes of no lot are the province's as a whole."""
    first, after = scope.moments
    inside = Q(**scope.within("lot__product__organisation"))
    if inside and scope.is_whole_province:
        inside |= Q(lot=None)
    return (
        Scan.objects.filter(inside, at__gte=first, at__lt=after)
        .select_related("lot__product__organisation")
        .order_by("id")
    )


@counted
def scans(scope: Scope) -> Rows:
    """Looks at stamps and lots in the period; kept as long as the log of scans keeps them."""
    return Rows(_scans(scope), _SCAN, splits=(_VERDICTS,))


@counted
def scans_suspicious(scope: Scope) -> Rows:
    """Of these, looks at codes that are suspicious, void or of no stamp at all."""
    odd = (Verdict.SUSPICIOUS, Verdict.VOID, Verdict.UNKNOWN, Verdict.UNPRINTED)
    return Rows(_scans(scope).filter(verdict__in=odd), _SCAN, splits=(_VERDICTS,))
