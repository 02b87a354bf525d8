"""Who acts, for whom, in which role: handed to every service instead of a request."""

from dataclasses import dataclass

from txng.parties.models import ApiKey, Mandate, Membership, Organisation, User
from txng.parties.vocab import MemberRole, OrganisationKind, Scope, State


@dataclass(frozen=True)
class Actor:
    """A person or a machine acting for an organisation; `system` acts for nobody."""

    organisation: Organisation | None = None
    user: User | None = None
    role: MemberRole | None = None
    area_id: int | None = None
    api_key: ApiKey | None = None
    helper: Organisation | None = None
    """The co-operative whose clerk, or the provider whose machine, acts for the organisation."""
    mandate: Mandate | None = None

    @classmethod
    def from_membership(cls, membership: Membership) -> "Actor":
        """Return the person of a membership; a viewer while the organisation is not active."""
        organisation = membership.organisation
        is_active = organisation.state == State.ACTIVE
        return cls(
            organisation=organisation,
            user=membership.user,
            role=MemberRole(membership.role) if is_active else MemberRole.VIEWER,
            area_id=membership.area_id
            or (organisation.unit_id if _is_agency(organisation) else None),
        )

    @classmethod
    def for_household(cls, membership: Membership, household: Organisation) -> "Actor":
        """Return a co-operative's person who writes for a household that agreed."""
        is_active = household.state == State.ACTIVE
        return cls(
            organisation=household,
            user=membership.user,
            role=MemberRole.RECORDER if is_active else MemberRole.VIEWER,
            helper=membership.organisation,
        )

    @classmethod
    def from_api_key(cls, key: ApiKey) -> "Actor":
        """Return the machine that holds a key: a recorder if it may capture, else a viewer."""
        may_capture = Scope.CAPTURE in key.scopes
        organisation = key.organisation
        return cls(
            organisation=organisation,
            role=MemberRole.RECORDER if may_capture else MemberRole.VIEWER,
            area_id=organisation.unit_id if _is_agency(organisation) else None,
            api_key=key,
        )

    @classmethod
    def from_mandate(cls, key: ApiKey, mandate: Mandate) -> "Actor":
        """Return a provider's machine acting for an enterprise, within both scopes."""
        may_capture = Scope.CAPTURE in key.scopes and Scope.CAPTURE in mandate.scopes
        return cls(
            organisation=mandate.organisation,
            role=MemberRole.RECORDER if may_capture else MemberRole.VIEWER,
            api_key=key,
            helper=key.organisation,
            mandate=mandate,
        )

    def has_scope(self, scope: Scope) -> bool:
        """Say whether key, and mandate if any, allow it; people are bound by their role instead."""
        if self.mandate is not None and scope not in self.mandate.scopes:
            return False
        return self.api_key is None or scope in self.api_key.scopes

    @property
    def actor_id(self) -> int | None:
        """Row number of the person, if a person acts."""
        return self.user.pk if self.user else None

    @property
    def actor_name(self) -> str:
        """Name to show in the audit trail."""
        if self.user and self.helper:
            name = self.helper.short_name or self.helper.name
            return f"{self.user.full_name} ({name} ghi thay)"[:200]
        if self.user:
            return self.user.full_name
        if self.api_key and self.helper:
            return f"{self.api_key} ({self.helper.short_name or self.helper.name} làm thay)"[:200]
        return str(self.api_key) if self.api_key else "hệ thống"

    @property
    def organisation_id(self) -> int | None:
        """Row number of the organisation acted for."""
        return self.organisation.pk if self.organisation else None

    @property
    def is_agency(self) -> bool:
        """Say whether the organisation acted for is a state agency."""
        return self.organisation is not None and _is_agency(self.organisation)


def _is_agency(organisation: Organisation) -> bool:
    return organisation.kind == OrganisationKind.AGENCY
