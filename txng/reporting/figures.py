"""One figure: numerator, denominator, target, and what they say in plain words."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from txng.reporting.models import DataRequest, Indicator, Target
from txng.reporting.periods import Period
from txng.ui.templatetags.figures import number

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Figure:
    """What an indicator amounts to in a period; None where nobody has told or can tell."""

    indicator: Indicator
    period: Period
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    target: Target | None = None
    request: DataRequest | None = None
    """The request whose answers a reported figure consolidates."""

    @property
    def is_told(self) -> bool:
        """Say whether there is anything to show."""
        return self.numerator is not None

    @property
    def has_objects(self) -> bool:
        """Say whether a share has anything that it could be a share of."""
        return not self.indicator.is_percent or bool(self.denominator)

    @property
    def value(self) -> Decimal | None:
        """Return the amount, or the share in percent cut (not rounded) to one decimal.

        Cut, so that 100 % stands only where nothing is missing. None without objects or figures.
        """
        if self.numerator is None or not self.has_objects:
            return None
        if not self.indicator.is_percent:
            return self.numerator
        share = self.numerator / (self.denominator or HUNDRED) * HUNDRED
        return share.quantize(Decimal("0.1"), ROUND_DOWN)

    @property
    def shown(self) -> str:
        """Return the figure in words: `42,3 %`, `1.234`, or why there is none."""
        if self.numerator is None:
            return _("Chưa có báo cáo")
        if not self.has_objects:
            return _("Chưa có đối tượng")
        text = number(self.value)
        return f"{text}\N{NO-BREAK SPACE}%" if self.indicator.is_percent else text

    @property
    def is_met(self) -> bool | None:
        """Say whether the target is met; None when there is none, or no figure."""
        if self.target is None or self.value is None:
            return None
        if self.indicator.more_is_better:
            return self.value >= self.target.value
        return self.value <= self.target.value

    @property
    def tone(self) -> str:
        """Return the colour of the verdict."""
        met = self.is_met
        if met is None:
            return "off"
        return "good" if met else "wait"

    @property
    def verdict(self) -> str:
        """Return one plain sentence that a leader can read out."""
        if self.numerator is None:
            return _("Chưa cơ quan nào có báo cáo được duyệt cho %(period)s.") % {
                "period": self.period.name
            }
        if not self.has_objects:
            return _("Chưa có đối tượng nào để tính trong %(period)s.") % {
                "period": self.period.name
            }
        if self.target is None:
            return _("Không có mục tiêu đặt ra cho chỉ tiêu này.")
        return self._against_target(self.target)

    def _against_target(self, target: Target) -> str:
        words = {"target": self._with_unit(target.value), "year": target.year}
        if self.is_met:
            return _("Đã đạt mục tiêu %(target)s đến năm %(year)s.") % words
        missing = abs(target.value - (self.value or 0))
        if self.indicator.is_percent:
            words["missing"] = _("%(points)s điểm phần trăm") % {"points": number(missing)}
        else:
            words["missing"] = self._with_unit(missing)
        return _("Còn thiếu %(missing)s so với mục tiêu %(target)s đến năm %(year)s.") % words

    def _with_unit(self, value: Decimal) -> str:
        unit = str(self.indicator.get_measure_display())
        return f"{number(value)}\N{NO-BREAK SPACE}{unit}"

    @property
    def share_of_target(self) -> Decimal:
        """Return how much of its target is reached, in percent, for ordering worst first."""
        if self.target is None or self.value is None or not self.target.value:
            return Decimal(999)
        return self.value / self.target.value * HUNDRED

    @property
    def out_of(self) -> str:
        """Return `12 / 34` behind a share; empty for a plain amount."""
        if not self.indicator.is_percent or self.numerator is None:
            return ""
        return f"{number(self.numerator)} / {number(self.denominator or 0)}"
