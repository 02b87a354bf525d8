"""The room `reporting` as a Django application."""

from importlib import import_module

from django.apps import AppConfig

from txng.core import acts
from txng.trace import kept_grades


class ReportingConfig(AppConfig):
    """Registers the room, its permissions and its acts in words."""

    name = "txng.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare permissions and acts; say which lots were found full."""
        import_module("txng.reporting.rules")
        acts.name(import_module("txng.reporting.vocab").ACTS)
        kept_grades.add(import_module("txng.reporting.queries.tracing").full_lots_of)
