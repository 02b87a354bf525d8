"""From plans on paper to a yearly report: the five published plans, their targets, three forms."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pypdfium2
import pytest
from django.test import Client
from docx import Document

from tests import factories
from tests.planning import rows as planned
from tests.planning.seeds import seed
from tests.reporting import scenes
from txng.parties.actor import Actor
from txng.planning.models import Plan
from txng.planning.printing import paper_of, total_of
from txng.planning.services import approve_plan, import_plan, keep_source
from txng.planning.services.plan import Approval
from txng.reporting import services
from txng.reporting.facts import ReportFacts
from txng.reporting.models import Report, Target
from txng.reporting.periods import year_of
from txng.reporting.queries.plan_targets import indicator_meant, offered, waiting
from txng.reporting.services.indicators import NothingToTake
from txng.reporting.vocab import ReportKind

pytestmark = pytest.mark.django_db
SEEDS = ("000", "001", "002", "003", "004")
APPROVED = date(2026, 1, 5)
PLAN = """KẾ HOẠCH
Truy xuất nguồn gốc năm 2026 tỉnh Hà Giang

I. MỤC TIÊU
- 60% cơ sở sản xuất, kinh doanh được tập huấn về truy xuất nguồn gốc.

| TT | Nội dung | Đơn vị chủ trì | Phối hợp | Thời gian | Kết quả |
| 1 | Mở lớp tập huấn | Sở Khoa học và Công nghệ | | 2026 | 03 lớp |
"""


@pytest.fixture(autouse=True)
def _shipped() -> None:
    scenes.indicators()


@pytest.fixture
def lead() -> Actor:
    return planned.lead()


def _approved(plan: Plan, lead: Actor) -> Plan:
    approval = Approval(plan.number or f"{plan.pk}/KH-UBND", plan.issued_date or APPROVED)
    return approve_plan(plan=plan, approval=approval, actor=lead, now=scenes.NOW)


def _loaded(lead: Actor) -> list[Plan]:
    plans = []
    for start in SEEDS:
        source = keep_source(body=seed(start), name=f"{start}.txt", actor=lead, now=scenes.NOW)
        plans.append(_approved(import_plan(source=source, actor=lead, now=scenes.NOW), lead))
    return plans


def test_plans_offer_their_targets_to_the_indicators_they_mean(lead: Actor) -> None:
    _loaded(lead)
    told = {(one.code, one.year, one.value) for rows in offered().values() for one in rows}
    assert told == {
        ("trained", 2025, Decimal(50)), ("trained", 2030, Decimal(100)),
        ("barcode-users-traced", 2025, Decimal(30)), ("barcode-users-traced", 2030, Decimal(100)),
        ("on-national-portal", 2030, Decimal(100)),
        ("courses", 2021, Decimal(1)), ("courses", 2023, Decimal(1)), ("courses", 2024, Decimal(1)),
        ("courses", 2030, Decimal(5)), ("support-courses", 2030, Decimal(5)),
        ("workshops", 2024, Decimal(1)), ("workshops", 2030, Decimal(1)),
        ("people-trained", 2023, Decimal(50)), ("surveyed", 2024, Decimal(20)),
        ("survey-rounds", 2022, Decimal(2)),
    }  # fmt: skip


def test_targets_of_plans_are_taken_once_with_their_source(lead: Actor) -> None:
    plan = _approved(planned.plan(lead, PLAN), lead)
    assert [(one.code, one.year, one.value) for one in waiting()] == [
        ("trained", 2026, Decimal(60)), ("courses", 2026, Decimal(3)),
    ]  # fmt: skip
    assert services.take_plan_targets(code="courses", actor=lead, now=scenes.NOW) == 1
    assert services.take_plan_targets(actor=lead, now=scenes.NOW) == 1
    target = Target.objects.get(indicator__code="trained", year=2026)
    assert (target.value, target.is_own, plan.number in target.source) == (Decimal(60), True, True)
    with pytest.raises(NothingToTake):
        services.take_plan_targets(actor=lead, now=scenes.NOW)


def test_a_draft_offers_nothing_and_an_unknown_sentence_means_no_indicator(lead: Actor) -> None:
    planned.plan(lead, PLAN)
    assert offered() == {}
    assert indicator_meant("Trồng 50% diện tích rừng", "%") == ""
    assert indicator_meant("Tập huấn cho 50 học viên", "ha") == ""


def test_the_page_of_an_indicator_offers_and_takes_by_lead_officers_only(lead: Actor) -> None:
    _approved(planned.plan(lead, PLAN), lead)
    assert lead.user is not None
    page = factories.signed_in(lead.user)
    shown = page.get("/quan-ly/chi-tieu/trained/?ky=2026").content.decode()
    assert "Lấy mục tiêu của kế hoạch" in shown
    assert "nêu 2 mục tiêu" in page.get("/quan-ly/chi-tieu/").content.decode()
    other = factories.officer(factories.agency(name="UBND xã"))
    assert other.user is not None
    address = "/quan-ly/chi-tieu/lay-tu-ke-hoach/"
    assert factories.signed_in(other.user).post(address).status_code == 403
    assert page.get(address).status_code == 405
    page.post(address, {"chi-tieu": "trained"})
    shown = page.get("/quan-ly/chi-tieu/trained/?ky=2026").content.decode()
    assert "đã lấy" in shown
    assert "Lấy mục tiêu của kế hoạch" not in shown


def test_planned_money_is_that_of_approved_plans_also_when_they_state_no_total(
    lead: Actor,
) -> None:
    plans = _loaded(lead)
    assert (total_of(plans[0]), total_of(plans[2])) == (124_600_000, 77_500_000)
    assert lead.user is not None
    page = factories.signed_in(lead.user)
    for year, money in ((2024, 124_600_000), (2023, 77_500_000)):
        shown = page.get(f"/quan-ly/chi-tieu/money-planned/?ky={year}").context["shown"]
        assert (year, shown.figure.numerator) == (year, money)
        assert sum(row.planned for row in shown.page) == money


def test_five_files_become_a_yearly_report_in_three_forms_without_typing(lead: Actor) -> None:
    plans = _loaded(lead)
    words = [" ".join(str(block) for block in paper_of(plans[n]).blocks) for n in (0, 2)]
    assert "124.600.000 đồng (Một trăm hai mươi bốn triệu sáu trăm nghìn đồng)" in words[0]
    assert "77.500.000 đồng" in words[1]
    services.take_plan_targets(actor=lead, now=scenes.NOW)
    facts = ReportFacts(kind=ReportKind.PROVINCE, period=year_of(2024))
    report = services.write_report(facts=facts, actor=lead, now=scenes.NOW)
    services.finish_report(report=report, actor=lead, now=scenes.NOW)
    assert lead.user is not None
    client = factories.signed_in(lead.user)
    shown = _on_page(client, report)
    assert shown["Kinh phí của kế hoạch đã duyệt"][:2] == ("124.600.000", "")
    assert shown["Lớp đào tạo, tập huấn đã tổ chức"][1] == "1 (2024)"
    assert len(shown) > 40
    address = f"/quan-ly/bao-cao/{report.pk}/tai-ve."
    assert _in_word(client.get(f"{address}docx").content) == shown
    assert _in_book(client.get(f"{address}xlsx").content) == shown
    pdf = pypdfium2.PdfDocument(client.get(f"{address}pdf").content)
    text = _bare(" ".join(page.get_textpage().get_text_range() for page in pdf))
    for name, (result, target) in shown.items():
        assert (name, _bare(f"{result}{target}") in text) == (name, True)


Shown = dict[str, tuple[str, str]]
"""What a form says of each indicator: the result, the target."""


def _bare(text: str) -> str:
    return "".join(text.split())


def _on_page(client: Client, report: Report) -> Shown:
    content = client.get(f"/quan-ly/bao-cao/{report.pk}/").context["content"]
    rows = [row for section in content["sections"] for row in section["rows"]]
    return {row["name"]: (_result(row), _target(row)) for row in rows}


def _result(row: dict[str, str | None]) -> str:
    return _bare(f"{row['shown']}({row['out_of']})" if row["out_of"] else str(row["shown"]))


def _target(row: dict[str, str | None]) -> str:
    if row["target"] is None:
        return ""
    return f"{row['target']}{'%' if row['unit'] == '%' else ''} ({row['target_year']})"


def _in_word(body: bytes) -> Shown:
    tables = Document(io.BytesIO(body)).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    told = [row for row in rows if len(row) == 6 and row[0] != "TT"]
    return {row[1]: (_bare(row[3]), row[4].replace("\xa0", " ")) for row in told}


def _in_book(body: bytes) -> Shown:
    book = openpyxl.load_workbook(io.BytesIO(body))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    told = [row for row in rows if str(row[0]).isdigit()]
    return {str(row[1]): (_number(row[3]), str(row[4] or "").replace("\xa0", " ")) for row in told}


def _number(value: object) -> str:
    if isinstance(value, int | float):
        return f"{value:,.0f}".replace(",", ".")
    return _bare(str(value))
