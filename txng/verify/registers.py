"""Looks in Excel, to take away: those at an organisation's goods, and those that raise doubt."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy as _

from txng.core.clock import now
from txng.core.sheets.columns import Column, Kind, Text
from txng.core.sheets.register import Register
from txng.parties.rights import may_do
from txng.verify import looked
from txng.verify.vocab import Verdict

_MOST: Final = 100_000


class Scans(Register):
    """Looks at the goods of an organisation, a row for each day and lot."""

    kind: ClassVar[str] = "luot-quet"
    doors: ClassVar[tuple[str, ...]] = ("enterprise",)
    name: ClassVar[Text] = _("Lượt quét")
    lead: ClassVar[Text] = ""
    page: ClassVar[str] = "verify:list_scans"

    def may_read(self) -> bool:
        """Members see the looks at their goods."""
        return may_do("verify.list_scans", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns."""
        return (
            Column(code="day", name=_("Ngày"), kind=Kind.DATE),
            Column(code="product", name=_("Sản phẩm")),
            Column(code="code", name=_("Mã lô"), kind=Kind.CODE),
            Column(code="all", name=_("Lượt quét"), kind=Kind.WHOLE),
            Column(code="first", name=_("Quét lần đầu"), kind=Kind.WHOLE),
            Column(code="again", name=_("Quét lại"), kind=Kind.WHOLE),
            Column(code="odd", name=_("Bất thường"), kind=Kind.WHOLE),
        )

    def exported(self, given: Mapping[str, Any]) -> list[looked.Looks]:
        """Return the rows of the days asked for."""
        days = looked.span_of(str(given.get("ngay", "")))
        return looked.looks_each(actor=self.actor, now=now(), days=days)

    def told_of(self, found: looked.Looks) -> Mapping[str, Any]:
        """Return a row by column."""
        return {column.code: getattr(found, column.code) for column in self.columns()}


class Suspicions(Register):
    """Stamps of an officer's area whose looks raise doubt."""

    kind: ClassVar[str] = "dau-hieu"
    doors: ClassVar[tuple[str, ...]] = ("government",)
    name: ClassVar[Text] = _("Dấu hiệu bất thường")
    lead: ClassVar[Text] = ""
    page: ClassVar[str] = "verify:list_suspicions"

    def may_read(self) -> bool:
        """Officers see those of their area."""
        return may_do("verify.list_suspicions", self.actor)

    def columns(self) -> Sequence[Column]:
        """Return the columns."""
        return (
            Column(code="seen", name=_("Việc thấy được")),
            Column(code="product", name=_("Sản phẩm")),
            Column(code="organisation", name=_("Đơn vị")),
            Column(code="lot", name=_("Mã lô"), kind=Kind.CODE),
            Column(code="batch", name=_("Lô tem"), kind=Kind.WHOLE),
            Column(code="number", name=_("Tem số"), kind=Kind.WHOLE),
            Column(code="state", name=_("Trạng thái tem")),
            Column(code="looks", name=_("Lượt quét"), kind=Kind.WHOLE),
            Column(code="devices", name=_("Số máy quét"), kind=Kind.WHOLE),
            Column(code="first_at", name=_("Lần đầu"), kind=Kind.MOMENT),
            Column(code="last_at", name=_("Lần cuối"), kind=Kind.MOMENT),
        )

    def exported(self, given: Mapping[str, Any]) -> list[looked.Suspicion]:
        """Return the stamps of the days and of the kind asked for."""
        kind = str(given.get("loai", ""))
        asked = looked.Asked(
            self.actor,
            now(),
            looked.span_of(str(given.get("ngay", ""))),
            Verdict(kind) if kind in looked.ODD else None,
        )
        return looked.suspicions(asked, most=_MOST)

    def told_of(self, found: looked.Suspicion) -> Mapping[str, Any]:
        """Return a stamp by column."""
        names = ("seen", "number", "looks", "devices", "first_at", "last_at")
        return {
            **{name: getattr(found, name) for name in names},
            "product": found.batch.product.name,
            "organisation": found.batch.organisation.name,
            "lot": found.lot.code if found.lot else "",
            "batch": found.batch.pk,
            "state": found.state.label,
        }


REGISTERS = (Scans, Suspicions)
