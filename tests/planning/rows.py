"""Rows of the room for tests."""

from datetime import UTC, date, datetime

from tests import factories
from tests.planning import samples
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.planning import services
from txng.planning.models import Plan
from txng.planning.services.plan import Approval

THEN = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
"""A moment of 2 March 2026 in Vietnam."""


def lead() -> Actor:
    """Make the lead officer of the department of science."""
    agency = factories.agency(name="Sở Khoa học và Công nghệ")
    return factories.officer(agency, lead=True)


def plan(actor: Actor, text: str = samples.TABBED) -> Plan:
    """Import a plan as a draft."""
    source = services.keep_source(body=text.encode(), name="ke-hoach.txt", actor=actor, now=THEN)
    return services.import_plan(source=source, actor=actor, now=THEN)


def approved(actor: Actor, text: str = samples.TABBED, number: str = "12/KH-SKHCN") -> Plan:
    """Import a plan and approve it."""
    return approve(plan(actor, text), actor, number)


def approve(made: Plan, actor: Actor, number: str = "12/KH-SKHCN") -> Plan:
    """Approve a draft by a number of 5 January 2026."""
    approval = Approval(number, date(2026, 1, 5))
    return services.approve_plan(plan=made, approval=approval, actor=actor, now=THEN)


def in_2026(text: str = samples.TABBED) -> str:
    """Return the sample for 2026."""
    return text.replace("2024", "2026")


def department() -> Organisation:
    """Make the department that took over agriculture."""
    return factories.agency(name="Sở Nông nghiệp và Môi trường")
