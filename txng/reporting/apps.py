"""The room `reporting` as a Django application."""

from importlib import import_module

from django.apps import AppConfig

from txng.core import acts


class ReportingConfig(AppConfig):
    """Registers the room, its permissions and its acts in words."""

    name = "txng.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare permissions and acts."""
        import_module("txng.reporting.rules")
        acts.name(import_module("txng.reporting.vocab").ACTS)
