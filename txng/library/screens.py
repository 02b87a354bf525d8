"""The pictures of the guide: which screen each shows, as whom, and whether it has been taken.

They are named in `docs/huong-dan/hinh.toml`; `scripts/guide_pictures.py` takes them from a running
portal into TXNG_GUIDE_PICTURES, outside the repository. One that is not there is left out.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from txng.core.errors import NotFound

PHONE: Final = "phone"
DENSITY: Final = {PHONE: 2, "desk": 1}
"""Points of a picture to one of the page; a telephone's are kept twice as fine."""


@dataclass(frozen=True)
class Screen:
    """One picture: the screen by the name of its address, who looks at it, and how to get there.

    `acts` are (verb, selector, value) from `start` on; `mark` is framed, `crop` is what is kept.
    """

    name: str
    screen: str
    account: str = ""
    size: str = "desk"
    start: str = ""
    acts: tuple[tuple[str, ...], ...] = ()
    mark: str = ""
    crop: str = ""

    @property
    def file(self) -> Path:
        """Where the picture stands once it has been taken."""
        return Path(settings.TXNG_GUIDE_PICTURES) / f"{self.name}.webp"


class NoSuchPicture(NotFound):
    """The guide has no picture of this name, or nobody has taken it."""


def screens() -> dict[str, Screen]:
    """Return all pictures by name; read again when the list changed."""
    file = Path(settings.TXNG_GUIDE) / "hinh.toml"
    return _read(file, file.stat().st_mtime_ns)


def taken(name: str) -> Path:
    """Return the file of a picture that has been taken."""
    found = screens().get(name)
    if found is None or not found.file.is_file():
        raise NoSuchPicture
    return found.file


def size_of(screen: Screen) -> tuple[int, int] | None:
    """Return width and height on the page in px, or nothing while there is no picture."""
    try:
        with Image.open(screen.file) as picture:
            width, height = picture.size
    except (FileNotFoundError, UnidentifiedImageError):
        return None
    fine = DENSITY[screen.size]
    return width // fine, height // fine


@lru_cache(maxsize=4)
def _read(file: Path, _time: int) -> dict[str, Screen]:
    rows = tomllib.loads(file.read_text("utf-8"))
    return {
        name: Screen(name, **{**row, "acts": tuple(tuple(act) for act in row.get("acts", []))})
        for name, row in rows.items()
    }
