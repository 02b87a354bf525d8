"""Who does which long work, and who acts when the work runs later in the background."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from txng.core.models import Work

Runner = Callable[["Work", Any], None]
_runners: dict[str, Runner] = {}
_actors: list[Callable[[int | None, int | None], Any]] = []


def offer(kind: str, runner: Runner) -> None:
    """Let a room do work of a kind: `runner(work, actor)`; called once when it is ready."""
    _runners[kind] = runner


def runner_of(kind: str) -> Runner:
    """Return who does work of this kind."""
    return _runners[kind]


def find_actors_by(finder: Callable[[int | None, int | None], Any]) -> None:
    """Say how an actor is found again by person and organisation, with the rights of that day."""
    _actors[:] = [finder]


def actor_of(work: "Work") -> Any:
    """Return who asked for the work, with the rights they hold now."""
    return _actors[0](work.actor_id, work.organisation_id)
