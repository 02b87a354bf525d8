"""The room `parties` as a Django application."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Registers the room."""

    name = "txng.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"
