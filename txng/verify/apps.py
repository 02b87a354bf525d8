"""The room `verify` as a Django application."""

from django.apps import AppConfig


class VerifyConfig(AppConfig):
    """Registers the room."""

    name = "txng.verify"
    label = "verify"
    default_auto_field = "django.db.models.BigAutoField"
