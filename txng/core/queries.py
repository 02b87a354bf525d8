"""What the floor can tell of a person's long work."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.audit import Doer
from txng.core.errors import NotFound
from txng.core.models import Work


def works_of(*, actor: Doer, door: str) -> QuerySet[Work]:
    """Long work that this very person asked for while acting for this organisation."""
    return (
        Work.objects.filter(
            actor_id=actor.actor_id or 0, organisation_id=actor.organisation_id or 0, door=door
        )
        .defer("summary")
        .order_by("-id")
    )


class NoSuchWork(NotFound):
    """There is none, or it is somebody else's."""

    reason = _("Không tìm thấy việc này, hoặc việc do người khác yêu cầu.")


def work_for(*, actor: Doer, door: str, work_id: int) -> Work:
    """Return a piece of one's own work; fetching is the access check."""
    found = works_of(actor=actor, door=door).defer(None).filter(pk=work_id).first()
    if found is None:
        raise NoSuchWork
    return found
