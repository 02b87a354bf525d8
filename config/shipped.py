"""What every new portal holds from the first day: administrative units, chains, product groups."""

from django.utils import timezone

from config.progress import Progress
from txng.catalogue.services import load_templates
from txng.parties.services import load_units


def units(_progress: Progress) -> None:
    """Load the administrative units of all periods; about a second."""
    load_units()


def chains(_progress: Progress) -> None:
    """Load the chain templates and the product groups."""
    load_templates(today=timezone.localdate())
