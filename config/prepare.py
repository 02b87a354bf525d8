"""What must be ready before the portal opens: tables, data, messages and static files.

Each part has a cheap fingerprint; a part whose fingerprint did not change is skipped, and Django
is loaded only if some part is not. Doing any part again changes nothing.
"""

from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.management import call_command

from config.commands.words import CouldNotRun
from config.demo import LOADERS, Loader
from config.env import BASE, PRODUCTION, VAR
from config.progress import Progress
from txng.core import preparation
from txng.core.errors import Refused
from txng.ui.messages import compile_messages

Say = Callable[[str], Progress]
"""Told the title of a part when it begins; returns where its progress goes."""

_STATIC_MARK = VAR / "static" / ".fingerprint"


def prepare(url: str, *, ready: Callable[[], None], say: Say, demonstration: bool) -> None:
    """Do whatever is not done yet in the database at `url` and beside it.

    `ready` loads Django; it is called at most once, and only if it is needed.
    """
    compile_messages(BASE)
    done = preparation.done(url)
    refuse_demonstration(done)
    todo = list(_parts(done, demonstration=demonstration))
    if todo:
        ready()
    for title, act in todo:
        act(url, say(title))


def refuse_demonstration(done: preparation.Done) -> None:
    """Refuse to open the demonstration to the public: its passwords are printed on screens."""
    if PRODUCTION and any(part.name in done for part in LOADERS if part.is_demonstration):
        raise CouldNotRun(
            "TXNG_PRODUCTION=true: this database holds the demonstration, whose passwords are"
            " public; use an empty one."
            " / Cơ sở dữ liệu này chứa dữ liệu trình diễn: hãy dùng cơ sở dữ liệu trống."
        )


def _parts(
    done: preparation.Done, *, demonstration: bool
) -> Iterator[tuple[str, Callable[[str, Progress], None]]]:
    """Yield the title of each part to do and the function that does it."""
    if done.get("tables", ("",))[0] != fingerprint_of_tables():
        yield "Bảng dữ liệu / tables", lambda url, _: make_tables(url)
    for loader in LOADERS:
        if loader.is_demonstration and not demonstration:
            continue
        if done.get(loader.name, ("",))[0] != loader.fingerprint():
            yield loader.title, _loading(loader)
    files = fingerprint_of_static()
    if not _STATIC_MARK.exists() or _STATIC_MARK.read_text() != files:
        yield "Tệp tĩnh / static files", lambda *_: _collect(files)


def _loading(loader: Loader) -> Callable[[str, Progress], None]:
    return lambda url, progress: load(url, loader, progress)


def load(url: str, loader: Loader, progress: Progress) -> None:
    """Run one loader and keep what it wants shown; a refusal ends the start in its own words."""
    try:
        shown = loader.run(progress)
    except Refused as refusal:
        missing = "".join(f"\n  {item}" for item in refusal.missing)
        raise CouldNotRun(f"{loader.title}: {refusal.reason}{missing}") from refusal
    preparation.finish(url, loader.name, fingerprint=loader.fingerprint(), details=shown)


def shown(url: str) -> dict[str, Any]:
    """Return what the loaders want shown to whoever starts the portal, a key out of its file."""
    said = {k: v for _, details in preparation.done(url).values() for k, v in details.items()}
    file = Path(said.pop("api_key_file", ""))
    if file.is_file():
        said["api_key"] = file.read_text()
    return said


def migrate(*, verbosity: int) -> None:
    """Apply the migrations that are missing."""
    call_command("migrate", interactive=False, verbosity=verbosity)


def has_tables(url: str) -> bool:
    """Say whether the tables of the database at `url` have their present form."""
    return preparation.done(url).get("tables", ("",))[0] == fingerprint_of_tables()


def make_tables(url: str, *, verbosity: int = 0) -> None:
    """Apply the migrations that are missing, and remember it."""
    migrate(verbosity=verbosity)
    preparation.finish(url, "tables", fingerprint=fingerprint_of_tables(), details={})


def fingerprint_of_tables() -> str:
    """Return what the form of the tables depends on: our migrations, and others' versions."""
    ours = (BASE / "txng").glob("*/migrations/*.py")
    return preparation.fingerprint_of(
        ours, *(version(p) for p in ("django", "procrastinate", "django-axes"))
    )


def fingerprint_of_static() -> str:
    """Return what the collected static files depend on."""
    ours = (p for p in (BASE / "txng").glob("*/static/**/*") if p.is_file())
    lock = BASE / "package-lock.json"
    return preparation.fingerprint_of_times([*ours, lock, BASE / "config" / "settings.py"])


def _collect(mark: str) -> None:
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    _STATIC_MARK.write_text(mark)
