"""The floor as a Django application."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers the audit trail."""

    name = "txng.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
