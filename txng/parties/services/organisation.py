"""Acts on organisations: register, approve, edit, suspend."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.collation import sort_key
from txng.core.errors import Refused
from txng.core.many import each, made, only
from txng.core.search import tidy
from txng.gs1.keys import Gln
from txng.parties import own_scheme
from txng.parties.actor import Actor
from txng.parties.facts import OrganisationFacts
from txng.parties.identity import Identity, identity_of
from txng.parties.models import Organisation, OrganisationRole
from txng.parties.queries import known_organisation
from txng.parties.services.consent import keep_consent
from txng.parties.vocab import ChainRole, ConsentWhat, MemberRole, OrganisationKind, State


class OrganisationAlreadyRegistered(Refused):
    """The tax code or the GLN is another organisation's."""

    reason = _(
        "Mã số thuế hoặc GLN này đã thuộc về một đơn vị đã đăng ký. Hãy đăng nhập với "
        "đơn vị đó, hoặc nhờ cơ quan quản lý kiểm tra nếu có nhầm lẫn."
    )


def register_organisation(
    *,
    facts: OrganisationFacts,
    actor: Actor,
    now: datetime,
    identity: Identity | None = None,
    is_demonstration: bool = False,
) -> Organisation:
    """Register an organisation once; it waits for approval unless a lead officer registers it.

    `identity` is given when the number itself is not kept any more (an application's).

    Its identifier is its GLN as a party (417) or, without one, one of the province's own scheme.
    """
    told = [(facts, identity)]
    return only(
        register_organisations(told=told, actor=actor, now=now, is_demonstration=is_demonstration)
    )


@transaction.atomic
def register_organisations(
    *,
    told: Sequence[tuple[OrganisationFacts, Identity | None]],
    actor: Actor,
    now: datetime,
    is_demonstration: bool = False,
) -> list[Organisation | Refused]:
    """Register organisations at once: each by `register_organisation`'s rules, or why not."""
    may_decide = actor.role == MemberRole.LEAD_OFFICER or actor == Actor()

    def new(one: tuple[OrganisationFacts, Identity | None]) -> Organisation:
        facts, identity = one
        return Organisation(
            **_columns(facts),
            **asdict(identity or identity_of(facts.tax_code)),
            identifier=_identifier(facts.gln),
            state=State.ACTIVE if may_decide else State.PENDING,
            is_demonstration=is_demonstration,
            created_at=now,
        )

    rows = each(new, told)
    found = each(_Taken(made(rows)).claim, rows)
    Organisation.objects.bulk_create(made(found))
    OrganisationRole.objects.bulk_create(
        OrganisationRole(organisation=row, role=role)
        for row, (facts, _identity) in zip(found, told, strict=True)
        if isinstance(row, Organisation)
        for role in dict.fromkeys(facts.roles)
    )
    audit.record_many("parties.register_organisation", actor=actor, subjects=made(found), at=now)
    return found


class _Taken:
    """The numbers and identifiers of new organisations that others have already."""

    def __init__(self, rows: Sequence[Organisation]) -> None:
        """Look up, once for all, what could be taken."""
        codes, digests = ({getattr(row, n) for row in rows} - {""} for n in _NUMBERS)
        same = Q(tax_code__in=codes) | Q(person_digest__in=digests)
        same |= Q(identifier__in=[row.identifier for row in rows])
        found = Organisation.objects.filter(same).values_list(*_NUMBERS, "identifier")
        self.known = {mark for row in found for mark in row if mark}

    def claim(self, row: Organisation) -> Organisation:
        """Refuse what is another's; from now on it is taken."""
        number = row.tax_code or row.person_digest
        field = next((f for f, mark in (("tax_code", number), ("gln", row.identifier))
                      if mark in self.known), "")  # fmt: skip
        if field:
            reason = OrganisationAlreadyRegistered.reason
            raise OrganisationAlreadyRegistered(fields={field: reason})
        self.known |= {number, row.identifier} - {""}
        return row


_NUMBERS = ("tax_code", "person_digest")


@transaction.atomic
def edit_organisation(
    *,
    organisation: Organisation,
    facts: OrganisationFacts,
    actor: Actor,
    now: datetime,
    identity: Identity | None = None,
) -> Organisation:
    """Change what is told about an organisation; its identifier stays once it has one.

    `identity` is given where a file told the number; it goes before that of `facts`.
    """
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    columns = {**_columns(facts), **_identity_columns(row, facts.tax_code, identity)}
    told = {name: value for name, value in columns.items() if name not in _NOT_TOLD}
    changed = audit.changed(row, told, personal=_personal(row))
    changed |= _changed_roles(row, facts.roles)
    has_turned = row.may_show_name != facts.may_show_name
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    if has_turned:
        keep_consent(
            organisation=row,
            what=ConsentWhat.SHOW_NAME,
            is_given=row.may_show_name,
            actor=actor,
            at=now,
        )
    _set_roles(row, facts.roles)
    audit.record("parties.edit_organisation", actor=actor, subject=row, at=now, details=changed)
    return row


class NotWaitingForApproval(Refused):
    """Only a pending registration is approved."""

    reason = _("Đăng ký này không ở trạng thái chờ duyệt, không cần duyệt nữa.")


def approve_organisation(
    *, organisation: Organisation, actor: Actor, now: datetime
) -> Organisation:
    """Let a waiting organisation work on the portal."""
    return _turn(organisation, _APPROVE, actor=actor, now=now)


class NotActive(Refused):
    """Only an active organisation is suspended."""

    reason = _("Chỉ tạm dừng được đơn vị đang hoạt động.")


def suspend_organisation(
    *, organisation: Organisation, actor: Actor, now: datetime
) -> Organisation:
    """Let its members look but no more write, and its machines not at all."""
    return _turn(organisation, _SUSPEND, actor=actor, now=now)


class NotSuspended(Refused):
    """Only a suspended organisation is let work again."""

    reason = _("Đơn vị này không bị tạm dừng.")


def resume_organisation(*, organisation: Organisation, actor: Actor, now: datetime) -> Organisation:
    """Let a suspended organisation work again."""
    return _turn(organisation, _RESUME, actor=actor, now=now)


class _Turn(NamedTuple):
    """From which state to which an act turns an organisation, and what it says otherwise."""

    before: State
    after: State
    action: str
    refusal: type[Refused]


_APPROVE = _Turn(State.PENDING, State.ACTIVE, "parties.approve_organisation", NotWaitingForApproval)
_SUSPEND = _Turn(State.ACTIVE, State.SUSPENDED, "parties.suspend_organisation", NotActive)
_RESUME = _Turn(State.SUSPENDED, State.ACTIVE, "parties.resume_organisation", NotSuspended)


@transaction.atomic
def _turn(organisation: Organisation, turn: _Turn, *, actor: Actor, now: datetime) -> Organisation:
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if row.state != turn.before:
        raise turn.refusal
    row.state = turn.after
    row.save(update_fields=["state"])
    audit.record(turn.action, actor=actor, subject=row, at=now)
    return row


def _columns(facts: OrganisationFacts) -> dict[str, object]:
    name = tidy(facts.name)
    return {
        "kind": facts.kind,
        "name": name,
        "sort_key": sort_key(name),
        "short_name": tidy(facts.short_name),
        "address": tidy(facts.address),
        "unit": facts.unit,
        "phone": facts.phone,
        "email": facts.email,
        "website": facts.website,
        "sector": facts.sector,
        "may_show_name": facts.may_show_name,
    }


def _set_roles(organisation: Organisation, roles: tuple[ChainRole, ...]) -> None:
    organisation.roles.exclude(role__in=roles).delete()
    OrganisationRole.objects.bulk_create(
        [OrganisationRole(organisation=organisation, role=role) for role in roles],
        ignore_conflicts=True,
    )


_NOT_TOLD = {"sort_key", "person_digest"}


def _personal(row: Organisation) -> tuple[str, ...]:
    """Of a household everything that names or reaches people is personal, of others the reach."""
    reach = ("phone", "email", "person_end")
    if row.kind == OrganisationKind.HOUSEHOLD:
        return (*reach, "name", "short_name", "address", "tax_code")
    return reach


def _changed_roles(row: Organisation, roles: tuple[ChainRole, ...]) -> dict[str, list[str]]:
    old = sorted(str(role.get_role_display()) for role in row.roles.all())
    new = sorted(str(ChainRole(role).label) for role in roles)
    return {} if old == new else {"roles": ["; ".join(old), "; ".join(new)]}


def _identifier(gln: Gln | None) -> str:
    return f"https://id.gs1.org/417/{gln}" if gln else own_scheme.draw("pty")


def _identity_columns(
    row: Organisation, given: str, identity: Identity | None
) -> dict[str, object]:
    """Return what changes of an organisation's numbers; the number it has is taken as it is."""
    own = Identity(row.tax_code, row.person_digest, row.person_end)
    if identity == own or (identity is None and given == row.tax_code):
        return {}
    known_by = identity_of(given) if identity is None else identity
    _refuse_known(known_by, but=row.pk)
    return asdict(known_by)


def _refuse_known(known_by: Identity, *, but: int) -> None:
    same = known_organisation(known_by) if known_by else None
    if same is not None and same.pk != but:
        reason = OrganisationAlreadyRegistered.reason
        raise OrganisationAlreadyRegistered(fields={"tax_code": reason})
