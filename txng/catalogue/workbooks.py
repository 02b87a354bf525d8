"""The priority list as an Excel workbook."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from txng.catalogue.models import PriorityEntry, PriorityList
from txng.catalogue.queries import entries_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (6, 40, 28, 34, 60, 36)
_HEAD_ROW = 4


def priority_workbook(found: PriorityList, entries: Sequence[PriorityEntry]) -> bytes:
    """Return the version as a workbook: title, decision, then one row an entry as shown."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(str(_("Danh mục")))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    sheet.write_string(0, 0, found.title, bold)
    sheet.write_string(1, 0, decision_text(found))
    titles = (_("TT"), _("Sản phẩm"), _("Nhóm"), _("Loại"), _("Lý do"), _("Đơn vị đề xuất"))
    for column, (title, width) in enumerate(zip(titles, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD_ROW - 1, column, str(title), head)
    for number, entry in enumerate(entries, start=1):
        row = _HEAD_ROW + number - 1
        sheet.write_number(row, 0, number)
        for column, text in enumerate(_cells(entry), start=1):
            sheet.write_string(row, column, text, wrap)
    sheet.freeze_panes(_HEAD_ROW, 0)
    sheet.autofilter(_HEAD_ROW - 1, 0, _HEAD_ROW - 1 + max(len(entries), 1), len(titles) - 1)
    book.close()
    return out.getvalue()


def send_priority_list(found: PriorityList) -> HttpResponse:
    """Return the answer that sends a version as an Excel workbook."""
    body = priority_workbook(found, list(entries_of(found)))
    name = f"danh-muc-uu-tien-{found.number}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=MEDIA_TYPE, headers=headers)


def _cells(entry: PriorityEntry) -> tuple[str, ...]:
    return (
        entry.name,
        str(entry.group),
        ", ".join(entry.class_names),
        entry.reason,
        entry.proposed_by.name if entry.proposed_by else "",
    )


def decision_text(found: PriorityList) -> str:
    """Return by which decision a version holds, in words; a draft says that it is one."""
    if found.decision_date is None or found.valid_from is None:
        return str(_("Dự thảo, chưa được phê duyệt"))
    return str(
        _("Quyết định %(number)s ngày %(day)s của %(who)s, hiệu lực từ %(since)s")
        % {
            "number": found.decision_number,
            "day": date_format(found.decision_date, "d/m/Y"),
            "who": found.decided_by,
            "since": date_format(found.valid_from, "d/m/Y"),
        }
    )
