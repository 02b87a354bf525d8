"""The entry page keeps what people type, tells what is wrong, and its workbook goes out and in."""

import io
import re
from typing import Any

import openpyxl
import pytest

from tests.reporting import scenes
from tests.reporting.scenes import Scene
from txng.reporting import services
from txng.reporting.models import Cell, DataRequest
from txng.reporting.vocab import RequestState, SubmissionState

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return scenes.scene()


def _posted(scene: Scene, who: str, **given: str) -> dict[str, str]:
    lines = {f.code.replace("-", "_"): f.pk for f in scene.request.fields.all()}
    answer = scene.answer(who)
    values = {f"o-{lines[code]}": value for code, value in given.items()}
    return {**values, "ban": services.version_of(answer)}


FULL = {"trained_numerator": "1.234", "trained_denominator": "５６７８", "courses_numerator": "2",
        "products_ocop_numerator": "0", "them_1": "Thiếu người"}  # fmt: skip


def test_figures_are_read_as_people_type_them(scene: Scene) -> None:
    address = f"/quan-ly/ky-bao-cao/nhap/{scene.answer('commune').pk}/"
    sent = scene.browser("commune").post(address, {**_posted(scene, "commune", **FULL), "nop": "1"})
    assert sent.status_code == 302
    cells: dict[str, Any] = {
        c.field.code: c.number for c in scene.answer("commune").cells.select_related("field")
    }
    assert (cells["trained-numerator"], cells["trained-denominator"]) == (1234, 5678)
    assert scene.answer("commune").state == SubmissionState.SUBMITTED


def test_a_wrong_box_is_told_and_the_right_ones_are_kept(scene: Scene) -> None:
    address = f"/quan-ly/ky-bao-cao/nhap/{scene.answer('commune').pk}/"
    given = {**FULL, "trained_numerator": "nhiều"}
    sent = scene.browser("commune").post(
        address, {**_posted(scene, "commune", **given), "nop": "1"}
    )
    page = sent.content.decode()
    assert sent.status_code == 200
    assert 'value="nhiều"' in page
    assert "field-wrong" in page
    kept: Any = Cell.objects.get(
        submission=scene.answer("commune"), field__code="trained-denominator"
    )
    assert (kept.number, scene.answer("commune").state) == (5678, SubmissionState.DRAFT)


def test_the_page_saves_itself_and_says_so(scene: Scene) -> None:
    client, answer = scene.browser("commune"), scene.answer("commune")
    address = f"/quan-ly/ky-bao-cao/nhap/{answer.pk}/luu/"
    page = client.post(address, _posted(scene, "commune", courses_numerator="7")).content.decode()
    assert "Đã tự lưu lúc" in page
    assert services.version_of(scene.answer("commune")) in page
    assert Cell.objects.get(field__code="courses-numerator").number == 7


def test_a_late_submission_is_refused_plainly_and_nothing_is_lost(scene: Scene) -> None:
    services.lock_request(request=scene.request, reason="Hết hạn", actor=scene.lead, now=scenes.NOW)
    client, answer = scene.browser("commune"), scene.answer("commune")
    address = f"/quan-ly/ky-bao-cao/nhap/{answer.pk}/"
    sent = client.post(address, {**_posted(scene, "commune", **FULL), "nop": "1"})
    assert sent.status_code == 409
    assert "không nhận báo cáo nộp muộn" in sent.content.decode()
    assert "1.234" in client.get(address).content.decode()


def test_the_workbook_goes_out_and_comes_back(scene: Scene) -> None:
    client, answer = scene.browser("commune"), scene.answer("commune")
    address = f"/quan-ly/ky-bao-cao/nhap/{answer.pk}/"
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}tai-bieu/").content))
    sheet = book.active
    assert sheet is not None
    given = {"trained-numerator": 3, "trained-denominator": 4.0, "courses-numerator": "1.5",
             "them-1": "Khó"}  # fmt: skip
    for row in sheet.iter_rows(min_row=4):
        if row[0].value in given:
            row[4].value = given[str(row[0].value)]
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "bieu.xlsx"
    back = client.post(f"{address}gui-bieu/", {"file": out})
    page = back.content.decode()
    assert back.status_code == 422
    assert 'value="1.5"' in page
    cells: dict[str, Any] = {c.field.code: c for c in answer.cells.select_related("field")}
    assert (cells["trained-denominator"].number, cells["them-1"].text) == (4, "Khó")
    assert "courses-numerator" not in cells
    assert 'value="4"' in page


def test_a_file_that_is_no_form_is_refused_and_nothing_changes(scene: Scene) -> None:
    client, answer = scene.browser("commune"), scene.answer("commune")
    scene.fill("commune", courses_numerator=3)
    for body in (b"", b"PK\x03\x04 none", b"%PDF-1.7"):
        file = io.BytesIO(body)
        file.name = "bieu.xlsx"
        sent = client.post(f"/quan-ly/ky-bao-cao/nhap/{answer.pk}/gui-bieu/", {"file": file})
        assert sent.status_code == 422
        assert "Không đọc được tệp này" in sent.content.decode()
    assert Cell.objects.get(field__code="courses-numerator").number == 3


def test_a_request_is_written_on_the_page_and_sent(scene: Scene) -> None:
    client = scene.browser("lead")
    trained = scene.request.fields.order_by("position")[0].indicator_id
    sent = client.post(
        "/quan-ly/ky-bao-cao/soan/",
        {"title": "Báo cáo quý", "period_kind": "quarter", "starts_date": "2026-11-05",
         "due_date": "2026-12-20", "indicators": [trained], "numbers": "Số hộ | hộ\n",
         "texts": "Đề xuất", "recipients": [scene.answer("commune").organisation_id]},
    )  # fmt: skip
    made = DataRequest.objects.latest("id")
    assert sent["Location"] == f"/quan-ly/ky-bao-cao/{made.pk}/"
    assert (made.period.code, made.state, made.fields.count()) == ("2026-Q4", "draft", 4)
    assert client.post(f"/quan-ly/ky-bao-cao/{made.pk}/gui/").status_code == 302
    made.refresh_from_db()
    assert made.state == RequestState.OPEN


def test_a_request_without_lines_or_with_days_in_disorder_is_told(scene: Scene) -> None:
    sent = scene.browser("lead").post(
        "/quan-ly/ky-bao-cao/soan/",
        {"title": "x", "period_kind": "demand", "starts_date": "2026-11-05",
         "ends_date": "2026-11-01", "due_date": "2026-12-20",
         "recipients": [scene.answer("commune").organisation_id]},
    )  # fmt: skip
    assert sent.status_code == 200
    assert {"ends_date", "indicators"} == set(sent.context["form"].errors)


def test_the_snapshot_page_shows_what_was_fixed(scene: Scene) -> None:
    scene.submit("commune", courses=5)
    scene.approve("commune")
    services.lock_request(request=scene.request, reason="Chốt", actor=scene.lead, now=scenes.NOW)
    page = scene.browser("lead").get(f"/quan-ly/ky-bao-cao/{scene.request.pk}/ban-chot/1/")
    assert page.context["snapshot"].digest in page.content.decode()
    missing = scene.browser("lead").get(f"/quan-ly/ky-bao-cao/{scene.request.pk}/ban-chot/9/")
    assert missing.status_code == 404


def test_the_workbook_of_a_consolidation_equals_the_page(scene: Scene) -> None:
    scene.submit("commune", courses=5)
    scene.submit("other", courses=6)
    scene.approve("commune")
    scene.approve("other")
    address = f"/quan-ly/ky-bao-cao/{scene.request.pk}/tong-hop/"
    page = scene.browser("lead").get(address).content.decode()
    book = openpyxl.load_workbook(
        io.BytesIO(scene.browser("lead").get(f"{address}tai-ve/").content)
    )
    sheet = book.active
    assert sheet is not None
    rows = {str(row[0]): row for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert rows["Lớp đào tạo, tập huấn đã tổ chức"][3:7] == (11, None, 5, 6)
    assert re.search(r'data-line="courses-numerator">11<', page)
