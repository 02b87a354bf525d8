"""Acts of the room: indicators and targets, requests and answers, snapshots, reports."""

from txng.reporting.services.entries import save_entry, submit_entry, version_of
from txng.reporting.services.grading import grade_lots, settle_grades
from txng.reporting.services.indicators import load_indicators, set_target, take_plan_targets
from txng.reporting.services.reports import (
    add_report_form,
    edit_report,
    every_word,
    finish_report,
    write_report,
)
from txng.reporting.services.requests import (
    create_request,
    lock_request,
    open_request,
    remind_due,
    remind_request,
    save_group,
    unlock_request,
)
from txng.reporting.services.snapshots import take_snapshot
from txng.reporting.services.submissions import approve_submission, return_submission

__all__ = [
    "add_report_form",
    "approve_submission",
    "create_request",
    "edit_report",
    "every_word",
    "finish_report",
    "grade_lots",
    "load_indicators",
    "lock_request",
    "open_request",
    "remind_due",
    "remind_request",
    "return_submission",
    "save_entry",
    "save_group",
    "set_target",
    "settle_grades",
    "submit_entry",
    "take_plan_targets",
    "take_snapshot",
    "unlock_request",
    "version_of",
    "write_report",
]
