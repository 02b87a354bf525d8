"""What is loaded into a new portal, in order: the one seam between starting it and its data.

A loader is a function of some room named as "module:function"; it takes a `Progress` and may
return what `txng run` shows: {"accounts": [{"name", "user", "password"}], "api_key_file": "…",
"scan": "/01/…"}. It must be idempotent. A key itself is never returned, for what is returned is
kept in the database; its file's path is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from config.env import BASE
from config.progress import Progress
from txng.core import preparation


@dataclass(frozen=True)
class Loader:
    """One thing to load; it is loaded again when one of its `sources` changes."""

    name: str
    title: str
    target: str
    sources: tuple[str, ...]
    is_demonstration: bool = False

    def fingerprint(self) -> str:
        """Return what its outcome depends on: the contents of its sources."""
        files = (f for pattern in self.sources for f in BASE.glob(pattern) if f.is_file())
        return preparation.fingerprint_of(files, self.target)

    def run(self, progress: Progress) -> Mapping[str, Any]:
        """Load it and return what should be shown."""
        module, name = self.target.split(":")
        function = cast(
            "Callable[[Progress], Mapping[str, Any] | None]", getattr(import_module(module), name)
        )
        return function(progress) or {}


LOADERS: tuple[Loader, ...] = (
    Loader(
        name="units",
        title="Đơn vị hành chính / administrative units",
        target="config.shipped:units",
        sources=("txng/parties/fixtures/administrative_units.csv.gz",),
    ),
    Loader(
        name="chains",
        title="Mẫu chuỗi, nhóm sản phẩm / chain templates, product groups",
        target="config.shipped:chains",
        sources=("txng/catalogue/fixtures/**/*.json",),
    ),
    Loader(
        name="documents",
        title="Văn bản, tiêu chuẩn / laws and standards",
        target="config.shipped:documents",
        sources=("txng/library/fixtures/documents.json",),
    ),
    Loader(
        name="indicators",
        title="Chỉ tiêu, mục tiêu, hạn báo cáo / indicators, targets, deadlines",
        target="config.shipped:indicators",
        sources=("txng/reporting/fixtures/*.json",),
    ),
    Loader(
        name="demonstration",
        title="Tỉnh trình diễn / demonstration province",
        target="config.demonstration.loading:load",
        sources=("config/demonstration/*",),
        is_demonstration=True,
    ),
)
