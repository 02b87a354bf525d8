"""Support is asked for once, scored by criteria, given within its money, and counted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests import factories, people
from tests.planning import rows
from txng.parties.actor import Actor
from txng.parties.models import Notice, Organisation
from txng.parties.vocab import MemberRole
from txng.planning import queries, services
from txng.planning.models import Application, Award, Pilot, Policy
from txng.planning.services.pilot import PilotNotRight, PilotTaughtNothing, PilotWords
from txng.planning.services.support import (
    ApplicationDecided,
    AppliedAlready,
    AwardNotRight,
    Criterion,
    DayNotRight,
    Given,
    KindNotGiven,
    NotHandedOver,
    OverPolicy,
    PolicyNotOpen,
    PolicyNotRight,
    PolicyWords,
    ScoresNotRight,
    ScoreTooLow,
    Wish,
)
from txng.planning.vocab import ApplicationState, PilotState, SupportKind

pytestmark = pytest.mark.django_db

WORDS = PolicyWords(
    title="Hỗ trợ tem điện tử",
    text="Cho cơ sở có sản phẩm OCOP.",
    kinds=(SupportKind.STAMPS, SupportKind.MONEY),
    criteria=(Criterion("Có sản phẩm OCOP", 60), Criterion("Nhật ký đầy đủ", 40)),
    least_score=50,
    money=30_000_000,
    from_date=date(2026, 1, 1),
    to_date=date(2026, 12, 31),
)
WISH = Wish(SupportKind.MONEY, "Mua máy in tem", 20_000_000)
GIVEN = Given(SupportKind.MONEY, 20_000_000, None, "", "5/QĐ-SKHCN", date(2026, 2, 20))


def _policy(actor: Actor, **changed: Any) -> Policy:
    return services.add_policy(words=replace(WORDS, **changed), actor=actor, now=rows.THEN)


def _applied(policy: Policy, organisation: Organisation | None = None) -> Application:
    organisation = organisation or factories.organisation()
    actor = factories.actor(organisation, MemberRole.OWNER)
    return services.apply_for(
        policy=policy, wish=WISH, organisation=organisation, actor=actor, now=rows.THEN
    )


def _scored(application: Application, actor: Actor, scores: list[int]) -> Application:
    return services.score_application(
        application=application, scores=scores, reason="", actor=actor, now=rows.THEN
    )


def test_support_goes_from_wish_to_result() -> None:
    lead = rows.lead()
    application = _scored(_applied(_policy(lead)), lead, [50, 30])
    assert (application.score, application.state) == (80, ApplicationState.SCORED)
    award = services.award_application(
        application=application, given=GIVEN, actor=lead, now=rows.THEN
    )
    services.pay_award(award=award, on_date=date(2026, 3, 1), actor=lead, now=rows.THEN)
    services.report_result(
        award=award, result="In 5.000 tem", is_connected=True, actor=lead, now=rows.THEN
    )
    assert queries.connected_organisations() == 1
    [policy] = queries.find_policies()
    assert (policy.application_count, policy.award_count, policy.connected_count) == (1, 1, 1)  # type: ignore[attr-defined]


def test_an_organisation_asks_once_while_the_policy_is_open() -> None:
    lead = rows.lead()
    policy, organisation = _policy(lead), factories.organisation()
    first = _applied(policy, organisation)
    with pytest.raises(AppliedAlready):
        _applied(policy, organisation)
    services.withdraw_application(application=first, actor=lead, now=rows.THEN)
    _applied(policy, organisation)
    with pytest.raises(KindNotGiven):
        services.apply_for(
            policy=policy, wish=replace(WISH, kind=SupportKind.CONSULTING),
            organisation=factories.organisation(), actor=lead, now=rows.THEN,
        )  # fmt: skip
    with pytest.raises(PolicyNotOpen):
        _applied(_policy(lead, from_date=date(2026, 4, 1)))
    services.close_policy(policy=policy, actor=lead, now=rows.THEN)
    with pytest.raises(PolicyNotOpen):
        _applied(policy)


def test_support_needs_points_money_and_a_decision() -> None:
    lead = rows.lead()
    policy = _policy(lead)

    def award(application: Application, **changed: Any) -> Award:
        return services.award_application(
            application=application, given=replace(GIVEN, **changed), actor=lead, now=rows.THEN
        )

    first, second = _applied(policy), _applied(policy)
    with pytest.raises(ScoreTooLow):
        award(first)
    with pytest.raises(ScoresNotRight):
        _scored(first, lead, [61, 0])
    with pytest.raises(ScoresNotRight):
        _scored(first, lead, [10])
    _scored(first, lead, [40, 0])
    with pytest.raises(ScoreTooLow):
        award(first)
    _scored(first, lead, [60, 0])
    with pytest.raises(KindNotGiven):
        award(first, kind=SupportKind.CONSULTING)
    for wrong in ({"amount": 0}, {"amount": None, "quantity": 5}, {"number": " "},
                  {"on_date": date(2027, 1, 1)}):  # fmt: skip
        with pytest.raises(AwardNotRight):
            award(first, **wrong)
    given = award(first)
    with pytest.raises(ApplicationDecided):
        _scored(first, lead, [60, 0])
    with pytest.raises(OverPolicy):
        award(_scored(second, lead, [60, 40]))
    award(second, amount=None, quantity=2_000, kind=SupportKind.STAMPS)
    with pytest.raises(NotHandedOver):
        services.report_result(
            award=given, result="Xong", is_connected=True, actor=lead, now=rows.THEN
        )
    assert queries.connected_organisations() == 0
    with pytest.raises(DayNotRight):
        services.pay_award(award=given, on_date=date(2026, 1, 1), actor=lead, now=rows.THEN)


def test_the_agency_hears_of_an_application_and_the_enterprise_of_what_became_of_it() -> None:
    lead, organisation = rows.lead(), factories.organisation()
    application = _applied(_policy(lead), organisation)
    [waits] = Notice.objects.filter(organisation=lead.organisation)
    assert (waits.text, waits.settled_at) == (
        f"{organisation.name} xin hỗ trợ: Hỗ trợ tem điện tử", None)  # fmt: skip
    _scored(application, lead, [60, 40])
    award = services.award_application(
        application=application, given=GIVEN, actor=lead, now=rows.THEN
    )
    waits.refresh_from_db()
    assert waits.settled_at == rows.THEN
    told = Notice.objects.get(organisation=organisation)
    assert told.text == "Đơn được hỗ trợ: Hỗ trợ tem điện tử"
    services.pay_award(award=award, on_date=date(2026, 3, 1), actor=lead, now=rows.THEN)
    told.refresh_from_db()
    assert told.text == "Hỗ trợ đã giao: Hỗ trợ tem điện tử"
    other = factories.organisation()
    services.refuse_application(
        application=_applied(application.policy, other), reason="Thiếu nhật ký", actor=lead,
        now=rows.THEN,
    )  # fmt: skip
    assert "xem lý do" in Notice.objects.get(organisation=other).text


def test_a_policy_ends_after_it_begins_and_can_be_reached() -> None:
    lead = rows.lead()
    for wrong in ({"to_date": date(2025, 1, 1)}, {"least_score": 101}):
        with pytest.raises(PolicyNotRight):
            _policy(lead, **wrong)


def test_a_finished_pilot_says_what_it_taught() -> None:
    lead, organisation = rows.lead(), factories.organisation()
    words = PilotWords("Tem cho chè", "Chè", "Thử tem", date(2026, 1, 1), None,
                       PilotState.RUNNING, "", "")  # fmt: skip
    pilot = services.add_pilot(words=words, organisations=[organisation], actor=lead, now=rows.THEN)
    finished = replace(words, state=PilotState.FINISHED)
    backwards = replace(words, to_date=date(2025, 12, 31))
    with pytest.raises(PilotNotRight):
        services.add_pilot(words=backwards, organisations=[], actor=lead, now=rows.THEN)
    with pytest.raises(PilotTaughtNothing):
        services.edit_pilot(
            pilot=pilot, words=finished, organisations=[], actor=lead, now=rows.THEN
        )
    told = replace(finished, lessons="Cần người hướng dẫn tại chỗ.")
    services.edit_pilot(
        pilot=pilot, words=told, organisations=[organisation], actor=lead, now=rows.THEN
    )
    assert Pilot.objects.get().state == PilotState.FINISHED


OFFICERS = {"owner": 403, "colleague": 403, "stranger": 403, "officer": 200, "other_agency": 200,
            "nobody": 302}  # fmt: skip
OWN_AREA = {**OFFICERS, "other_agency": 404}
MEMBERS = {"owner": 200, "colleague": 200, "stranger": 200, "officer": 403, "other_agency": 403,
           "nobody": 302}  # fmt: skip


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("quan-ly/ho-tro/", OFFICERS),
        ("quan-ly/ho-tro/them/", OFFICERS),
        ("quan-ly/ho-tro/{policy}/", OFFICERS),
        ("quan-ly/ho-tro/don/{application}/", OWN_AREA),
        ("quan-ly/ho-tro/don/{application}/cham-diem/", OWN_AREA),
        ("quan-ly/ho-tro/don/{application}/quyet-dinh/", OWN_AREA),
        ("quan-ly/ho-tro/don/{application}/tu-choi/", OWN_AREA),
        ("quan-ly/thi-diem/", OFFICERS),
        ("quan-ly/thi-diem/them/", OFFICERS),
        ("doanh-nghiep/ho-tro/", MEMBERS),
        ("doanh-nghiep/ho-tro/{policy}/", MEMBERS),
        ("doanh-nghiep/ho-tro/{policy}/nop-don/", {**MEMBERS, "colleague": 403}),
    ],
)
def test_a_page_opens_for_whom_it_is(page: str, expected: dict[str, int]) -> None:
    organisation = factories.organisation()
    around = people.around(organisation)
    policy = _policy(rows.lead())
    application = _applied(policy, organisation)
    address = f"/{page.format(policy=policy.pk, application=application.pk)}"
    assert around.statuses(address) == expected


def test_an_application_is_withdrawn_only_by_its_own_organisation() -> None:
    organisation = factories.organisation()
    around = people.around(organisation)
    application = _applied(_policy(rows.lead()), organisation)
    address = f"/doanh-nghiep/ho-tro/don/{application.pk}/rut/"
    order = ("colleague", "stranger", "officer", "nobody")
    assert [getattr(around, n).post(address).status_code for n in order] == [403, 404, 403, 302]
    assert around.owner.post(address).status_code == 302
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN


def _client(actor: Actor) -> Client:
    assert actor.user is not None
    return factories.signed_in(actor.user)


def test_the_pages_lead_from_policy_to_result() -> None:
    lead = rows.lead()
    officer = _client(lead)
    told = {"title": "Hỗ trợ tem", "text": "Tem", "kinds": ["stamps"],
            "criteria": "OCOP: 60\nKý: 40",
            "least_score": "50", "from_date": "2026-01-01", "to_date": "2100-12-31"}  # fmt: skip
    bad = officer.post("/quan-ly/ho-tro/them/", {**told, "criteria": "OCOP"})
    assert "Không đọc được dòng “OCOP”" in bad.content.decode()
    assert officer.post("/quan-ly/ho-tro/them/", told).status_code == 302
    policy = Policy.objects.get()
    owner = factories.signed_in(factories.person(factories.organisation()))
    wish = {"kind": "stamps", "text": "Cần 2.000 tem"}
    assert owner.post(f"/doanh-nghiep/ho-tro/{policy.pk}/nop-don/", wish).status_code == 302
    pk = Application.objects.get().pk
    for act, form in (
        ("cham-diem", {"score_0": "50", "score_1": "20"}),
        (
            "quyet-dinh",
            {"kind": "stamps", "quantity": "2000", "number": "7/QĐ", "on_date": "2026-01-02"},
        ),
        ("da-giao", {"paid_date": "2026-01-03"}),
        ("ket-qua", {"result": "Đã dán tem", "is_connected": "on"}),
    ):
        assert officer.post(f"/quan-ly/ho-tro/don/{pk}/{act}/", form).status_code == 302
    page = owner.get(f"/doanh-nghiep/ho-tro/{policy.pk}/").content.decode()
    assert ("Được hỗ trợ" in page, "7/QĐ" in page) == (True, True)
