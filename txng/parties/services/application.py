"""Acts of applicants: begin, fill in, prove, send, withdraw."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.core import audit, files
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties import queries
from txng.parties.actor import Actor
from txng.parties.identity import Identity, identity_of
from txng.parties.models import (
    Application,
    ApplicationProof,
    ApplicationWord,
    Organisation,
    User,
)
from txng.parties.services.notice import notify, settle_notice
from txng.parties.vocab import (
    ApplicationState,
    OrganisationKind,
    ProofKind,
)

_OPEN_TO_CHANGE: Final = (ApplicationState.DRAFT, ApplicationState.MORE_WANTED)
_MOST_PROOFS: Final = 10
_NO_TAX_CODE_NEEDED: Final = {OrganisationKind.HOUSEHOLD, OrganisationKind.GROUP}


def begin_application(*, user: User, now: datetime) -> Application:
    """Return the application that the person is writing; a new one if there is none."""
    draft, _is_new = Application.objects.get_or_create(
        applicant=user,
        state=ApplicationState.DRAFT,
        defaults={"created_at": now, **_reachable_at(user)},
    )
    return draft


def _reachable_at(user: User) -> dict[str, str]:
    return {"phone": user.phone, "email": user.email}


class ApplicationClosed(Refused):
    """What waits for its decision, or has it, stays as it was sent."""

    reason = _(
        "Hồ sơ đã gửi nên không sửa được nữa. Muốn sửa, hãy rút hồ sơ và gửi lại, "
        "hoặc chờ cơ quan quản lý yêu cầu bổ sung."
    )


def _open(application: Application) -> Application:
    row = Application.objects.select_for_update().get(pk=application.pk)
    if row.state not in _OPEN_TO_CHANGE:
        raise ApplicationClosed
    return row


class NumberWanted(Refused):
    """Companies and co-operatives have a tax code; households may give a citizen's number."""

    status = 422
    reason = _("Hãy nhập mã số thuế. Hộ và tổ hợp tác chưa có thì nhập số định danh cá nhân 12 số.")


class NumberOfPerson(Refused):
    """A citizen's number names a household or a group, no company."""

    status = 422
    reason = _(
        "Số định danh cá nhân chỉ dùng cho hộ và tổ hợp tác. Hãy nhập mã số thuế của đơn vị."
    )


class KnownAlready(Refused):
    """The organisation is registered: its people are invited, or claim it."""

    reason = _(
        "Mã này đã thuộc về một đơn vị trên cổng. Hãy nhờ chủ tài khoản của đơn vị mời bạn. "
        "Nếu chưa ai giữ tài khoản, hoặc người giữ đã nghỉ, hãy chọn “Xin nhận đơn vị này”."
    )


class AppliedAlready(Refused):
    """Two applications for one organisation would end as two organisations."""

    reason = _(
        "Đang có hồ sơ khác chờ duyệt với mã này. Hãy hỏi người trong đơn vị đã nộp hồ sơ, "
        "hoặc liên hệ cơ quan quản lý nếu không phải đơn vị của bạn nộp."
    )


@transaction.atomic
def tell_kind(
    *, application: Application, kind: OrganisationKind, number: str, claims: bool
) -> Application:
    """Keep what sort of organisation it is and which number names it.

    A number that is registered is refused unless the applicant `claims` that organisation.
    """
    row = _open(application)
    identity = _identity(kind, number, row)
    known = queries.known_organisation(identity)
    if known and (not claims or known.kind == OrganisationKind.AGENCY):
        raise KnownAlready(fields={"claims": KnownAlready.reason})
    if not known and queries.others_application(identity, but=row):
        raise AppliedAlready(fields={"number": AppliedAlready.reason})
    columns: dict[str, Any] = {"kind": kind, **asdict(identity), "claims": known}
    if known:
        columns |= {"kind": known.kind, "name": _told_name(known), "unit": known.unit}
    return _keep(row, columns, step=1)


def _told_name(known: Organisation) -> str:
    """Return what whoever knows a number learns: no person's name behind a citizen's number."""
    is_household = known.kind == OrganisationKind.HOUSEHOLD
    return str(_("Hộ đã đăng ký")) if is_household else known.name


def _identity(kind: OrganisationKind, number: str, row: Application) -> Identity:
    """Read the number; an empty one keeps the citizen's number that was told before."""
    if not number and row.person_digest and kind in _NO_TAX_CODE_NEEDED:
        return Identity(person_digest=row.person_digest, person_end=row.person_end)
    try:
        identity = identity_of(number)
    except Refused as refusal:
        raise type(refusal)(fields={"number": refusal.reason}) from refusal
    if not identity:
        raise NumberWanted(fields={"number": NumberWanted.reason})
    if identity.person_digest and kind not in _NO_TAX_CODE_NEEDED:
        raise NumberOfPerson(fields={"number": NumberOfPerson.reason})
    return identity


@transaction.atomic
def tell_application(
    *, application: Application, told: Mapping[str, Any], step: int
) -> Application:
    """Keep one page of the application: name and roles, place, or how it is reached."""
    allowed = {"name", "roles", "address", "unit", "phone", "email"}
    columns = {k: tidy(v) if isinstance(v, str) else v for k, v in told.items() if k in allowed}
    return _keep(_open(application), columns, step=step)


def _keep(row: Application, columns: dict[str, Any], *, step: int) -> Application:
    columns["step"] = max(row.step, step)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    return row


class EnoughProofs(Refused):
    """Ten papers are read by somebody; a hundred are not."""

    reason = _("Hồ sơ đã có 10 giấy tờ. Hãy bỏ bớt giấy không cần trước khi thêm.")


@transaction.atomic
def add_proof(
    *,
    application: Application,
    kind: ProofKind,
    upload: "bytes | UploadedFile[Any]",
    name: str,
    now: datetime,
) -> ApplicationProof:
    """Attach a paper, scanned or photographed; its bytes are kept in the private store."""
    row = _open(application)
    if row.proofs.count() >= _MOST_PROOFS:
        raise EnoughProofs
    stored = files.store(body=upload, name=name, kind=files.Accept.PAPER, at=now)
    return ApplicationProof.objects.create(application=row, kind=kind, file=stored, created_at=now)


@transaction.atomic
def remove_proof(*, proof: ApplicationProof) -> None:
    """Take a paper away from an application that may still be changed."""
    _open(proof.application)
    stored = proof.file
    proof.delete()
    files.forget(stored)


class ApplicationLacks(Refused):
    """An application is sent when an officer can decide on it."""

    status = 422
    reason = _("Hồ sơ còn thiếu, chưa gửi được.")


@transaction.atomic
def send_application(
    *, application: Application, may_show_name: bool, answer: str, now: datetime
) -> Application:
    """Hand an application to the agency, first or after more was wanted.

    `may_show_name` is a household's consent; it is written down when the household is registered.
    """
    row = _open(application)
    _demand_whole(row)
    row.state, row.sent_at = ApplicationState.SENT, row.sent_at or now
    row.may_show_name = may_show_name and row.kind == OrganisationKind.HOUSEHOLD
    row.save(update_fields=["state", "sent_at", "may_show_name"])
    actor = Actor(user=row.applicant)
    ApplicationWord.objects.create(
        application=row, state=row.state, text=answer.strip(), by=row.applicant, at=now
    )
    audit.record("parties.send_application", actor=actor, subject=row, at=now)
    settle_notice(key=f"parties.application:{row.pk}", user_id=row.applicant_id, at=now)
    _tell_officers(row, now)
    return row


def _demand_whole(row: Application) -> None:
    wanted = {
        _("Loại hình và mã số thuế"): row.kind and (row.tax_code or row.person_digest),
        _("Tên đơn vị"): row.name,
        _("Xã, phường nơi đặt trụ sở"): row.unit or row.claims,
        _("Điện thoại hoặc thư điện tử"): row.phone or row.email or row.claims,
        _("Ít nhất một giấy tờ chứng minh"): row.proofs.exists(),
    }
    missing = [name for name, there in wanted.items() if not there]
    if missing:
        raise ApplicationLacks(missing=missing)
    identity = Identity(row.tax_code, row.person_digest, row.person_end)
    if row.claims is None and queries.known_organisation(identity):
        raise KnownAlready
    if row.claims is None and queries.others_application(identity, but=row):
        raise AppliedAlready


def _tell_officers(row: Application, now: datetime) -> None:
    """Tell each agency that decides in this area."""
    for agency in queries.agencies_deciding(row.unit):
        notify(
            organisation_id=agency.pk,
            key=f"parties.application:{row.pk}",
            kind="parties.application_waits",
            text=format_lazy("{}: {}", _("Hồ sơ đăng ký chờ duyệt"), row.name),
            url=f"/quan-ly/ho-so/{row.pk}/",
            at=now,
        )


@transaction.atomic
def withdraw_application(*, application: Application, now: datetime) -> Application:
    """Take an application back before it is decided; it can be written anew."""
    row = Application.objects.select_for_update().get(pk=application.pk)
    if row.state not in (*_OPEN_TO_CHANGE, ApplicationState.SENT):
        raise ApplicationClosed
    if row.state == ApplicationState.DRAFT:
        _throw_away(row)
        return row
    row.state = ApplicationState.WITHDRAWN
    row.save(update_fields=["state"])
    ApplicationWord.objects.create(application=row, state=row.state, by=row.applicant, at=now)
    audit.record(
        "parties.withdraw_application", actor=Actor(user=row.applicant), subject=row, at=now
    )
    settle_application_notices(row, now)
    return row


def _throw_away(row: Application) -> None:
    for proof in row.proofs.select_related("file"):
        stored = proof.file
        proof.delete()
        files.forget(stored)
    row.delete()


def settle_application_notices(row: Application, now: datetime) -> None:
    """Take what was told to agencies about an application off their lists."""
    key = f"parties.application:{row.pk}"
    for agency_id in queries.agencies_told(key):
        settle_notice(key=key, organisation_id=agency_id, at=now)
