"""A report's content as plain values: what the page shows, what papers print, what is frozen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from txng.parties.models import Organisation
from txng.reporting.figures import Figure
from txng.reporting.models import Report, Section
from txng.ui.templatetags.figures import number, plain

Content = dict[str, Any]


def content_of(
    report: Report, sections: Iterable[Section], figures: Mapping[str, Figure]
) -> Content:
    """Return a report with its figures; always in Vietnamese, for it is an official paper."""
    with override("vi"):
        return {
            "kind": report.kind,
            "title": report.title,
            "issuer": report.organisation.name,
            "superior": report.superior,
            "number": report.number,
            "place": report.place,
            "issued": report.issued_date.isoformat() if report.issued_date else "",
            "sign_for": report.sign_for,
            "signer_title": report.signer_title,
            "signer_name": report.signer_name,
            "recipients": [line for line in report.recipients.splitlines() if line.strip()],
            "period": report.period.code,
            "period_name": report.period.name,
            "sections": [_section(section, figures) for section in sections],
        }


def _section(section: Section, figures: Mapping[str, Figure]) -> Content:
    chosen = figures_in(section, figures)
    return {
        "code": section.code,
        "heading": section.heading,
        "text": section.text.strip(),
        "rows": [_row(figure) for figure in chosen],
    }


def figures_in(section: Section, figures: Mapping[str, Figure]) -> list[Figure]:
    """Return the figures that stand in a section, in the order of its themes."""
    return [
        figure
        for theme in section.themes
        for figure in figures.values()
        if figure.indicator.theme == theme
    ]


def _row(figure: Figure) -> Content:
    target = figure.target
    return {
        "code": figure.indicator.code,
        "name": figure.indicator.name,
        "unit": str(figure.indicator.get_measure_display()),
        "shown": figure.shown,
        "value": None if figure.value is None else plain(figure.value),
        "out_of": figure.out_of if figure.has_objects else "",
        "target": None if target is None else plain(target.value),
        "target_year": None if target is None else target.year,
        "source": str(figure.indicator.get_source_display()),
    }


def sentences(section: Section, figures: Mapping[str, Figure]) -> list[str]:
    """Return sentences that the figures of a section suggest, for the officer to go on from."""
    with override("vi"):
        return [_sentence(f) for f in figures_in(section, figures) if f.is_told and f.has_objects]


def _sentence(figure: Figure) -> str:
    name, period = figure.indicator.name, figure.period.name
    if figure.indicator.is_percent:
        words = _("- %(name)s trong %(period)s: %(out_of)s, đạt %(shown)s.") % {
            "name": name,
            "period": period,
            "out_of": figure.out_of,
            "shown": figure.shown,
        }
    else:
        words = _("- %(name)s trong %(period)s: %(shown)s %(unit)s.") % {
            "name": name,
            "period": period,
            "shown": number(figure.value),
            "unit": figure.indicator.get_measure_display(),
        }
    return f"{words} {figure.verdict}" if figure.target else words


def signs(organisation: Organisation) -> str:
    """Return who usually signs for an agency: a committee's chairman, a department's director."""
    is_committee = organisation.name.lower().startswith(("ủy ban", "uỷ ban", "ubnd"))
    return "Chủ tịch" if is_committee else "Giám đốc"


def rows_of(content: Content) -> Sequence[Content]:
    """Return all figure rows of a report."""
    return [row for section in content["sections"] for row in section["rows"]]
