"""The room `stamps` as a Django application."""

from importlib import import_module

from django.apps import AppConfig

from txng.trace import aliases


class StampsConfig(AppConfig):
    """Registers the room and its permissions."""

    name = "txng.stamps"
    label = "stamps"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the room's permissions, and let a stamped unit be traced as its lot."""
        import_module("txng.stamps.rules")
        aliases.add(import_module("txng.stamps.queries").lot_behind)
