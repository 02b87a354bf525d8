"""What pages read of the priority list: versions, entries, proposals and their conflicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import PriorityEntry, PriorityList, PriorityProposal
from txng.catalogue.queries.coverage import coverage_of
from txng.catalogue.vocab import ListState, ProposalState
from txng.core.errors import NotFound
from txng.core.search import like, plain
from txng.parties.actor import Actor


def priority_lists() -> QuerySet[PriorityList]:
    """Return all versions, the newest first."""
    return PriorityList.objects.select_related("decision").order_by("-number", "-id")


def draft_list() -> PriorityList | None:
    """Return the version that is being compiled, if there is one."""
    return PriorityList.objects.filter(state=ListState.DRAFT).first()


def list_in_force(*, on: date | None = None) -> PriorityList | None:
    """Return the approved version that holds on a day (default: today)."""
    day = on or timezone.localdate()
    return (
        PriorityList.objects.filter(state=ListState.APPROVED, valid_from__lte=day)
        .filter(Q(valid_to=None) | Q(valid_to__gt=day))
        .order_by("-number")
        .first()
    )


class NoSuchList(NotFound):
    """There is no such version, or none that the public may read."""

    reason = _("Không tìm thấy phiên bản này của danh mục.")


def priority_list(list_id: int) -> PriorityList:
    """Return a version for an officer: drafts too."""
    found = PriorityList.objects.select_related("decision").filter(pk=list_id).first()
    if found is None:
        raise NoSuchList
    return found


def approved_lists() -> QuerySet[PriorityList]:
    """Return the versions that anybody may read, the newest first."""
    return priority_lists().filter(state=ListState.APPROVED)


def approved_list(number: int) -> PriorityList:
    """Return the approved version of a number; drafts are not public."""
    found = approved_lists().filter(number=number).first()
    if found is None:
        raise NoSuchList
    return found


def public_list(*, number: int | None = None) -> PriorityList | None:
    """Return the approved version of a number, or the one in force today."""
    return list_in_force() if number is None else approved_list(number)


@dataclass(frozen=True)
class EntryFilter:
    """What the entries of a list are narrowed to; an empty value narrows nothing."""

    text: str = ""
    priority_class: str = ""
    sector: str = ""


def entries_of(found: PriorityList, by: EntryFilter | None = None) -> QuerySet[PriorityEntry]:
    """Return the entries of a version, by group and name."""
    rows = found.entries.select_related("group", "product__organisation", "proposed_by")
    if by and by.text:
        rows = rows.filter(like(by.text, "name", "words", "group__name"))
    if by and by.priority_class:
        rows = rows.filter(classes__contains=[by.priority_class])
    if by and by.sector:
        rows = rows.filter(group__sector=by.sector)
    return rows.order_by("group__name", "name", "id")


class NoSuchEntry(NotFound):
    """There is none on a draft: approved versions do not change."""

    reason = _("Không tìm thấy mục này trong dự thảo.")


def draft_entry(entry_id: int) -> PriorityEntry:
    """Return an entry of the draft."""
    found = PriorityEntry.objects.filter(pk=entry_id, version__state=ListState.DRAFT).first()
    if found is None:
        raise NoSuchEntry
    return found


def proposals_seen_by(actor: Actor) -> QuerySet[PriorityProposal]:
    """Return proposals: a department's own; all for an agency without a sector of its own."""
    found = PriorityProposal.objects.select_related(
        "agency", "group", "product__organisation", "proposed_by", "taken_into"
    ).order_by("-id")
    organisation = actor.organisation
    if organisation is None or not actor.is_agency:
        return found.none()
    return found.filter(agency=organisation) if organisation.sector else found


class NoSuchProposal(NotFound):
    """There is none, or none that the actor's agency may see."""

    reason = _("Không tìm thấy đề xuất này, hoặc đề xuất của cơ quan khác.")


def proposal_for(*, actor: Actor, proposal_id: int) -> PriorityProposal:
    """Return a proposal that the actor's agency may see."""
    found = proposals_seen_by(actor).filter(pk=proposal_id).first()
    if found is None:
        raise NoSuchProposal
    return found


def own_proposal_for(*, actor: Actor, proposal_id: int) -> PriorityProposal:
    """Return a proposal of the actor's own agency: only it takes the proposal back."""
    found = proposal_for(actor=actor, proposal_id=proposal_id)
    if found.agency_id != actor.organisation_id:
        raise NoSuchProposal
    return found


def waiting_proposals() -> QuerySet[PriorityProposal]:
    """Return the proposals that nobody has settled, the oldest first."""
    return (
        PriorityProposal.objects.filter(state=ProposalState.WAITING)
        .select_related("agency", "group", "product__organisation")
        .order_by("id")
    )


@dataclass(frozen=True)
class Weighed:
    """A waiting proposal, and what speaks against taking it as it is."""

    proposal: PriorityProposal
    conflicts: Sequence[str | Promise]


def weighed_proposals(draft: PriorityList | None) -> list[Weighed]:
    """Return waiting proposals, each with its conflicts."""
    waiting = list(waiting_proposals())
    entries = list(entries_of(draft)) if draft else []
    counts = {c.key: c.products for c in coverage_of(waiting)}
    found = []
    for one in waiting:
        conflicts: list[str | Promise] = [
            *(_clash(one, entry, str(_("dự thảo"))) for entry in entries if _is_same(one, entry)),
            *(
                _clash(one, other, other.agency.name)
                for other in waiting
                if other.pk != one.pk and _is_same(one, other)
            ),
        ]
        if not counts[one.pk]:
            conflicts.append(_("Chưa có sản phẩm nào trong sổ đăng ký khớp với tên này."))
        found.append(Weighed(one, conflicts))
    return found


Row = PriorityEntry | PriorityProposal


def _is_same(one: Row, other: Row) -> bool:
    if one.group_id != other.group_id:
        return False
    if one.product_id and one.product_id == other.product_id:
        return True
    mine, theirs = plain(one.name), plain(other.name)
    return mine in theirs or theirs in mine or one.is_whole_group or other.is_whole_group


def _clash(one: Row, other: Row, where: str) -> str:
    same_classes = set(one.classes) == set(other.classes)
    told = {"name": other.name, "where": where, "classes": ", ".join(other.class_names)}
    if plain(one.name) == plain(other.name) and same_classes:
        return str(_("Trùng với “%(name)s” (%(where)s).") % told)
    if plain(one.name) == plain(other.name):
        return str(
            _("Trùng tên với “%(name)s” (%(where)s) nhưng ở đó xếp loại %(classes)s.") % told
        )
    return str(_("Gần trùng với “%(name)s” (%(where)s).") % told)


@dataclass(frozen=True)
class Comparison:
    """What came in, went out and changed its classes from one version to another."""

    came: Sequence[PriorityEntry]
    went: Sequence[PriorityEntry]
    changed: Sequence[tuple[PriorityEntry, PriorityEntry]]
    kept: int


def compare_lists(old: PriorityList, new: PriorityList) -> Comparison:
    """Compare two versions by group, name and product; `changed`: old entry, new."""
    before = {_identity(entry): entry for entry in entries_of(old)}
    after = {_identity(entry): entry for entry in entries_of(new)}
    both = [(before[key], after[key]) for key in after if key in before]
    changed = [(a, b) for a, b in both if set(a.classes) != set(b.classes)]
    return Comparison(
        came=[entry for key, entry in after.items() if key not in before],
        went=[entry for key, entry in before.items() if key not in after],
        changed=changed,
        kept=len(both) - len(changed),
    )


def _identity(entry: PriorityEntry) -> tuple[int, str, int | None]:
    return entry.group_id, plain(entry.name), entry.product_id
