"""Who sees and keeps the diary of a lot, and what the pages say."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories, people
from txng.capture import services
from txng.capture.models import Event, Step
from txng.core.clock import now
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.vocab import MemberRole, PlaceKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot() -> Lot:
    return factories.lot()


@pytest.fixture
def owner(lot: Lot) -> Client:
    return factories.signed_in(factories.person(lot.product.organisation))


def diary(lot: Lot) -> str:
    return f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/"


def minute(back: timedelta = timedelta()) -> str:
    return f"{timezone.localtime(now() - back):%Y-%m-%dT%H:%M}"


def send(client: Client, lot: Lot, step: str = "harvest", **told: Any) -> Any:
    given = {"quantity": "1.200,5", "place": lot.place_id, "happened_at": minute(), **told}
    return client.post(f"{diary(lot)}ghi/{step}/", given)


def page(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_diary_is_read_by_holder_and_officer_and_kept_by_the_holder(lot: Lot) -> None:
    around = people.around(lot.product.organisation)
    assert around.statuses(diary(lot)) == {
        "owner": 200, "colleague": 200, "stranger": 404, "officer": 200, "other_agency": 404,
        "nobody": 302,
    }  # fmt: skip
    for address in (f"{diary(lot)}ghi/", f"{diary(lot)}ghi/harvest/"):
        seen = around.statuses(address)
        assert (seen["owner"], seen["stranger"], seen["nobody"]) == (200, 404, 302)
        assert {seen["officer"], seen["other_agency"]} <= {403, 404}
    posted = around.statuses(f"{diary(lot)}ghi/harvest/", "post")
    assert {posted[name] for name in ("stranger", "officer", "other_agency")} <= {403, 404}


def test_a_viewer_reads_but_does_not_record(lot: Lot) -> None:
    client = factories.signed_in(factories.person(lot.product.organisation, MemberRole.VIEWER))
    assert "Ghi: Thu hoạch" not in page(client.get(diary(lot)))
    assert send(client, lot).status_code == 403
    assert Step.objects.count() == 0


def test_a_step_is_recorded_with_figures_as_people_write_them(lot: Lot, owner: Client) -> None:
    answer = send(owner, lot, variety="V2")
    assert (answer.status_code, answer["Location"]) == (302, diary(lot))
    assert Step.objects.get().values == {"quantity": 1200.5, "variety": "V2"}
    shown = page(owner.get(diary(lot)))
    assert "<dt>Sản lượng</dt><dd>1.200,5 kg</dd>" in shown
    assert lot.place.name in shown
    assert "Đã ghi bước “Thu hoạch”." in shown
    assert "Ghi muộn" not in shown


def test_a_late_entry_is_marked(lot: Lot, owner: Client) -> None:
    send(owner, lot, happened_at=minute(timedelta(hours=49)))
    assert "Ghi muộn" in page(owner.get(diary(lot)))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"quantity": ""}, "Sản lượng: "),
        ({"quantity": "0"}, "Sản lượng: Phải lớn hơn 0."),
        ({"quantity": "mười"}, "Sản lượng: "),
        ({"happened_at": minute(-timedelta(hours=1))}, "Lúc nào: Thời điểm chưa tới"),
        ({"happened_at": "1999-01-01T00:00"}, "Lúc nào: Ngày này xa quá"),
        ({"happened_at": "hôm qua"}, "Lúc nào: "),
        ({"place": "0"}, "Ở đâu: "),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_stored(
    lot: Lot, owner: Client, told: dict[str, str], sentence: str
) -> None:
    answer = send(owner, lot, **told)
    assert answer.status_code == 200
    assert sentence in page(answer)
    assert (Step.objects.count(), Event.objects.count()) == (0, 0)


def test_all_that_is_wrong_is_told_at_once(lot: Lot, owner: Client) -> None:
    answer = page(send(owner, lot, "spraying", pesticide="", interval_days="61", place="0"))
    for sentence in ("Tên thuốc: ", "Thời gian cách ly: Không được quá", "Ở đâu: "):
        assert sentence in answer
    assert Step.objects.count() == 0


def test_somebody_elses_place_cannot_be_chosen(lot: Lot, owner: Client) -> None:
    assert "Ở đâu: " in page(send(owner, lot, place=factories.place().pk))
    assert Step.objects.count() == 0


def test_the_form_opens_with_what_was_told_the_last_time(lot: Lot, owner: Client) -> None:
    other = factories.place(lot.product.organisation, name="Vườn đồi")
    send(owner, lot, "spraying", pesticide="Abamectin", interval_days="7", place=other.pk)
    shown = page(owner.get(f"{diary(lot)}ghi/spraying/"))
    assert 'value="Abamectin"' in shown
    assert f'<option value="{other.pk}" selected>Vườn đồi</option>' in shown
    assert "Đã điền sẵn theo lần ghi ngày" in shown
    assert 'value="7"' not in shown


def test_a_partner_is_found_by_name_or_tax_code(lot: Lot, owner: Client) -> None:
    buyer = factories.organisation(name="Công ty Rau Sạch")
    twin = [factories.organisation(name="Cửa hàng Hoa") for _ in range(2)]
    send(owner, lot, "shipping", receiver="công ty rau sạch")
    send(owner, lot, "shipping", receiver=twin[0].tax_code)
    told = [step.values["receiver"] for step in Step.objects.order_by("id")]
    assert [one.get("identifier") for one in told] == [buyer.identifier, twin[0].identifier]
    assert "mã số thuế" in page(send(owner, lot, "shipping", receiver="Cửa hàng Hoa"))
    assert '<option value="Công ty Rau Sạch"></option>' in page(
        owner.get(f"{diary(lot)}ghi/shipping/")
    )


def test_inputs_are_amounts_beside_own_lots_and_a_foreign_lots_code() -> None:
    product = factories.product(template=factories.template(definition=_blending()))
    lot, mine = factories.lot(product), factories.lot(product)
    owner = factories.signed_in(factories.person(product.organisation))
    address = f"{diary(lot)}ghi/blending/"
    assert f"Lấy từ lô {mine.code}" in page(owner.get(address))
    missing = send(owner, lot, "blending", quantity="90")
    assert "Mục này cần có." in page(missing)
    unread = send(owner, lot, "blending", quantity="90", inputs="lô nhà bác Tư")
    assert "Chưa đọc được mã lô này" in page(unread)
    told = {f"inputs_{mine.pk}": "40,5", "inputs": "(01)09506000134352(10)L1",
            "inputs_amount": "60"}  # fmt: skip
    assert send(owner, lot, "blending", quantity="90", **told).status_code == 302
    assert [
        (one["identifier"], Decimal(str(one["quantity"])), one["unit"])
        for one in Step.objects.get().values["inputs"]
    ] == [
        (mine.identifier, Decimal("40.5"), "KGM"),
        ("https://id.gs1.org/01/09506000134352/10/L1", Decimal(60), "KGM"),
    ]
    assert "L1 (60 kg)" in page(owner.get(diary(lot)))


def _blending() -> dict[str, Any]:
    base = factories.template().definition
    inputs = factories._field("inputs", "Các lô", "Lots", "lot", required=True, many=True)
    quantity = factories._field("quantity", "Khối lượng", "Quantity", "quantity", required=True,
                                unit="KGM")  # fmt: skip
    step = factories._step("blending", "Gộp lô", "Blending", event="TransformationEvent",
                           action=None, biz_step="creating_class_instance",
                           what="inputs_to_lot", fields=[inputs, quantity])  # fmt: skip
    return {**base, "steps": [*base["steps"], step]}


def test_steps_to_choose_begin_with_the_next_required_one(lot: Lot, owner: Client) -> None:
    send(owner, lot)
    shown = page(owner.get(f"{diary(lot)}ghi/"))
    assert shown.index("Đóng gói") < shown.index("Phun thuốc") < shown.index("Đã ghi xong")
    assert shown.index("Đã ghi xong") < shown.index("<b>Thu hoạch</b>")
    assert f"{diary(lot)}ghi/harvest/" not in shown


def test_without_a_fitting_place_the_page_says_which_to_add(lot: Lot, owner: Client) -> None:
    lot.place.kind = PlaceKind.OFFICE
    lot.place.save(update_fields=["kind"])
    shown = page(owner.get(f"{diary(lot)}ghi/harvest/"))
    assert "Trang trại, vùng trồng, Lô đất, ao, chuồng" in shown
    assert "Lưu bước này" not in shown


def test_a_closed_lot_says_so(owner: Client, lot: Lot) -> None:
    lot.state = LotState.RECALLED
    lot.save(update_fields=["state"])
    assert "không ghi thêm được nữa" in page(owner.get(f"{diary(lot)}ghi/"))
    assert "không ghi thêm được nữa" in page(send(owner, lot))
    assert Step.objects.count() == 0


def test_an_unknown_step_is_no_page(owner: Client, lot: Lot) -> None:
    assert owner.get(f"{diary(lot)}ghi/flying/").status_code == 404


def test_a_long_diary_costs_as_many_statements_as_a_short_one(lot: Lot, owner: Client) -> None:
    counts: list[int] = []
    for _ in range(2):
        for number in range(3):
            send(owner, lot, "spraying", pesticide=f"Thuốc {len(counts)}{number}")
        owner.get(diary(lot))
        with CaptureQueriesContext(
            connection,
        ) as caught:
            owner.get(diary(lot))
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_the_diary_is_told_in_english_too(lot: Lot, owner: Client) -> None:
    services.record_step(
        lot=lot, step_code="harvest", values={"quantity": 5}, happened_at=now(),
        place=lot.place, actor=factories.actor(lot.product.organisation), now=now(),
    )  # fmt: skip
    shown = page(owner.get(f"/en{diary(lot)}"))
    assert "<h3>Harvest</h3>" in shown
    assert "<dt>Quantity</dt>" in shown


def test_an_officer_sees_what_was_recorded_in_the_area_and_others_nothing() -> None:
    commune = factories.unit(factories.unit())
    lot = factories.lot(factories.product(factories.organisation(unit=commune)))
    around = people.around(lot.product.organisation)
    send(around.owner, lot)
    for address in ("/quan-ly/ghi-nhan/", "/quan-ly/ghi-nhan/phan-moi/"):
        assert around.statuses(address) == {
            "owner": 403, "colleague": 403, "stranger": 403, "officer": 200, "other_agency": 200,
            "nobody": 302,
        }  # fmt: skip
        assert "Thu hoạch" in page(around.officer.get(address))
        assert "Thu hoạch" not in page(around.other_agency.get(address))


def test_many_arrivals_cost_as_many_statements_as_few() -> None:
    lot = factories.lot()
    owner = factories.signed_in(factories.person(lot.product.organisation))
    officer = factories.officer().user
    assert officer is not None
    client = factories.signed_in(officer)
    counts: list[int] = []
    for size in (1, 3):
        for number in range(size):
            send(owner, lot, "spraying", pesticide=f"Thuốc {size}{number}")
        client.get("/quan-ly/ghi-nhan/")
        with CaptureQueriesContext(connection) as caught:
            client.get("/quan-ly/ghi-nhan/")
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_a_step_declared_wrong_stays_marked_and_is_offered_again(lot: Lot, owner: Client) -> None:
    send(owner, lot)
    step = Step.objects.get()
    address = f"{diary(lot)}{step.pk}/khai-sai/"
    assert address in page(owner.get(diary(lot)))
    assert "Việc này không xảy ra" in page(owner.get(address))
    answer = owner.post(address, {"reason": "did_not_occur"})
    assert (answer.status_code, answer["Location"]) == (302, diary(lot))
    seen = page(owner.get(diary(lot)))
    assert "Đã khai là sai" in seen
    assert address not in seen
    assert f"{diary(lot)}ghi/harvest/" in page(owner.get(f"{diary(lot)}ghi/"))
    around = people.around(lot.product.organisation).statuses(address)
    assert (around["stranger"], around["officer"], around["nobody"]) == (404, 403, 302)
    assert Event.objects.count() == 2
