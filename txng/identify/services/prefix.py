"""Acts on company prefixes: keep the proof of the right to use one."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.core import audit, files
from txng.core.errors import Refused
from txng.core.models import StoredFile
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.models import CompanyPrefix, Organisation
from txng.parties.services import notify


@dataclass(frozen=True, kw_only=True)
class PrefixFacts:
    """A prefix with its certificate (giấy chứng nhận quyền sử dụng mã số mã vạch)."""

    prefix: str
    proof_number: str
    valid_from: date
    expires_date: date
    scan: "UploadedFile[Any] | None" = None


class PrefixWrong(Refused):
    """A GS1 company prefix has 4 to 12 digits."""

    reason = _("Mã doanh nghiệp GS1 gồm 4 đến 12 chữ số, như ghi trên giấy chứng nhận.")
    status = 422


class PrefixTaken(Refused):
    """A prefix belongs to one holder, and holders do not share the numbers under one another's."""

    reason = _(
        "Mã doanh nghiệp này trùng hoặc chồng lên mã đã đăng ký của một đơn vị khác. "
        "Hãy kiểm tra lại số trên giấy chứng nhận."
    )


class ProofEndsBeforeItBegins(Refused):
    """The right of use cannot end before it begins."""

    reason = _("Ngày hết hạn phải sau ngày bắt đầu có hiệu lực.")
    status = 422


@transaction.atomic
def add_prefix(
    *, organisation: Organisation, facts: PrefixFacts, actor: Actor, now: datetime
) -> CompanyPrefix:
    """Register a prefix with its proof; the portal itself never mints one."""
    if not re.fullmatch(r"[0-9]{4,12}", facts.prefix):
        raise PrefixWrong(fields={"company_prefix": PrefixWrong.reason})
    if facts.expires_date <= facts.valid_from:
        raise ProofEndsBeforeItBegins(fields={"expires_date": ProofEndsBeforeItBegins.reason})
    heads = [facts.prefix[:length] for length in range(4, len(facts.prefix) + 1)]
    clash = CompanyPrefix.objects.filter(prefix__in=heads) | CompanyPrefix.objects.filter(
        prefix__startswith=facts.prefix
    )
    if clash.exists():
        raise PrefixTaken(fields={"company_prefix": PrefixTaken.reason})
    row = CompanyPrefix.objects.create(
        organisation=organisation,
        prefix=facts.prefix,
        proof_number=facts.proof_number.strip(),
        valid_from=facts.valid_from,
        expires_date=facts.expires_date,
        scan=_kept(facts, now),
    )
    audit.record("identify.add_prefix", actor=actor, subject=row, at=now)
    return row


def _kept(facts: PrefixFacts, now: datetime) -> StoredFile | None:
    scan = facts.scan
    if scan is None:
        return None
    return files.store(body=scan, name=scan.name or "", kind=files.Accept.PAPER, at=now)


class ProofOfAnotherPrefix(Refused):
    """A new paper proves the same prefix; its end lies later."""

    status = 422
    reason = _("Giấy mới phải có ngày hết hạn sau giấy cũ.")


@transaction.atomic
def renew_proof(
    *, prefix: CompanyPrefix, facts: PrefixFacts, actor: Actor, now: datetime
) -> CompanyPrefix:
    """Keep the paper that prolongs the right of use; an agency compares it anew."""
    row = CompanyPrefix.objects.select_for_update().get(pk=prefix.pk)
    if facts.expires_date <= row.expires_date:
        raise ProofOfAnotherPrefix(fields={"expires_date": ProofOfAnotherPrefix.reason})
    told = {"proof_number": facts.proof_number.strip(), "expires_date": facts.expires_date}
    changed = audit.changed(row, told)
    row.proof_number, row.expires_date = facts.proof_number.strip(), facts.expires_date
    row.scan = _kept(facts, now) or row.scan
    row.checked_by, row.checked_at, row.refused_reason = None, None, ""
    row.save(
        update_fields=[
            "proof_number", "expires_date", "scan", "checked_by", "checked_at", "refused_reason",
        ]
    )  # fmt: skip
    audit.record("identify.renew_proof", actor=actor, subject=row, at=now, details=changed)
    return row


@transaction.atomic
def check_prefix(*, prefix: CompanyPrefix, actor: Actor, now: datetime) -> CompanyPrefix:
    """Note that an agency has compared the proof; from now on numbers are drawn under it."""
    row = CompanyPrefix.objects.select_for_update().get(pk=prefix.pk)
    row.checked_by, row.checked_at, row.refused_reason = actor.organisation, now, ""
    row.save(update_fields=["checked_by", "checked_at", "refused_reason"])
    audit.record("identify.check_prefix", actor=actor, subject=row, at=now)
    _tell(row, now, _("Mã doanh nghiệp {prefix} đã được đối chiếu: rút GTIN, GLN được."))
    return row


class ReasonMissing(Refused):
    """Whoever is refused is told why."""

    status = 422
    reason = _("Hãy ghi lý do để đơn vị biết cần sửa gì.")


@transaction.atomic
def refuse_prefix(
    *, prefix: CompanyPrefix, reason: str, actor: Actor, now: datetime
) -> CompanyPrefix:
    """Say why the proof does not prove the right; no number is drawn under it."""
    said = tidy(reason)
    if not said:
        raise ReasonMissing(fields={"reason": ReasonMissing.reason})
    row = CompanyPrefix.objects.select_for_update().get(pk=prefix.pk)
    row.checked_by, row.checked_at, row.refused_reason = None, None, said
    row.save(update_fields=["checked_by", "checked_at", "refused_reason"])
    audit.record(
        "identify.refuse_prefix", actor=actor, subject=row, at=now, details={"reason": said}
    )
    _tell(row, now, _("Mã doanh nghiệp {prefix} chưa được công nhận: xem lý do và gửi lại giấy."))
    return row


def _tell(row: CompanyPrefix, now: datetime, text: Any) -> None:
    notify(
        organisation_id=row.organisation_id,
        key=f"identify.prefix:{row.pk}:{now:%Y%m%d%H%M}",
        kind="prefix",
        text=format_lazy(text, prefix=row.prefix),
        url="/doanh-nghiep/ma-doanh-nghiep/",
        at=now,
    )
