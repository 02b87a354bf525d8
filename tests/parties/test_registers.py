"""Registers of the room come in from Excel after a look, twice without harm; go out as shown."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import factories, people
from tests.core.books import rows_of
from tests.sending import confirm, counts, send
from txng.core import clock
from txng.core.models import AuditEntry, Work
from txng.core.services import sheets
from txng.core.services import work as works
from txng.parties import sending, services
from txng.parties.models import Invitation, Membership, Organisation, Place
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db
PLACES = ["Tên địa điểm", "Loại địa điểm", "Địa chỉ", "Diện tích (m²)"]


@pytest.fixture(autouse=True)
def _private(settings: Any, tmp_path: Any) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path


def test_a_file_of_places_is_looked_at_first_then_stored_then_changes_nothing_again() -> None:
    organisation = factories.organisation()
    client = factories.signed_in(factories.person(organisation))
    rows = [PLACES, ["Vườn A", "Trang trại, vùng trồng", "Thôn 1", "1.250"],
            ["Vườn B", "Lô đất, ao, chuồng", "Thôn 2", None]]  # fmt: skip
    page = send(client, "/doanh-nghiep/nhap/dia-diem/", rows)
    assert page.context["work"].state == "review"
    assert counts(page.context["work"]) == {"new": 2}
    assert Place.objects.count() == 0
    assert counts(confirm(client, page)) == {"new": 2}
    assert list(Place.objects.order_by("name").values_list("name", "area_m2")) == [
        ("Vườn A", 1250), ("Vườn B", None),
    ]  # fmt: skip
    again = send(client, "/doanh-nghiep/nhap/dia-diem/", rows).context["work"]
    assert counts(again) == {"same": 2}
    assert "ghi/" not in again.summary


def test_wrong_rows_are_told_at_their_cells_and_the_right_ones_may_be_stored() -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    rows = [PLACES, ["Vườn A", "Trang trại, vùng trồng", "Thôn 1", "nhiều"],
            ["Vườn B", "Kho", "Thôn 2", 3], ["", "Kho", "Thôn 3", 3]]  # fmt: skip
    page = send(client, "/doanh-nghiep/nhap/dia-diem/", rows)
    work = page.context["work"]
    assert counts(work) == {"new": 1, "wrong": 2}
    assert [e["address"] for e in work.summary["errors"]] == ["D2", "A4"]
    given = client.get(f"/doanh-nghiep/cong-viec/{work.pk}/tai/")
    assert rows_of(b"".join(given.streaming_content))[1][4] == "Sai, không ghi"  # type: ignore[attr-defined]
    assert counts(confirm(client, page)) == {"new": 1, "wrong": 2}
    assert [place.name for place in Place.objects.all()] == ["Vườn B"]


def test_what_a_service_refuses_is_told_before_anything_is_stored() -> None:
    taken = factories.place(gln="8930000000019")
    client = factories.signed_in(factories.person(factories.organisation()))
    rows = [[*PLACES[:3], "GLN"], ["Vườn A", "Kho", "Thôn 1", 8930000000019]]
    work = send(client, "/doanh-nghiep/nhap/dia-diem/", rows).context["work"]
    assert counts(work) == {"wrong": 1}
    [error] = work.summary["errors"]
    assert error["address"] == "D2"
    assert "đã được khai cho một địa điểm khác" in error["sentence"]
    assert Place.objects.get() == taken


def test_a_change_is_shown_from_what_to_what_and_an_empty_cell_changes_nothing() -> None:
    organisation = factories.organisation()
    place = factories.place(organisation, name="Vườn A", area_m2=500)
    client = factories.signed_in(factories.person(organisation))
    rows = [PLACES, ["vuon a", "Kho", "Thôn 9", None]]
    page = send(client, "/doanh-nghiep/nhap/dia-diem/", rows)
    [row] = page.context["work"].summary["rows"]
    assert row["changes"][1:] == [
        ["Loại địa điểm", "Trang trại, vùng trồng", "Kho"], ["Địa chỉ", "Thôn Nà Pài", "Thôn 9"],
    ]  # fmt: skip
    confirm(client, page)
    place.refresh_from_db()
    assert (place.kind, place.area_m2) == ("warehouse", Decimal(500))


def test_what_is_taken_away_is_the_list_under_its_filters_and_comes_back_unchanged() -> None:
    organisation = factories.organisation()
    for name in ("Vườn A", "Kho B"):
        factories.place(organisation, name=name)
    client = factories.signed_in(factories.person(organisation))
    answer = client.get("/doanh-nghiep/tai/dia-diem/", {"q": "vuon"})
    rows = rows_of(answer.content)
    assert [row[1] for row in rows[1:]] == ["Vườn A"]
    page = send(client, "/doanh-nghiep/nhap/dia-diem/", rows)
    assert counts(page.context["work"]) == {"same": 1}


ADDRESSES = {
    "nhap/dia-diem/": (200, 403, 200),
    "nhap/dia-diem/mau/": (200, 403, 200),
    "tai/dia-diem/": (200, 200, 200),
    "nhap/nguoi-dung/": (200, 403, 200),
    "tai/nguoi-dung/": (200, 403, 200),
    "nhap/khong-co/": (404, 404, 404),
    "cong-viec/": (200, 200, 200),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_register_opens_for_whom_it_is(address: str) -> None:
    around = people.around(factories.organisation())
    found = around.statuses(f"/doanh-nghiep/{address}")
    owner, colleague, stranger = ADDRESSES[address]
    assert [found["owner"], found["colleague"], found["stranger"], found["nobody"]] == [
        owner, colleague, stranger, 302,
    ]  # fmt: skip
    if "khong" not in address and "cong-viec" not in address:
        assert found["officer"] == 403


@pytest.mark.parametrize("address", ["nhap/don-vi/", "tai/don-vi/", "tai/dia-diem/"])
def test_a_register_of_agencies_opens_for_officers_only(address: str) -> None:
    found = people.around(factories.organisation()).statuses(f"/quan-ly/{address}")
    assert found == {"owner": 403, "colleague": 403, "stranger": 403, "officer": 200,
                     "other_agency": 200, "nobody": 302}  # fmt: skip


def test_work_is_seen_only_by_who_asked_for_it() -> None:
    organisation = factories.organisation()
    around = people.around(organisation)
    page = send(around.owner, "/doanh-nghiep/nhap/dia-diem/",
                [PLACES, ["Vườn A", "Kho", "Thôn 1", "x"]])  # fmt: skip
    address = page.request["PATH_INFO"]
    hidden = dict.fromkeys(people.NAMES, 404)
    assert around.statuses(address) == {**hidden, "owner": 200, "nobody": 302}
    for act in ("ghi", "dung", "tiep"):
        answers = [getattr(around, n).post(f"{address}{act}/").status_code
                   for n in ("colleague", "stranger", "nobody")]  # fmt: skip
        assert answers == [404, 404, 302]
    assert around.stranger.get(f"{address}tai/").status_code == 404
    assert Place.objects.count() == 0


def test_a_file_that_is_no_sheet_is_refused_on_the_form_and_no_work_begins() -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7 abc")
    page = client.post("/doanh-nghiep/nhap/dia-diem/", {"file": file})
    assert "Đây là tệp PDF" in page.content.decode()
    assert Work.objects.count() == 0


def test_rights_are_those_of_the_moment_in_which_work_runs() -> None:
    organisation = factories.organisation()
    person = factories.person(organisation)
    client = factories.signed_in(person)
    page = send(client, "/doanh-nghiep/nhap/dia-diem/", [PLACES, ["A", "Kho", "Thôn 1", 1]])
    work = page.context["work"]
    works.note(work, state="waiting", stage="apply")
    Membership.objects.filter(user=person).update(role=MemberRole.VIEWER)
    assert works.run(work.pk).state == "failed"
    assert Place.objects.count() == 0


def test_work_stops_between_batches_when_asked_and_says_what_was_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "BATCH", 1)
    client = factories.signed_in(factories.person(factories.organisation()))
    rows = [PLACES, *([f"Vườn {n}", "Kho", "Thôn 1", 1] for n in range(3))]
    work = send(client, "/doanh-nghiep/nhap/dia-diem/", rows).context["work"]
    works.note(work, state="running", stage="apply", cancel_asked=True)
    found = works.run(work.pk)
    assert found.state == "cancelled"
    assert found.message.startswith("Đã ghi 1 dòng trước khi dừng")
    assert Place.objects.count() == 1
    again = send(client, "/doanh-nghiep/nhap/dia-diem/", rows).context["work"]
    assert counts(again) == {"new": 2, "same": 1}


ORGANISATIONS = ["Tên đơn vị", "Loại hình", "MST", "Vai trò", "Địa chỉ", "Xã, phường"]


def test_an_officer_brings_an_existing_list_of_organisations_in() -> None:
    commune = factories.unit(factories.unit(name="Thái Nguyên"), name="Tân Lập")
    officer = factories.officer(lead=True, area=commune)
    assert officer.user is not None
    client = factories.signed_in(officer.user)
    rows = [ORGANISATIONS,
            ["HTX Tân Lập", "hợp tác xã", 4600123459, "Đóng gói", "Thôn 1", "Tân Lập"],
            ["Hộ Ông Ba", "Hộ sản xuất, kinh doanh", "", "", "Thôn 2", "xã tân lập"],
            ["Công ty X", "Doanh nghiệp", 101234565, "", "Thôn 3", "Tân Lập, Tỉnh Thái Nguyên"],
            ["Công ty Y", "Doanh nghiệp", "123", "", "Thôn 3", "Xã Khác"]]  # fmt: skip
    page = send(client, "/quan-ly/nhap/don-vi/", rows)
    work = page.context["work"]
    assert counts(work) == {"new": 3, "wrong": 1}
    assert [e["address"] for e in work.summary["errors"]] == ["C5", "F5"]
    confirm(client, page)
    found = {o.name: o for o in Organisation.objects.filter(unit=commune)}
    assert sorted(found) == ["Công ty X", "HTX Tân Lập", "Hộ Ông Ba"]
    assert found["Công ty X"].tax_code == "0101234565"
    assert [r.role for r in found["HTX Tân Lập"].roles.all()] == ["packer"]
    again = send(client, "/quan-ly/nhap/don-vi/", rows[:4]).context["work"]
    assert counts(again) == {"same": 3}


def test_an_owner_brings_colleagues_in() -> None:
    organisation = factories.organisation()
    client = factories.signed_in(factories.person(organisation))
    rows = [["Họ và tên", "Số điện thoại", "Vai trò"], ["Nông Thị Bé", 912345678, "người xem"]]
    page = send(client, "/doanh-nghiep/nhap/nguoi-dung/", rows)
    confirm(client, page)
    invited = Invitation.objects.get(address="0912345678")
    assert (invited.organisation, invited.role) == (organisation, MemberRole.VIEWER)
    assert not Membership.objects.filter(user__login="0912345678").exists()


def test_nobody_is_written_to_before_a_file_of_colleagues_is_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(sending, "send", lambda address, **_letter: told.append(address))
    client = factories.signed_in(factories.person(factories.organisation()))
    heads = ["Họ và tên", "Số điện thoại", "Vai trò"]
    rows = [heads, *(["Nông Thị Bé", f"09123456{n:02}", "người xem"] for n in range(32))]
    page = send(client, "/doanh-nghiep/nhap/nguoi-dung/", rows)
    assert counts(page.context["work"]) == {"new": 30, "wrong": 2}
    assert told == []
    confirm(client, page)
    assert len(told) == 30


def test_a_row_that_another_stored_meanwhile_is_told_alone_and_the_others_are_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    organisation = factories.organisation()
    client = factories.signed_in(factories.person(organisation))
    rows = [[*PLACES[:3], "GLN"], *([f"Vườn {n}", "Kho", "Thôn 1", None] for n in range(3)),
            ["Vườn 3", "Kho", "Thôn 1", "8930000000019"]]  # fmt: skip
    page = send(client, "/doanh-nghiep/nhap/dia-diem/", rows)
    look = services.place._known_glns
    answers: Iterator[set[str]] = iter([set()])
    monkeypatch.setattr(services.place, "_known_glns", lambda glns: next(answers, look(glns)))
    factories.place(gln="8930000000019")
    assert counts(confirm(client, page)) == {"new": 3, "wrong": 1}
    assert Place.objects.filter(organisation=organisation).count() == 3


def test_many_rows_cost_as_many_statements_as_few() -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    taken = []
    for number in (3, 30):
        rows = [PLACES, *([f"V {number} {n}", "Kho", "Thôn 1", 1] for n in range(number))]
        page = send(client, "/doanh-nghiep/nhap/dia-diem/", rows)
        with CaptureQueriesContext(connection) as caught:
            confirm(client, page)
        taken.append(len(caught))
    assert taken[0] == taken[1]


CITIZEN = "079123456789"


def _officer_client() -> Any:
    commune = factories.unit(factories.unit(name="Thái Nguyên"), name="Tân Lập")
    officer = factories.officer(lead=True, area=commune)
    assert officer.user is not None
    return factories.signed_in(officer.user)


def _kept(work: Work) -> str:
    """Return everything that the portal keeps of a piece of work and of its acts."""
    trail = list(AuditEntry.objects.values_list("details", flat=True))
    books = [rows_of(path.read_bytes()) for path in works.folder().iterdir()]
    return f"{work.summary} {work.given} {work.message} {trail} {books}"


def test_a_citizens_number_in_a_file_leaves_no_trace_but_its_digest() -> None:
    client = _officer_client()
    rows = [[*ORGANISATIONS, "Ghi chú"],
            ["Hộ Ông Ba", "Hộ sản xuất, kinh doanh", 79123456789, "", "Thôn 2", "Tân Lập",
             f"CCCD {CITIZEN}"],
            ["Hộ Bà Tư", "Hộ sản xuất, kinh doanh", CITIZEN[:-1] + "x", "", "T", CITIZEN,
             ""]]  # fmt: skip
    page = send(client, "/quan-ly/nhap/don-vi/", rows)
    assert counts(page.context["work"]) == {"new": 1, "wrong": 1}
    assert "••••••••6789" in page.content.decode()
    assert CITIZEN[1:] not in page.content.decode()
    rows[2] = ["Hộ Bà Tư", "Hộ sản xuất, kinh doanh", "079 123 456 788", "", "T", "Tân Lập", ""]
    work = confirm(client, send(client, "/quan-ly/nhap/don-vi/", rows))
    assert counts(work) == {"new": 2}
    assert work.source == ""
    found = Organisation.objects.get(name="Hộ Ông Ba")
    assert (found.tax_code, found.person_end) == ("", "6789")
    works.forget_works(now=clock.now() + works.LOOKED_AT_WITHIN * 2)
    kept = _kept(work).replace(" ", "")
    assert "79123456" not in kept
    assert not [path for path in works.folder().iterdir() if path.suffix == ".upload"]
    again = send(client, "/quan-ly/nhap/don-vi/", rows).context["work"]
    assert counts(again) == {"same": 2}


def test_a_masked_number_comes_back_unchanged_on_its_own_row_only() -> None:
    client = _officer_client()
    rows = [ORGANISATIONS,
            ["Hộ Ông Ba", "Hộ sản xuất, kinh doanh", CITIZEN, "", "Thôn 2", "Tân Lập"]]  # fmt: skip
    confirm(client, send(client, "/quan-ly/nhap/don-vi/", rows))
    taken = rows_of(client.get("/quan-ly/tai/don-vi/").content)
    row = next(row for row in taken if row[0] == "Hộ Ông Ba")
    assert "••••••••6789" in row
    send_back = [taken[0], row, ["Hộ Khác", *row[1:]]]
    work = send(client, "/quan-ly/nhap/don-vi/", send_back).context["work"]
    assert counts(work) == {"same": 1, "wrong": 1}
    [error] = work.summary["errors"]
    assert "hãy ghi lại đủ 12 số" in error["sentence"]


def test_a_checked_file_that_nobody_confirms_is_dropped_after_a_week() -> None:
    client = _officer_client()
    rows = [ORGANISATIONS, ["HTX", "Hợp tác xã", "", "", "Thôn 2", "Tân Lập"]]
    work = send(client, "/quan-ly/nhap/don-vi/", rows).context["work"]
    works.forget_works(now=clock.now() + works.LOOKED_AT_WITHIN / 2)
    assert len(list(works.folder().iterdir())) == 1
    works.forget_works(now=clock.now() + works.LOOKED_AT_WITHIN * 2)
    work.refresh_from_db()
    assert (work.state, work.source) == ("cancelled", "")
    assert list(works.folder().iterdir()) == []


INSIDE = ["Tên địa điểm", "Loại địa điểm", "Địa chỉ", "Nằm trong trang trại"]
FARM, PLOT = "Trang trại, vùng trồng", "Lô đất, ao, chuồng"


@pytest.mark.parametrize("batch", [1000, 1])
def test_a_farm_and_its_plots_come_in_one_file_in_any_order(
    batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "BATCH", batch)
    organisation = factories.organisation()
    client = factories.signed_in(factories.person(organisation))
    rows = [INSIDE, ["Lô 1", PLOT, "Thôn 1", "trai bac"], ["Trại Nam", FARM, "Thôn 2", None],
            ["Trại Bắc", FARM, "Thôn 1", None], ["Lô 2", PLOT, "Thôn 2", "Trại Nam"]]  # fmt: skip
    page = send(client, "/doanh-nghiep/nhap/dia-diem/", rows)
    assert counts(page.context["work"]) == {"new": 4}
    assert counts(confirm(client, page)) == {"new": 4}
    found = Place.objects.order_by("name").values_list("name", "parent__name")
    assert dict(found) == {
        "Lô 1": "Trại Bắc", "Lô 2": "Trại Nam", "Trại Bắc": None, "Trại Nam": None,
    }  # fmt: skip
    again = send(client, "/doanh-nghiep/nhap/dia-diem/", rows).context["work"]
    assert counts(again) == {"same": 4}
    taken = rows_of(client.get("/doanh-nghiep/tai/dia-diem/").content)
    back = send(client, "/doanh-nghiep/nhap/dia-diem/", taken).context["work"]
    assert counts(back) == {"same": 4}


def test_a_plot_whose_farm_is_wrong_or_nowhere_is_told_so() -> None:
    factories.place(gln="8930000000019")
    organisation = factories.organisation()
    for _number in range(2):
        factories.place(organisation, name="Trại Đôi")
    client = factories.signed_in(factories.person(organisation))
    rows = [[*INSIDE, "GLN"],
            ["Trại Bắc", FARM, "Thôn 1", None, "8930000000019"],
            ["Lô 1", PLOT, "Thôn 1", "Trại Bắc", None],
            ["Lô 2", PLOT, "Thôn 1", "Trại Không Có", None],
            ["Lô 3", PLOT, "Thôn 1", "Trại Đôi", None]]  # fmt: skip
    page = send(client, "/doanh-nghiep/nhap/dia-diem/", rows)
    errors = {e["address"]: e["sentence"] for e in page.context["work"].summary["errors"]}
    assert sorted(errors) == ["D3", "D4", "D5", "E2"]
    assert "chưa ghi được" in errors["D3"]
    assert "Không có trang trại “Trại Không Có”" in errors["D4"]
    assert "hãy ghi mã của trang trại" in errors["D5"]
    assert Place.objects.filter(organisation=organisation).count() == 2


def test_long_work_waits_while_two_others_run_but_not_for_silent_ones() -> None:
    owner = factories.actor()
    facts: Any = {"kind": "x", "title": "x", "door": "enterprise", "actor": owner, "given": {}}
    first, second, third = (works.start_work(**facts, now=factories.THEN) for _ in range(3))
    for work in (first, second):
        works.note(work, state="running")
    works.run_in_turn(third.pk, now=clock.now())
    third.refresh_from_db()
    assert third.state == "waiting"
    put_off = ProcrastinateJob.objects.get(task_name=works.TASK, args={"work_id": third.pk})
    assert put_off.scheduled_at is not None
    Work.objects.filter(pk=first.pk).update(touched_at=factories.THEN)
    with pytest.raises(KeyError):
        works.run_in_turn(third.pk, now=clock.now())
    third.refresh_from_db()
    assert third.state == "failed"
