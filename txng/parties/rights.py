"""Rights: predicates on the actor, and the decorator that guards a view."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

import rules
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotAllowed
from txng.parties.actor import Actor
from txng.parties.vocab import MemberRole, OrganisationKind, UnitKind

P = ParamSpec("P")


class ActingRequest(HttpRequest):
    """A request whose actor the middleware has found."""

    actor: Actor


class MayNotDoThis(NotAllowed):
    """The actor's role does not include the act."""

    reason = _(
        "Vai trò của bạn chưa được làm việc này. "
        "Hãy nhờ chủ tài khoản của đơn vị cấp quyền, hoặc chọn đơn vị khác."
    )


def _holds(*roles: MemberRole) -> Callable[[Actor], bool]:
    return lambda actor: actor.role in roles


is_member = rules.predicate(
    lambda actor: actor.role is not None and not actor.is_agency, name="is_member"
)
is_owner = rules.predicate(_holds(MemberRole.OWNER), name="is_owner")
is_recorder = rules.predicate(
    _holds(MemberRole.OWNER, MemberRole.MANAGER, MemberRole.RECORDER), name="is_recorder"
)
is_manager = rules.predicate(_holds(MemberRole.OWNER, MemberRole.MANAGER), name="is_manager")
is_officer = rules.predicate(_holds(MemberRole.OFFICER, MemberRole.LEAD_OFFICER), name="is_officer")
is_lead_officer = rules.predicate(_holds(MemberRole.LEAD_OFFICER), name="is_lead_officer")


def _acts_for_department(actor: Actor) -> bool:
    unit = actor.organisation.unit if actor.organisation else None
    is_wide = unit is None or unit.kind in {UnitKind.PROVINCE, UnitKind.CITY}
    return bool(is_officer(actor)) and is_wide


is_department = rules.predicate(_acts_for_department, name="is_department")
"""An officer of an agency of the whole province: no commune's."""


def _acts_for_lead_agency(actor: Actor) -> bool:
    has_sector = bool(actor.organisation and actor.organisation.sector)
    return bool(is_lead_officer(actor)) and not has_sector and bool(is_department(actor))


is_lead_agency = rules.predicate(_acts_for_lead_agency, name="is_lead_agency")
"""A lead officer of the province's agency that has no sector of its own: it runs the programme."""


is_own = rules.predicate(lambda actor: actor.helper is None, name="is_own")
"""Nobody who writes for a household from its co-operative: its people are not their business."""


def _is_of(*kinds: OrganisationKind) -> Callable[[Actor], bool]:
    return lambda actor: actor.organisation is not None and actor.organisation.kind in kinds


is_cooperative = rules.predicate(
    _is_of(OrganisationKind.COOPERATIVE, OrganisationKind.GROUP), name="is_cooperative"
)
is_household = rules.predicate(_is_of(OrganisationKind.HOUSEHOLD), name="is_household")


def may_do(permission: str, actor: Actor) -> bool:
    """Say whether the actor holds `room.act`, to show or hide what leads there."""
    return bool(rules.has_perm(permission, actor))


def demand(permission: str, actor: Actor) -> None:
    """Refuse unless the actor holds `room.act`; each room declares its own in rules.py."""
    if not may_do(permission, actor):
        raise MayNotDoThis


def may(
    permission: str,
) -> Callable[
    [Callable[Concatenate[ActingRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Guard a view: strangers go to the sign-in page, others need the permission."""

    def guard(
        view: Callable[Concatenate[ActingRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            acting = cast("ActingRequest", request)
            demand(permission, acting.actor)
            return view(acting, *args, **kwargs)

        return guarded

    return guard
