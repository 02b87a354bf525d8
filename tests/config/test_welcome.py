"""The last words of a start: where the portal is, who may sign in, what to scan."""

from config.env import PUBLIC_URL
from config.welcome import welcome


def test_accounts_stand_in_columns_and_the_scan_is_a_whole_address() -> None:
    accounts = [
        {"user": "chu@demo", "password": "quet", "name": "Chủ"},
        {"user": "canbo-rat-dai@demo", "password": "quet-ma", "name": "Cán bộ"},
    ]
    said = welcome({"accounts": accounts, "api_key": "txng_1_2", "scan": "/01/0/21/1"}).splitlines()
    assert "    chu@demo            quet     Chủ" in said
    assert "    canbo-rat-dai@demo  quet-ma  Cán bộ" in said
    assert f"  Quét thử / an address to scan:  {PUBLIC_URL}/01/0/21/1" in said


def test_a_portal_without_demonstration_tells_its_address_only() -> None:
    assert [line for line in welcome({}).splitlines() if line] == [
        f"  Cổng truy xuất nguồn gốc / portal:  {PUBLIC_URL}/   ({PUBLIC_URL}/en/)",
        "  Ctrl-C để dừng / to stop",
    ]
