"""Acts on company prefixes: keep the proof of the right to use one."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.parties.actor import Actor
from txng.parties.models import CompanyPrefix, Organisation


@dataclass(frozen=True, kw_only=True)
class PrefixFacts:
    """A prefix with its certificate (giấy chứng nhận quyền sử dụng mã số mã vạch)."""

    prefix: str
    proof_number: str
    valid_from: date
    expires_date: date


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
    )
    audit.record("identify.add_prefix", actor=actor, subject=row, at=now)
    return row
