"""What looks at stamps tell: those at an organisation's goods, and those that raise doubt.

Nothing here tells who looked: a look keeps no person and no address, and devices are only counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.db.models import Count, Max, Min, QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.core.statements import prepared_rows
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.queries import organisations_seen_by
from txng.stamps.models import Batch
from txng.stamps.queries import stamp_state
from txng.stamps.vocab import StampState
from txng.ui.paging import AFTER, Page
from txng.verify.models import Scan, Tally
from txng.verify.vocab import Verdict

SPANS: Final = (7, 30, 90)
"""Days that a page may look back; the first choice is the middle one."""
SHOWN: Final = 100
"""So many lots stand on a page; the file has all."""
A_PAGE: Final = 25
_SQL: Final = {
    name: (Path(__file__).parent / "sql" / f"{name}.sql").read_text()
    for name in ("scans_of_days", "scans_each")
}
ODD: Final = (
    Verdict.SUSPICIOUS, Verdict.CONSUMED, Verdict.VOID, Verdict.INACTIVE, Verdict.UNPRINTED,
)  # fmt: skip


def span_of(text: str) -> int:
    """Return the days that an address asks for, or the usual ones."""
    return next((days for days in SPANS if str(days) == text), SPANS[1])


@dataclass(frozen=True)
class Looks:
    """Looks counted for a day, a lot or a commune; `odd` ones deserve a thought."""

    day: date | None
    lot_id: int | None
    code: str
    product: str
    commune: str
    all: int
    first: int
    odd: int

    @property
    def again(self) -> int:
        """Looks at what had been looked at before."""
        return self.all - self.first


@dataclass(frozen=True)
class Counted:
    """Looks at an organisation's goods: each day, each lot (most first), each known commune."""

    days: Sequence[Looks]
    lots: Sequence[Looks]
    communes: Sequence[Looks]

    @property
    def total(self) -> int:
        """All looks."""
        return sum(day.all for day in self.days)

    @property
    def first(self) -> int:
        """Stamps and lot codes that were looked at for the first time."""
        return sum(day.first for day in self.days)

    @property
    def odd(self) -> int:
        """Looks that deserve a thought."""
        return sum(day.odd for day in self.days)

    @property
    def again(self) -> int:
        """Looks at what had been looked at before."""
        return self.total - self.first


def looks_counted(*, actor: Actor, now: datetime, days: int) -> Counted:
    """Count the looks at the goods of the actor's organisation in so many days; one statement."""
    rows = _rows("scans_of_days", actor, now - timedelta(days=days))
    lots = [row for row in rows if row.lot_id is not None]
    return Counted(
        days=sorted((row for row in rows if row.day), key=lambda row: row.day or date.min),
        lots=sorted(lots, key=lambda row: (-row.all, row.lot_id)),
        communes=sorted((row for row in rows if row.commune), key=lambda row: -row.all),
    )


def looks_each(*, actor: Actor, now: datetime, days: int) -> list[Looks]:
    """Return a row for each day and lot, the newest day first."""
    return _rows("scans_each", actor, now - timedelta(days=days))


def _rows(name: str, actor: Actor, since: datetime) -> list[Looks]:
    parameters: dict[str, int | datetime | str | None] = {
        "organisation": actor.organisation_id or 0,
        "since": since,
    }
    return [Looks(*row) for row in prepared_rows(_SQL[name], parameters)]


@dataclass(frozen=True)
class Suspicion:
    """One stamp whose looks raise doubt: what was seen, how it stands now, and what may be done."""

    batch: Batch
    position: int
    lot: Lot | None
    verdict: Verdict
    looks: int
    first_at: datetime
    last_at: datetime
    devices: int

    @property
    def number(self) -> int:
        """Which stamp of its batch, counted from one as people do."""
        return self.position + 1

    @property
    def state(self) -> StampState:
        """How the stamp stands now."""
        return stamp_state(self.batch, self.position)

    @property
    def seen(self) -> str | Promise:
        """What happened."""
        return _SEEN[self.verdict]

    @property
    def tone(self) -> str:
        """The colour of what happened: red only for what looks like a forgery."""
        return "stop" if self.verdict in {Verdict.SUSPICIOUS, Verdict.VOID} else "wait"


_SEEN: Final[Mapping[Verdict, Promise]] = {
    Verdict.SUSPICIOUS: _("Quá nhiều điện thoại quét một con tem"),
    Verdict.CONSUMED: _("Còn quét sau khi tem đã dùng"),
    Verdict.VOID: _("Quét tem đã huỷ"),
    Verdict.INACTIVE: _("Quét tem chưa kích hoạt"),
    Verdict.UNPRINTED: _("Quét tem chưa từng in"),
}
_ADVICE: Final[Mapping[Verdict, Promise]] = {
    Verdict.SUSPICIOUS: _(
        "Tem có thể bị sao chép: hỏi đơn vị hàng bán ở đâu, xem bao bì tại nơi bán; "
        "nếu đúng là giả, yêu cầu đơn vị huỷ tem và thu hồi."
    ),
    Verdict.CONSUMED: _("Bao bì cũ có thể được dùng lại: hỏi đơn vị và xem nơi bán."),
    Verdict.VOID: _("Hàng mang tem đã huỷ còn ngoài thị trường: yêu cầu đơn vị giải trình."),
    Verdict.INACTIVE: _("Hàng ra chợ trước khi kích hoạt tem: nhắc đơn vị kích hoạt đúng lúc."),
    Verdict.UNPRINTED: _("Mã đúng nhưng tem chưa in: có thể lộ mã, báo người vận hành cổng."),
}


def kinds() -> list[tuple[str, Promise]]:
    """Return what may be seen, to choose from."""
    return [(kind.value, _SEEN[kind]) for kind in ODD]


def advised(found: Iterable[Suspicion]) -> list[tuple[Promise, Promise]]:
    """Return what an officer can do, once for each thing seen among these."""
    there = {one.verdict for one in found}
    return [(_SEEN[kind], _ADVICE[kind]) for kind in ODD if kind in there]


@dataclass(frozen=True)
class Asked:
    """Whose doubts are asked for: by which officer, how far back from when, of what kind."""

    actor: Actor
    now: datetime
    days: int
    verdict: Verdict | None = None


def suspicions_on(asked: Asked, given: QueryDict) -> "Page[Any]":
    """Return one page of the stamps whose looks raise doubt; `sau` holds where the next begins."""
    before = parse_datetime(given.get(AFTER, "")) if len(given.get(AFTER, "")) < 40 else None
    rows = suspicions(asked, before=before, most=A_PAGE + 1)
    rest = given.copy()
    rest[AFTER] = rows[A_PAGE - 1].last_at.isoformat() if len(rows) > A_PAGE else ""
    first = given.copy()
    first.pop(AFTER, None)
    return Page(
        rows=rows[:A_PAGE],
        previous_url=f"?{first.urlencode()}" if before else "",
        next_url=f"?{rest.urlencode()}" if rest[AFTER] else "",
    )


def suspicions(
    asked: Asked, *, before: datetime | None = None, most: int = SHOWN
) -> list[Suspicion]:
    """Return stamps of the officer's area whose looks raise doubt, the latest first.

    `before`: only those looked at last before that. Four statements, however many looks there are.
    """
    looks = _odd_looks(asked)
    found = list((looks.filter(last_at__lt=before) if before else looks)[:most])
    batches = Batch.objects.select_related("product", "organisation__unit").in_bulk(
        {row["batch"] for row in found}
    )
    lots = Lot.objects.in_bulk({row["lot_number"] for row in found if row["lot_number"]})
    tallies = _tallies(found)
    return [
        Suspicion(
            batch=batches[row["batch"]],
            position=row["position"],
            lot=lots.get(row["lot_number"]),
            verdict=Verdict(row["verdict"]),
            looks=row["looks"],
            first_at=row["first_at"],
            last_at=row["last_at"],
            devices=tallies.get((row["batch"], row["position"]), 0),
        )
        for row in found
    ]


def _odd_looks(asked: Asked) -> "QuerySet[Any, Any]":
    return (
        Scan.objects.filter(
            at__gte=asked.now - timedelta(days=asked.days),
            verdict__in=[asked.verdict] if asked.verdict else ODD,
            batch__organisation__in=organisations_seen_by(asked.actor),
        )
        .values("batch", "position", "verdict")
        .annotate(lot_number=Max("lot"), looks=Count("id"), first_at=Min("at"), last_at=Max("at"))
        .order_by("-last_at", "batch", "position", "verdict")
    )


def _tallies(found: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int], int]:
    """Return how many devices looked at each stamp; of more stamps than asked, in one statement."""
    batches, positions = ({row[name] for row in found} for name in ("batch", "position"))
    rows = Tally.objects.filter(batch__in=batches, position__in=positions)
    counted = rows.values_list("batch", "position", "devices")
    return {(batch, position): devices for batch, position, devices in counted}
