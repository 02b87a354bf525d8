"""The list of lots and cases on a form, one after another as they are scanned; needs no script."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from django.http import QueryDict
from django.utils.formats import sanitize_separators
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from txng.capture import stock, things
from txng.capture.services import Carried
from txng.capture.told import amount_text
from txng.core.errors import Refused
from txng.identify.models import LogisticUnit, Lot
from txng.parties.models import Organisation
from txng.ui.templatetags.figures import number

ADD, REMOVE, DONE = "add", "remove:", "done"
"""What the pressed button of the form says (`act`)."""
_MOST_LINES: Final = 200
_MOST_OFFERED: Final = 60


class ScannedTwice(Refused):
    """A lot or case stands once on the list."""

    reason = gettext_lazy("Mã này đã có trong danh sách: hãy sửa số lượng ở dòng của nó.")
    status = 422


@dataclass
class Entry:
    """One line: the thing, and the amount as it was typed."""

    thing: things.Thing
    amount: str = ""
    wrong: str = ""

    @property
    def lot(self) -> Lot | None:
        """The lot, when it is one."""
        return self.thing if isinstance(self.thing, Lot) else None

    @property
    def title(self) -> str:
        """What people call it."""
        return self.lot.product.name if self.lot else str(getattr(self.thing, "title", ""))

    @property
    def code(self) -> str:
        """Its code, for people."""
        return self.lot.code if self.lot else str(getattr(self.thing, "code_text", ""))

    @property
    def inside(self) -> list[str]:
        """What is in the case."""
        if not isinstance(self.thing, LogisticUnit):
            return []
        return [
            f"{c.lot.product.name} {c.lot.code}: "
            + (amount_text(c.quantity, c.lot.unit) if c.quantity is not None else _("chưa rõ"))
            for c in stock.contents_of(self.thing)
        ]

    def carried(self) -> Carried | None:
        """Return the line as the service takes it; None when the amount cannot be read."""
        if self.lot is None:
            return Carried(self.thing)
        try:
            amount = Decimal(str(sanitize_separators(self.amount.strip())))
        except InvalidOperation:
            amount = Decimal(0)
        if not amount.is_finite() or not Decimal(0) < amount < Decimal(10) ** 10:
            self.wrong = _("Hãy ghi một số lớn hơn 0.")
            return None
        return Carried(self.thing, amount)


@dataclass
class Basket:
    """The lines of a form in the order in which they were scanned."""

    organisation: Organisation
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def read(cls, given: QueryDict, organisation: Organisation) -> "Basket":
        """Return the lines that came with the form; what is no more known falls out."""
        pairs = zip(given.getlist("line"), given.getlist("amount"), strict=False)
        basket = cls(organisation)
        for identifier, amount in list(pairs)[:_MOST_LINES]:
            if (thing := things.thing_of(identifier)) is not None:
                basket.entries.append(Entry(thing, amount))
        return basket

    def press(self, act: str, code: str) -> None:
        """Do what the pressed button says: add the scanned code, or take a line away."""
        if act.startswith(REMOVE):
            place = act.removeprefix(REMOVE)
            self.entries = [e for n, e in enumerate(self.entries) if str(n) != place]
        elif code.strip():
            self.add(things.thing_named(code, organisation=self.organisation))

    def add(self, thing: things.Thing) -> None:
        """Add a thing with all that is left of it."""
        if any(entry.thing.identifier == thing.identifier for entry in self.entries):
            raise ScannedTwice(fields={"code": ScannedTwice.reason})
        amount = ""
        if isinstance(thing, Lot):
            left = stock.stock_of([thing]).of(thing, self.organisation).left
            amount = number(left) if left > 0 else ""
        self.entries.append(Entry(thing, amount))

    def carried(self) -> list[Carried] | None:
        """Return all lines as the service takes them; None when an amount is wrong."""
        made = [entry.carried() for entry in self.entries]
        whole = [one for one in made if one is not None]
        return whole if len(whole) == len(made) else None


def offered(organisation: Organisation) -> list[tuple[str, str]]:
    """Return own lots of which something is left, for those who have nothing to scan."""
    lots = stock.lots_held_by(organisation)[:_MOST_OFFERED]
    held = stock.stock_of(lots)
    left = {lot.identifier: held.of(lot, organisation).left for lot in lots}
    return [
        (name, f"{lot.product.name} {lot.code} – {amount_text(left[name], lot.unit)}")
        for lot in lots
        if left[name := lot.identifier] > 0
    ]
