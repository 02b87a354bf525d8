"""Loads what every portal needs before anybody works on it: units, chains, product groups."""

from django.utils import timezone

from config.progress import Progress
from txng.catalogue.services import load_templates
from txng.parties.services import load_units


def units(progress: Progress) -> None:
    """Bring in the administrative units that ship with the portal."""
    load_units()
    progress(1, 1)


def chains(progress: Progress) -> None:
    """Bring in the chain templates and the product groups that ship with the portal."""
    load_templates(today=timezone.localdate())
    progress(1, 1)
