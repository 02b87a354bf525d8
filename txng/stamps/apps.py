"""The room `stamps` as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class StampsConfig(AppConfig):
    """Registers the room and its permissions."""

    name = "txng.stamps"
    label = "stamps"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the room's permissions."""
        import_module("txng.stamps.rules")
