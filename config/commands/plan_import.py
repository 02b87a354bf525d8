"""`txng plan import`: stores plans with their original files; what is stored already stays."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from config.commands.database import django_ready, tables_ready
from config.commands.words import Answer, ItemFailed, answer_all, body_of, counted

if TYPE_CHECKING:
    from txng.parties.actor import Actor


def import_all(asked: Namespace) -> int:
    """Store every file's plan as a draft of the lead agency; 2 if a file cannot be read."""
    with django_ready() as url:
        tables_ready(url)
        from config.commands.capture import lead_actor  # noqa: PLC0415  Django must be ready

        actor = lead_actor()
        return answer_all(asked, answer=lambda file: _import(file, actor), show=_show, name="file")


def _import(file: str, actor: "Actor") -> Answer:
    from txng.core.clock import now  # noqa: PLC0415  Django must be ready first
    from txng.core.errors import Refused  # noqa: PLC0415
    from txng.planning import services  # noqa: PLC0415

    body, moment = body_of(file), now()
    try:
        source = services.keep_source(body=body, name=Path(file).name, actor=actor, now=moment)
        known = source.plans.order_by("id").first()
        plan = services.import_plan(source=source, actor=actor, now=moment)
    except Refused as refusal:
        raise ItemFailed(str(refusal), code="unreadable") from refusal
    return {
        "plan": plan.pk,
        "is_new": known is None,
        "title": plan.title,
        "tasks": plan.tasks.count(),
        "discrepancies": len([f for f in plan.findings if f["severity"] == "error"]),
    }


def _show(found: Answer) -> str:
    what = "stored" if found["is_new"] else "known already"
    told = counted(found["discrepancies"], "discrepancy").replace("discrepancys", "discrepancies")
    return (
        f"{found['file']}: plan {found['plan']} {what}, {counted(found['tasks'], 'task')}, {told}"
    )
