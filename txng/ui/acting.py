"""What the frame needs to know of the actor that a middleware above it attaches to the request."""

from typing import Protocol

from django.http import HttpRequest

from txng.core.audit import Doer


class Acting(Doer, Protocol):
    """Who acts, as far as the frame cares."""

    @property
    def organisation_id(self) -> int | None:
        """Row number of the organisation acted for, if there is one."""
        ...

    @property
    def is_agency(self) -> bool:
        """Say whether the organisation acted for is a state agency."""
        ...


class ActingRequest(HttpRequest):
    """A request whose actor a middleware has found."""

    actor: Acting
