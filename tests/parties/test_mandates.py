"""A solution provider acts for those who agreed, so far and so long as agreed; both sides see."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from tests import factories, people
from tests.capture.documents import document, event
from txng.capture.models import CaptureJob, Event
from txng.core import clock
from txng.core.audit import history
from txng.parties import services
from txng.parties.models import ApiUse, Mandate, Notice, Organisation
from txng.parties.services.mandate import MandateFacts, NotAProvider, WrongEnd
from txng.parties.vocab import MemberRole, OrganisationKind, Scope, State

pytestmark = pytest.mark.django_db
LIST = "/doanh-nghiep/uy-quyen/"


def _provider(**facts: Any) -> Organisation:
    return factories.organisation(kind=OrganisationKind.SOLUTION_PROVIDER, **facts)


def _mandate(own: Organisation, provider: Organisation, *scopes: Scope, days: int = 30) -> Mandate:
    facts = MandateFacts(scopes or tuple(Scope), localdate() + timedelta(days=days))
    actor = factories.actor(own, MemberRole.MANAGER)
    return services.give_mandate(
        organisation=own, provider=provider, facts=facts, actor=actor, now=clock.now()
    )


def _machine(key: str, own: Organisation) -> Client:
    return Client(headers={"Authorization": f"Bearer {key}", "TXNG-On-Behalf-Of": own.identifier})


def _sent(key: str, own: Organisation) -> Any:
    return _machine(key, own).post(
        "/epcis/capture", document(event()), content_type="application/json"
    )


def test_what_a_provider_sends_is_the_enterprises_word_and_keeps_who_sent_it() -> None:
    own, provider = factories.organisation(), _provider()
    key, text = factories.api_key(provider)
    _mandate(own, provider)
    answer = _sent(text, own)
    assert answer.status_code == 202
    [job] = CaptureJob.objects.all()
    assert (job.organisation, job.api_key) == (own, key)
    assert Event.objects.get().organisation == own
    assert _machine(text, own).get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    "why", ["none", "withdrawn", "expired", "other provider", "suspended", "no provider any more"]
)
def test_without_consent_in_force_a_provider_is_refused_with_a_problem(why: str) -> None:
    own, provider = factories.organisation(), _provider()
    _key, text = factories.api_key(provider)
    if why != "none":
        row = _mandate(own, _provider() if why == "other provider" else provider)
    if why == "withdrawn":
        services.end_mandate(row=row, actor=factories.actor(own, MemberRole.OWNER), now=clock.now())
    elif why == "expired":
        Mandate.objects.update(until_date=localdate() - timedelta(days=1))
    elif why == "suspended":
        Organisation.objects.filter(pk=own.pk).update(state=State.SUSPENDED)
    elif why == "no provider any more":
        Organisation.objects.filter(pk=provider.pk).update(kind=OrganisationKind.COMPANY)
    answer = _sent(text, own)
    assert answer.status_code == 403
    assert answer["Content-Type"].startswith("application/problem+json")
    assert "chưa uỷ quyền" in answer.json()["detail_vi"]
    assert not Event.objects.exists()
    trace = _machine(text, own).get("/api/v1/trace?code=x")
    assert trace.status_code == 403
    assert ApiUse.objects.filter(behalf=None).count() == 2


def test_a_mandate_holds_through_its_last_day() -> None:
    own, provider = factories.organisation(), _provider()
    _key, text = factories.api_key(provider)
    _mandate(own, provider, days=0)
    assert _sent(text, own).status_code == 202


def test_what_was_not_agreed_is_refused_though_the_key_may_it() -> None:
    own, provider = factories.organisation(), _provider()
    _key, text = factories.api_key(provider)
    _mandate(own, provider, Scope.QUERY)
    assert _sent(text, own).status_code == 403
    assert _machine(text, own).get("/api/v1/trace?code=x").status_code == 403


def test_a_provider_never_reads_jobs_of_another_nor_of_the_enterprise_itself() -> None:
    own, provider, rival = factories.organisation(), _provider(), _provider()
    texts = [factories.api_key(one)[1] for one in (provider, rival)]
    _key, owners = factories.api_key(own)
    _mandate(own, provider)
    _mandate(own, rival)
    job = _sent(texts[0], own)["Location"]
    assert _machine(texts[1], own).get(job).status_code == 404
    assert _machine(texts[1], own).get("/epcis/capture").json() == []
    asking = Client(headers={"Authorization": f"Bearer {owners}"})
    assert asking.get(job).status_code == 200
    own_machine = Client(headers={"Authorization": f"Bearer {texts[0]}"})
    assert own_machine.get(job).status_code == 404


def test_giving_again_replaces_and_both_sides_have_notice_and_history() -> None:
    own, provider = factories.organisation(), _provider()
    first = _mandate(own, provider)
    second = _mandate(own, provider, Scope.TRACE)
    first.refresh_from_db()
    assert first.ended_at is not None
    assert second.scopes == ["trace"]
    assert Notice.objects.filter(organisation=provider).count() == 2
    services.end_mandate(
        row=second, actor=factories.actor(provider, MemberRole.OWNER), now=clock.now()
    )
    assert Notice.objects.filter(organisation=own).count() == 1
    for side in (own, provider):
        acts = [entry.action for entry in history(side)]
        assert acts.count("parties.give_mandate") == 2
        assert acts.count("parties.end_mandate") == 1


def test_only_providers_at_work_and_only_for_a_time() -> None:
    own = factories.organisation()
    for wrong in (factories.organisation(), _provider(state=State.PENDING)):
        with pytest.raises(NotAProvider):
            _mandate(own, wrong)
    for days in (-1, 2000):
        with pytest.raises(WrongEnd):
            _mandate(own, _provider(), days=days)


def test_the_pages_show_both_sides_the_use_and_nobody_else() -> None:
    own, provider = factories.organisation(), _provider(name="Công ty Giải pháp Số")
    key, text = factories.api_key(provider)
    row = _mandate(own, provider)
    _sent(text, own)
    _machine(text, own).get("/epcis/capture")
    around = people.around(own)
    seen = around.statuses(f"{LIST}{row.pk}/")
    assert seen == {"owner": 200, "colleague": 403, "stranger": 404, "officer": 403,
                    "other_agency": 403, "nobody": 302}  # fmt: skip
    assert around.stranger.post(f"{LIST}{row.pk}/thoi/").status_code == 404
    assert around.colleague.post(f"{LIST}{row.pk}/thoi/").status_code == 403
    page = around.owner.get(f"{LIST}{row.pk}/").content.decode()
    assert "Công ty Giải pháp Số" in page
    assert "POST api:capture:capture" in page
    theirs = factories.signed_in(factories.person(provider))
    assert own.identifier in theirs.get(f"{LIST}{row.pk}/").content.decode()
    assert own.name in theirs.get(f"/doanh-nghiep/khoa-api/{key.pk}/").content.decode()
    assert own.name in theirs.get(LIST).content.decode()
    assert around.owner.post(f"{LIST}{row.pk}/thoi/", {}).status_code == 302
    assert _sent(text, own).status_code == 403


def test_a_manager_gives_a_mandate_by_the_page() -> None:
    own, provider = factories.organisation(), _provider()
    client = factories.signed_in(factories.person(own, MemberRole.MANAGER))
    told = {"provider": provider.pk, "scopes": ["capture"], "until_date": localdate().isoformat()}
    assert client.post(f"{LIST}moi/", told).status_code == 302
    assert Mandate.objects.get().scopes == ["capture"]
    wrong = {**told, "until_date": "2020-01-01"}
    assert "3 năm" in client.post(f"{LIST}moi/", wrong).content.decode()
    recorder = factories.signed_in(factories.person(own, MemberRole.RECORDER))
    assert recorder.post(f"{LIST}moi/", told).status_code == 403


def test_the_list_costs_the_same_for_one_row_and_three() -> None:
    own = factories.organisation()
    client = factories.signed_in(factories.person(own))
    client.get(LIST)
    costs = []
    for _round in range(2):
        _mandate(own, _provider())
        with CaptureQueriesContext(connection) as caught:
            client.get(LIST)
        costs.append(len(caught))
        _mandate(own, _provider())
    assert costs[0] == costs[1]


def test_both_sides_are_told_once_at_each_mark_before_a_mandate_ends() -> None:
    own, provider = factories.organisation(), _provider()
    row = _mandate(own, provider, days=20)
    _mandate(own, _provider(), days=300)
    moment = clock.now()
    told = Notice.objects.filter(due_date=row.until_date)
    assert services.remind_mandates(now=moment) == 1
    services.remind_mandates(now=moment)
    assert {notice.organisation for notice in told} == {own, provider}
    assert told.all().count() == 2
    services.remind_mandates(now=moment + timedelta(days=14))
    assert told.all().count() == 4
    services.end_mandate(row=row, actor=factories.actor(own), now=moment)
    assert services.remind_mandates(now=moment + timedelta(days=19)) == 0
