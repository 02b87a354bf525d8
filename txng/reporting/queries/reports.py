"""Reports with their content and forms, with the right to see them."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.parties.actor import Actor
from txng.parties.queries import organisations_seen_by
from txng.parties.vocab import MemberRole
from txng.reporting.content import content_of, sentences
from txng.reporting.figures import Figure
from txng.reporting.models import Report, ReportForm, Section
from txng.reporting.queries.indicators import figures_of, indicators
from txng.reporting.rows import Scope
from txng.reporting.vocab import ReportKind, ReportState


class NoSuchReport(NotFound):
    """There is none, or none that the actor's agency may see."""

    reason = _("Không tìm thấy báo cáo này, hoặc cơ quan bạn đang thay mặt không được xem.")


def reports_for(actor: Actor) -> QuerySet[Report]:
    """Reports of the actor's agency; a lead officer also sees those finished in the area."""
    own = Q(organisation_id=actor.organisation_id or 0)
    if actor.role == MemberRole.LEAD_OFFICER:
        seen = organisations_seen_by(actor).values("pk")
        own |= Q(organisation__in=seen, state=ReportState.FINAL)
    return Report.objects.filter(own).select_related("organisation").order_by("-id")


def report_for(*, actor: Actor, report_id: int) -> Report:
    """Return a report that the actor may read; raises NoSuchReport."""
    found = reports_for(actor).filter(pk=report_id).first()
    if found is None:
        raise NoSuchReport
    return found


def own_report(*, actor: Actor, report_id: int) -> Report:
    """Return a report of the actor's own agency, to write; raises NoSuchReport."""
    found = report_for(actor=actor, report_id=report_id)
    if found.organisation_id != actor.organisation_id:
        raise NoSuchReport
    return found


def sections_of(report: Report) -> list[Section]:
    """Return the sections of a report in order."""
    return list(report.sections.order_by("position", "id"))


def figures_for(report: Report, *, today: date) -> dict[str, Figure]:
    """Return all figures of a report: a unit's of its area and sector, else of the area."""
    agency = report.organisation
    scope = Scope(
        period=report.period,
        today=today,
        area_id=agency.unit_id,
        sector=agency.sector if report.kind == ReportKind.UNIT else "",
    )
    return figures_of(indicators(on=today), scope)


def content_for(report: Report, *, today: date) -> dict[str, Any]:
    """Return a report's content: what was frozen when it was finished, else as it stands now."""
    if report.state == ReportState.FINAL:
        last = report.snapshots.order_by("-number", "id").first()
        if last is not None:
            return dict(last.content)
    return content_of(report, sections_of(report), figures_for(report, today=today))


def suggested(report: Report, *, today: date) -> dict[str, list[str]]:
    """Return, by section, the sentences that the figures suggest."""
    figures = figures_for(report, today=today)
    return {section.code: sentences(section, figures) for section in sections_of(report)}


def forms_of(actor: Actor) -> QuerySet[ReportForm]:
    """Forms that the actor's agency gave, by name."""
    return ReportForm.objects.filter(organisation_id=actor.organisation_id or 0).order_by(
        "name", "id"
    )


class NoSuchForm(NotFound):
    """The agency has no such form."""

    reason = _("Cơ quan của bạn không có mẫu này.")


def form_for(*, actor: Actor, form_id: int) -> ReportForm:
    """Return a form of the actor's agency; raises NoSuchForm."""
    found = forms_of(actor).filter(pk=form_id).select_related("file").first()
    if found is None:
        raise NoSuchForm
    return found
