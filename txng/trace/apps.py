"""The room `trace` as a Django application."""

from django.apps import AppConfig


class TraceConfig(AppConfig):
    """Registers the room."""

    name = "txng.trace"
    label = "trace"
    default_auto_field = "django.db.models.BigAutoField"
