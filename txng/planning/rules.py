"""Who may do what in this room."""

import rules

from txng.parties.rights import is_lead_officer, is_manager, is_member, is_officer

for act in ("list_plans", "show_plan", "list_tasks", "show_task", "update_task", "compare_years",
            "show_budget", "print_plan", "list_pilots", "show_pilot", "show_policy"):  # fmt: skip
    rules.add_perm(f"planning.{act}", is_officer)
for act in ("import_plan", "copy_plan", "derive_plan", "start_version", "approve_plan", "edit_task",
            "add_task", "edit_line", "add_line", "add_expense", "match_agency", "open_source",
            "add_policy", "close_policy", "score_application", "award_application",
            "refuse_application", "pay_award", "report_result", "add_pilot",
            "edit_pilot"):  # fmt: skip
    rules.add_perm(f"planning.{act}", is_lead_officer)
rules.add_perm("planning.list_policies", is_officer | is_member)
rules.add_perm("planning.own_applications", is_member)
rules.add_perm("planning.apply_for", is_manager)
rules.add_perm("planning.withdraw_application", is_manager)
