"""Who acts, for whom, in which role: handed to every service instead of a request."""

from dataclasses import dataclass

from txng.parties.models import ApiKey, Membership, Organisation, User
from txng.parties.vocab import MemberRole, OrganisationKind


@dataclass(frozen=True)
class Actor:
    """A person or a machine acting for an organisation; `system` acts for nobody."""

    organisation: Organisation | None = None
    user: User | None = None
    role: MemberRole | None = None
    area_id: int | None = None
    api_key: ApiKey | None = None

    @classmethod
    def from_membership(cls, membership: Membership) -> "Actor":
        """Return the person of a membership acting in it."""
        return cls(
            organisation=membership.organisation,
            user=membership.user,
            role=MemberRole(membership.role),
            area_id=membership.area_id,
        )

    @property
    def actor_id(self) -> int | None:
        """Row number of the person, if a person acts."""
        return self.user.pk if self.user else None

    @property
    def actor_name(self) -> str:
        """Name to show in the audit trail."""
        if self.user:
            return self.user.full_name
        return str(self.api_key) if self.api_key else "hệ thống"

    @property
    def organisation_id(self) -> int | None:
        """Row number of the organisation acted for."""
        return self.organisation.pk if self.organisation else None

    @property
    def is_agency(self) -> bool:
        """Say whether the organisation acted for is a state agency."""
        return bool(self.organisation and self.organisation.kind == OrganisationKind.AGENCY)
