"""The room `capture` as a Django application."""

from django.apps import AppConfig

from txng.core import acts
from txng.core.sheets import register


class CaptureConfig(AppConfig):
    """Registers the room."""

    name = "txng.capture"
    label = "capture"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare who may do what, and say the acts in words."""
        from txng.capture import registers, rules, vocab  # noqa: F401, PLC0415  after models

        acts.name(vocab.ACTS)
        register.add(*registers.REGISTERS)
