"""The room `catalogue` as a Django application."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Registers the room."""

    name = "txng.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
