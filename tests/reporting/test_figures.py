"""Figures say what they are made of: shares, targets, periods, areas, nothing to count."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.reporting import scenes
from tests.stamps import rows as stamps
from txng.catalogue.models import PriorityList
from txng.core.errors import NotFound
from txng.parties.models import AdministrativeUnit, Organisation
from txng.planning.models import Plan
from txng.reporting import periods, services
from txng.reporting.figures import Figure
from txng.reporting.models import Indicator, LotGrade, Target
from txng.reporting.periods import Period, year_of
from txng.reporting.queries import indicators as queries
from txng.reporting.queries.amounts import amounts_of, parts_of
from txng.reporting.rows import QUERIES, Scope
from txng.reporting.services import grading
from txng.reporting.vocab import Part, PeriodKind
from txng.stamps.services import activate_range
from txng.trace.vocab import Grade
from txng.verify.services import Seen, record_scans
from txng.verify.vocab import Verdict

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
YEAR = year_of(2026)


@pytest.fixture(autouse=True)
def _shipped() -> None:
    scenes.indicators()


def _scope(period: Period = YEAR, **more: Any) -> Scope:
    return Scope(period=period, today=TODAY, **more)


def _figure(code: str, scope: Scope | None = None) -> Any:
    indicator = queries.indicator_called(code, on=TODAY)
    return queries.figures_of([indicator], scope or _scope())[code]


def _firm(unit: AdministrativeUnit | None = None, **facts: Any) -> Organisation:
    firm = factories.organisation(unit=unit, **facts)
    factories.company_prefix(firm, f"{8930000 + firm.pk}")
    return firm


def test_every_computed_indicator_names_queries_that_exist() -> None:
    rows = Indicator.objects.filter(source="computed")
    named = {r.numerator_query for r in rows} | {r.denominator_query for r in rows} - {""}
    assert rows.count() > 15
    assert named - {""} <= set(QUERIES)


def test_loading_twice_changes_nothing_and_keeps_own_targets() -> None:
    indicator = Indicator.objects.get(code="trained")
    services.set_target(
        indicator=indicator, year=2026, value=Decimal(80), source="Kế hoạch tỉnh",
        actor=factories.officer(lead=True), now=scenes.NOW,
    )  # fmt: skip
    before = Indicator.objects.count(), Target.objects.count()
    services.load_indicators()
    assert (Indicator.objects.count(), Target.objects.count()) == before
    assert Target.objects.get(source="Kế hoạch tỉnh").value == 80


def test_the_plans_targets_ship_with_their_sources() -> None:
    told = set(
        Target.objects.filter(indicator__code__in=("trained", "barcode-users-traced")).values_list(
            "indicator__code", "year", "value"
        )
    )
    assert told >= {
        ("trained", 2025, Decimal(50)),
        ("trained", 2030, Decimal(100)),
        ("barcode-users-traced", 2025, Decimal(30)),
        ("barcode-users-traced", 2030, Decimal(100)),
    }
    assert not Target.objects.filter(source="").exists()


def test_the_next_target_counts_not_one_that_is_past() -> None:
    assert [
        (_figure("trained", _scope(year_of(y))).target or Target()).value
        for y in (2024, 2025, 2026)
    ] == [50, 50, 100]
    assert _figure("trained", _scope(year_of(2031))).target is None


def test_a_share_of_nothing_is_no_zero() -> None:
    found = _figure("ocop-traced")
    assert (found.value, found.shown) == (None, "Chưa có đối tượng")
    assert "Chưa có đối tượng nào" in found.verdict


def test_traced_enterprises_are_those_with_a_full_lot_of_an_ocop_product_in_the_period() -> None:
    firm, without = _firm(), _firm()
    ocop = factories.product(firm, ocop_stars=3)
    factories.product(without, ocop_stars=3)
    scenes.traced_lot(factories.lot(ocop, produced_date=date(2026, 3, 1)))
    plain = factories.product(without)
    scenes.traced_lot(factories.lot(plain, produced_date=date(2026, 3, 1)))
    found = _figure("barcode-users-traced")
    assert (found.numerator, found.denominator, found.shown) == (1, 2, "50\xa0%")
    assert _figure("barcode-users-traced", _scope(year_of(2025))).numerator == 0
    LotGrade.objects.update(grade=Grade.PARTIAL)
    assert _figure("barcode-users-traced").numerator == 0


def test_a_share_is_cut_so_that_a_hundred_means_all() -> None:
    indicator = Indicator.objects.get(code="ocop-traced")
    figure = Figure(indicator, YEAR, numerator=Decimal(1999), denominator=Decimal(2000))
    assert figure.shown == "99,9\xa0%"


def test_an_area_counts_only_its_own_communes() -> None:
    here, there = factories.unit(factories.unit()), factories.unit(factories.unit())
    factories.organisation(unit=here)
    factories.organisation(unit=there)
    factories.organisation(unit=there)
    assert [
        _figure("organisations-registered", _scope(area_id=area)).numerator
        for area in (None, here.pk, there.pk)
    ] == [3, 1, 2]


def test_looks_at_unknown_codes_are_the_provinces_and_no_communes() -> None:
    province = factories.unit()
    commune = factories.unit(province)
    seen = Seen(scenes.NOW, None, None, None, Verdict.UNKNOWN, b"a")
    record_scans(seen=[seen], now=scenes.NOW)
    told = [
        _figure("scans-suspicious", _scope(area_id=area)).numerator
        for area in (None, province.pk, commune.pk)
    ]
    assert told == [1, 1, 0]
    assert _figure("scans", _scope(area_id=province.pk, sector="health")).numerator == 0


def test_a_sector_counts_only_its_own_organisations() -> None:
    factories.organisation(sector="health")
    factories.organisation(sector="agriculture")
    assert _figure("organisations-registered", _scope(sector="health")).numerator == 1


def test_stamps_are_summed_over_activations() -> None:
    lot = stamps.ready_lot()
    actor = stamps.actor_of(lot)
    batch = stamps.printed_batch(lot, actor)
    activate_range(batch=batch, positions=(0, 40), lot=lot, actor=actor, now=stamps.NOW)
    assert _figure("stamps").numerator == 40
    assert _figure("stamps", _scope(periods.read("2026-10"))).numerator == 0


def test_events_are_counted_in_the_month_they_were_recorded() -> None:
    stamps.ready_lot()
    assert _figure("events", _scope(periods.read("2026-11"))).numerator == 1
    assert _figure("events", _scope(periods.read("2026-12"))).numerator == 0


def test_certificates_end_on_their_day() -> None:
    product = factories.product()
    for days in (-1, 0, 60, 61):
        product.organisation.certificates.create(
            kind="vietgap", number=f"V{days}", issuer="A", issued_date=date(2025, 1, 1),
            expires_date=TODAY + timedelta(days=days),
        )  # fmt: skip
    assert (
        _figure("certificates-valid").numerator,
        _figure("certificates-expiring").numerator,
    ) == (
        3,
        2,
    )


def test_the_parts_of_a_split_add_up_and_each_finds_its_rows() -> None:
    factories.organisation(kind="company")
    factories.organisation(kind="household")
    factories.organisation(kind="household")
    rows = QUERIES["organisations_registered"](_scope())
    split = rows.splits[0]
    parts: list[Any] = parts_of(rows, split)
    assert [(value, amount) for value, _words, amount in parts] == [
        ("household", 2),
        ("company", 1),
    ]
    assert [rows.part(split.code, value).rows.count() for value, _w, _a in parts] == [2, 1]
    assert rows.part("khong-co", "x").rows.count() == 0


def test_all_figures_cost_the_same_however_many_rows_there_are() -> None:
    chosen = list(queries.indicators(on=TODAY))

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            queries.figures_of(chosen, _scope())
        return len(caught)

    few = cost()
    for _number in range(3):
        firm = _firm()
        scenes.traced_lot(factories.lot(factories.product(firm, ocop_stars=4)))
    assert (cost(), few) == (few, 4)


def test_a_trend_asks_once_for_all_periods() -> None:
    chosen = [queries.indicator_called("products", on=TODAY)]
    factories.product()
    with CaptureQueriesContext(connection) as caught:
        points: list[Any] = queries.trends_of(chosen, _scope(), back=3)["products"]
    assert [(p.period.code, p.value) for p in points] == [("2024", 0), ("2025", 0), ("2026", 1)]
    assert len(caught) == 1


def test_amounts_of_nothing_is_nothing() -> None:
    rows = QUERIES["products_all"](_scope())
    found: Any = amounts_of({"x": rows.part("khong-co", "y")})
    assert found == {"x": 0}


def test_grading_takes_what_is_new_and_what_was_told_since() -> None:
    lot = stamps.ready_lot()
    assert services.grade_lots(now=stamps.NOW - timedelta(days=1)) == 1
    first = LotGrade.objects.get(lot=lot).grade
    assert (first, services.grade_lots(now=stamps.NOW)) == (Grade.PARTIAL, 1)
    assert services.grade_lots(now=stamps.NOW + timedelta(hours=1)) == 0
    stamps.stage(lot, eventTime="2026-11-21T01:00:00Z")
    LotGrade.objects.update(graded_at=stamps.NOW - timedelta(hours=1))
    assert services.grade_lots(now=stamps.NOW + timedelta(hours=2)) == 1
    assert LotGrade.objects.get(lot=lot).grade == Grade.FULL


@pytest.mark.parametrize(
    ("code", "starts", "ends", "name"),
    [
        ("2026", "2026-01-01", "2026-12-31", "năm 2026"),
        ("2026-H1", "2026-01-01", "2026-06-30", "6 tháng đầu năm 2026"),
        ("2026-H2", "2026-07-01", "2026-12-31", "6 tháng cuối năm 2026"),
        ("2026-Q4", "2026-10-01", "2026-12-31", "quý IV năm 2026"),
        ("2024-02", "2024-02-01", "2024-02-29", "tháng 2 năm 2024"),
        ("2026-03-05_2026-04-01", "2026-03-05", "2026-04-01", "từ 05/03/2026 đến 01/04/2026"),
    ],
)
def test_a_period_is_read_from_its_code_and_named(
    code: str, starts: str, ends: str, name: str
) -> None:
    found = periods.read(code)
    assert (found.starts.isoformat(), found.ends.isoformat(), found.name, found.code) == (
        starts,
        ends,
        name,
        code,
    )


@pytest.mark.parametrize(
    "code",
    ["", "26", "2026-13", "2026-Q5", "2026-H3", "x", "2026-05-02_2026-05-01",
     "2026-02-30_2026-03-01"],
)  # fmt: skip
def test_a_period_that_cannot_be_is_not_found(code: str) -> None:
    with pytest.raises(NotFound):
        periods.read(code)


@pytest.mark.parametrize("kind", [k for k in PeriodKind if k != PeriodKind.DEMAND])
def test_the_period_before_ends_the_day_before(kind: PeriodKind) -> None:
    now = periods.containing(date(2026, 1, 31), kind)
    assert (now.before.ends, now.before.kind) == (now.starts - timedelta(days=1), kind)


def test_rows_of_both_parts_are_as_many_as_the_figure_says() -> None:
    firm = _firm()
    scenes.traced_lot(factories.lot(factories.product(firm, ocop_stars=4)))
    for indicator in queries.indicators(on=TODAY):
        if not indicator.is_computed:
            continue
        figure = _figure(indicator.code)
        for part, told in (
            (Part.NUMERATOR, figure.numerator),
            (Part.DENOMINATOR, figure.denominator),
        ):
            rows = queries.rows_of(indicator, part, _scope())
            if rows and not rows.weight:
                assert (indicator.code, part, rows.rows.count()) == (indicator.code, part, told)


def test_key_products_are_those_of_the_priority_list_in_force() -> None:
    firm = _firm()
    product = factories.product(firm)
    scenes.traced_lot(factories.lot(product, produced_date=date(2026, 3, 1)))
    assert _figure("barcode-users-traced").numerator == 0
    version = PriorityList.objects.create(
        number=1, title="Danh mục", state="approved", decision_number="1/QĐ-UBND",
        decision_date=date(2026, 1, 1), valid_from=date(2026, 1, 1), created_at=scenes.NOW,
    )  # fmt: skip
    version.entries.create(group=product.group, name=product.name, product=product, classes=["key"])
    assert _figure("barcode-users-traced").numerator == 1
    assert _figure("priority-traced").shown == "100\xa0%"
    PriorityList.objects.update(valid_to=date(2026, 11, 1))
    assert _figure("barcode-users-traced").numerator == 0


def test_plan_tasks_are_done_or_late_on_their_day() -> None:
    lead = factories.officer(lead=True)
    plan = Plan.objects.create(
        title="Kế hoạch năm 2026", from_year=2026, to_year=2026,
        issuer=lead.organisation, created_at=scenes.NOW, changed_at=scenes.NOW,
        approved_at=scenes.NOW,
    )  # fmt: skip
    for position, (state, due) in enumerate(
        [("done", "2026-03-31"), ("doing", "2026-06-30"), ("waiting", "2026-12-31"),
         ("dropped", "2026-06-30"), ("done", "2025-12-31")]
    ):  # fmt: skip
        done = due if state == "done" else None
        plan.tasks.create(
            position=position, content="Tập huấn", state=state, due_date=due, done_date=done
        )
    assert _figure("plan-tasks-done").shown == "Chưa có đối tượng"
    Plan.objects.update(state="approved")
    assert (_figure("plan-tasks-done").out_of, _figure("plan-tasks-late").numerator) == ("1 / 3", 1)


def test_ocop_stars_of_a_year_past_are_those_then_in_force() -> None:
    product = factories.product()
    product.organisation.certificates.create(
        kind="ocop", number="12/QĐ", issuer="UBND", product=product, stars=4, level="province",
        issued_date=date(TODAY.year - 2, 3, 1), expires_date=date(TODAY.year - 1, 6, 30),
        checked_at=scenes.NOW, checked_by=product.organisation,
    )  # fmt: skip
    type(product).objects.update(created_at=scenes.NOW - timedelta(days=1500))
    years = [TODAY.year - 3, TODAY.year - 2, TODAY.year - 1, TODAY.year]
    told = [_figure("products-ocop", _scope(periods.year_of(year))).numerator for year in years]
    assert told == [0, 1, 0, 0]


def test_who_closed_later_was_active_before() -> None:
    gone = factories.organisation(state="closed", valid_to=date(TODAY.year, 2, 1))
    type(gone).objects.update(created_at=scenes.NOW - timedelta(days=1500))
    years = [periods.year_of(TODAY.year - 1), periods.year_of(TODAY.year)]
    assert [_figure("organisations-approved", _scope(year)).numerator for year in years] == [1, 0]


def test_a_report_is_not_fixed_before_the_lots_of_its_period_are_graded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lot = factories.lot(factories.product(), produced_date=TODAY)
    period = periods.year_of(TODAY.year)
    assert services.settle_grades(period=period.before, now=scenes.NOW) == 0
    monkeypatch.setattr(grading, "MOST_WAITED", 0)
    with pytest.raises(grading.GradesWaiting):
        services.settle_grades(period=period, now=scenes.NOW)
    monkeypatch.undo()
    assert services.settle_grades(period=period, now=scenes.NOW) == 1
    assert type(lot).objects.get(pk=lot.pk).graded.grade == Grade.INFORMATION
