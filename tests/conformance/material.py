"""Where the public conformance material lies; it is not part of the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def material(*parts: str) -> Path:
    """A file or folder of the material: in $TXNG_MATERIAL, or beside the repository.

    Where it is absent the test is skipped with a sentence that says so; with CI=true it fails.
    """
    given = os.environ.get("TXNG_MATERIAL")
    home = Path(given) if given else ROOT.parent / "shared" / "material"
    path = home.joinpath(*parts)
    if path.exists():
        return path
    sentence = f"The conformance material is not at {home}: set TXNG_MATERIAL to its folder."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
