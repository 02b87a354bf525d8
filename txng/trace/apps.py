"""The room `trace` as a Django application."""

from importlib import import_module

from django.apps import AppConfig

from txng.trace import aliases


class TraceConfig(AppConfig):
    """Registers the room."""

    name = "txng.trace"
    label = "trace"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare who may do what; a lot is followed by its first name."""
        import_module("txng.trace.rules")
        aliases.add(import_module("txng.identify.queries").lot_before)
