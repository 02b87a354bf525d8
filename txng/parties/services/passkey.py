"""Acts on passkeys (WebAuthn): offer, keep, sign in with one."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from txng.core.errors import Refused
from txng.core.sealing import seal, unseal
from txng.parties.models import HalfSignIn, SecondFactor, User
from txng.parties.services.second import add_factor, close_half, try_second_step
from txng.parties.vocab import FactorKind

_PURPOSE: Final = "passkey"
Told = Mapping[str, Any]


class PasskeyRefused(Refused):
    """What the device answered is not the answer to what it was asked."""

    status = 422
    reason = _(
        "Thiết bị chưa xác nhận được khoá truy cập. Hãy thử lại, hoặc dùng mã 6 số hay mã dự phòng."
    )


def _server() -> Fido2Server:
    """Return the party that asks: the portal under its public address, and no other origin."""
    own = urlsplit(settings.TXNG_PUBLIC_URL)
    party = PublicKeyCredentialRpEntity(name=settings.TXNG_PROVINCE_NAME, id=own.hostname)
    origin = f"{own.scheme}://{own.netloc}"
    return Fido2Server(party, verify_origin=lambda given: given == origin)


def offer_passkey(*, user: User) -> tuple[dict[str, Any], Any]:
    """Return what the browser hands to the device to make a passkey, and what to remember."""
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(
            id=f"txng:{user.pk}".encode(), name=user.login, display_name=user.full_name
        ),
        _known(user),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return _plain(options), state


def _known(user: User) -> list[AttestedCredentialData]:
    keys = SecondFactor.objects.filter(user=user, kind=FactorKind.PASSKEY).order_by("id")
    return [AttestedCredentialData(unseal(bytes(key.sealed), _PURPOSE)) for key in keys]


def _plain(options: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(dict(options)))
    return made


@transaction.atomic
def add_passkey(*, user: User, state: Told, answer: str, name: str, now: datetime) -> list[str]:
    """Keep the passkey that a device made; return recovery codes if it is the first factor."""
    try:
        kept = _server().register_complete(state, json.loads(answer))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise PasskeyRefused from error
    if kept.credential_data is None:
        raise PasskeyRefused
    known = kept.credential_data.credential_id
    if SecondFactor.objects.filter(credential=known).exists():
        raise PasskeyRefused
    factor = SecondFactor(
        kind=FactorKind.PASSKEY,
        name=name,
        sealed=seal(bytes(kept.credential_data), _PURPOSE),
        credential=known,
        counter=kept.counter,
    )
    return add_factor(factor=factor, user=user, now=now)


def ask_passkey(*, half: HalfSignIn) -> dict[str, Any] | None:
    """Return what the browser hands to the device to sign in; nothing if there is no passkey."""
    known = _known(half.user)
    if not known:
        return None
    options, state = _server().authenticate_begin(
        known, user_verification=UserVerificationRequirement.PREFERRED
    )
    half.challenge = state
    half.save(update_fields=["challenge"])
    return _plain(options)


def finish_by_passkey(*, token: str, answer: str, now: datetime) -> User:
    """Return the person whose passkey signed what was asked.

    A passkey that counts its uses and counts backward has been copied: it is refused
    (WebAuthn, 7.2).
    """
    half = try_second_step(token=token, now=now)
    try:
        given = json.loads(answer)
        used = _server().authenticate_complete(half.challenge, _known(half.user), given)
        counter = AuthenticationResponse.from_dict(given).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise PasskeyRefused from error
    with transaction.atomic():
        key = half.user.factors.select_for_update().get(credential=used.credential_id)
        if (counter or key.counter) and counter <= key.counter:
            raise PasskeyRefused
        key.counter, key.last_used_at = counter, now
        key.save(update_fields=["counter", "last_used_at"])
        close_half(half)
    return half.user
