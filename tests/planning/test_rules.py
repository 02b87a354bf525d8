"""Rules at their edges: what is just allowed, what is just refused, and for whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests import factories
from tests.planning import rows, samples
from tests.planning.test_support import GIVEN, WORDS
from txng.parties.actor import Actor
from txng.parties.models import Notice, Organisation
from txng.parties.vocab import MemberRole
from txng.planning import queries, services
from txng.planning.models import Application, Award, BudgetLine, Plan, Policy, Task
from txng.planning.services.budget import ExpenseNotRight, OverEstimate, Spent
from txng.planning.services.support import (
    ApplicationDecided,
    DayNotRight,
    OverPolicy,
    ScoreTooLow,
    Wish,
)
from txng.planning.services.task import ChangedMeanwhile, PlanNotFollowed, Progress
from txng.planning.vocab import ExpenseKind, PlanState, SupportKind, TaskState

pytestmark = pytest.mark.django_db


def _line(plan: Plan) -> BudgetLine:
    return plan.budget.lines.get(content="Thuê hội trường")


def _spend(plan: Plan, actor: Actor, amount: int, kind: ExpenseKind = ExpenseKind.PAYMENT) -> None:
    spent = Spent(kind, amount, date(2026, 2, 1))
    services.add_expense(line=_line(plan), spent=spent, actor=actor, now=rows.THEN)


def test_a_line_is_spent_to_its_last_dong_and_taken_back() -> None:
    actor = rows.lead()
    plan = rows.approved(actor)
    _spend(plan, actor, 1_600_000)
    with pytest.raises(OverEstimate):
        _spend(plan, actor, 1)
    _spend(plan, actor, 1_600_000, ExpenseKind.COMMITMENT)
    _spend(plan, actor, -600_000)
    _spend(plan, actor, 600_000)
    [line] = [row for row in queries.money_of(plan.budget) if row.line == _line(plan)]
    assert (line.payment, line.commitment, line.left) == (1_600_000, 1_600_000, 0)


def test_money_is_not_spent_tomorrow_nor_on_a_version_that_was_replaced() -> None:
    actor = rows.lead()
    plan = rows.approved(actor)
    tomorrow = Spent(ExpenseKind.PAYMENT, 5, date(2026, 3, 3))
    with pytest.raises(ExpenseNotRight):
        services.add_expense(line=_line(plan), spent=tomorrow, actor=actor, now=rows.THEN)
    today = replace(tomorrow, on_date=date(2026, 3, 2))
    services.add_expense(line=_line(plan), spent=today, actor=actor, now=rows.THEN)
    later = services.start_version(plan=plan, actor=actor, now=rows.THEN)
    rows.approve(later, actor, number="13/KH")
    plan = Plan.objects.get(pk=plan.pk)
    assert plan.state == PlanState.REPLACED
    with pytest.raises(services.budget.PlanNotInForce):
        services.add_expense(line=_line(plan), spent=today, actor=actor, now=rows.THEN)


DOING = Progress(TaskState.DOING, "Đang làm", "Chờ kinh phí", None)


def _update(task: Task, actor: Actor, version: int = 1) -> Task:
    return services.update_task(
        task=task, version=version, progress=DOING, actor=actor, now=rows.THEN
    )


def test_progress_is_told_of_a_plan_in_force_only_and_never_over_anothers() -> None:
    actor = rows.lead()
    plan = rows.plan(actor)
    task = queries.tasks_of(plan)[0]
    with pytest.raises(PlanNotFollowed):
        _update(task, actor)
    rows.approve(plan, actor)
    assert _update(task, actor).version == 2
    with pytest.raises(ChangedMeanwhile):
        _update(task, actor)


def test_a_partner_is_not_reminded_and_may_not_tell_of_anothers_task() -> None:
    actor = rows.lead()
    text = rows.in_2026(samples.TABBED.replace("Sở Nông nghiệp;\ncác xã", "Sở Nông nghiệp"))
    partner = factories.agency(name="Sở Nông nghiệp")
    task = queries.tasks_of(rows.approved(actor, text))[0]
    assert partner in [a.organisation for a in task.assignments.all()]
    services.remind(now=rows.THEN + timedelta(days=95))
    assert not Notice.objects.filter(organisation=partner).exists()
    officer = factories.officer(partner)
    with pytest.raises(services.task.TaskNotYours):
        _update(task, officer)


def test_a_name_is_matched_in_its_own_plan_only() -> None:
    actor = rows.lead()
    one, other = rows.plan(actor), rows.plan(actor, samples.TABBED + "\nKhác")
    trade = factories.agency(name="Sở Công Thương tỉnh X")
    services.match_agency(plan=one, text="các xã", organisation=trade, actor=actor, now=rows.THEN)
    assert [name for name, _times in queries.unmatched_names(one)] == ["Sở Nông nghiệp"]
    assert "các xã" in [name for name, _times in queries.unmatched_names(other)]


def _applied(policy: Policy, organisation: Organisation) -> Application:
    actor = factories.actor(organisation, MemberRole.OWNER)
    wish = Wish(SupportKind.MONEY, "Mua máy in tem", None)
    return services.apply_for(
        policy=policy, wish=wish, organisation=organisation, actor=actor, now=rows.THEN
    )


def _awarded(application: Application, lead: Actor, amount: int) -> Award:
    services.score_application(
        application=application, scores=[50, 0], reason="", actor=lead, now=rows.THEN
    )
    given = replace(GIVEN, amount=amount)
    return services.award_application(
        application=application, given=given, actor=lead, now=rows.THEN
    )


def test_support_is_given_to_the_last_dong_and_at_the_least_score() -> None:
    lead = rows.lead()
    policy = services.add_policy(words=WORDS, actor=lead, now=rows.THEN)
    first, second, third = (_applied(policy, factories.organisation()) for _ in range(3))
    services.score_application(
        application=third, scores=[49, 0], reason="", actor=lead, now=rows.THEN
    )
    with pytest.raises(ScoreTooLow):
        services.award_application(application=third, given=GIVEN, actor=lead, now=rows.THEN)
    _awarded(first, lead, 20_000_000)
    with pytest.raises(OverPolicy):
        _awarded(second, lead, 10_000_001)
    _awarded(second, lead, 10_000_000)
    assert queries.awarded_money(policy) == 30_000_000


def test_what_was_decided_is_not_withdrawn_and_is_handed_over_by_today() -> None:
    lead = rows.lead()
    policy = services.add_policy(words=WORDS, actor=lead, now=rows.THEN)
    application = _applied(policy, factories.organisation())
    award = _awarded(application, lead, 1_000_000)
    for act in (services.withdraw_application, services.refuse_application):
        more = {"reason": "x"} if act is services.refuse_application else {}
        with pytest.raises(ApplicationDecided):
            act(application=application, actor=lead, now=rows.THEN, **more)
    with pytest.raises(DayNotRight):
        services.pay_award(award=award, on_date=date(2026, 3, 3), actor=lead, now=rows.THEN)
    services.pay_award(award=award, on_date=date(2026, 3, 2), actor=lead, now=rows.THEN)


def test_an_enterprise_connected_twice_counts_once() -> None:
    lead, organisation = rows.lead(), factories.organisation()
    for title in ("Một", "Hai"):
        policy = services.add_policy(words=replace(WORDS, title=title), actor=lead, now=rows.THEN)
        award = _awarded(_applied(policy, organisation), lead, 1_000_000)
        services.pay_award(award=award, on_date=date(2026, 3, 1), actor=lead, now=rows.THEN)
        services.report_result(
            award=award, result="Xong", is_connected=True, actor=lead, now=rows.THEN
        )
    assert queries.connected_organisations() == 1


def test_an_agency_is_rolled_forward_from_the_day_its_successor_took_over() -> None:
    old = factories.agency(name="Sở Công Thương tỉnh X")
    later = factories.agency(name="Sở Kinh tế tỉnh X")
    Organisation.objects.filter(pk=old.pk).update(succeeded_by=later, valid_to=date(2026, 1, 1))
    found = [
        queries.Agencies(day).find("Sở Công Thương")
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert found == [old, later]


def test_figures_of_a_replaced_version_are_offered_no_more() -> None:
    actor = rows.lead()
    plan = rows.approved(actor)
    offered = queries.targets_in_force().count()
    later = services.start_version(plan=plan, actor=actor, now=rows.THEN)
    rows.approve(later, actor, number="13/KH")
    assert {target.plan for target in queries.targets_in_force()} == {later}
    assert queries.targets_in_force().count() == offered > 0
