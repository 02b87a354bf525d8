"""Approved budgets get what they plan; then the database keeps approved plans as they are."""

from pathlib import Path

from django.db import migrations

from txng.planning.checking.sums import total_of_lines
from txng.planning.reading.values import Line, Where

GUARD = (Path(__file__).parent.parent / "sql" / "guard.sql").read_text()
NO_GUARD = """
drop function planning_refuse_approved_plan() cascade;
drop function planning_refuse_approved_part() cascade;
drop function planning_state_of(jsonb, text);
"""


def plan_money(apps, schema_editor):
    """Set what approved budgets plan: the stated total, else the sum of their lines."""
    budgets = apps.get_model("planning", "Budget").objects.exclude(plan__state="draft")
    for budget in budgets:
        lines = [
            Line(row.number, row.rank, row.content, row.unit, row.quantity, row.price, row.amount,
                 "", row.note, Where())
            for row in budget.lines.order_by("position", "id")
        ]
        budget.planned = budget.total if budget.total is not None else total_of_lines(lines)
        budget.save(update_fields=["planned"])


class Migration(migrations.Migration):

    dependencies = [
        ('planning', '0002_objectives_and_sources'),
    ]

    operations = [
        migrations.RunPython(plan_money, migrations.RunPython.noop),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
