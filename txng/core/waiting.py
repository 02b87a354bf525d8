"""Which migrations a database still waits for; asked also before Django is loaded whole."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor


def missing_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the migrations not applied yet, as `app.name`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
