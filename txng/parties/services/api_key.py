"""Acts on the keys of machines: issue, recognise, revoke."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.models import ApiKey, Organisation
from txng.parties.services.api_use import admit
from txng.parties.services.mandate import acting_by_mandate
from txng.parties.vocab import Scope, State

_MARK = "txng"
_NOBODY = hashlib.sha256(b"").digest()
_NOTED_EVERY = timedelta(minutes=1)


class KeyNeedsScope(Refused):
    """A key that may do nothing is of no use."""

    status = 422
    reason = _("Hãy chọn ít nhất một việc mà khoá được làm.")


MOST_KEYS: Final = 20
"""Keys in force that one organisation may hold: more than it has machines."""


class TooManyKeys(Refused):
    """Keys that nobody uses any more are revoked before new ones are issued."""

    status = 429
    reason = _(
        "Đơn vị đang có 20 khoá còn hiệu lực, là mức cao nhất. Hãy thu hồi khoá không dùng nữa "
        "rồi cấp khoá mới."
    )


@transaction.atomic
def issue_api_key(
    *,
    organisation: Organisation,
    name: str,
    scopes: tuple[Scope, ...],
    expires_at: datetime | None,
    actor: Actor,
    now: datetime,
    rate_limit: int = 600,
) -> tuple[ApiKey, str]:
    """Return a new key's row and its text `txng_<prefix>_<secret>`, which is told this once.

    Only the SHA-256 of the secret is kept: the secret is 256 random bits, so a slow hash would
    add nothing but time to each request.
    """
    if not scopes:
        raise KeyNeedsScope(fields={"scopes": KeyNeedsScope.reason})
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if ApiKey.objects.filter(_in_force(now), organisation=organisation).count() >= MOST_KEYS:
        raise TooManyKeys
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        organisation=organisation,
        name=tidy(name),
        prefix=prefix,
        secret_hash=hashlib.sha256(secret.encode()).digest(),
        scopes=sorted(scopes),
        created_by=actor.user,
        created_at=now,
        expires_at=expires_at,
        rate_limit=rate_limit,
    )
    audit.record(
        "parties.issue_api_key",
        actor=actor,
        subject=key,
        at=now,
        details={"prefix": prefix, "scopes": ", ".join(sorted(scopes))},
    )
    return key, f"{_MARK}_{prefix}_{secret}"


def _in_force(now: datetime) -> Q:
    return Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now))


class ApiKeyRefused(Refused):
    """The same answer for no key, a wrong one, an expired and a revoked one."""

    status = 401
    reason = _(
        "Khoá API không dùng được: thiếu, sai, hết hạn hoặc đã bị thu hồi. Hãy gửi tiêu đề "
        "“Authorization: Bearer txng_…” với một khoá còn hiệu lực của đơn vị."
    )


def authenticate_api_key(
    header: str | None, *, now: datetime, on_behalf: str | None = None
) -> Actor:
    """Return the machine that sends this `Authorization` header, or raise ApiKeyRefused.

    Takes two statements (the second counts the key's minute, and refuses with 429 beyond its
    limit), and a third at most once a minute to note the use. An unknown prefix
    costs the same comparison as a wrong secret. A solution provider names in `on_behalf` the
    identifier of the organisation for which it acts (one more statement; NoMandate without its
    consent).
    """
    scheme, _blank, text = (header or "").strip().partition(" ")
    mark, _bar, rest = text.strip().partition("_")
    prefix, _bar, secret = rest.partition("_")
    key = (
        ApiKey.objects.select_related("organisation", "created_by")
        .filter(_in_force(now), prefix=prefix, organisation__state=State.ACTIVE)
        .first()
    )
    given = hashlib.sha256(secret.encode()).digest()
    is_right = hmac.compare_digest(given, bytes(key.secret_hash) if key else _NOBODY)
    if key is None or not is_right or scheme.lower() != "bearer" or mark != _MARK:
        raise ApiKeyRefused
    admit(key, now=now)
    _note_use(key, now)
    if on_behalf:
        return acting_by_mandate(key, on_behalf, now=now)
    return Actor.from_api_key(key)


def _note_use(key: ApiKey, now: datetime) -> None:
    if key.last_used_at is None or now - key.last_used_at >= _NOTED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)


@transaction.atomic
def revoke_api_key(*, key: ApiKey, actor: Actor, now: datetime) -> ApiKey:
    """End a key at once; ending it twice changes nothing."""
    row = ApiKey.objects.select_for_update().get(pk=key.pk)
    if row.revoked_at is None:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        audit.record("parties.revoke_api_key", actor=actor, subject=row, at=now)
    return row
