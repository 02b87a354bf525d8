"""Scans: stored behind the answer, counted, coarse, and forgotten in time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from tests.verify.scenes import Scene, scene, shopper
from txng.verify import devices, scan_log, services
from txng.verify.models import LotTally, Scan, Tally
from txng.verify.services import Seen
from txng.verify.vocab import Verdict

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def seen(of: Scene, position: int | None = 0, **facts: Any) -> Seen:
    facts = {"at": NOW, "device": b"198.51.100.7\nPhone", "verdict": Verdict.VALID, **facts}
    batch = None if position is None else of.batch.pk
    return Seen(batch_id=batch, position=position, lot_id=of.lot.pk, **facts)


def partitions() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select inhrelid::regclass::text from pg_inherits"
            " where inhparent = 'verify_scan'::regclass order by 1"
        )
        return [name for (name,) in cursor.fetchall()]


def test_a_look_is_stored_after_its_answer_with_stamp_lot_and_verdict() -> None:
    found = scene()
    shopper().get(found.path(3))
    assert Scan.objects.count() == 0
    assert scan_log.flush() == 1
    stored = Scan.objects.get()
    assert (stored.batch_id, stored.position, stored.lot_id, stored.verdict) == (
        found.batch.pk, 3, found.lot.pk, "valid",
    )  # fmt: skip


def test_record_scans_keeps_no_address_and_no_browser() -> None:
    found = scene()
    shopper(REMOTE_ADDR="198.51.100.7").get(found.path(0))
    scan_log.flush()
    with connection.cursor() as cursor:
        cursor.execute("select * from verify_scan")
        row = repr(cursor.fetchall())
        cursor.execute("select relpersistence from pg_class where relname = 'verify_salt'")
        assert cursor.fetchone() == ("u",)
    assert "198.51" not in row
    assert "Mozilla" not in row
    device = bytes(Scan.objects.get().device)
    assert len(device) == 8
    assert device != devices.hashed(b"198.51.100.7\n", b"")


def test_a_device_is_the_same_all_day_and_another_tomorrow() -> None:
    found = scene()
    services.record_scans(seen=[seen(found), seen(found)], now=NOW)
    services.record_scans(seen=[seen(found)], now=NOW + timedelta(hours=3))
    services.record_scans(seen=[seen(found)], now=NOW + timedelta(days=1))
    assert Scan.objects.values("device").distinct().count() == 2
    tally = Tally.objects.get()
    assert (tally.scans, tally.devices) == (4, 2)
    with connection.cursor() as cursor:
        cursor.execute("select day from verify_salt")
        assert cursor.fetchall() == [(date(2026, 11, 21),)]


def test_the_page_says_how_often_and_when_first() -> None:
    found = scene()
    assert "Đây là lần quét đầu tiên" in shopper().get(found.path(0)).content.decode()
    looks = [seen(found, at=NOW - timedelta(hours=hour)) for hour in range(3)]
    services.record_scans(seen=looks, now=NOW)
    page = shopper().get(found.path(0)).content.decode()
    assert "Đã quét 3 lần trước đó, lần đầu lúc 07:00 ngày 20/11/2026" in page
    assert "Đây là lần quét đầu tiên" in shopper().get(found.path(1)).content.decode()


def test_looks_at_a_lot_s_own_code_are_counted_apart() -> None:
    found = scene()
    services.record_scans(seen=[seen(found, None), seen(found), seen(found, None)], now=NOW)
    assert LotTally.objects.get().scans == 2
    assert "Đã quét 2 lần" in shopper().get(found.lot_path).content.decode()


def test_many_devices_make_a_stamp_suspicious() -> None:
    found = scene()
    looks = [seen(found, device=b"%d" % number) for number in range(20)]
    services.record_scans(seen=looks, now=NOW)
    assert "Đáng ngờ" in shopper().get(found.path(0)).content.decode()
    assert "Đáng ngờ" not in shopper().get(found.path(1)).content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "facebookexternalhit/1.1"},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_SEC_PURPOSE": "prefetch"},
    ],
)
def test_previews_robots_and_preloading_are_not_counted(headers: dict[str, str]) -> None:
    found = scene()
    assert shopper(**headers).get(found.path(0)).status_code == 200
    shopper().head(found.path(0))
    assert scan_log.flush() == 0


def test_the_browser_inside_zalo_is_a_person() -> None:
    found = scene()
    agent = "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36 Zalo android/24110"
    shopper(HTTP_USER_AGENT=agent).get(found.path(0))
    assert scan_log.flush() == 1


def test_unknown_codes_leave_no_row() -> None:
    shopper().get("/01/09506000134352/21/22222222222222222222"[:-1])
    assert scan_log.flush() == 0


def test_scans_lie_in_the_partition_of_their_month_in_vietnam() -> None:
    found = scene()
    night = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)  # 01:00 on 1 December in Vietnam
    services.record_scans(seen=[seen(found, at=night)], now=night)
    assert partitions() == ["verify_scan_2026_12", "verify_scan_2027_01"]
    with connection.cursor() as cursor:
        cursor.execute("select tableoid::regclass::text from verify_scan")
        assert cursor.fetchall() == [("verify_scan_2026_12",)]


@override_settings(TXNG_SCAN_MONTHS=2)
def test_forget_scans_drops_old_months_and_keeps_the_counts() -> None:
    found = scene()
    looks = [seen(found, at=NOW - timedelta(days=days)) for days in (0, 31, 62, 100)]
    services.record_scans(seen=looks, now=NOW)
    assert services.forget_scans(now=NOW) == ["verify_scan_2026_08"]
    assert Scan.objects.count() == 3
    assert Tally.objects.get().scans == 4


def test_scans_wait_when_the_database_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    found = scene()
    shopper().get(found.path(0))
    monkeypatch.setattr(services, "_RECORD", "select from nothing_such")
    with pytest.raises(DatabaseError), transaction.atomic():
        scan_log.flush()
    monkeypatch.undo()
    assert scan_log.flush() == 1


def test_rows_of_an_answer_are_of_the_moment_it_was_given() -> None:
    found = scene()
    before = datetime.now(UTC)
    shopper().get(found.path(0))
    scan_log.flush()
    assert before <= Scan.objects.get().at <= datetime.now(UTC)
