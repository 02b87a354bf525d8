"""A stamped unit is traced as the lot that its stamp stands on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.stamps import rows
from txng.stamps import queries, services
from txng.trace import queries as trace

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("has_gtin", [True, False])
def test_a_stamped_unit_goes_where_its_lot_goes(has_gtin: bool) -> None:
    product = rows.gtin_product() if has_gtin else rows.gtin_product(
        gtin="", identifier=f"{factories.BASE}/class/buoi7"
    )  # fmt: skip
    lot = rows.ready_lot(product)
    actor = rows.actor_of(lot)
    batch = rows.printed_batch(lot, actor)
    serial = queries.code_at(batch, 0)
    path = f"01/{product.gtin}/21/{serial}" if has_gtin else f"OBJ/{serial}"
    unit = f"HTTPS://TRUYXUAT.EXAMPLE/{path}"
    with pytest.raises(trace.NothingKnown):
        trace.trace_for_operator(code=unit)
    services.activate_range(batch=batch, positions=(0, 1), lot=lot, actor=actor, now=rows.NOW)
    assert trace.trace_for_operator(code=unit).lineage.start == lot.identifier
    assert trace.trace(code=unit, actor=actor).lineage.start == lot.identifier
    for typed in (serial, serial.lower(), f"{serial[:4]} {serial[4:8]}-{serial[8:]}"):
        assert trace.trace(code=typed, actor=actor).lineage.start == lot.identifier
    stranger = factories.actor(factories.organisation())
    with pytest.raises(trace.NothingKnown):
        trace.trace(code=serial, actor=stranger)
    wrong = "2" if serial[-1] != "2" else "3"
    with pytest.raises(trace.NotACode):
        trace.trace(code=serial[:-1] + wrong, actor=actor)


def test_what_is_no_stamp_costs_no_statement() -> None:
    lot = rows.ready_lot()
    rows.printed_batch(lot, rows.actor_of(lot))
    with CaptureQueriesContext(connection) as found:
        assert queries.lot_behind("https://id.gs1.org/01/09506000134352/21/ABC") is None
        assert queries.lot_behind("https://id.gs1.org/414/9506000134369") is None
    assert len(found) == 0
