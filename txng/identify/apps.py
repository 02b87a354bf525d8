"""The room `identify` as a Django application."""

from django.apps import AppConfig

from txng.catalogue import merging
from txng.core import acts
from txng.core.sheets import register


class IdentifyConfig(AppConfig):
    """Registers the room."""

    name = "txng.identify"
    label = "identify"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare who may do what, and say the acts in words."""
        from txng.identify import registers, rules, vocab  # noqa: F401, PLC0415  after models

        acts.name(vocab.ACTS)
        acts.name_fields("identify", vocab.FIELDS)
        register.add(*registers.REGISTERS)
        merging.add("numbers", self.get_model("DrawnNumber"))
