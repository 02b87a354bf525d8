"""The home page's part about scans: own lots, and nobody else's."""

from datetime import timedelta

import pytest

from tests import people
from tests.verify.scenes import scene
from txng.core.clock import now
from txng.verify import services
from txng.verify.services import Seen
from txng.verify.vocab import Verdict

pytestmark = pytest.mark.django_db
PANEL = "/doanh-nghiep/luot-quet/dang-chu-y/"


def test_panel_scans_counts_looks_at_own_lots_of_seven_days() -> None:
    found, moment = scene(), now()
    valid, void = Verdict.VALID, Verdict.VOID
    looks = [
        Seen(moment - timedelta(days=days), found.batch.pk, 0, found.lot.pk, verdict, b"a")
        for days, verdict in ((0, valid), (0, void), (3, valid), (8, valid))
    ]
    services.record_scans(seen=looks, now=moment)
    around = people.around(found.lot.product.organisation)
    assert "3 lượt, hôm nay 2 · 1 lượt bất thường" in around.owner.get(PANEL).content.decode()
    assert found.lot.code not in around.stranger.get(PANEL).content.decode()
    statuses = around.statuses(PANEL)
    assert (statuses["owner"], statuses["colleague"], statuses["nobody"]) == (200, 200, 302)
