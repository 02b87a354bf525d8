"""Finds for whom the signed-in person acts, and hands it on as `request.actor`."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from txng.core.clock import now
from txng.parties import queries, sessions
from txng.parties.actor import Actor
from txng.parties.models import ApiKey
from txng.parties.services.api_use import (
    TooManyRequests,
    acting_for,
    asking,
    note_use,
    seconds_left,
)

SESSION_KEY = "acting_for"


class ActingMiddleware:
    """Sets `request.actor`, found only when somebody asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _named: object
    ) -> HttpResponseBase | None:
        """Send officers without a second step to where they add one, if the settings want it."""
        if not settings.TXNG_OFFICERS_NEED_MFA:
            return None
        match = request.resolver_match
        is_work = match is not None and bool({"government", "enterprise"} & set(match.namespaces))
        if not is_work or not request.user.is_authenticated or request.session.get("second_step"):
            return None
        return (
            redirect("public:parties:show_security") if queries.is_officer(request.user) else None
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Attach the actor; pages that never ask pay nothing.

        What is answered to a signed-in person is kept nowhere: not on a shared computer after
        signing out, not by a proxy on the way.
        """
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        sessions.keep(request)
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if is_known and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response


class ApiUseMiddleware:
    """Notes what each key asked and how it was answered; tells the refused when to come again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Count the request when a key asked it; pages of people pay nothing."""
        mark, other_mark = asking.set(None), acting_for.set(None)
        try:
            response = self.get_response(request)
            if (key := asking.get()) is not None:
                _count(key, request, response)
        finally:
            asking.reset(mark)
            acting_for.reset(other_mark)
        return response


def _count(key: ApiKey, request: HttpRequest, response: HttpResponseBase) -> None:
    moment = now()
    if response.status_code == TooManyRequests.status:
        response["Retry-After"] = str(seconds_left(moment))
    match = request.resolver_match
    endpoint = f"{request.method} {match.view_name if match else ''}"
    note_use(key, endpoint=endpoint, status=response.status_code, now=moment)


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    if not user.is_authenticated:
        return Actor()
    chosen = request.session.get(SESSION_KEY)
    membership = queries.acting_membership(user_id=user.pk, organisation_id=chosen)
    if membership and chosen and membership.organisation_id != chosen:
        clerk = queries.clerk_for(user_id=user.pk, household_id=chosen)
        if clerk:
            return Actor.for_household(*clerk)
    return Actor.from_membership(membership) if membership else Actor(user=user)
