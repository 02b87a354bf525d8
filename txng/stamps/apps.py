"""The room `stamps` as a Django application."""

from django.apps import AppConfig


class StampsConfig(AppConfig):
    """Registers the room."""

    name = "txng.stamps"
    label = "stamps"
    default_auto_field = "django.db.models.BigAutoField"
