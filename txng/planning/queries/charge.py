"""Which agency answers for a plan, a support policy or a pilot: it alone changes them."""

from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotAllowed
from txng.parties.actor import Actor
from txng.parties.rights import is_lead_agency, is_lead_officer
from txng.planning.models import Application, BudgetLine, Pilot, Plan, Policy, Task
from txng.planning.queries.money import line_for
from txng.planning.queries.plans import plan_for
from txng.planning.queries.support import application_for, pilot_for, policy_for
from txng.planning.queries.tasks import task_for


class NotInCharge(NotAllowed):
    """Officers of all agencies read it; it is changed by whoever answers for it."""

    reason = _(
        "Việc này thuộc cơ quan khác: chỉ cán bộ đầu mối của cơ quan lập ra, hoặc của cơ quan "
        "đầu mối cấp tỉnh, được sửa và quyết định. Hãy nhờ họ."
    )


def is_in_charge(actor: Actor, row: Plan | Policy | Pilot) -> bool:
    """Say whether a lead officer may change it: their agency made it, or runs the programme."""
    own = {row.created_by_id, row.issuer_id} if isinstance(row, Plan) else {row.agency_id}
    is_own = bool(is_lead_officer(actor)) and actor.organisation_id in own - {None}
    return is_own or bool(is_lead_agency(actor))


def _demand(actor: Actor, row: Plan | Policy | Pilot) -> None:
    if not is_in_charge(actor, row):
        raise NotInCharge


def plan_to_change(*, actor: Actor, plan_id: int) -> Plan:
    """Return a plan that the actor answers for; raises NoSuchPlan, NotInCharge."""
    found = plan_for(actor=actor, plan_id=plan_id)
    _demand(actor, found)
    return found


def task_to_change(*, actor: Actor, task_id: int) -> Task:
    """Return a task of a plan that the actor answers for; raises NoSuchPlan, NotInCharge."""
    found = task_for(actor=actor, task_id=task_id)
    _demand(actor, found.plan)
    return found


def line_to_change(*, actor: Actor, line_id: int) -> BudgetLine:
    """Return a line of a plan that the actor answers for; raises NoSuchPlan, NotInCharge."""
    found = line_for(actor=actor, line_id=line_id)
    _demand(actor, found.budget.plan)
    return found


def policy_to_change(*, actor: Actor, policy_id: int) -> Policy:
    """Return a policy that the actor answers for; raises NoSuchSupport, NotInCharge."""
    found = policy_for(actor=actor, policy_id=policy_id)
    _demand(actor, found)
    return found


def application_to_decide(*, actor: Actor, application_id: int) -> Application:
    """Return an application to the actor's own policy; raises NoSuchSupport, NotInCharge."""
    found = application_for(actor=actor, application_id=application_id)
    _demand(actor, found.policy)
    return found


def pilot_to_change(*, actor: Actor, pilot_id: int) -> Pilot:
    """Return a pilot that the actor answers for; raises NoSuchSupport, NotInCharge."""
    found = pilot_for(actor=actor, pilot_id=pilot_id)
    _demand(actor, found)
    return found
