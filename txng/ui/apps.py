"""The room `ui` as a Django application."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers the room."""

    name = "txng.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
