"""The room `capture` as a Django application."""

from django.apps import AppConfig


class CaptureConfig(AppConfig):
    """Registers the room."""

    name = "txng.capture"
    label = "capture"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare who may do what."""
        from txng.capture import rules  # noqa: F401, PLC0415  models must be loaded first
