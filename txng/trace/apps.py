"""The room `trace` as a Django application."""

from django.apps import AppConfig


class TraceConfig(AppConfig):
    """Registers the room."""

    name = "txng.trace"
    label = "trace"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare who may do what."""
        from txng.trace import rules  # noqa: F401, PLC0415  models must be loaded first
