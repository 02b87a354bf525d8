"""The product's own settings, with a var folder of the tests' own."""

import os
from pathlib import Path

os.environ.setdefault("TXNG_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test"))

from config.settings import *  # noqa: F403  the folder must be named first

TXNG_SMS_GATEWAY = "txng.core.sms.MemoryGateway"
TXNG_SCANS_BEHIND = False  # tests store scans themselves, within their own transaction
