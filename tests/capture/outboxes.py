"""Outboxes as phones send them, for tests."""

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from txng.core.clock import now
from txng.identify.models import Lot
from txng.parties.models import User

ADDRESS = "/doanh-nghiep/ghi-nhanh/gui/"


def record(lot: Lot, step: str = "spraying", **told: Any) -> dict[str, Any]:
    """Return one record made a minute ago on a phone whose clock is right."""
    template = lot.product.template
    at = (now() - timedelta(minutes=1)).isoformat()
    values = {"pesticide": "Chế phẩm Bt", "interval_days": "0"} if step == "spraying" else {}
    return {
        "id": str(uuid.uuid4()),
        "lot": lot.pk,
        "template": f"{template.code}/{template.version}",
        "step": step,
        "place": lot.place_id,
        "happened_at": at,
        "made_at": at,
        "values": values,
        "skew": 0,
        "is_now": True,
        **told,
    }


def outbox(lot: Lot, user: User, *records: dict[str, Any], **told: Any) -> dict[str, Any]:
    """Return what the phone of a person of the lot's holder sends."""
    organisation = lot.product.organisation_id
    return {"user": user.pk, "organisation": organisation, "now": now().isoformat(),
            "records": list(records), **told}  # fmt: skip


def send(client: Client, box: dict[str, Any]) -> Any:
    """Post an outbox."""
    return client.post(ADDRESS, json.dumps(box), content_type="application/json")


def states(answer: Any) -> list[str]:
    """Return what became of each record."""
    return [result["state"] for result in answer.json()["results"]]


def ago(**back: float) -> str:
    """Return a moment before now, as a phone writes it."""
    moment: datetime = now() - timedelta(**back)
    return moment.isoformat()
