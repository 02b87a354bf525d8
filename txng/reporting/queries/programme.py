"""Named queries over the programme line: documents, news, communication, plans and their money."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from txng.library.models import Communication, Document, News
from txng.library.vocab import Channel, DocumentKind
from txng.planning.models import Expense, Task
from txng.planning.queries import budgets_in_force
from txng.planning.vocab import ExpenseKind, PlanState, TaskState
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
    """Documents issued in the period by agencies of the area; those of others do not count."""
    found = Document.objects.filter(
        issued_date__range=(scope.period.starts, scope.period.ends),
        issuer_organisation__isnull=False,
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


_TASK = (
    Column(_("TT"), "number"),
    Column(_("Nhiệm vụ"), "content"),
    Column(_("Kế hoạch"), "plan.title"),
    Column(_("Cơ quan chủ trì"), "lead_text"),
    Column(_("Hạn"), "due_date", "day"),
    Column(_("Trạng thái"), "get_state_display"),
)
_TASK_STATES = Split("trang-thai", _("Trạng thái"), "state", dict(TaskState.choices))


def _tasks(scope: Scope) -> QuerySet[Task]:
    return (
        Task.objects.filter(
            plan__state=PlanState.APPROVED,
            due_date__range=(scope.period.starts, scope.period.ends),
            **scope.within("plan__issuer"),
        )
        .exclude(state=TaskState.DROPPED)
        .select_related("plan")
        .order_by("due_date", "id")
    )


@counted
def plan_tasks(scope: Scope) -> Rows:
    """Tasks of approved plans whose last day lies in the period; dropped ones left out."""
    return Rows(_tasks(scope), _TASK, splits=(_TASK_STATES,))


@counted
def plan_tasks_done(scope: Scope) -> Rows:
    """Of these, those that are done."""
    return Rows(_tasks(scope).filter(state=TaskState.DONE), _TASK)


@counted
def plan_tasks_late(scope: Scope) -> Rows:
    """Of these, those not done although their last day is past."""
    open_states = (TaskState.WAITING, TaskState.DOING)
    found = _tasks(scope).filter(state__in=open_states, due_date__lt=scope.day)
    return Rows(found, _TASK, splits=(_TASK_STATES,))


_EXPENSE = (
    Column(_("Nội dung chi"), "line.content"),
    Column(_("Kế hoạch"), "line.budget.plan.title"),
    Column(_("Chứng từ"), "voucher"),
    Column(_("Ngày"), "on_date", "day"),
    Column(_("Số tiền (đồng)"), "amount", "number"),
)


_ESTIMATE = (
    Column(_("Kế hoạch"), "plan.title", link=("government:planning:show_budget", "plan_id")),
    Column(_("Số"), "plan.number"),
    Column(_("Năm"), "plan.years"),
    Column(_("Kinh phí (đồng)"), "planned", "number"),
)


@counted
def money_planned(scope: Scope) -> Rows:
    """Estimates of approved plans that begin in the years of the period.

    Each as its paper says; of a plan that states no total the sum of its lines.
    """
    found = budgets_in_force().filter(
        plan__from_year__range=(scope.period.starts.year, scope.period.ends.year),
        **scope.within("plan__issuer"),
    )
    return Rows(found, _ESTIMATE, weight="planned")


def _expenses(scope: Scope, kind: ExpenseKind) -> Rows:
    found = Expense.objects.filter(
        kind=kind,
        on_date__range=(scope.period.starts, scope.period.ends),
        **scope.within("line__budget__plan__issuer"),
    ).select_related("line__budget__plan")
    return Rows(found.order_by("-on_date", "id"), _EXPENSE, weight="amount")


@counted
def money_committed(scope: Scope) -> Rows:
    """Commitments of the period from budgets of plans, summed in đồng."""
    return _expenses(scope, ExpenseKind.COMMITMENT)


@counted
def money_paid(scope: Scope) -> Rows:
    """Payments of the period from budgets of plans, summed in đồng."""
    return _expenses(scope, ExpenseKind.PAYMENT)


@counted
def money_settled(scope: Scope) -> Rows:
    """What was settled in the period of budgets of plans, summed in đồng."""
    return _expenses(scope, ExpenseKind.SETTLEMENT)
