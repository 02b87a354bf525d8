"""The demonstration in the database: complete, safe to load again, traced rightly."""

import sys
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.contrib.auth.backends import ModelBackend
from django.db import connection
from django.utils import timezone

from config.commands.words import CouldNotRun
from config.demonstration import accounts, loading
from config.demonstration.scanning import COPIED
from config.demonstration.stamping import SHOWN
from tests.demonstration.conftest import Province, quiet
from tests.demonstration.walk import Walk, families, turns
from txng.capture import chain
from txng.capture.models import Event, Step
from txng.capture.queries import events
from txng.capture.told import kept_text
from txng.catalogue.models import Certificate, Product
from txng.core import clock
from txng.identify.models import LogisticUnit, Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import Membership, Organisation, User
from txng.parties.services import authenticate_api_key
from txng.parties.vocab import MemberRole
from txng.stamps.models import Batch
from txng.stamps.queries import resolve, stamp_state
from txng.stamps.services import LotLacksMinimumData, activate_range, order_batch
from txng.stamps.vocab import OrderState, StampState
from txng.trace.lineage import Direction
from txng.trace.lineages import lineage_of
from txng.trace.queries import missing_minimum_data, story_of
from txng.verify.models import Scan, Tally
from txng.verify.verdict import DEVICES_SUSPICIOUS
from txng.verify.vocab import Verdict

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("province"),
    pytest.mark.xdist_group("demonstration"),
]


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind in ('r', 'p') and relnamespace ="
            " 'public'::regnamespace order by relname"
        )
        names = [name for (name,) in cursor.fetchall()]
        counts = {}
        for name in names:
            cursor.execute(f'select count(*) from "{name}"')  # noqa: S608  names of our tables
            counts[name] = cursor.fetchone()[0]
    return counts


def test_loading_again_changes_nothing_and_shows_the_same(province: Province) -> None:
    before = _counts()
    assert loading.load(quiet) == province.shown
    assert _counts() == before


def test_the_small_set_is_ready_in_seconds(
    province: Province, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        took = f"{province.seconds:.1f} s, of which {province.worked:.1f} s were its own work"
        sys.stdout.write(f"\nthe demonstration was loaded in {took}\n")
    assert province.worked < 20


def test_more_seasons_join_the_first_and_leave_it_alone(province: Province) -> None:
    before, lots = _counts(), set(Lot.objects.values_list("identifier", flat=True))
    assert loading.load(quiet, scale=2) == province.shown
    after = _counts()
    for table in ("parties_organisation", "catalogue_product", "parties_user", "stamps_batch"):
        assert after[table] == before[table]
    assert after["capture_event"] > 1.6 * before["capture_event"]
    assert lots < set(Lot.objects.values_list("identifier", flat=True))
    assert loading.load(quiet, scale=2) == province.shown
    assert _counts() == after


def test_a_public_server_does_not_load_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "PRODUCTION", True)
    with pytest.raises(CouldNotRun, match="TXNG_PRODUCTION"):
        loading.load(quiet)


def test_everything_is_marked_as_demonstration() -> None:
    assert set(Organisation.objects.values_list("is_demonstration", flat=True)) == {True}
    assert Product.objects.count() == 485
    assert Certificate.objects.filter(expires_date__lt=timezone.localdate()).exists()
    soon = Certificate.objects.filter(
        expires_date__range=(timezone.localdate(), timezone.localdate() + timedelta(days=60))
    )
    assert soon.exists()


def test_the_people_sign_in_with_the_one_password(province: Province) -> None:
    roles = {}
    for shown in province.shown["accounts"]:
        person = ModelBackend().authenticate(
            None, username=shown["user"], password=shown["password"]
        )
        assert isinstance(person, User)
        roles[person.login] = MemberRole(Membership.objects.get(user=person).role)
    assert roles == {account.login: account.role for account in accounts.ACCOUNTS}


def test_the_api_key_opens_and_its_file_is_its_owners_only(province: Province) -> None:
    file = Path(province.shown["api_key_file"])
    actor = authenticate_api_key(f"Bearer {file.read_text()}", now=clock.now())
    assert (actor.organisation_id, file.stat().st_mode & 0o777) == (_cooperative().pk, 0o600)


def _cooperative() -> Organisation:
    return Membership.objects.get(user__login=accounts.OWNER.login).organisation


def _owner() -> Actor:
    membership = Membership.objects.select_related("organisation", "user").get(
        user__login=accounts.OWNER.login
    )
    return Actor.from_membership(membership)


def test_the_journeys_lot_waits_for_two_steps_and_has_no_stamps() -> None:
    lot = (
        Lot.objects.filter(steps__code="spraying", state=LotState.OPEN)
        .distinct()
        .get(product__organisation=_cooperative(), product__name__startswith="Cải bắp")
    )
    done = list(Step.objects.filter(lot=lot).order_by("id").values_list("code", flat=True))
    required = [s["code"] for s in lot.product.template.definition["steps"] if s["required"]]
    assert [code for code in required if code not in done] == ["harvest", "packing"]
    assert not Batch.objects.filter(planned_lot=lot).exists()
    assert [str(name) for name in missing_minimum_data(lot)] == ["Thời gian sản xuất, kinh doanh"]


def test_open_lots_are_recorded_by_several_people() -> None:
    found = Step.objects.filter(lot__state=LotState.OPEN)
    people = set(found.values_list("recorded_by__login", flat=True))
    assert people == {a.login for a in (accounts.OWNER, accounts.RECORDER, accounts.COMPANY)}


def test_every_entry_of_a_diary_reads_in_words_and_has_its_event() -> None:
    known = dict(Event.objects.values_list("id", "organisation_id"))
    steps = Step.objects.select_related("template", "lot__product")
    assert len(steps) > 2000
    for step in steps:
        assert known[step.event_row] == step.organisation_id == step.lot.product.organisation_id
        fields = chain.step_of(step.template.definition, step.code).field_of
        assert set(step.values) <= set(fields)
        for code, value in step.values.items():
            text = kept_text(fields[code], value)
            assert text
            assert "https://" not in text or code == "container"


def test_stamps_stand_in_every_state() -> None:
    states = {
        stamp_state(batch, position)
        for batch in Batch.objects.all()
        for position in range(batch.size)
    }
    assert states == set(StampState)
    assert set(Batch.objects.values_list("state", flat=True)) == set(OrderState.values)
    assert Lot.objects.filter(state=LotState.RECALLED, activations__isnull=False).exists()
    expired = Lot.objects.filter(expires_date__lt=timezone.localdate(), activations__isnull=False)
    assert expired.exists()


def test_the_address_to_scan_is_of_an_active_stamp(province: Province) -> None:
    _, _, gtin, _, serial = province.shown["scan"].split("/")
    found = resolve(product_identifier=f"https://id.gs1.org/01/{gtin}", serial=serial)
    assert found is not None
    assert found.lot_id is not None
    lot = Lot.objects.get(pk=found.lot_id)
    assert (found.state, lot.state) == (StampState.ACTIVE, LotState.IN_TRADE)
    assert lot.expires_date is not None
    assert lot.expires_date > province.today


def test_a_lot_without_its_minimum_data_gets_no_stamps_activated() -> None:
    batch = Batch.objects.filter(planned_lot__state=LotState.OPEN).get()
    assert batch.planned_lot is not None
    with pytest.raises(LotLacksMinimumData) as refused:
        activate_range(
            batch=batch, positions=(0, 10), lot=batch.planned_lot, actor=_owner(), now=clock.now()
        )
    assert len(refused.value.missing) == 2


def test_stamps_never_exceed_the_units_of_their_lot() -> None:
    for batch in Batch.objects.select_related("planned_lot"):
        assert batch.planned_lot is not None
        assert batch.size <= (batch.planned_lot.unit_count or 0)


def test_the_trace_of_two_hundred_units_is_that_of_the_slow_walk() -> None:
    numbers = list(Event.objects.order_by("id").values_list("id", flat=True))
    tied = families(turns(events(numbers)))
    names = sorted(
        {
            *Lot.objects.values_list("identifier", flat=True),
            *LogisticUnit.objects.values_list("identifier", flat=True),
            *(thing for thing in tied if "/8003/" in thing),
        }
    )
    longest = 0
    for name in Random(7).sample(names, 200):  # noqa: S311  any two hundred do
        walk = Walk(tied.get(name, []))
        found = lineage_of(name, directions=tuple(Direction))
        assert {name, *found.upstream} == walk.up(name) | {name}, name
        assert {name, *found.downstream} == walk.down(name) | {name}, name
        longest = max(longest, len(found.things))
    assert longest > 12


def test_new_batches_can_be_ordered_by_hand_beside_the_loaded_ones() -> None:
    lot = Lot.objects.filter(product__organisation=_cooperative(), state=LotState.OPEN).first()
    assert lot is not None
    batch = order_batch(product=lot.product, size=5, actor=_owner(), now=clock.now())
    assert batch.pk == max(Batch.objects.values_list("pk", flat=True))


def test_looks_are_usual_but_for_one_copied_stamp_and_false_codes() -> None:
    suspicious = Tally.objects.filter(devices__gte=DEVICES_SUSPICIOUS)
    assert [tally.position for tally in suspicious] == [COPIED]
    verdicts = set(Scan.objects.values_list("verdict", flat=True))
    assert {Verdict.VALID, Verdict.SUSPICIOUS, Verdict.UNKNOWN, Verdict.VOID} <= verdicts
    assert Scan.objects.filter(at__gt=timezone.now()).count() == 0
    assert not Tally.objects.filter(position=SHOWN).exists()


def test_a_story_speaks_the_words_of_its_chain_whoever_stated_the_stage(province: Province) -> None:
    lot = Lot.objects.get(
        product__organisation=_cooperative(), code=province.shown["scan_lot"], state="in_trade",
        product__gtin=province.shown["scan"].split("/")[2],
    )  # fmt: skip
    titles = {str(stage.title) for stage in story_of(lot.identifier)}
    assert {"Thu hoạch", "Đóng gói", "Đóng thùng, xếp pallet", "Bày bán"} <= titles
    assert not titles & {"Lắp ráp", "Cấp phát", "Việc khác", "Hủy thẻ"}
