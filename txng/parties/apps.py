"""The room `parties` as a Django application."""

from django.apps import AppConfig

from txng.core import acts, works
from txng.core.sheets import register


class PartiesConfig(AppConfig):
    """Registers the room."""

    name = "txng.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare who may do what, and say the acts in words."""
        from txng.parties import queries, registers, rules, vocab  # noqa: F401, PLC0415  after models

        acts.name(vocab.ACTS)
        acts.name_fields("parties", vocab.FIELDS)
        works.find_actors_by(queries.actor_again)
        register.add(*registers.REGISTERS)
