"""Named queries over support: who was supported, with what, whom it connected, pilots at work."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from txng.parties.models import Organisation
from txng.planning.models import Award, Pilot
from txng.planning.vocab import PilotState, SupportKind
from txng.reporting.queries.registers import as_organisations
from txng.reporting.rows import Column, Rows, Scope, Split, counted

_AWARD = (
    Column(_("Đơn vị"), "application.organisation.name",
           link=("government:parties:show_organisation", "application.organisation_id")),
    Column(_("Chính sách"), "application.policy.title"),
    Column(_("Hỗ trợ bằng"), "get_kind_display"),
    Column(_("Quyết định"), "number"),
    Column(_("Ngày giao"), "paid_date", "day"),
    Column(_("Giá trị (đồng)"), "amount", "number"),
)  # fmt: skip
_KINDS = Split("bang", _("Hỗ trợ bằng"), "kind", dict(SupportKind.choices))


def _supported(scope: Scope, **of: object) -> Rows:
    given = Award.objects.filter(
        application__organisation=OuterRef("pk"),
        on_date__range=(scope.period.starts, scope.period.ends),
        **of,
    )
    found = Organisation.objects.filter(Exists(given), **scope.within(""))
    return as_organisations(found.select_related("unit").order_by("sort_key", "id"))


@counted
def supported(scope: Scope) -> Rows:
    """Organisations that a decision of the period gave support."""
    return _supported(scope)


@counted
def connected_by_support(scope: Scope) -> Rows:
    """Of these, those that have traceability thanks to it."""
    return _supported(scope, is_connected=True)


@counted
def support_given(scope: Scope) -> Rows:
    """Support handed over in the period, summed by what it is worth in đồng."""
    found = Award.objects.filter(
        paid_date__range=(scope.period.starts, scope.period.ends),
        **scope.within("application__organisation"),
    ).select_related("application__organisation", "application__policy")
    return Rows(
        found.order_by("-paid_date", "id"),
        _AWARD,
        weight="amount",
        splits=(_KINDS,),
        unit_path="application__organisation__unit",
    )


_PILOT = (
    Column(_("Mô hình"), "title", link=("government:planning:show_pilot", "pk")),
    Column(_("Sản phẩm"), "product"),
    Column(_("Cơ quan chủ trì"), "agency.name"),
    Column(_("Từ ngày"), "from_date", "day"),
    Column(_("Đến ngày"), "to_date", "day"),
    Column(_("Trạng thái"), "get_state_display"),
)
_STATES = Split("trang-thai", _("Trạng thái"), "state", dict(PilotState.choices))


@counted
def pilots(scope: Scope) -> Rows:
    """Pilots that were at work in the period, those of agencies of the area."""
    found = (
        Pilot.objects.filter(from_date__lte=scope.period.ends, **scope.within("agency"))
        .filter(Q(to_date=None) | Q(to_date__gte=scope.period.starts))
        .select_related("agency")
    )
    return Rows(found.order_by("-from_date", "id"), _PILOT, splits=(_STATES,))
