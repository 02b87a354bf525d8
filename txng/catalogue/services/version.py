"""Products go over to a newer version of their chain: one, some, or all that an actor may see."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.catalogue import queries
from txng.catalogue.models import ChainTemplate, Product
from txng.core import audit
from txng.core.errors import Refused
from txng.parties.actor import Actor
from txng.parties.rights import demand
from txng.parties.services import notify


class VersionNotInForce(Refused):
    """Products stand under a version that holds today."""

    reason = _("Bản này chưa áp dụng hoặc đã được thay thế, nên chưa chuyển sản phẩm sang được.")


class NothingToMove(Refused):
    """None of what was chosen stands under an older version of the chain."""

    reason = _("Chưa chọn sản phẩm nào đang dùng bản cũ của mẫu này.")
    status = 422


@transaction.atomic
def move_products(
    *, to: ChainTemplate, numbers: Sequence[int] | None, actor: Actor, now: datetime
) -> int:
    """Let products follow a version in force from now on, and return how many moved.

    `numbers` are rows of products, None means all of the chain's older versions; only those that
    the actor may see move. What was recorded keeps the version under which it was recorded
    (`capture.Step.template`); open lots ask what the new version asks from their next step on.
    Organisations whose products others moved are told.
    """
    demand("catalogue.move_products", actor)
    if not queries.is_in_force(to, on=timezone.localdate(now)):
        raise VersionNotInForce
    older = queries.products_on_older(to, actor=actor)
    chosen = older if numbers is None else older.filter(pk__in=numbers)
    rows = list(chosen.select_for_update(of=("self",)).order_by("id"))
    if not rows:
        raise NothingToMove
    before = {row.pk: row.template.version for row in rows}
    Product.objects.filter(pk__in=before).update(template=to)
    audit.record_many(
        "catalogue.move_products",
        actor=actor,
        subjects=rows,
        at=now,
        details=[{"template": [before[row.pk], to.version]} for row in rows],
    )
    _tell(rows, to, actor=actor, now=now)
    return len(rows)


def _tell(rows: Sequence[Product], to: ChainTemplate, *, actor: Actor, now: datetime) -> None:
    owners: dict[int, list[Product]] = defaultdict(list)
    for row in rows:
        if row.organisation_id != actor.organisation_id:
            owners[row.organisation_id].append(row)
    text = _("Quy trình “{chain}” có bản {number}: nhật ký hỏi theo bản mới từ bước ghi tới.")
    for owner, products in owners.items():
        notify(
            key=f"catalogue.template:{to.pk}",
            kind="template",
            text=format_lazy(text, chain=to.name, number=to.version),
            url=f"/doanh-nghiep/san-pham/{products[0].pk}/",
            at=now,
            organisation_id=owner,
        )
