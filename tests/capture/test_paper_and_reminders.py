"""The paper diary leads back to the page where it is typed in; silence is called to mind once."""

import io
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.test import Client

from tests import factories, people
from tests.capture.outboxes import ago, outbox, record, send
from txng.capture import services
from txng.capture.models import Step
from txng.core.clock import now
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot() -> Lot:
    return factories.lot(created_at=now() - timedelta(days=20))


def test_each_page_of_the_paper_diary_opens_the_entry_of_its_step(lot: Lot, settings: Any) -> None:
    client = factories.signed_in(factories.person(lot.product.organisation))
    answer = client.get(f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/so-giay/")
    assert answer["Content-Type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    found = [
        [symbol.text for symbol in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
        for page in pages
    ]
    head = f"{settings.TXNG_PUBLIC_URL}/doanh-nghiep/ghi-nhanh/#lo-{lot.pk}"
    assert found == [[f"{head}/spraying"], [f"{head}/shipping"]]
    text = pages[0].get_textpage().get_text_range()
    for words in ("Phun thuốc", "Tên thuốc", "Thời gian cách ly (ngày)", lot.code):
        assert words in text


def test_one_step_is_printed_alone_and_an_unknown_one_is_not_found(lot: Lot) -> None:
    client = factories.signed_in(factories.person(lot.product.organisation))
    address = f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/so-giay/"
    assert len(pypdfium2.PdfDocument(client.get(f"{address}?buoc=harvest").content)) == 1
    assert client.get(f"{address}?buoc=khong-co").status_code == 404


def test_only_those_who_record_print_it(lot: Lot) -> None:
    seen = people.around(lot.product.organisation).statuses(
        f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/so-giay/"
    )
    assert (seen["owner"], seen["colleague"], seen["stranger"], seen["nobody"]) == (
        200, 403, 404, 302,
    )  # fmt: skip
    assert seen["officer"] == seen["other_agency"] == 403


def test_a_silent_lot_is_called_to_mind_once(lot: Lot) -> None:
    factories.lot(created_at=now() - timedelta(days=20), state=LotState.CLOSED)
    factories.lot(created_at=now())
    factories.lot(created_at=now() - timedelta(days=200))
    assert services.remind_diaries(now=now()) == 1
    services.remind_diaries(now=now() + timedelta(days=1))
    [notice] = Notice.objects.filter(kind="capture.diary")
    assert notice.organisation == lot.product.organisation
    assert notice.url.endswith(f"/ghi-nhanh/#lo-{lot.pk}")


def test_silence_after_a_new_entry_is_another_silence(lot: Lot) -> None:
    services.remind_diaries(now=now())
    user = factories.person(lot.product.organisation)
    send(factories.signed_in(user), outbox(lot, user, record(lot)))
    assert services.remind_diaries(now=now()) == 0
    assert services.remind_diaries(now=now() + timedelta(days=15)) == 1
    assert Notice.objects.filter(kind="capture.diary").count() == 2


def test_a_step_that_is_due_again_is_called_to_mind() -> None:
    template = factories.template()
    spraying = template.definition["steps"][0]
    template.definition["steps"][0] = spraying | {"every_days": 7}
    template.save(update_fields=["definition"])
    lot = factories.lot(factories.product(template=template), created_at=now())
    user = factories.person(lot.product.organisation)
    client: Client = factories.signed_in(user)
    assert services.remind_diaries(now=now()) == 0
    send(client, outbox(lot, user, record(lot, happened_at=ago(days=8), is_now=False)))
    assert Step.objects.count() == 1
    assert services.remind_diaries(now=now()) == 1
    [notice] = Notice.objects.filter(kind="capture.diary")
    assert "Phun thuốc" in notice.text
