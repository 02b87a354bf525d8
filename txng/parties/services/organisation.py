"""Acts on organisations: register, approve, edit, suspend."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.collation import sort_key
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.gs1.keys import Gln
from txng.parties import own_scheme
from txng.parties.actor import Actor
from txng.parties.facts import OrganisationFacts
from txng.parties.models import Organisation, OrganisationRole
from txng.parties.vocab import ChainRole, MemberRole, State

_TAX_CODE = re.compile(r"[0-9]{10}(?:-?[0-9]{3})?|[0-9]{12}")


class TaxCodeNotRight(Refused):
    """A tax code has 10 digits (and 3 of a branch), or the 12 of a person."""

    status = 422
    reason = _("Mã số thuế cần 10 chữ số (chi nhánh thêm 3 chữ số) hoặc 12 số định danh cá nhân.")


class OrganisationAlreadyRegistered(Refused):
    """The tax code or the GLN is another organisation's."""

    reason = _(
        "Mã số thuế hoặc GLN này đã thuộc về một đơn vị đã đăng ký. Hãy đăng nhập với "
        "đơn vị đó, hoặc nhờ cơ quan quản lý kiểm tra nếu có nhầm lẫn."
    )


@transaction.atomic
def register_organisation(
    *,
    facts: OrganisationFacts,
    actor: Actor,
    now: datetime,
    is_demonstration: bool = False,
) -> Organisation:
    """Register an organisation once; it waits for approval unless a lead officer registers it.

    Its identifier is its GLN as a party (417) or, without one, one of the province's own scheme.
    """
    identifier = _identifier(facts.gln)
    tax_code = tax_code_of(facts.tax_code)
    _refuse_known(tax_code=tax_code, identifier=identifier)
    may_decide = actor.role == MemberRole.LEAD_OFFICER or actor == Actor()
    organisation = Organisation.objects.create(
        **_columns(facts),
        tax_code=tax_code,
        identifier=identifier,
        state=State.ACTIVE if may_decide else State.PENDING,
        is_demonstration=is_demonstration,
        created_at=now,
    )
    _set_roles(organisation, facts.roles)
    audit.record("parties.register_organisation", actor=actor, subject=organisation, at=now)
    return organisation


@transaction.atomic
def edit_organisation(
    *, organisation: Organisation, facts: OrganisationFacts, actor: Actor, now: datetime
) -> Organisation:
    """Change what is told about an organisation; its identifier stays once it has one."""
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    tax_code = tax_code_of(facts.tax_code)
    _refuse_known(tax_code=tax_code, identifier="", but=row.pk)
    before = {"name": row.name, "address": row.address, "tax_code": row.tax_code}
    columns = {**_columns(facts), "tax_code": tax_code}
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    _set_roles(row, facts.roles)
    audit.record(
        "parties.edit_organisation", actor=actor, subject=row, at=now, details={"before": before}
    )
    return row


class NotWaitingForApproval(Refused):
    """Only a pending registration is approved."""

    reason = _("Đăng ký này không ở trạng thái chờ duyệt, không cần duyệt nữa.")


@transaction.atomic
def approve_organisation(
    *, organisation: Organisation, actor: Actor, now: datetime
) -> Organisation:
    """Let a waiting organisation work on the portal."""
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if row.state != State.PENDING:
        raise NotWaitingForApproval
    return _turn(row, State.ACTIVE, "parties.approve_organisation", actor=actor, now=now)


class NotActive(Refused):
    """Only an active organisation is suspended."""

    reason = _("Chỉ tạm dừng được đơn vị đang hoạt động.")


@transaction.atomic
def suspend_organisation(
    *, organisation: Organisation, actor: Actor, now: datetime
) -> Organisation:
    """Let its members look but no more write, and its machines not at all."""
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if row.state != State.ACTIVE:
        raise NotActive
    return _turn(row, State.SUSPENDED, "parties.suspend_organisation", actor=actor, now=now)


class NotSuspended(Refused):
    """Only a suspended organisation is let work again."""

    reason = _("Đơn vị này không bị tạm dừng.")


@transaction.atomic
def resume_organisation(*, organisation: Organisation, actor: Actor, now: datetime) -> Organisation:
    """Let a suspended organisation work again."""
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if row.state != State.SUSPENDED:
        raise NotSuspended
    return _turn(row, State.ACTIVE, "parties.resume_organisation", actor=actor, now=now)


def _turn(
    row: Organisation, state: State, action: str, *, actor: Actor, now: datetime
) -> Organisation:
    row.state = state
    row.save(update_fields=["state"])
    audit.record(action, actor=actor, subject=row, at=now)
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


def _identifier(gln: Gln | None) -> str:
    return f"https://id.gs1.org/417/{gln}" if gln else own_scheme.draw("pty")


def tax_code_of(text: str) -> str:
    """Return the code as papers print it, a branch as 0123456789-001."""
    given = text.strip()
    if given and not _TAX_CODE.fullmatch(given):
        raise TaxCodeNotRight(fields={"tax_code": TaxCodeNotRight.reason})
    digits = given.replace("-", "")
    return f"{digits[:10]}-{digits[10:]}" if len(digits) == 13 else digits


def _refuse_known(*, tax_code: str, identifier: str, but: int = 0) -> None:
    others = Organisation.objects.exclude(pk=but)
    same_tax_code = tax_code and others.filter(tax_code=tax_code).exists()
    same_identifier = identifier and others.filter(identifier=identifier).exists()
    if same_tax_code or same_identifier:
        field = "tax_code" if same_tax_code else "gln"
        raise OrganisationAlreadyRegistered(fields={field: OrganisationAlreadyRegistered.reason})
