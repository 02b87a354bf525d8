"""Acts of officers on applications: approve, ask for more, reject; the applicant is told."""

import contextlib
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from txng.core import audit
from txng.core.errors import Refused
from txng.parties import sending
from txng.parties.actor import Actor
from txng.parties.facts import OrganisationFacts
from txng.parties.identity import Identity
from txng.parties.models import Application, ApplicationWord, Organisation
from txng.parties.services.application import settle_application_notices
from txng.parties.services.consent import keep_consent
from txng.parties.services.notice import notify
from txng.parties.services.organisation import register_organisation
from txng.parties.services.person import grant_membership
from txng.parties.vocab import (
    ApplicationState,
    ChainRole,
    ConsentWhat,
    MemberRole,
    OrganisationKind,
)


class NotWaiting(Refused):
    """Only what waits is decided, once."""

    reason = gettext_lazy(
        "Hồ sơ này không còn chờ duyệt: có thể người khác vừa xử lý, hoặc người nộp đã rút."
    )


@transaction.atomic
def approve_application(*, application: Application, actor: Actor, now: datetime) -> Organisation:
    """Register what an application asks for, and make the applicant its owner."""
    row = _waiting(application)
    organisation = row.claims or _register(row, actor, now)
    row.organisation = organisation
    row.save(update_fields=["organisation"])
    grant_membership(
        user=row.applicant,
        organisation=organisation,
        role=MemberRole.OWNER,
        actor=actor,
        now=now,
    )
    _decide(row, ApplicationState.APPROVED, "", actor=actor, now=now)
    return organisation


def _register(row: Application, actor: Actor, now: datetime) -> Organisation:
    facts = OrganisationFacts(
        kind=OrganisationKind(row.kind),
        name=row.name,
        address=row.address,
        unit=row.unit,
        phone=row.phone,
        email=row.email,
        roles=tuple(ChainRole(role) for role in row.roles),
        may_show_name=row.may_show_name,
    )
    organisation = register_organisation(
        facts=facts,
        identity=Identity(row.tax_code, row.person_digest, row.person_end),
        actor=actor,
        now=now,
    )
    if row.kind == OrganisationKind.HOUSEHOLD:
        keep_consent(
            organisation=organisation,
            what=ConsentWhat.SHOW_NAME,
            is_given=row.may_show_name,
            actor=Actor(user=row.applicant),
            at=now,
        )
    return organisation


class ReasonWanted(Refused):
    """An applicant is told why, and what to do."""

    status = 422
    reason = gettext_lazy("Hãy viết rõ lý do, để người nộp biết cần làm gì.")


@transaction.atomic
def ask_more(*, application: Application, reason: str, actor: Actor, now: datetime) -> Application:
    """Give an application back to be completed, with what is wanted."""
    row = _waiting(application)
    return _decide(row, ApplicationState.MORE_WANTED, _said(reason), actor=actor, now=now)


@transaction.atomic
def reject_application(
    *, application: Application, reason: str, actor: Actor, now: datetime
) -> Application:
    """Refuse an application, with the reason; the applicant may send another."""
    row = _waiting(application)
    return _decide(row, ApplicationState.REJECTED, _said(reason), actor=actor, now=now)


def _said(reason: str) -> str:
    if not reason.strip():
        raise ReasonWanted(fields={"reason": ReasonWanted.reason})
    return reason.strip()


def _waiting(application: Application) -> Application:
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("applicant", "unit", "claims")
        .get(pk=application.pk)
    )
    if row.state != ApplicationState.SENT:
        raise NotWaiting
    return row


_ACTIONS = {
    ApplicationState.APPROVED: "parties.approve_application",
    ApplicationState.MORE_WANTED: "parties.ask_more",
    ApplicationState.REJECTED: "parties.reject_application",
}
_TOLD = {
    ApplicationState.APPROVED: gettext_lazy("Hồ sơ đăng ký đã được duyệt"),
    ApplicationState.MORE_WANTED: gettext_lazy("Hồ sơ đăng ký cần bổ sung"),
    ApplicationState.REJECTED: gettext_lazy("Hồ sơ đăng ký không được duyệt"),
}


def _decide(
    row: Application, state: ApplicationState, reason: str, *, actor: Actor, now: datetime
) -> Application:
    assert actor.user is not None  # noqa: S101  people decide
    row.state, row.decided_at = state, now
    row.save(update_fields=["state", "decided_at"])
    ApplicationWord.objects.create(application=row, state=state, text=reason, by=actor.user, at=now)
    audit.record(_ACTIONS[state], actor=actor, subject=row, at=now)
    settle_application_notices(row, now)
    _tell(row, _TOLD[state], reason, now)
    return row


def _tell(row: Application, words: str | Promise, reason: str, now: datetime) -> None:
    """Tell the applicant on the portal and by a message; a message that fails undoes nothing."""
    url = f"/dang-ky/{row.pk}/"
    notify(
        user_id=row.applicant_id,
        key=f"parties.application:{row.pk}",
        kind="parties.application_decided",
        text=format_lazy("{}: {}", words, row.name),
        url=url,
        at=now,
    )
    link = f"{settings.TXNG_PUBLIC_URL}{url}"
    text = "\n\n".join(part for part in (f"{words}: {row.name}.", reason, link) if part)
    login, subject = row.applicant.login, _("Về hồ sơ đăng ký của bạn")

    def send() -> None:
        with contextlib.suppress(sending.MessageNotSent):
            sending.send(login, subject=subject, text=text)

    transaction.on_commit(send)
