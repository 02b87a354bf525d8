"""Pages of agencies about plans, tasks and money."""

from txng.planning.views.government.money import (
    add_expense,
    add_line,
    edit_line,
    show_budget,
    take_computed_total,
)
from txng.planning.views.government.plans import (
    approve_plan,
    compare_years,
    copy_plan,
    derive_plan,
    import_plan,
    list_plans,
    match_agency,
    open_source,
    preview_plan,
    print_plan,
    show_plan,
    start_version,
)
from txng.planning.views.government.tasks import (
    add_task,
    edit_task,
    list_tasks,
    open_evidence,
    panel_tasks,
    show_task,
)

__all__ = [
    "add_expense",
    "add_line",
    "add_task",
    "approve_plan",
    "compare_years",
    "copy_plan",
    "derive_plan",
    "edit_line",
    "edit_task",
    "import_plan",
    "list_plans",
    "list_tasks",
    "match_agency",
    "open_evidence",
    "open_source",
    "panel_tasks",
    "preview_plan",
    "print_plan",
    "show_budget",
    "show_plan",
    "show_task",
    "start_version",
    "take_computed_total",
]
