"""Registered agencies found by the names that papers give them."""

from datetime import date

from django.db.models import Count, QuerySet

from txng.parties.models import Organisation
from txng.parties.vocab import OrganisationKind, State
from txng.planning.known.agencies import key, present_names
from txng.planning.models import Assignment, Plan


class Agencies:
    """Finds registered agencies by the names that papers give them, rolled forward to a day."""

    def __init__(self, on: date) -> None:
        """Read the active agencies once."""
        self._on = on
        agencies = Organisation.objects.filter(kind=OrganisationKind.AGENCY)
        self._known = {
            key(name): row
            for row in agencies.exclude(state=State.CLOSED).select_related("succeeded_by")
            for name in (row.short_name, row.name)
            if name
        }

    def find(self, name: str) -> Organisation | None:
        """Return the agency that bears the name or took over from it; None leaves it text."""
        for present in reversed(present_names(name, self._on)):
            found = self._known.get(key(present)) or self._starting_with(key(present))
            if found is not None:
                return self._successor(found)
        return None

    def _starting_with(self, words: str) -> Organisation | None:
        """Return the only agency whose name begins with the words ("Sở X tỉnh Y")."""
        if len(words.split()) < 3:
            return None
        begins = {row.pk: row for known, row in self._known.items() if known.startswith(words)}
        return next(iter(begins.values())) if len(begins) == 1 else None

    def _successor(self, found: Organisation) -> Organisation:
        later = found.succeeded_by
        ends = found.valid_to
        return later if later is not None and ends is not None and ends <= self._on else found


def unmatched_names(plan: Plan) -> list[tuple[str, int]]:
    """Names of agencies in a plan that no register knows, with how often they stand there."""
    rows = (
        Assignment.objects.filter(task__plan=plan, organisation=None)
        .values("text")
        .annotate(times=Count("id"))
        .order_by("-times", "text")
    )
    return [(row["text"], row["times"]) for row in rows]


def agencies() -> QuerySet[Organisation]:
    """Registered agencies, in Vietnamese order."""
    found = Organisation.objects.filter(kind=OrganisationKind.AGENCY, state=State.ACTIVE)
    return found.order_by("sort_key", "id")
