"""An agency sees its own desk; a lead officer looks at others; every number opens its rows."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.reporting import scenes
from tests.reporting.scenes import Scene
from txng.planning.models import Assignment, Plan, Task
from txng.reporting import services
from txng.reporting.models import DataRequest

pytestmark = pytest.mark.django_db
DESK = "government:reporting:show_desk"


@pytest.fixture
def scene() -> Scene:
    return scenes.scene()


def _task(scene: Scene, who: str, **more: Any) -> Task:
    agency = scene.officers[who].organisation
    plan = Plan.objects.create(
        title="Kế hoạch", approved_at=scenes.NOW, created_at=scenes.NOW,
        changed_at=scenes.NOW, issuer=scene.lead.organisation, from_year=2026, to_year=2026,
    )  # fmt: skip
    facts = {"content": "Mở lớp tập huấn ở xã", **more}
    task = Task.objects.create(plan=plan, position=1, **facts)
    Assignment.objects.create(task=task, part="lead", text="UBND xã", organisation=agency)
    Plan.objects.filter(pk=plan.pk).update(state="approved")
    return task


def test_an_agency_sees_what_it_has_to_hand_in_and_its_tasks(scene: Scene) -> None:
    _task(scene, "commune")
    page = scene.browser("commune").get(reverse(DESK)).content.decode()
    assert "Báo cáo năm 2026" in page
    assert "Mở lớp tập huấn ở xã" in page
    assert "chỉ xem" not in page
    other = scene.browser("other").get(reverse(DESK)).content.decode()
    assert "Mở lớp tập huấn ở xã" not in other


def test_only_a_lead_officer_looks_at_another_agencys_desk(scene: Scene) -> None:
    agency = scene.officers["commune"].organisation
    assert agency is not None
    address = reverse(DESK, args=[agency.pk])
    page = scene.browser("lead").get(address).content.decode()
    assert "chỉ xem" in page
    assert (
        reverse("government:reporting:enter_figures", args=[scene.answer("commune").pk]) not in page
    )
    for who, status in (("commune", 200), ("other", 404), ("department", 404)):
        assert (who, scene.browser(who).get(address).status_code) == (who, status)


def test_the_figures_of_a_looked_at_desk_open_the_rows_of_its_area(scene: Scene) -> None:
    agency = scene.officers["commune"].organisation
    other = scene.officers["other"].organisation
    assert agency is not None
    assert other is not None
    factories.product(factories.organisation(unit=agency.unit), ocop_stars=4)
    factories.product(factories.organisation(unit=other.unit), ocop_stars=3)
    lead = scene.browser("lead")
    page = lead.get(reverse(DESK), {"co-quan": agency.pk}).content.decode()
    found = re.search(r'href="([^"]*/chi-tieu/ocop-traced/[^"]*)"', page)
    assert found
    address = found[1].replace("&amp;", "&")
    rows = lead.get(f"{address}&phan=mau").content.decode()
    assert 'data-total="1"' in rows
    assert scene.browser("other").get(address).status_code == 404


def test_what_is_late_is_counted_and_listed_alone_when_its_number_is_opened(scene: Scene) -> None:
    today = timezone.localdate()
    for days in (-1, 0, 1):
        _task(scene, "commune", due_date=today + timedelta(days=days), content=f"Việc {days}.")
    DataRequest.objects.update(due_date=today + timedelta(days=1))
    client = scene.browser("commune")
    desk = client.get(reverse(DESK)).context["desk"]
    assert (desk.late, desk.tasks_late, desk.tasks.total) == (0, 1, 3)
    DataRequest.objects.update(due_date=today)
    page = client.get(reverse(DESK), {"viec": "muon"})
    desk = page.context["desk"]
    assert (desk.late, len(desk.due), [task.content for task in desk.tasks]) == (1, 1, ["Việc -1."])
    assert "Chỉ việc đang muộn" in page.content.decode()


def test_a_desk_costs_the_same_with_one_and_three_of_everything(scene: Scene) -> None:
    _task(scene, "commune")
    client = scene.browser("commune")

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(DESK)).status_code == 200
        return len(caught)

    cost()
    once = cost()
    agency = scene.officers["commune"].organisation
    assert agency is not None
    for year in (2024, 2025):
        _task(scene, "commune")
        asked = scenes.ask(scene.lead, [agency], year=year)
        services.open_request(request=asked, actor=scene.lead, now=scenes.NOW)
    assert client.get(reverse(DESK)).context["desk"].tasks.total == 3
    assert cost() == once
