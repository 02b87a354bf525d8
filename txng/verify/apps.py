"""The room `verify` as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class VerifyConfig(AppConfig):
    """Registers the room and its permissions."""

    name = "txng.verify"
    label = "verify"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the room's permissions."""
        import_module("txng.verify.rules")
