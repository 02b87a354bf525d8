"""Goals of a plan become rows with their figures, and are offered to those who report."""

from decimal import Decimal

import pytest

from tests.planning import rows
from tests.planning.seeds import seed
from txng.planning import queries, services
from txng.planning.printing import paper_of
from txng.planning.reading.read import read_plan

pytestmark = pytest.mark.django_db

GOALS = """KẾ HOẠCH
Truy xuất nguồn gốc giai đoạn 2021 - 2030 tỉnh Hà Giang

I. QUAN ĐIỂM, MỤC TIÊU
1. Quan điểm
- Không phải mục tiêu.
2. Mục tiêu
2.1. Giai đoạn 2021 - 2025
- Tối thiểu 40% cơ sở được tập huấn.
- Có cổng của tỉnh.
2.2. Giai đoạn 2026 - 2030
1. Tất cả 100% cơ sở được tập huấn.
2. Có 20 mô hình.
II. NHIỆM VỤ
1. Mở 03 lớp.
"""


def test_goals_are_read_with_heading_and_stage() -> None:
    assert [(o.heading, o.from_year, o.text) for o in read_plan(GOALS.encode()).objectives] == [
        ("2.1. Giai đoạn 2021 - 2025", 2021, "Tối thiểu 40% cơ sở được tập huấn."),
        ("2.1. Giai đoạn 2021 - 2025", 2021, "Có cổng của tỉnh."),
        ("2.2. Giai đoạn 2026 - 2030", 2026, "Tất cả 100% cơ sở được tập huấn."),
        ("2.2. Giai đoạn 2026 - 2030", 2026, "Có 20 mô hình."),
    ]


@pytest.mark.parametrize(
    ("start", "count", "first"),
    [("000", 3, "Thông tin, tuyên truyền"), ("001", 12, "Xây dựng, phát triển hạ tầng"),
     ("002", 1, "Cụ thể hóa các nội dung"), ("003", 2, "Nắm bắt đầy đủ"),
     ("004", 3, "Rà soát và hoàn chỉnh")],
)  # fmt: skip
def test_the_goals_of_the_five_plans_are_read(start: str, count: int, first: str) -> None:
    found = read_plan(seed(start)).objectives
    assert (len(found), found[0].text[: len(first)]) == (count, first)


def test_figures_of_an_approved_plan_are_offered_with_their_source() -> None:
    actor = rows.lead()
    plan = rows.plan(actor, GOALS)
    assert list(queries.targets_in_force()) == []
    rows.approve(plan, actor)
    assert [
        (t.year, t.value, t.unit, t.objective is not None, t.source)
        for t in queries.targets_in_force()
    ] == [
        (2025, Decimal(40), "%", True,
         "Kế hoạch 12/KH-SKHCN ngày 05/01/2026, 2.1. Giai đoạn 2021 - 2025"),
        (2030, Decimal(100), "%", True,
         "Kế hoạch 12/KH-SKHCN ngày 05/01/2026, 2.2. Giai đoạn 2026 - 2030"),
        (2030, Decimal(20), "mô hình", True,
         "Kế hoạch 12/KH-SKHCN ngày 05/01/2026, 2.2. Giai đoạn 2026 - 2030"),
        (None, Decimal(3), "lớp", False, "Kế hoạch 12/KH-SKHCN ngày 05/01/2026"),
    ]  # fmt: skip


def test_the_targets_of_bac_kan_and_the_city_hang_on_their_goals() -> None:
    actor = rows.lead()
    told = set()
    for start in ("001", "004"):
        source = services.keep_source(body=seed(start), name="x.txt", actor=actor, now=rows.THEN)
        plan = services.import_plan(source=source, actor=actor, now=rows.THEN)
        for goal in queries.objectives_of(plan):
            told |= {(int(t.value), t.unit, t.year, start) for t in goal.targets.all()}
    assert told == {
        (50, "%", 2025, "001"), (30, "%", 2025, "001"), (100, "%", 2030, "001"),
        (100, "%", 2030, "004"), (100, "%", None, "004"),
    }  # fmt: skip


def test_a_plan_of_one_year_takes_the_goals_of_its_stage_and_prints_them() -> None:
    actor = rows.lead()
    ten = rows.approved(actor, GOALS)
    made = services.derive_plan(plan=ten, year=2027, actor=actor, now=rows.THEN)
    assert [goal.text for goal in queries.objectives_of(made)] == [
        "Tất cả 100% cơ sở được tập huấn.", "Có 20 mô hình."]  # fmt: skip
    words = [getattr(block, "text", "") for block in paper_of(ten).blocks]
    assert words[:3] == [
        "I. MỤC TIÊU", "2.1. Giai đoạn 2021 - 2025", "- Tối thiểu 40% cơ sở được tập huấn.",
    ]  # fmt: skip
    again = services.start_version(plan=ten, actor=actor, now=rows.THEN)
    assert [
        [int(t.value) for t in goal.targets.all()] for goal in queries.objectives_of(again)
    ] == [[40], [], [100], [20]]
