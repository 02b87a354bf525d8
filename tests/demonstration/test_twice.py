"""The demonstration's registers: a file came in, outlines are drawn, changes are told."""

import pytest

from txng.core.models import AuditEntry, Work
from txng.parties.models import Organisation, Place

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("province"),
    pytest.mark.xdist_group("demonstration"),
]


def test_a_file_came_in_and_its_wrong_rows_are_told() -> None:
    work = Work.objects.get(kind="sheets.import")
    counts = {name: number for name, number in work.summary["counts"].items() if number}
    assert (work.state, work.source, bool(work.result)) == ("done", "", True)
    assert counts == {"changed": 1, "wrong": 2}


def test_some_places_have_outlines_and_corrections_are_told() -> None:
    assert Place.objects.exclude(outline=None).count() == 7
    details = AuditEntry.objects.filter(action="parties.edit_place").values_list("details")
    assert any("area_m2" in told for (told,) in details)
    assert Organisation.objects.filter(identifier__contains="/pty/").exists()
