"""What `txng run` and `txng demo` tell at the end: the address, who may sign in, what to scan."""

from typing import Any

from config.env import PUBLIC_URL


def welcome(shown: dict[str, Any]) -> str:
    """Say where the portal is, how to sign in and what to scan."""
    lines = ["", f"  Cổng truy xuất nguồn gốc / portal:  {PUBLIC_URL}/   ({PUBLIC_URL}/en/)"]
    if "accounts" in shown:
        lines += ["", "  Tài khoản trình diễn / demonstration accounts:"]
        wide = [max(len(a[key]) for a in shown["accounts"]) for key in ("user", "password")]
        lines += [
            f"    {a['user']:<{wide[0]}}  {a['password']:<{wide[1]}}  {a['name']}"
            for a in shown["accounts"]
        ]
    if "api_key" in shown:
        lines += ["", f"  Khóa API trình diễn / demonstration API key:  {shown['api_key']}"]
    if "scan" in shown:
        lines += ["", f"  Quét thử / an address to scan:  {PUBLIC_URL}{shown['scan']}"]
    return "\n".join([*lines, "", "  Ctrl-C để dừng / to stop", ""]) + "\n"
