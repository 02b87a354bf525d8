"""The room `planning` as a Django application."""

from django.apps import AppConfig

from txng.core import acts


class PlanningConfig(AppConfig):
    """Registers the room."""

    name = "txng.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare who may do what, and say the acts in words."""
        from txng.planning import rules, vocab  # noqa: F401, PLC0415  models must be loaded first

        acts.name(vocab.ACTS)
        acts.name_fields("planning", vocab.FIELDS)
