"""The floor as a Django application."""

from django.apps import AppConfig

from txng.core import works


class CoreConfig(AppConfig):
    """Registers the audit trail and long work."""

    name = "txng.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the long work that the floor itself does: sheets in and out."""
        from txng.core.services import sheets  # noqa: PLC0415  models must be loaded first

        works.offer(sheets.IMPORT, sheets.run_import)
        works.offer(sheets.EXPORT, sheets.run_export)
