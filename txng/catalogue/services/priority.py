"""Acts on the priority list: propose, compile into a draft, enter the committee's decision."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import (
    PriorityEntry,
    PriorityList,
    PriorityProposal,
    Product,
    ProductGroup,
)
from txng.catalogue.vocab import ListState, ProposalState
from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import plain, tidy
from txng.library.models import Document
from txng.parties.actor import Actor
from txng.parties.services import notify


@dataclass(frozen=True, kw_only=True)
class EntryFacts:
    """What is told of one row of the list."""

    group: ProductGroup
    name: str
    classes: tuple[str, ...]
    reason: str = ""
    words: str = ""
    is_whole_group: bool = False
    product: Product | None = None

    def columns(self) -> dict[str, object]:
        """Return what the row keeps."""
        return {
            "group": self.group,
            "name": tidy(self.name),
            "classes": list(self.classes),
            "reason": self.reason.strip(),
            "words": tidy(self.words),
            "is_whole_group": self.is_whole_group,
            "product": self.product,
        }


class NotYourSector(Refused):
    """A department proposes within its own sector."""

    status = 403
    reason = _(
        "Nhóm sản phẩm này không thuộc ngành cơ quan bạn quản lý. Hãy chọn nhóm của ngành mình, "
        "hoặc chuyển đề xuất cho cơ quan phụ trách."
    )


class ProductOutsideGroup(Refused):
    """A product named on the list belongs to the group of its row."""

    status = 422
    reason = _("Sản phẩm được chọn không thuộc nhóm này. Hãy chọn lại nhóm hoặc sản phẩm.")


class AlreadyProposed(Refused):
    """One agency proposes a name once while it waits."""

    reason = _("Cơ quan bạn đã đề xuất tên này và đang chờ tổng hợp. Hãy rút đề xuất cũ nếu cần.")


@transaction.atomic
def propose_product(*, facts: EntryFacts, actor: Actor, now: datetime) -> PriorityProposal:
    """Propose a product, a kind or a group for the next version, within the agency's sector."""
    agency = actor.organisation
    if agency is None or (agency.sector and agency.sector != facts.group.sector):
        raise NotYourSector(fields={"group": NotYourSector.reason})
    _refuse_other_group(facts)
    columns = facts.columns()
    waiting = PriorityProposal.objects.filter(
        agency=agency, group=facts.group, product=facts.product, state=ProposalState.WAITING
    )
    if any(plain(one.name) == plain(str(columns["name"])) for one in waiting):
        raise AlreadyProposed(fields={"name": AlreadyProposed.reason})
    row = PriorityProposal.objects.create(
        agency=agency, proposed_by=actor.user, proposed_at=now, **columns
    )
    audit.record("catalogue.propose_product", actor=actor, subject=row, at=now)
    return row


def _refuse_other_group(facts: EntryFacts) -> None:
    if facts.product and facts.product.group_id != facts.group.pk:
        raise ProductOutsideGroup(fields={"product": ProductOutsideGroup.reason})


class ProposalSettled(Refused):
    """A proposal is settled once."""

    reason = _("Đề xuất này đã được xử lý hoặc đã rút. Hãy tải lại trang để xem kết quả.")


def _waiting(proposal: PriorityProposal) -> PriorityProposal:
    row = PriorityProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != ProposalState.WAITING:
        raise ProposalSettled
    return row


@transaction.atomic
def withdraw_proposal(*, proposal: PriorityProposal, actor: Actor, now: datetime) -> None:
    """Take one's own agency's proposal back while it waits."""
    row = _waiting(proposal)
    _settle(row, ProposalState.WITHDRAWN, now)
    audit.record("catalogue.withdraw_proposal", actor=actor, subject=row, at=now)


def _settle(row: PriorityProposal, state: ProposalState, now: datetime, answer: str = "") -> None:
    row.state, row.settled_at, row.answer = state, now, answer
    row.save(update_fields=["state", "settled_at", "answer", "taken_into"])


class NoDraft(Refused):
    """Proposals are compiled into a draft."""

    reason = _("Chưa có dự thảo danh mục. Hãy mở dự thảo trước rồi đưa đề xuất vào.")


class AlreadyOnList(Refused):
    """A name stands once in its group."""

    reason = _("Dự thảo đã có mục này. Hãy sửa mục đã có: thêm loại hoặc lý do.")


@transaction.atomic
def take_proposal(*, proposal: PriorityProposal, actor: Actor, now: datetime) -> PriorityEntry:
    """Take a proposal into the draft; a name that stands there gains the proposal's classes."""
    draft, row = _draft(), _waiting(proposal)
    same = _same_entry(draft, row.group_id, row.name, row.product_id)
    if same is None:
        same = PriorityEntry.objects.create(
            version=draft,
            group=row.group,
            name=row.name,
            words=row.words,
            is_whole_group=row.is_whole_group,
            product=row.product,
            classes=row.classes,
            reason=row.reason,
            proposed_by=row.agency,
        )
    else:
        same.classes = [*same.classes, *(c for c in row.classes if c not in same.classes)]
        same.reason = "\n".join(filter(None, [same.reason, row.reason]))
        same.save(update_fields=["classes", "reason"])
    row.taken_into = draft
    _settle(row, ProposalState.TAKEN, now)
    audit.record("catalogue.take_proposal", actor=actor, subject=row, at=now)
    _tell(row, now, _("Đề xuất “{name}” đã được đưa vào dự thảo danh mục ưu tiên."))
    return same


def _same_entry(
    draft: PriorityList, group_id: int, name: str, product_id: int | None
) -> PriorityEntry | None:
    rows = PriorityEntry.objects.filter(version=draft, group=group_id, product=product_id)
    return next((row for row in rows if plain(row.name) == plain(name)), None)


class RefusalNeedsReason(Refused):
    """A department learns why its proposal was not taken."""

    status = 422
    reason = _("Hãy ghi lý do không đưa vào: cơ quan đề xuất sẽ đọc lý do này.")


@transaction.atomic
def refuse_proposal(
    *, proposal: PriorityProposal, answer: str, actor: Actor, now: datetime
) -> None:
    """Leave a proposal out of the list, and say why."""
    said = tidy(answer)
    if not said:
        raise RefusalNeedsReason(fields={"answer": RefusalNeedsReason.reason})
    row = _waiting(proposal)
    _settle(row, ProposalState.REFUSED, now, said)
    audit.record("catalogue.refuse_proposal", actor=actor, subject=row, at=now)
    _tell(row, now, _("Đề xuất “{name}” không được đưa vào danh mục ưu tiên: xem lý do."))


def _tell(row: PriorityProposal, now: datetime, text: Any) -> None:
    notify(
        organisation_id=row.agency_id,
        key=f"catalogue.proposal:{row.pk}",
        kind="priority_list",
        text=format_lazy(text, name=row.name),
        url="/quan-ly/danh-muc-uu-tien/",
        at=now,
    )


class DraftExists(Refused):
    """Versions are made one after the other."""

    reason = _("Đang có một dự thảo. Hãy hoàn tất dự thảo đó trước khi mở bản mới.")


@transaction.atomic
def start_priority_list(*, title: str, actor: Actor, now: datetime) -> PriorityList:
    """Open a draft: it begins with what the newest version holds."""
    if PriorityList.objects.select_for_update().filter(state=ListState.DRAFT).exists():
        raise DraftExists
    newest = PriorityList.objects.order_by("-number").first()
    row = PriorityList.objects.create(
        number=newest.number + 1 if newest else 1,
        title=tidy(title),
        created_by=actor.organisation,
        created_at=now,
    )
    copies = list(PriorityEntry.objects.filter(version=newest).order_by("id")) if newest else []
    for entry in copies:
        entry.pk, entry.version = None, row
    PriorityEntry.objects.bulk_create(copies)
    audit.record("catalogue.start_priority_list", actor=actor, subject=row, at=now)
    return row


def _draft() -> PriorityList:
    found = PriorityList.objects.select_for_update().filter(state=ListState.DRAFT).first()
    if found is None:
        raise NoDraft
    return found


@transaction.atomic
def add_entry(*, facts: EntryFacts, actor: Actor, now: datetime) -> PriorityEntry:
    """Put a row on the draft without a proposal."""
    draft = _draft()
    _refuse_other_group(facts)
    columns, product = facts.columns(), facts.product
    if _same_entry(draft, facts.group.pk, str(columns["name"]), product.pk if product else None):
        raise AlreadyOnList(fields={"name": AlreadyOnList.reason})
    row = PriorityEntry.objects.create(version=draft, proposed_by=actor.organisation, **columns)
    details = {"name": row.name}
    audit.record("catalogue.add_entry", actor=actor, subject=draft, at=now, details=details)
    return row


@transaction.atomic
def edit_entry(
    *, entry: PriorityEntry, facts: EntryFacts, actor: Actor, now: datetime
) -> PriorityEntry:
    """Change a row of the draft."""
    draft = _draft()
    _refuse_other_group(facts)
    columns, product = facts.columns(), facts.product
    same = _same_entry(draft, facts.group.pk, str(columns["name"]), product.pk if product else None)
    if same and same.pk != entry.pk:
        raise AlreadyOnList(fields={"name": AlreadyOnList.reason})
    row = PriorityEntry.objects.select_for_update().get(pk=entry.pk, version=draft)
    changed = audit.changed(row, columns)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    changes = {"name": row.name, **changed}
    audit.record("catalogue.edit_entry", actor=actor, subject=draft, at=now, details=changes)
    return row


@transaction.atomic
def remove_entry(*, entry: PriorityEntry, actor: Actor, now: datetime) -> None:
    """Take a row off the draft."""
    draft = _draft()
    row = PriorityEntry.objects.get(pk=entry.pk, version=draft)
    details = {"name": row.name, "classes": row.classes}
    audit.record("catalogue.remove_entry", actor=actor, subject=draft, at=now, details=details)
    row.delete()


@dataclass(frozen=True, kw_only=True)
class DecisionFacts:
    """The committee's decision on a version; a document of the library says the same better."""

    number: str
    decided_date: date
    decided_by: str
    valid_from: date
    document: Document | None = None


class NothingToApprove(Refused):
    """An empty list is no list."""

    status = 422
    reason = _("Dự thảo chưa có mục nào. Hãy đưa đề xuất vào hoặc thêm mục trước khi phê duyệt.")


class DecisionNotRight(Refused):
    """A decision lies in the past, and holds after the version before began."""

    status = 422
    reason = _(
        "Ngày quyết định không ở tương lai, và ngày có hiệu lực phải sau ngày có hiệu lực của "
        "phiên bản trước."
    )


@transaction.atomic
def approve_priority_list(*, facts: DecisionFacts, actor: Actor, now: datetime) -> PriorityList:
    """Enter the decision on the draft: from its day this version holds and the one before ends."""
    draft = _draft()
    if not draft.entries.exists():
        raise NothingToApprove
    before = PriorityList.objects.filter(state=ListState.APPROVED).order_by("-number").first()
    is_late = facts.decided_date > timezone.localdate(now)
    began = before.valid_from if before else None
    if is_late or (began and facts.valid_from <= began):
        raise DecisionNotRight(fields={"valid_from": DecisionNotRight.reason})
    if before is not None and (before.valid_to is None or before.valid_to > facts.valid_from):
        before.valid_to = facts.valid_from
        before.save(update_fields=["valid_to"])
    draft.state, draft.approved_at = ListState.APPROVED, now
    draft.decision, draft.decision_number = facts.document, tidy(facts.number)
    draft.decision_date, draft.decided_by = facts.decided_date, tidy(facts.decided_by)
    draft.valid_from = facts.valid_from
    draft.save(
        update_fields=[
            "state",
            "approved_at",
            "decision",
            "decision_number",
            "decision_date",
            "decided_by",
            "valid_from",
        ]
    )
    audit.record("catalogue.approve_priority_list", actor=actor, subject=draft, at=now)
    return draft
