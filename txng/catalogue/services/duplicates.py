"""Acts on pairs that look like one: say that they differ, or keep one and end the other."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.merging import moving
from txng.catalogue.models import (
    Certificate,
    Judgement,
    PriorityEntry,
    PriorityProposal,
    Product,
)
from txng.catalogue.queries.duplicates import Pair
from txng.catalogue.services.rating import sum_up_ratings
from txng.catalogue.vocab import ListState, ProposalState, Subject, Verdict
from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.models import CompanyPrefix, Organisation, Place
from txng.parties.vocab import State

_OWN = {"parties", "catalogue"}


class JudgementNeedsReason(Refused):
    """Whoever comes later must see why."""

    status = 422
    reason = _("Hãy ghi vì sao: đã đối chiếu giấy tờ nào, hỏi ai.")


class PairAlreadyJudged(Refused):
    """A pair is judged once."""

    reason = _("Cặp này đã có người xử lý. Hãy tải lại danh sách.")


class NotMergedAcross(Refused):
    """Places and products are merged within one organisation only."""

    reason = _(
        "Hai dòng thuộc hai đơn vị khác nhau nên không gộp được: hãy gộp hai đơn vị trước, "
        "hoặc đánh dấu là khác nhau."
    )


@transaction.atomic
def judge_different(
    *, pair: Pair, subject: Subject, reason: str, actor: Actor, now: datetime
) -> Judgement:
    """Keep that two rows are two things; they are not shown as alike again."""
    return _judge(pair, subject, Verdict.DIFFERENT, reason, actor=actor, now=now)


@transaction.atomic
def merge_pair(
    *, pair: Pair, subject: Subject, keep: str, reason: str, actor: Actor, now: datetime
) -> Judgement:
    """Keep one of two rows in use and end the other; `keep` is first or second.

    Nothing is deleted and no event changes: the ended row stays with its code and its diary.
    Of an organisation places, products, certificates and prefixes go over only while no lot,
    stamp or event hangs on it; what went over is kept with the judgement. People do not go over:
    rights are given by those who own the account.
    """
    kept, ended = (pair.first, pair.second) if keep == "first" else (pair.second, pair.first)
    moved = _END[subject](kept, ended, now)
    row = _judge(pair, subject, Verdict.MERGED, reason, actor=actor, now=now)
    row.kept_id, row.moved = kept.pk, moved
    row.save(update_fields=["kept_id", "moved"])
    details = {"reason": row.reason, "kept": kept.pk, "ended": ended.pk, "moved": moved}
    for one in (kept, ended):
        audit.record("catalogue.merge_pair", actor=actor, subject=one, at=now, details=details)
    return row


def _judge(
    pair: Pair, subject: Subject, verdict: Verdict, reason: str, *, actor: Actor, now: datetime
) -> Judgement:
    said = tidy(reason)
    if not said:
        raise JudgementNeedsReason(fields={"reason": JudgementNeedsReason.reason})
    row, is_new = Judgement.objects.get_or_create(
        subject=subject,
        first_id=pair.first.pk,
        second_id=pair.second.pk,
        defaults={
            "verdict": verdict,
            "reason": said,
            "decided_by": actor.organisation,
            "decided_at": now,
        },
    )
    if not is_new:
        raise PairAlreadyJudged
    if verdict == Verdict.DIFFERENT:
        details = {"reason": said, "pair": [pair.first.pk, pair.second.pk, str(subject)]}
        for one in (pair.first, pair.second):
            audit.record(
                "catalogue.judge_different", actor=actor, subject=one, at=now, details=details
            )
    return row


def _end_organisation(kept: Organisation, ended: Organisation, now: datetime) -> dict[str, int]:
    moved: dict[str, int] = {}
    if not _is_used(ended, *ended.products.all(), *ended.places.all()):
        for name, rows in (
            ("places", Place.objects.filter(organisation=ended)),
            ("products", Product.objects.filter(organisation=ended)),
            ("certificates", Certificate.objects.filter(organisation=ended)),
            ("prefixes", CompanyPrefix.objects.filter(organisation=ended)),
        ):
            moved[name] = rows.update(organisation=kept)
        for name, model in moving().items():
            above = model._default_manager.filter(organisation=ended)  # noqa: SLF001  as below
            moved[name] = above.update(organisation=kept)
    ended.succeeded_by, ended.state = kept, State.CLOSED
    ended.valid_to = timezone.localdate(now)
    ended.save(update_fields=["succeeded_by", "state", "valid_to"])
    return moved


def _end_within(kept: Place | Product, ended: Place | Product) -> None:
    if kept.organisation_id != ended.organisation_id:
        raise NotMergedAcross
    ended.is_active = False
    ended.save(update_fields=["is_active"])


def _end_place(kept: Place, ended: Place, _now: datetime) -> dict[str, int]:
    _end_within(kept, ended)
    parts = Place.objects.filter(parent=ended).update(parent=kept)
    certificates = Certificate.objects.filter(place=ended).update(place=kept)
    return {"certificates": certificates, "parts": parts}


class EndedHasTheGtin(Refused):
    """A GTIN is never given to another row: the product that has it is kept."""

    reason = _(
        "Sản phẩm định ngừng đã có GTIN, sản phẩm định giữ thì chưa. GTIN không chuyển sang dòng "
        "khác được: hãy giữ sản phẩm có GTIN, ngừng sản phẩm kia."
    )


class EndedIsListed(Refused):
    """An approved list never changes, so it must not come to mean an ended product."""

    reason = _(
        "Sản phẩm định ngừng đứng đích danh trong danh mục ưu tiên đang áp dụng, và danh mục đã "
        "phê duyệt thì không sửa. Hãy giữ sản phẩm này và ngừng sản phẩm kia, hoặc chờ bản sau."
    )


def _end_product(kept: Product, ended: Product, now: datetime) -> dict[str, int]:
    """Ratings, places on the draft list and waiting proposals go over, and free old codes.

    A code printed before stays with the row whose lots bear it. A number drawn under a prefix
    stays with the product that has it as its GTIN: that one cannot be ended for one without.
    """
    if ended.gtin and not kept.gtin:
        raise EndedHasTheGtin
    today = timezone.localdate(now)
    if _is_listed(ended, today) and not _is_listed(kept, today):
        raise EndedIsListed
    _end_within(kept, ended)
    moved = {
        "certificates": Certificate.objects.filter(product=ended).update(product=kept),
        "entries": _move_entries(kept, ended),
        "proposals": PriorityProposal.objects.filter(
            product=ended, state=ProposalState.WAITING
        ).update(product=kept),
        "aliases": 0 if _is_used(ended) else ended.aliases.update(product=kept),
    }
    for product in (kept, ended):
        sum_up_ratings(on=today, product_id=product.pk)
    return moved


def _is_listed(product: Product, today: date) -> bool:
    """Say whether an approved list that holds, or will hold, names this very product."""
    rows = PriorityEntry.objects.filter(product=product, version__state=ListState.APPROVED)
    return rows.filter(Q(version__valid_to=None) | Q(version__valid_to__gt=today)).exists()


def _move_entries(kept: Product, ended: Product) -> int:
    """Let the draft name the kept product; where it does already, its classes are joined."""
    rows = PriorityEntry.objects.filter(version__state=ListState.DRAFT)
    there = rows.filter(product=kept).order_by("id").first()
    theirs = list(rows.filter(product=ended).order_by("id"))
    for entry in theirs:
        if there is None:
            entry.product, entry.group, there = kept, kept.group, entry
            entry.save(update_fields=["product", "group"])
            continue
        there.classes = sorted({*there.classes, *entry.classes})
        there.save(update_fields=["classes"])
        entry.delete()
    return len(theirs)


_END: Final[dict[Subject, Callable[[Any, Any, datetime], dict[str, int]]]] = {
    Subject.ORGANISATION: _end_organisation,
    Subject.PLACE: _end_place,
    Subject.PRODUCT: _end_product,
}


def _is_used(*rows: Model) -> bool:
    """Say whether rows of rooms above hang on any of these: lots, stamps, events."""
    return any(_hangs_on(row) for row in rows)


def _hangs_on(row: Model) -> bool:
    for link in row._meta.related_objects:
        model = link.related_model
        if isinstance(model, str) or model._meta.app_label in {*_OWN, "core"}:
            continue
        if isinstance(row, Organisation) and model in moving().values():
            continue
        rows = model._default_manager  # noqa: SLF001  Django names its documented manager so
        if rows.filter(**{link.field.name: row}).exists():
            return True
    return False
