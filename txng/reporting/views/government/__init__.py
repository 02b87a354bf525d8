"""Pages of agencies: figures, requests, entry, reports; every act is found here by its name."""

from txng.reporting.views.government.desks import show_desk
from txng.reporting.views.government.entries import (
    enter_figures,
    export_form,
    import_form,
    save_entry,
)
from txng.reporting.views.government.figures import (
    dashboard,
    export_figure,
    list_indicators,
    set_target,
    show_figure,
    take_plan_targets,
)
from txng.reporting.views.government.groups import list_groups, save_group
from txng.reporting.views.government.reports import (
    add_report_form,
    edit_report,
    export_report,
    finish_report,
    list_reports,
    sample_form,
    show_report,
    write_report,
)
from txng.reporting.views.government.requests import (
    consolidate_request,
    create_request,
    export_consolidation,
    list_requests,
    lock_request,
    open_request,
    panel_due,
    remind_request,
    show_line,
    show_request,
    show_snapshot,
    unlock_request,
)
from txng.reporting.views.government.submissions import (
    approve_submission,
    return_submission,
    show_submission,
)

__all__ = [
    "add_report_form",
    "approve_submission",
    "consolidate_request",
    "create_request",
    "dashboard",
    "edit_report",
    "enter_figures",
    "export_consolidation",
    "export_figure",
    "export_form",
    "export_report",
    "finish_report",
    "import_form",
    "list_groups",
    "list_indicators",
    "list_reports",
    "list_requests",
    "lock_request",
    "open_request",
    "panel_due",
    "remind_request",
    "return_submission",
    "sample_form",
    "save_entry",
    "save_group",
    "set_target",
    "show_desk",
    "show_figure",
    "show_line",
    "show_report",
    "show_request",
    "show_snapshot",
    "show_submission",
    "take_plan_targets",
    "unlock_request",
    "write_report",
]
