"""Addresses of the room in the agencies' door."""

from django.urls import path

from txng.planning.views import government

app_name = "planning"
urlpatterns = [
    path("ke-hoach/", government.list_plans, name="list_plans"),
    path("ke-hoach/nhap/", government.import_plan, name="import_plan"),
    path("ke-hoach/nhap/<int:source_id>/", government.preview_plan, name="preview_plan"),
    path("ke-hoach/tep/<int:source_id>/", government.open_source, name="open_source"),
    path("ke-hoach/so-sanh/", government.compare_years, name="compare_years"),
    path("ke-hoach/<int:plan_id>/", government.show_plan, name="show_plan"),
    path("ke-hoach/<int:plan_id>/in/<slug:form>/", government.print_plan, name="print_plan"),
    path("ke-hoach/<int:plan_id>/chep/", government.copy_plan, name="copy_plan"),
    path("ke-hoach/<int:plan_id>/lap-nam/", government.derive_plan, name="derive_plan"),
    path("ke-hoach/<int:plan_id>/ban-sua/", government.start_version, name="start_version"),
    path("ke-hoach/<int:plan_id>/phe-duyet/", government.approve_plan, name="approve_plan"),
    path("ke-hoach/<int:plan_id>/ghep-co-quan/", government.match_agency, name="match_agency"),
    path("ke-hoach/<int:plan_id>/nhiem-vu/them/", government.add_task, name="add_task"),
    path("ke-hoach/<int:plan_id>/kinh-phi/", government.show_budget, name="show_budget"),
    path("ke-hoach/<int:plan_id>/kinh-phi/them/", government.add_line, name="add_line"),
    path(
        "ke-hoach/<int:plan_id>/kinh-phi/lay-tong/",
        government.take_computed_total,
        name="take_computed_total",
    ),
    path("kinh-phi/<int:line_id>/sua/", government.edit_line, name="edit_line"),
    path("kinh-phi/<int:line_id>/ghi-chi/", government.add_expense, name="add_expense"),
    path("viec/", government.list_tasks, name="list_tasks"),
    path("viec/cho-lam/", government.panel_tasks, name="panel_tasks"),
    path("viec/<int:task_id>/", government.show_task, name="show_task"),
    path("viec/<int:task_id>/sua/", government.edit_task, name="edit_task"),
    path("viec/<int:task_id>/minh-chung/", government.open_evidence, name="open_evidence"),
    path("ho-tro/", government.list_policies, name="list_policies"),
    path("ho-tro/them/", government.add_policy, name="add_policy"),
    path("ho-tro/<int:policy_id>/", government.show_policy, name="show_policy"),
    path("ho-tro/<int:policy_id>/dong/", government.close_policy, name="close_policy"),
    path("ho-tro/don/<int:application_id>/", government.show_application, name="show_application"),
    path(
        "ho-tro/don/<int:application_id>/cham-diem/",
        government.score_application,
        name="score_application",
    ),
    path(
        "ho-tro/don/<int:application_id>/tu-choi/",
        government.refuse_application,
        name="refuse_application",
    ),
    path(
        "ho-tro/don/<int:application_id>/quyet-dinh/",
        government.award_application,
        name="award_application",
    ),
    path("ho-tro/don/<int:application_id>/da-giao/", government.pay_award, name="pay_award"),
    path(
        "ho-tro/don/<int:application_id>/ket-qua/", government.report_result, name="report_result"
    ),
    path("thi-diem/", government.list_pilots, name="list_pilots"),
    path("thi-diem/them/", government.add_pilot, name="add_pilot"),
    path("thi-diem/<int:pilot_id>/", government.show_pilot, name="show_pilot"),
    path("thi-diem/<int:pilot_id>/sua/", government.edit_pilot, name="edit_pilot"),
]
