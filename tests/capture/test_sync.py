"""A phone's outbox is stored once, record by record, for the one who made it."""

import json
import threading
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories, people
from tests.capture.outboxes import ADDRESS, ago, outbox, record, send, states
from tests.capture.test_shipments import delivery, receive, ship
from txng.capture import services
from txng.capture.book import book_of
from txng.capture.models import Event, Step
from txng.capture.sent import read_outbox
from txng.capture.shipment_events import Party
from txng.core.clock import now
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import User
from txng.parties.vocab import MemberRole, PlaceKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot() -> Lot:
    return factories.lot()


@pytest.fixture
def user(lot: Lot) -> User:
    return factories.person(lot.product.organisation)


@pytest.fixture
def phone(user: User) -> Client:
    return factories.signed_in(user)


def test_an_outbox_is_stored_and_sent_again_is_known(lot: Lot, user: User, phone: Client) -> None:
    box = outbox(lot, user, record(lot), record(lot, "harvest", values={"quantity": "1200.5"}))
    assert states(send(phone, box)) == ["stored", "stored"]
    assert states(send(phone, box)) == ["known", "known"]
    assert (Step.objects.count(), Event.objects.count()) == (2, 2)
    kept = Step.objects.get(code="harvest")
    assert (str(kept.client_id), kept.entered, kept.place_id) == (
        box["records"][1]["id"], "quick", lot.place_id,
    )  # fmt: skip
    lot.refresh_from_db()
    assert str(lot.quantity) == "1200.500"


def test_one_refused_record_stops_no_other(lot: Lot, user: User, phone: Client) -> None:
    wrong = record(lot, values={"pesticide": "", "interval_days": "99"})
    answer = send(phone, outbox(lot, user, wrong, record(lot)))
    assert states(answer) == ["refused", "stored"]
    assert set(answer.json()["results"][0]["fields"]) == {"pesticide", "interval_days"}
    assert Step.objects.count() == 1


def test_a_mended_record_keeps_its_name_and_is_stored(lot: Lot, user: User, phone: Client) -> None:
    wrong = record(lot, values={"pesticide": ""})
    send(phone, outbox(lot, user, wrong))
    right = {**wrong, "values": {"pesticide": "Bt"}}
    assert states(send(phone, outbox(lot, user, right))) == ["stored"]


@pytest.mark.parametrize("state", [LotState.CLOSED, LotState.RECALLED])
def test_a_lot_that_ended_meanwhile_is_a_conflict(
    lot: Lot, user: User, phone: Client, state: LotState
) -> None:
    Lot.objects.filter(pk=lot.pk).update(state=state)
    answer = send(phone, outbox(lot, user, record(lot)))
    assert states(answer) == ["conflict"]
    assert "đã kết thúc" in answer.json()["results"][0]["why"]


def test_what_was_stored_before_the_lot_ended_is_known(lot: Lot, user: User, phone: Client) -> None:
    box = outbox(lot, user, record(lot))
    send(phone, box)
    Lot.objects.filter(pk=lot.pk).update(state=LotState.CLOSED)
    assert states(send(phone, box)) == ["known"]


@pytest.mark.parametrize(
    "told", [{"template": "khac/1"}, {"step": "khong-co"}, {"lot": 999_999_999}, {"lot": 2**62}]
)
def test_what_no_figure_mends_is_a_conflict(
    lot: Lot, user: User, phone: Client, told: dict[str, Any]
) -> None:
    assert states(send(phone, outbox(lot, user, record(lot) | told))) == ["conflict"]


def test_a_step_that_happens_once_is_stored_once_however_named(
    lot: Lot, user: User, phone: Client
) -> None:
    first = record(lot, "harvest", values={"quantity": "5"}, happened_at=ago(hours=3))
    second = record(lot, "harvest", values={"quantity": "6"})
    assert states(send(phone, outbox(lot, user, first, second))) == ["stored", "conflict"]


def test_the_interval_of_a_spraying_in_the_same_outbox_holds_back_the_harvest(
    lot: Lot, user: User, phone: Client
) -> None:
    spraying = record(lot, values={"pesticide": "Bt", "interval_days": "7"})
    harvest = record(lot, "harvest", values={"quantity": "5"})
    assert states(send(phone, outbox(lot, user, spraying, harvest))) == ["stored", "refused"]


def test_an_outbox_of_plain_entries_costs_the_same_statements_however_long(
    lot: Lot, user: User, phone: Client
) -> None:
    counts = []
    for length in (1, 25):
        box = outbox(lot, user, *[record(lot, happened_at=ago(days=length, minutes=n))
                                  for n in range(length)])  # fmt: skip
        with CaptureQueriesContext(connection) as seen:
            assert set(states(send(phone, box))) == {"stored"}
        counts.append(len(seen))
    assert counts[1] <= counts[0]


@pytest.mark.parametrize(
    ("role", "state"), [(MemberRole.MANAGER, "stored"), (MemberRole.RECORDER, "refused")]
)
def test_a_manager_may_answer_for_a_harvest_that_did_not_wait(
    lot: Lot, role: MemberRole, state: str
) -> None:
    user = factories.person(lot.product.organisation, role)
    phone = factories.signed_in(user)
    spraying = record(lot, values={"pesticide": "Bt", "interval_days": "7"})
    early = "Bão số 9 sắp về"
    harvest = record(lot, "harvest", values={"quantity": "5"}, early_reason=early)
    wordy = {**harvest, "id": str(uuid.uuid4()), "early_reason": "x" * 301}
    found = states(send(phone, outbox(lot, user, spraying, wordy, harvest)))
    assert found == ["stored", "refused", state]
    assert Step.objects.filter(code="harvest", early_reason=early).exists() is (state == "stored")
    book = phone.get("/doanh-nghiep/ghi-nhanh/so/").json()
    assert book["may_early"] is (state == "stored")


def test_two_records_alike_in_one_outbox_are_one(lot: Lot, user: User, phone: Client) -> None:
    one = record(lot)
    answer = send(phone, outbox(lot, user, one, {**one, "id": str(uuid.uuid4())}, one))
    assert states(answer) == ["stored", "known", "stored"]
    assert Step.objects.count() == 1


def test_records_of_another_person_or_organisation_are_not_sent_as_ones_own(
    lot: Lot, user: User, phone: Client
) -> None:
    for told in ({"user": user.pk + 1}, {"organisation": lot.product.organisation_id + 1}):
        answer = send(phone, {**outbox(lot, user, record(lot)), **told})
        assert (answer.status_code, answer.json()["code"]) == (409, "not_your_outbox")
    assert Step.objects.count() == 0


def test_a_lot_of_another_organisation_is_a_conflict_like_one_that_is_not_there(
    lot: Lot, user: User, phone: Client
) -> None:
    other = factories.lot(factories.product(template=lot.product.template))
    answer = send(phone, outbox(lot, user, record(other)))
    assert states(answer) == ["conflict"]
    assert "Không tìm thấy lô" in answer.json()["results"][0]["why"]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"user": 1, "organisation": 1, "now": "x", "records": []}', b"\xff"],
)
def test_what_is_no_outbox_is_refused(phone: Client, body: bytes) -> None:
    answer = phone.post(ADDRESS, body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "outbox_unreadable")


def test_no_more_than_five_hundred_records_at_once(lot: Lot, user: User, phone: Client) -> None:
    box = outbox(lot, user, *[record(lot)] * 501)
    assert send(phone, box).status_code == 400


@pytest.mark.parametrize("values", [{"pesticide": {"a": 1}}, {"pesticide": "a\x00"}, {"la": "1"}])
def test_strange_values_are_refused(
    lot: Lot, user: User, phone: Client, values: dict[str, Any]
) -> None:
    answer = send(phone, outbox(lot, user, record(lot, values=values)))
    assert answer.status_code == 400 or states(answer) == ["refused"]
    assert Step.objects.count() == 0


# Clocks ----------------------------------------------------------------------------------------


def test_a_clock_a_year_behind_is_put_right_and_flagged(
    lot: Lot, user: User, phone: Client
) -> None:
    year = timedelta(days=365)
    then = (now() - year - timedelta(minutes=1)).isoformat()
    late = record(lot, happened_at=then, made_at=then, skew=None)
    box = outbox(lot, user, late, now=(now() - year).isoformat())
    assert states(send(phone, box)) == ["stored"]
    kept = Step.objects.get()
    assert abs(kept.happened_at - now()) < timedelta(minutes=3)
    assert kept.skew_seconds is not None
    assert abs(kept.skew_seconds - year.total_seconds()) < 60
    assert kept.device_at is not None
    assert (now() - kept.device_at).days == 365


def test_a_clock_a_year_ahead_whose_error_was_known_needs_nothing_more(
    lot: Lot, user: User, phone: Client
) -> None:
    year = timedelta(days=365)
    told = record(lot, made_at=(now() + year).isoformat(), skew=-int(year.total_seconds() * 1000))
    box = outbox(lot, user, told, now=(now() + year).isoformat())
    assert states(send(phone, box)) == ["stored"]
    assert abs(Step.objects.get().happened_at - now()) < timedelta(minutes=3)


def test_a_clock_a_year_ahead_of_which_nobody_knew_is_put_right_and_flagged(
    lot: Lot, user: User, phone: Client
) -> None:
    year = timedelta(days=365)
    then = (now() + year - timedelta(minutes=1)).isoformat()
    early = record(lot, happened_at=then, made_at=then, skew=None)
    box = outbox(lot, user, early, now=(now() + year).isoformat())
    assert states(send(phone, box)) == ["stored"]
    assert states(send(phone, box)) == ["known"]
    kept = Step.objects.get()
    assert abs(kept.happened_at - now()) < timedelta(minutes=3)
    assert kept.skew_seconds is not None
    assert abs(kept.skew_seconds + year.total_seconds()) < 60


def test_a_clock_set_anew_while_a_record_waited_is_asked_about(
    lot: Lot, user: User, phone: Client
) -> None:
    told = record(lot, skew=-86_400_000)
    answer = send(phone, outbox(lot, user, told))
    assert (states(answer), answer.json()["results"][0]["code"]) == (["conflict"], "clock_changed")
    assert states(send(phone, outbox(lot, user, {**told, "is_checked": True}))) == ["stored"]


def test_a_time_to_come_is_refused_with_a_sentence(lot: Lot, user: User, phone: Client) -> None:
    told = record(lot, happened_at=ago(hours=-2), is_now=False)
    answer = send(phone, outbox(lot, user, told))
    assert states(answer) == ["refused"]
    assert "chưa tới" in answer.json()["results"][0]["why"]


# Rights ----------------------------------------------------------------------------------------


def test_only_people_who_record_open_the_page_and_its_parts(lot: Lot) -> None:
    around = people.around(lot.product.organisation)
    for part in ("", "so/", "phien/"):
        seen = around.statuses(f"/doanh-nghiep/ghi-nhanh/{part}")
        assert (seen["owner"], seen["colleague"], seen["stranger"], seen["nobody"]) == (
            200, 403, 200, 302,
        )  # fmt: skip
        assert (seen["officer"], seen["other_agency"]) == (403, 403)
    posted = around.statuses(ADDRESS, "post")
    assert posted == {"owner": 400, "colleague": 403, "stranger": 400, "officer": 403,
                      "other_agency": 403, "nobody": 302}  # fmt: skip


def test_a_stranger_sees_nothing_of_anothers_lots(lot: Lot) -> None:
    stranger = factories.signed_in(factories.person(factories.organisation()))
    assert stranger.get("/doanh-nghiep/ghi-nhanh/so/").json()["lots"] == []
    assert lot.code not in stranger.get("/doanh-nghiep/ghi-nhanh/").content.decode()


def test_a_lot_that_came_is_recorded_of_but_not_made(lot: Lot) -> None:
    Lot.objects.filter(pk=lot.pk).update(quantity=Decimal(100))
    lot.refresh_from_db()
    buyer = factories.organisation()
    place = factories.place(buyer, kind=PlaceKind.FARM)
    receive(ship(lot, buyer))
    user = factories.person(buyer)
    phone = factories.signed_in(user)
    [shown] = phone.get("/doanh-nghiep/ghi-nhanh/so/").json()["lots"]
    assert (shown["id"], shown["maker"], shown["name"], shown["place_name"]) == (
        lot.pk, lot.product.organisation.name, lot.identifier, "",
    )  # fmt: skip
    told = {"organisation": buyer.pk}
    stored = record(lot, place=place.pk)
    made = record(lot, "harvest", place=place.pk, values={"quantity": "5"})
    assert states(send(phone, outbox(lot, user, stored, made, **told))) == ["stored", "conflict"]
    assert Step.objects.get().organisation == buyer
    services.ship(
        delivery=delivery(lot, Party(organisation=lot.product.organisation), place=place,
                          sender=Party(organisation=buyer), at=now() - timedelta(minutes=30)),
        carried=[services.Carried(lot, Decimal(40))], actor=factories.actor(buyer), now=now(),
    )  # fmt: skip
    assert phone.get("/doanh-nghiep/ghi-nhanh/so/").json()["lots"] == []


def test_a_viewer_who_was_a_recorder_is_refused_and_nothing_is_stored(lot: Lot) -> None:
    user = factories.person(lot.product.organisation, MemberRole.VIEWER)
    answer = send(factories.signed_in(user), outbox(lot, user, record(lot)))
    assert (answer.status_code, Step.objects.count()) == (403, 0)


def test_a_request_from_elsewhere_is_refused(lot: Lot, user: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    box = json.dumps(outbox(lot, user, record(lot)))
    assert strict.post(ADDRESS, box, content_type="application/json").status_code == 403
    csrf = strict.get("/doanh-nghiep/ghi-nhanh/phien/").json()["csrf"]
    answer = strict.post(ADDRESS, box, content_type="application/json", HTTP_X_CSRFTOKEN=csrf)
    assert states(answer) == ["stored"]


# At once ---------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_same_outbox_from_several_tabs_at_once_is_stored_once() -> None:
    lot = factories.lot()
    user = factories.person(lot.product.organisation)
    actor = Actor.from_membership(user.memberships.select_related("organisation", "user").get())
    records = [record(lot, happened_at=ago(minutes=n + 2)) for n in range(12)]
    records.insert(5, record(lot, "harvest", values={"quantity": "5"}))
    body = json.dumps(outbox(lot, user, *records)).encode()
    gate = threading.Barrier(4)
    found: list[list[str]] = []

    def tab() -> None:
        try:
            gate.wait(timeout=10)
            answers = services.sync_steps(outbox=read_outbox(body), actor=actor, now=now())
            found.append([str(answer.outcome) for answer in answers])
        finally:
            connection.close()

    tabs = [threading.Thread(target=tab) for _ in range(4)]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join(timeout=30)
    assert len(found) == 4
    assert {state for states in found for state in states} == {"stored", "known"}
    assert (Step.objects.count(), Event.objects.count()) == (13, 13)


def test_the_book_opens_with_names_of_inputs_kept_before_they_had_amounts(lot: Lot) -> None:
    fields = [{"code": "product", "label": "Phân", "label_en": "Fertiliser", "type": "input",
               "required": True, "ilmd": False, "public": False}]  # fmt: skip
    template = lot.product.template
    template.definition["steps"][0]["fields"] = fields
    template.save(update_fields=["definition"])
    actor = factories.actor(lot.product.organisation)
    assert actor.user
    told = ({"product": "NPK"}, {"product": {"name": "NPK", "quantity": 2, "unit": "KGM"}})
    for number, values in enumerate(told):
        Step.objects.create(
            lot=lot, template=template, code="spraying", event_row=number + 1, values=values,
            happened_at=now(), recorded_at=now(), recorded_by=actor.user,
            organisation=lot.product.organisation,
        )  # fmt: skip
        made = book_of(lot.product.organisation, actor=actor, now=now())
        [repeat] = made["lots"][0]["repeats"]
        assert repeat["told"][0].startswith("NPK")


def test_the_book_costs_the_same_statements_for_one_lot_and_for_three(lot: Lot) -> None:
    user = factories.person(lot.product.organisation)
    client = factories.signed_in(user)
    counts = []
    for extra in (0, 2):
        for _ in range(extra):
            more = factories.lot(lot.product)
            send(client, outbox(more, user, record(more)))
        send(client, outbox(lot, user, record(lot)))
        with CaptureQueriesContext(connection) as seen:
            assert len(client.get("/doanh-nghiep/ghi-nhanh/").context["book"]["lots"]) == 1 + extra
        counts.append(len(seen))
    assert counts[0] == counts[1]
