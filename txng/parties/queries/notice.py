"""What is read of notices: one's own, and those that a message still has to carry."""

from collections.abc import Iterator, Sequence

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.parties.actor import Actor
from txng.parties.models import Membership, Notice
from txng.parties.vocab import OFFICER_ROLES, MemberRole

_DECIDING = (MemberRole.OWNER, MemberRole.MANAGER, *OFFICER_ROLES)


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """Notices that stand for the actor: those of the person and of the organisation acted for.

    What has a day comes first, the earliest first; then the newest.
    """
    mine = Q(pk=None)
    if actor.user:
        mine |= Q(user=actor.user)
    if actor.organisation and actor.role:
        mine |= Q(organisation=actor.organisation)
    return Notice.objects.filter(mine, settled_at=None).order_by(
        F("due_date").asc(nulls_last=True), "-id"
    )


class NoSuchNotice(NotFound):
    """There is none, or it is another's."""

    reason = _("Không tìm thấy lời nhắc này: có thể việc đã xong, hoặc người khác đã cất đi.")


def notice_for(*, actor: Actor, notice_id: int) -> Notice:
    """Return a notice that stands for the actor."""
    found = notices_of(actor).filter(pk=notice_id).first()
    if found is None:
        raise NoSuchNotice
    return found


def unmailed_notices() -> QuerySet[Notice]:
    """Notices that stand and that no message has carried yet, oldest first."""
    return (
        Notice.objects.filter(settled_at=None, mailed_at=None)
        .select_related("organisation", "user")
        .order_by("id")
    )


def readers_of(notices: Sequence[Notice]) -> Iterator[tuple[Notice, list[str]]]:
    """Yield each notice with the e-mail addresses of those who should read it.

    An organisation's: its owners, managers and officers who have an address, else its own.
    """
    by_organisation: dict[int, list[str]] = {}
    today = timezone.localdate()
    members = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today),
        organisation__in={n.organisation_id for n in notices if n.organisation_id},
        role__in=_DECIDING,
        user__is_active=True,
    ).exclude(user__email="")
    for number, address in members.order_by("id").values_list("organisation_id", "user__email"):
        by_organisation.setdefault(number, []).append(address)
    for notice in notices:
        yield notice, _addresses(notice, by_organisation)


def _addresses(notice: Notice, by_organisation: dict[int, list[str]]) -> list[str]:
    if notice.user:
        return [notice.user.email] if notice.user.email else []
    if notice.organisation is None:
        return []
    own = [notice.organisation.email] if notice.organisation.email else []
    return by_organisation.get(notice.organisation.pk, own)


def agencies_told(key: str) -> list[int]:
    """Return the organisations for which a notice with this key stands."""
    told = Notice.objects.filter(key=key, settled_at=None).exclude(organisation=None)
    return [notice.organisation_id for notice in told if notice.organisation_id]
