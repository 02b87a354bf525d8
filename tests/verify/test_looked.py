"""Looks counted for those whose goods they are, and those that raise doubt for the agency."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories, people
from tests.core.books import rows_of
from tests.verify.scenes import Scene, scene
from txng.core.clock import now
from txng.verify import looked, services
from txng.verify.services import Seen
from txng.verify.vocab import Verdict

pytestmark = pytest.mark.django_db
SCANS, ODD = "/doanh-nghiep/luot-quet/", "/quan-ly/dau-hieu/"


@pytest.fixture(autouse=True)
def _private(settings: Any, tmp_path: Any) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path


def _look(at: Scene, moment: datetime, position: int | None = 0, **facts: Any) -> Seen:
    batch = at.batch.pk if position is not None else None
    verdict, device = facts.get("verdict", Verdict.VALID), facts.get("device", b"a")
    return Seen(moment, batch, position, at.lot.pk, verdict, device)


def test_looks_are_counted_by_day_and_lot_first_ones_and_repeats() -> None:
    found, moment = scene(), now()
    seen = [
        _look(found, moment - timedelta(days=2)),
        _look(found, moment - timedelta(days=1)),
        _look(found, moment - timedelta(hours=1), 1),
        _look(found, moment - timedelta(minutes=1), 12, verdict=Verdict.INACTIVE),
        _look(found, moment, None),
        _look(found, moment - timedelta(days=40)),
    ]
    services.record_scans(seen=seen, now=moment)
    actor = factories.actor(found.lot.product.organisation)
    counted = looked.looks_counted(actor=actor, now=moment, days=30)
    [lot] = counted.lots
    assert (lot.lot_id, lot.all, lot.first, lot.again, lot.odd) == (found.lot.pk, 5, 3, 2, 1)
    assert (counted.total, counted.communes) == (5, [])
    assert looked.looks_counted(actor=factories.actor(), now=moment, days=90).total == 0


def test_the_page_and_its_file_show_ones_own_goods_to_ones_own_people() -> None:
    found, moment = scene(), now()
    services.record_scans(seen=[_look(found, moment), _look(found, moment, 1)], now=moment)
    around = people.around(found.lot.product.organisation)
    assert found.lot.code in around.owner.get(SCANS).content.decode()
    assert found.lot.code not in around.stranger.get(SCANS).content.decode()
    hidden = {"stranger": 200, "officer": 403, "other_agency": 403, "nobody": 302}
    assert around.statuses(SCANS) == {"owner": 200, "colleague": 200, **hidden}
    rows = rows_of(around.owner.get("/doanh-nghiep/tai/luot-quet/").content)
    assert [row[1:] for row in rows[1:]] == [
        [found.lot.product.name, found.lot.code, 2, 2, 0, 0]
    ]  # fmt: skip
    assert len(rows_of(around.stranger.get("/doanh-nghiep/tai/luot-quet/").content)) == 1


def test_stamps_that_raise_doubt_are_told_with_what_is_known_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, moment = scene(), now()
    seen = [
        *(
            _look(found, moment, 3, verdict=Verdict.SUSPICIOUS, device=bytes([n]))
            for n in range(22)
        ),
        _look(found, moment - timedelta(hours=2), 11, verdict=Verdict.VOID),
        _look(found, moment, 4),
    ]
    services.record_scans(seen=seen, now=moment)
    officer = factories.officer(lead=True)
    copied, void = looked.suspicions(looked.Asked(officer, moment, 30))
    assert (copied.verdict, copied.number, copied.looks, copied.devices) == (
        Verdict.SUSPICIOUS, 4, 22, 22,
    )  # fmt: skip
    assert (void.verdict, void.state, void.lot) == (Verdict.VOID, "void", found.lot)
    assert officer.user is not None
    client = factories.signed_in(officer.user)
    page = client.get(ODD, {"loai": "void"}).content.decode()
    assert "yêu cầu đơn vị giải trình" in page
    assert "tem số 4 của" not in page
    monkeypatch.setattr(looked, "A_PAGE", 1)
    first = client.get(ODD)
    assert "tem số 4 của" in first.content.decode()
    second = client.get(ODD + first.context["page"].next_url).content.decode()
    assert ("tem số 12 của" in second, "tem số 4 của" in second) == (True, False)
    rows = rows_of(client.get("/quan-ly/tai/dau-hieu/").content)
    assert [row[5] for row in rows[1:]] == [4, 12]


def test_doubts_are_shown_to_officers_of_the_area_only() -> None:
    found, moment = scene(), now()
    services.record_scans(seen=[_look(found, moment, 11, verdict=Verdict.VOID)], now=moment)
    around = people.around(found.lot.product.organisation)
    hidden = dict.fromkeys(("owner", "colleague", "stranger"), 403)
    assert around.statuses(ODD) == {**hidden, "officer": 200, "other_agency": 200, "nobody": 302}
    assert found.lot.code in around.officer.get(ODD).content.decode()
    assert found.lot.code not in around.other_agency.get(ODD).content.decode()


def test_one_look_and_many_cost_the_same_statements() -> None:
    found, moment = scene(), now()
    owner = factories.signed_in(factories.person(found.lot.product.organisation))
    officer = factories.officer(lead=True)
    assert officer.user is not None
    lead = factories.signed_in(officer.user)

    def statements() -> list[int]:
        taken = []
        for client, address in ((owner, SCANS), (lead, ODD)):
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            taken.append(len([q for q in caught if "session" not in q["sql"]]))
        return taken

    services.record_scans(seen=[_look(found, moment, 11, verdict=Verdict.VOID)], now=moment)
    one = statements()
    other = scene()
    many = [
        _look(at, moment, place, verdict=Verdict.VOID)
        for at in (found, other)
        for place in range(9)
    ]
    services.record_scans(seen=many, now=moment)
    assert statements() == one
    assert max(one) <= 5
