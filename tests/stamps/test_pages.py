"""Pages of stamps: the owner does, the viewer reads, the stranger finds nothing."""

import io
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests import factories
from tests.stamps import rows
from tests.stamps.rows import NOW
from txng.identify.models import Lot
from txng.parties.vocab import MemberRole
from txng.stamps import services
from txng.stamps.models import Batch, PrintJob
from txng.stamps.ranges import Ranges

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path


@pytest.fixture
def lot() -> Lot:
    return rows.ready_lot(unit_count=200)


@pytest.fixture
def batch(lot: Lot) -> Batch:
    return rows.printed_batch(lot, rows.actor_of(lot))


def _member(lot: Lot, role: MemberRole) -> Client:
    return factories.signed_in(factories.person(lot.product.organisation, role))


def _pages(batch: Batch, lot: Lot) -> dict[str, str]:
    here = f"/doanh-nghiep/tem/{batch.pk}"
    return {
        "all": "/doanh-nghiep/tem/",
        "tab": f"/doanh-nghiep/lo/{lot.pk}/tem/",
        "show": f"{here}/",
        "panel": "/doanh-nghiep/tem/cho-kich-hoat/",
        "print": f"{here}/in/",
        "activate": f"{here}/kich-hoat/",
        "lot code": f"/doanh-nghiep/lo/{lot.pk}/tem/ma-lo/",
        "order": "/doanh-nghiep/tem/dat/",
        "order for lot": f"/doanh-nghiep/lo/{lot.pk}/tem/dat/",
        "void": f"{here}/huy/",
    }


def _answers(client: Client, batch: Batch, lot: Lot) -> dict[str, int]:
    return {name: client.get(url).status_code for name, url in _pages(batch, lot).items()}


def test_each_role_opens_what_it_may(batch: Batch, lot: Lot) -> None:
    read = {"all", "tab", "show", "panel"}
    work = read | {"print", "activate", "lot code"}
    for role, may_open in (
        (MemberRole.OWNER, set(_pages(batch, lot))),
        (MemberRole.RECORDER, work),
        (MemberRole.VIEWER, read),
    ):
        answers = _answers(_member(lot, role), batch, lot)
        assert answers == {name: 200 if name in may_open else 403 for name in answers}


def test_a_stranger_finds_nothing_and_an_officer_may_not_act(batch: Batch, lot: Lot) -> None:
    stranger = factories.signed_in(factories.person(factories.organisation()))
    common = {"all": 200, "panel": 200, "order": 200}
    answers = _answers(stranger, batch, lot)
    assert answers == {name: common.get(name, 404) for name in answers}
    assert lot.product.name not in stranger.get("/doanh-nghiep/tem/").text
    officer = factories.officer().user
    assert officer is not None
    assert set(_answers(factories.signed_in(officer), batch, lot).values()) == {403}


def test_anonymous_people_sign_in_first(client: Client, batch: Batch, lot: Lot) -> None:
    assert set(_answers(client, batch, lot).values()) == {302}


def test_the_whole_way_order_print_activate(lot: Lot) -> None:
    owner = _member(lot, MemberRole.OWNER)
    answer = owner.post(f"/doanh-nghiep/lo/{lot.pk}/tem/dat/", {"size": "30"})
    batch = Batch.objects.get()
    assert answer.headers["Location"] == f"/doanh-nghiep/tem/{batch.pk}/in/"
    answer = owner.post(
        f"/doanh-nghiep/tem/{batch.pk}/in/", {"first": 1, "last": 30, "grid": "3x8", "skip": 2}
    )
    job = PrintJob.objects.get()
    assert answer.headers["Location"] == f"/doanh-nghiep/tem/ban-in/{job.pk}/"
    assert "Tải tập 30 tem" in owner.get(f"/doanh-nghiep/tem/ban-in/{job.pk}/").text
    sheet = owner.get(f"/doanh-nghiep/tem/ban-in/{job.pk}/tap/")
    assert b"".join(sheet).startswith(b"%PDF-")
    asked = {"first": 1, "last": 20, "lot": lot.pk}
    owner.post(f"/doanh-nghiep/tem/{batch.pk}/kich-hoat/", asked)
    batch.refresh_from_db()
    assert batch.activated == Ranges.of((0, 20))
    page = owner.get(f"/doanh-nghiep/tem/{batch.pk}/").text
    assert "<b>20</b> Đang lưu thông" in page
    assert "<b>10</b> Đã in, chưa kích hoạt" in page


def test_activate_range_says_what_the_lot_lacks_before_anybody_tries(lot: Lot) -> None:
    bare = factories.lot(lot.product)
    batch = rows.printed_batch(bare, rows.actor_of(lot))
    page = _member(lot, MemberRole.OWNER).get(f"/doanh-nghiep/tem/{batch.pk}/kich-hoat/").text
    assert "còn thiếu 2 mục" in page
    assert "Ghi ngày sản xuất của lô." in page
    assert f"/doanh-nghiep/lo/{bare.pk}/sua/" in page


def test_activate_range_refused_writes_nothing_and_says_why(lot: Lot) -> None:
    bare = factories.lot(lot.product)
    batch = rows.printed_batch(bare, rows.actor_of(lot))
    owner = _member(lot, MemberRole.OWNER)
    url = f"/doanh-nghiep/tem/{batch.pk}/kich-hoat/"
    page = owner.post(url, {"first": 1, "last": 5, "lot": bare.pk}).text
    assert "Chưa kích hoạt được tem: lô còn thiếu 2 mục bắt buộc" in page
    batch.refresh_from_db()
    assert not batch.activated


def test_order_batch_offers_no_form_once_every_unit_has_its_stamp(lot: Lot) -> None:
    client, url = _member(lot, MemberRole.OWNER), f"/doanh-nghiep/lo/{lot.pk}/tem/dat/"
    assert 'name="size"' in client.get(url).content.decode()
    client.post(url, {"size": 200})
    full = client.get(url).content.decode()
    assert ("Lô này đã đặt đủ tem" in full, 'name="size"' in full) == (True, False)


def test_a_foreign_lot_cannot_be_chosen(batch: Batch, lot: Lot) -> None:
    foreign = rows.ready_lot()
    url = f"/doanh-nghiep/tem/{batch.pk}/kich-hoat/"
    data = {"first": 1, "last": 5, "lot": foreign.pk}
    assert _member(lot, MemberRole.OWNER).post(url, data).status_code == 200
    batch.refresh_from_db()
    assert not batch.activated


def test_void_range_from_the_page_asks_for_a_reason(batch: Batch, lot: Lot) -> None:
    owner = _member(lot, MemberRole.OWNER)
    url = f"/doanh-nghiep/tem/{batch.pk}/huy/"
    assert owner.post(url, {"first": 1, "last": 5, "reason": ""}).status_code == 200
    assert owner.post(url, {"first": 1, "last": 5, "reason": "Rách"}).status_code == 302
    batch.refresh_from_db()
    assert batch.voided == Ranges.of((0, 5))
    assert "hủy tem số 1–5: Rách" in owner.get(f"/doanh-nghiep/tem/{batch.pk}/").text


def test_a_stranger_gets_no_file(batch: Batch, lot: Lot) -> None:
    job = services.print_batch(
        batch=batch, positions=(0, 3), grid="3x8", actor=rows.actor_of(lot), now=NOW
    )
    stranger = factories.signed_in(factories.person(factories.organisation()))
    for tail in ("", "tap/"):
        assert stranger.get(f"/doanh-nghiep/tem/ban-in/{job.pk}/{tail}").status_code == 404


def test_a_lots_own_code_prints_as_a_sheet(lot: Lot) -> None:
    url = f"/doanh-nghiep/lo/{lot.pk}/tem/ma-lo/"
    answer = _member(lot, MemberRole.OWNER).post(url, {"grid": "5x13"})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert io.BytesIO(answer.content).read(5) == b"%PDF-"


def test_list_batches_costs_the_same_for_one_and_three(lot: Lot) -> None:
    owner, actor = _member(lot, MemberRole.OWNER), rows.actor_of(lot)
    counts = []
    for size in (1, 2):
        for _one in range(size):
            rows.printed_batch(lot, actor, size=10)
        with CaptureQueriesContext(connection) as captured:
            assert owner.get("/doanh-nghiep/tem/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_pages_speak_english_too(batch: Batch, lot: Lot) -> None:
    page = _member(lot, MemberRole.OWNER).get(f"/en/doanh-nghiep/tem/{batch.pk}/").text
    assert "<b>100</b> Printed, not active" in page
    assert "Planned lot" in page
