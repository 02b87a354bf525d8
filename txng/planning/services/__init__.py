"""Acts of the room: import, copy, derive, approve plans; follow tasks and money; support."""

from txng.planning.services.budget import add_expense, add_line, edit_line, take_computed_total
from txng.planning.services.importing import import_plan, keep_source, preview
from txng.planning.services.pilot import add_pilot, edit_pilot
from txng.planning.services.plan import approve_plan, copy_plan, derive_plan, start_version
from txng.planning.services.reminders import remind
from txng.planning.services.support import (
    add_policy,
    apply_for,
    award_application,
    close_policy,
    pay_award,
    refuse_application,
    report_result,
    score_application,
    withdraw_application,
)
from txng.planning.services.task import (
    ChangedMeanwhile,
    add_task,
    edit_task,
    match_agency,
    update_task,
)

__all__ = [
    "ChangedMeanwhile",
    "add_expense",
    "add_line",
    "add_pilot",
    "add_policy",
    "add_task",
    "apply_for",
    "approve_plan",
    "award_application",
    "close_policy",
    "copy_plan",
    "derive_plan",
    "edit_line",
    "edit_pilot",
    "edit_task",
    "import_plan",
    "keep_source",
    "match_agency",
    "pay_award",
    "preview",
    "refuse_application",
    "remind",
    "report_result",
    "score_application",
    "start_version",
    "take_computed_total",
    "update_task",
    "withdraw_application",
]
