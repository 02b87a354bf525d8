"""The room `verify` as a Django application."""

from importlib import import_module

from django.apps import AppConfig

from txng.core.sheets import register


class VerifyConfig(AppConfig):
    """Registers the room and its permissions."""

    name = "txng.verify"
    label = "verify"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the room's permissions and its registers."""
        import_module("txng.verify.rules")
        registers = import_module("txng.verify.registers")
        register.add(*registers.REGISTERS)
