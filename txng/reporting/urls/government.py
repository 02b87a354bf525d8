"""Addresses of the room in the agencies' door."""

from django.urls import path, re_path

from txng.reporting.views import government as at

app_name = "reporting"
_ASKED = "ky-bao-cao/<int:request_id>/"
_ANSWER = "ky-bao-cao/bai-nop/<int:submission_id>/"
_ENTRY = "ky-bao-cao/nhap/<int:submission_id>/"
urlpatterns = [
    path("bang-dieu-hanh/", at.dashboard, name="dashboard"),
    path("viec-cua-co-quan/", at.show_desk, name="show_desk"),
    path("viec-cua-co-quan/<int:agency_id>/", at.show_desk, name="show_desk"),
    path("chi-tieu/", at.list_indicators, name="list_indicators"),
    path("chi-tieu/lay-tu-ke-hoach/", at.take_plan_targets, name="take_plan_targets"),
    path("chi-tieu/<slug:code>/", at.show_figure, name="show_figure"),
    path("chi-tieu/<slug:code>/tai-ve/", at.export_figure, name="export_figure"),
    path("chi-tieu/<slug:code>/muc-tieu/", at.set_target, name="set_target"),
    path("ky-bao-cao/", at.list_requests, name="list_requests"),
    path("ky-bao-cao/den-han/", at.panel_due, name="panel_due"),
    path("ky-bao-cao/soan/", at.create_request, name="create_request"),
    path("ky-bao-cao/nhom-xa/", at.list_groups, name="list_groups"),
    path("ky-bao-cao/nhom-xa/luu/", at.save_group, name="save_group"),
    path(_ASKED, at.show_request, name="show_request"),
    path(f"{_ASKED}gui/", at.open_request, name="open_request"),
    path(f"{_ASKED}nhac/", at.remind_request, name="remind_request"),
    path(f"{_ASKED}khoa/", at.lock_request, name="lock_request"),
    path(f"{_ASKED}mo-khoa/", at.unlock_request, name="unlock_request"),
    path(f"{_ASKED}tong-hop/", at.consolidate_request, name="consolidate_request"),
    path(f"{_ASKED}tong-hop/tai-ve/", at.export_consolidation, name="export_consolidation"),
    path(f"{_ASKED}dong/<int:field_id>/", at.show_line, name="show_line"),
    path(f"{_ASKED}ban-chot/<int:number>/", at.show_snapshot, name="show_snapshot"),
    path(_ANSWER, at.show_submission, name="show_submission"),
    path(f"{_ANSWER}duyet/", at.approve_submission, name="approve_submission"),
    path(f"{_ANSWER}tra-lai/", at.return_submission, name="return_submission"),
    path(_ENTRY, at.enter_figures, name="enter_figures"),
    path(f"{_ENTRY}luu/", at.save_entry, name="save_entry"),
    path(f"{_ENTRY}tai-bieu/", at.export_form, name="export_form"),
    path(f"{_ENTRY}gui-bieu/", at.import_form, name="import_form"),
    path("bao-cao/", at.list_reports, name="list_reports"),
    path("bao-cao/soan/", at.write_report, name="write_report"),
    path("bao-cao/mau/", at.add_report_form, name="add_report_form"),
    path("bao-cao/mau/mau-day-du/", at.sample_form, name="sample_form"),
    path("bao-cao/<int:report_id>/", at.show_report, name="show_report"),
    path("bao-cao/<int:report_id>/sua/", at.edit_report, name="edit_report"),
    path("bao-cao/<int:report_id>/chot/", at.finish_report, name="finish_report"),
    re_path(
        r"^bao-cao/(?P<report_id>\d+)/tai-ve\.(?P<form>pdf|docx|xlsx)$",
        at.export_report,
        name="export_report",
    ),
]
