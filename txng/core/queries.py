"""What the floor can tell: migrations that wait, and a person's long work."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.audit import Doer
from txng.core.errors import NotFound
from txng.core.models import Work


def missing_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the migrations not applied yet, as `app.name`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def works_of(*, actor: Doer, door: str) -> QuerySet[Work]:
    """Long work that this very person asked for while acting for this organisation."""
    return (
        Work.objects.filter(
            actor_id=actor.actor_id or 0, organisation_id=actor.organisation_id or 0, door=door
        )
        .defer("summary")
        .order_by("-id")
    )


class NoSuchWork(NotFound):
    """There is none, or it is somebody else's."""

    reason = _("Không tìm thấy việc này, hoặc việc do người khác yêu cầu.")


def work_for(*, actor: Doer, door: str, work_id: int) -> Work:
    """Return a piece of one's own work; fetching is the access check."""
    found = works_of(actor=actor, door=door).defer(None).filter(pk=work_id).first()
    if found is None:
        raise NoSuchWork
    return found
