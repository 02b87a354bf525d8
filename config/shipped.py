"""What every new portal holds from the first day: units, chains, groups, documents."""

from django.utils import timezone

from config.progress import Progress
from txng.catalogue.services import load_templates
from txng.core.clock import now
from txng.library.services import load_documents
from txng.parties.services import load_units
from txng.reporting.services import load_indicators


def units(_progress: Progress) -> None:
    """Load the administrative units of all periods; about a second."""
    load_units()


def chains(_progress: Progress) -> None:
    """Load the chain templates and the product groups."""
    load_templates(today=timezone.localdate())


def documents(_progress: Progress) -> None:
    """Load the known laws and standards."""
    load_documents(now=now())


def indicators(_progress: Progress) -> None:
    """Load the indicators of reports with the targets of published plans and the deadlines."""
    load_indicators()
