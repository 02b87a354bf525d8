"""How the property tests of this room run: without a deadline, since test machines are shared."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
