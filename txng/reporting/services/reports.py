"""Acts on reports: write, edit, finish (frozen for ever), and the agency's own forms."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from txng.core import audit, files
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.reporting import own_forms
from txng.reporting.content import content_of, sentences, signs
from txng.reporting.facts import ReportFacts, ReportHead
from txng.reporting.models import Indicator, Report, ReportForm, Section
from txng.reporting.papers import words_for
from txng.reporting.queries.reports import figures_for, sections_of
from txng.reporting.services.grading import settle_grades
from txng.reporting.services.indicators import FIXTURES
from txng.reporting.services.snapshots import keep
from txng.reporting.vocab import ReportState


@transaction.atomic
def write_report(*, facts: ReportFacts, actor: Actor, now: datetime) -> Report:
    """Begin a report from its outline, its sections filled with what the figures suggest."""
    agency = _agency(actor)
    outline = _outlines()[facts.kind]
    with override("vi"):
        title = outline["title"].format(period=facts.period.name)
    row = Report.objects.create(
        organisation=agency,
        kind=facts.kind,
        title=title,
        period_kind=facts.period.kind,
        starts_date=facts.period.starts,
        ends_date=facts.period.ends,
        signer_title=signs(agency),
        recipients="Như trên;\nLưu: VT.",
        created_by=actor.user,
        created_at=now,
        saved_at=now,
    )
    figures = figures_for(row, today=timezone.localdate(now))
    sections = [
        Section(report=row, position=place, **told)
        for place, told in enumerate(outline["sections"], start=1)
    ]
    for section in sections:
        section.text = "\n".join(sentences(section, figures))
    Section.objects.bulk_create(sections)
    audit.record("reporting.write_report", actor=actor, subject=row, at=now)
    return row


def _agency(actor: Actor) -> Organisation:
    if actor.organisation is None:
        raise LookupError("a report is written by an agency")
    return actor.organisation


def _outlines() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FIXTURES / "reports.json").read_text("utf-8"))
    return found


class ReportFinished(Refused):
    """A finished report does not change."""

    reason = _(
        "Báo cáo này đã chốt nên không sửa được. Cần sửa thì soạn báo cáo mới thay thế, "
        "bản đã chốt vẫn được giữ."
    )


@transaction.atomic
def edit_report(
    *,
    report: Report,
    head: ReportHead,
    texts: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> Report:
    """Keep what the officer wrote: the head, and the words of sections by their code."""
    row = _draft(report)
    for name, value in asdict(head).items():
        setattr(row, name, value)
    row.saved_at = now
    row.save(update_fields=[*asdict(head), "saved_at"])
    sections = sections_of(row)
    for section in sections:
        section.text = texts.get(section.code, section.text)
    Section.objects.bulk_update(sections, ["text"])
    audit.record("reporting.edit_report", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def finish_report(*, report: Report, actor: Actor, now: datetime) -> Report:
    """Finish a report: its words and figures are kept as they stand now and never change.

    Lots of its period that nobody has looked at are graded first.
    """
    row = _draft(report)
    settle_grades(period=row.period, now=now)
    content = content_of(row, sections_of(row), figures_for(row, today=timezone.localdate(now)))
    row.state, row.finished_at = ReportState.FINAL, now
    row.save(update_fields=["state", "finished_at"])
    keep(content=content, reason=row.title, actor=actor, now=now, report=row)
    audit.record("reporting.finish_report", actor=actor, subject=row, at=now)
    return row


def _draft(report: Report) -> Report:
    row = (
        Report.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=report.pk)
    )
    if row.state != ReportState.DRAFT:
        raise ReportFinished
    return row


@transaction.atomic
def add_report_form(
    *, name: str, body: bytes, file_name: str, actor: Actor, now: datetime
) -> ReportForm:
    """Keep an agency's own DOCX under a name; a form with unknown places is refused by name."""
    own_forms.check(body, every_word())
    stored = files.store(body=body, name=file_name, kind=files.Accept.DOCUMENT, at=now)
    row, _is_new = ReportForm.objects.update_or_create(
        organisation=_agency(actor),
        name=tidy(name)[:120],
        defaults={"file": stored, "added_by": actor.user, "added_at": now},
    )
    audit.record("reporting.add_report_form", actor=actor, subject=row, at=now)
    return row


def every_word() -> dict[str, Any]:
    """Return every place that some report fills, with nothing in it."""
    empty = dict.fromkeys(
        ("superior", "issuer", "number", "place", "issued", "title", "period_name", "sign_for",
         "signer_title", "signer_name"), ""
    )  # fmt: skip
    places = words_for({**empty, "recipients": [], "sections": []})
    for outline in _outlines().values():
        places |= {f"muc_{section['code']}": "" for section in outline["sections"]}
    codes = Indicator.objects.values_list("code", flat=True)
    return places | {f"so_{code.replace('-', '_')}": "" for code in codes}
