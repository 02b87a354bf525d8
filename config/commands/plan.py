"""`txng plan`: reads plans and says what disagrees in them (check), or stores them (import)."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from config.commands.words import Answer, ItemFailed, answer_all, body_of, counted
from txng.core.money import figures
from txng.planning.checking.answer import as_data
from txng.planning.checking.check import check_plan
from txng.planning.reading.read import NotReadable, read_plan

if TYPE_CHECKING:
    from txng.parties.actor import Actor


def main(asked: Namespace) -> int:
    """Answer every file: 0 no discrepancy, 1 some, 2 one could not be read.

    A plan that was read is "ok" even with discrepancies: they are listed, not failures. Notices
    (a number left blank, an encoding converted) do not count. Checking needs no database.
    """
    if asked.act == "import":
        return _import_all(asked)
    found: list[bool] = []

    def answer(file: str) -> Answer:
        data = checked(file)
        found.append(bool(data["discrepancies"]))
        return data

    code = answer_all(asked, answer=answer, show=show, name="file")
    return max(code, int(any(found)))


def checked(file: str) -> Answer:
    """Read and check one file; one that cannot be read is a failed item."""
    try:
        plan = read_plan(body_of(file))
    except NotReadable as error:
        raise ItemFailed(error.en, code="unreadable", error_vi=error.vi) from error
    return as_data(plan, check_plan(plan))


def show(found: Answer) -> str:
    """Write a plan in lines for people: what it is, its money, what disagrees."""
    lines = [f"{found['file']}: {found['title']}"]
    period = found["period"]
    years = " - ".join(str(y) for y in dict.fromkeys(period.values()) if y)
    facts = [found["province"], found["number"], found["date"], years]
    lines.append("  " + ", ".join(str(fact) for fact in facts if fact))
    tasks, targets = found["tasks"]["count"], len(found["targets"])
    lines.append(f"  {counted(tasks, 'task')}, {counted(targets, 'target')}")
    if (budget := found["budget"]) is not None:
        lines.append(f"  {figures(budget['total'] or 0)} đồng ({budget['total_in_words']})")
    for kind in ("discrepancies", "notices"):
        lines.append(f"  {kind}: {len(found[kind])}")
        lines += [f"    {said(item)}" for item in found[kind]]
    return "\n".join(lines)


def said(item: Answer) -> str:
    """Write one discrepancy: place, code, the sentence in both languages."""
    return f"{item['place'] or '-'} [{item['code']}] {item['message_vi']} / {item['message']}"


def _import_all(asked: Namespace) -> int:
    """Store every file's plan as a draft of the lead agency; 2 if a file cannot be read."""
    from config.commands.capture import lead_actor  # noqa: PLC0415  checking waits for no Django
    from config.commands.database import django_ready, tables_ready  # noqa: PLC0415

    with django_ready() as url:
        tables_ready(url)

        actor = lead_actor()
        return answer_all(
            asked, answer=lambda file: _import(file, actor), show=_show_import, name="file"
        )


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


def _show_import(found: Answer) -> str:
    what = "stored" if found["is_new"] else "known already"
    told = counted(found["discrepancies"], "discrepancy").replace("discrepancys", "discrepancies")
    return (
        f"{found['file']}: plan {found['plan']} {what}, {counted(found['tasks'], 'task')}, {told}"
    )
