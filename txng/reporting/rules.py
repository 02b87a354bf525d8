"""Who may do what in this room."""

import rules

from txng.parties.rights import is_department, is_lead_agency, is_lead_officer, is_officer

for act in (
    "dashboard",
    "list_indicators",
    "show_desk",
    "list_requests",
    "list_reports",
    "enter_figures",
    "write_report",
):
    rules.add_perm(f"reporting.{act}", is_officer)
for act in (
    "open_request",
    "lock_request",
    "decide_submission",
    "consolidate_request",
):
    rules.add_perm(f"reporting.{act}", is_lead_officer)
for act in ("create_request", "save_group"):
    rules.add_perm(f"reporting.{act}", is_lead_officer & is_department)
for act in ("set_target", "take_plan_targets"):
    rules.add_perm(f"reporting.{act}", is_lead_agency)
