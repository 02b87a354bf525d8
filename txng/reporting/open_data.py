"""Open data: aggregates and what people consented to, as CSV and JSON at addresses that stay.

No row of a household, no count of fewer than five households in a commune, nor what leads to one.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.parties.models import Organisation
from txng.parties.vocab import OrganisationKind
from txng.reporting.periods import Period
from txng.reporting.queries.indicators import figures_of, indicators
from txng.reporting.queries.registers import active, products_in
from txng.reporting.queries.tracing import products_traced
from txng.reporting.rows import Scope
from txng.ui.templatetags.figures import plain

FEWEST: Final = 5
"""Fewer households of one commune are not told: neighbours would know them."""
LICENCE: Final = "CC BY 4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/deed.vi"
MOST_ROWS: Final = 50_000
Row = dict[str, Any]


class NoSuchSet(NotFound):
    """There is no such set of data, or none of a time to come."""

    reason = _("Không có bộ dữ liệu này, hoặc kỳ này chưa đến.")


@dataclass(frozen=True)
class DataSet:
    """One set: its code in addresses, what it holds, what each column means."""

    code: str
    name: str | Promise
    about: str | Promise
    columns: Mapping[str, str | Promise]
    rows: Callable[[Scope], Iterator[Row]]


def _indicators(scope: Scope) -> Iterator[Row]:
    chosen = list(indicators(on=scope.today).filter(is_public=True))
    for figure in figures_of(chosen, scope).values():
        row = figure.indicator
        yield {
            "code": row.code,
            "name": row.name,
            "name_en": row.name_en,
            "period": scope.period.code,
            "value": _text(figure.value),
            "unit": row.measure,
            "numerator": _text(figure.numerator),
            "denominator": _text(figure.denominator),
            "target": _text(figure.target.value if figure.target else None),
            "target_year": figure.target.year if figure.target else None,
            "source": row.source,
        }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _communes(scope: Scope) -> Iterator[Row]:
    traced = dict(
        products_traced(scope)
        .rows.order_by()
        .values_list("organisation__unit")
        .annotate(n=Count("id"))
    )
    products = dict(
        products_in(scope).order_by().values_list("organisation__unit").annotate(n=Count("id"))
    )
    found = list(_homes_and_firms(scope))
    hidden = withheld({row["unit"]: row["homes"] for row in found})
    for row in found:
        is_hidden = row["unit"] in hidden
        yield {
            "commune_code": row["unit__code"],
            "commune": row["unit__name"],
            "period": scope.period.code,
            "organisations": row["firms"],
            "households": None if is_hidden else row["homes"],
            "households_suppressed": is_hidden,
            "products": None if is_hidden else products.get(row["unit"], 0),
            "products_traced": None if is_hidden else traced.get(row["unit"], 0),
        }


def _homes_and_firms(scope: Scope) -> Iterable[Mapping[str, Any]]:
    _first, after = scope.moments
    return (
        Organisation.objects.filter(active(scope), unit__isnull=False, created_at__lt=after)
        .exclude(kind=OrganisationKind.AGENCY)
        .values("unit", "unit__code", "unit__name", "unit__kind", "unit__sort_key")
        .annotate(
            firms=Count("id", filter=~Q(kind=OrganisationKind.HOUSEHOLD)),
            homes=Count("id", filter=Q(kind=OrganisationKind.HOUSEHOLD)),
        )
        .order_by("unit__sort_key", "unit")
    )


def withheld(homes: Mapping[int, int]) -> set[int]:
    """Return the communes whose households are not told: those with few, and what guards them.

    The province's total is public, so what is left of it belongs to the withheld communes. One
    alone, or several with few households together, could be found by subtraction: then the
    smallest other communes are withheld with them.
    """
    hidden = {unit for unit, count in homes.items() if 0 < count < FEWEST}
    others = sorted((count, unit) for unit, count in homes.items() if count >= FEWEST)
    for _count, unit in others:
        together = sum(homes[one] for one in hidden)
        if not hidden or (len(hidden) > 1 and together >= FEWEST):
            break
        hidden.add(unit)
    return hidden


def _products(scope: Scope) -> Iterator[Row]:
    shown = products_in(scope).exclude(organisation__kind=OrganisationKind.HOUSEHOLD)
    for row in shown.select_related("organisation__unit", "group")[:MOST_ROWS]:
        yield {
            "code": row.code_text,
            "identifier": row.identifier,
            "name": row.name,
            "name_en": row.name_en,
            "group": row.group.code,
            "ocop_stars": row.ocop_stars,
            "organisation": row.organisation.name,
            "commune": row.organisation.unit.name if row.organisation.unit else None,
        }


SETS: Final[dict[str, DataSet]] = {
    one.code: one
    for one in (
        DataSet(
            "chi-tieu",
            _("Chỉ tiêu của chương trình"),
            _("Mỗi dòng một chỉ tiêu công khai trong một kỳ, có tử số, mẫu số và mục tiêu."),
            {
                "code": _("mã chỉ tiêu"),
                "name": _("tên chỉ tiêu"),
                "name_en": _("tên tiếng Anh"),
                "period": _("kỳ số liệu: 2026, 2026-H1, 2026-Q4 hoặc 2026-11"),
                "value": _("giá trị; phần trăm cắt còn một số lẻ; trống: chưa có đối tượng"),
                "unit": _("đơn vị tính; percent là phần trăm"),
                "numerator": _("tử số"),
                "denominator": _("mẫu số; trống nếu không phải phần trăm"),
                "target": _("mục tiêu kế tiếp"),
                "target_year": _("năm của mục tiêu"),
                "source": _("computed: hệ thống tính; reported: cơ quan báo cáo"),
            },
            _indicators,
        ),
        DataSet(
            "theo-xa",
            _("Số liệu theo xã, phường"),
            _(
                "Mỗi dòng một xã. Nơi có dưới năm hộ thì không nêu số hộ và số sản phẩm; khi cần, "
                "giấu thêm xã ít hộ kế tiếp để không ai trừ ra được."
            ),
            {
                "commune_code": _("mã đơn vị hành chính đã ghi"),
                "commune": _("tên xã, phường"),
                "period": _("kỳ số liệu"),
                "organisations": _("doanh nghiệp, hợp tác xã, tổ hợp tác đang hoạt động"),
                "households": _("hộ đang hoạt động; trống nếu được giấu"),
                "households_suppressed": _("true: số hộ và số sản phẩm được giấu"),
                "products": _("sản phẩm đang sản xuất"),
                "products_traced": _("trong đó có lô truy xuất đầy đủ trong kỳ"),
            },
            _communes,
        ),
        DataSet(
            "san-pham",
            _("Sản phẩm của doanh nghiệp, hợp tác xã"),
            _("Sản phẩm đang sản xuất, không gồm sản phẩm của hộ."),
            {
                "code": _("GTIN hoặc mã của tỉnh"),
                "identifier": _("định danh dạng địa chỉ"),
                "name": _("tên sản phẩm"),
                "name_en": _("tên tiếng Anh"),
                "group": _("mã nhóm sản phẩm"),
                "ocop_stars": _("số sao OCOP"),
                "organisation": _("đơn vị sản xuất"),
                "commune": _("xã, phường của đơn vị"),
            },
            _products,
        ),
    )
}
FORMATS: Final = ("csv", "json")


def data_set(code: str) -> DataSet:
    """Return the set of a code; raises NoSuchSet."""
    found = SETS.get(code)
    if found is None:
        raise NoSuchSet
    return found


def rows_of(one: DataSet, scope: Scope) -> list[Row]:
    """Return the rows of a set; raises NoSuchSet for a period that has not begun."""
    if scope.period.starts > scope.today:
        raise NoSuchSet
    return list(one.rows(scope))


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return rows as CSV (RFC 4180, UTF-8 with mark so that Excel reads it)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[_safe(row[column]) for column in columns] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _safe(value: Any) -> Any:
    """Keep spreadsheets from taking a name for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return "" if value is None else value


def as_data(one: DataSet, rows: Sequence[Row], period: Period, publisher: str) -> dict[str, Any]:
    """Return a set as data for programs."""
    return {
        "set": one.code,
        "title": str(one.name),
        "period": period.code,
        "publisher": publisher,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "rows": rows,
    }


def dictionary() -> list[Row]:
    """Return what each column of each set means."""
    return [
        {"set": one.code, "column": column, "meaning": str(meaning)}
        for one in SETS.values()
        for column, meaning in one.columns.items()
    ]
