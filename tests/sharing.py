"""How tests are shared out among workers: one by one, but those of one portal together."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/e2e/", "tests/config/test_run.py", "tests/demonstration/",
            "tests/security/test_every_address.py")  # fmt: skip
"""Tests of one of these paths go to one worker: they share a portal, its rows, or a key's file."""


class KeepTogether(LoadScopeScheduling):
    """Shares out tests one by one, except those of a path in TOGETHER."""

    def _split_scope(self, nodeid: str) -> str:
        """Return what is shared out as one: a path of TOGETHER, else the test alone."""
        return next((path for path in TOGETHER if nodeid.startswith(path)), nodeid)
