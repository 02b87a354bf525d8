"""Named queries over the trace line: lots by grade, products and enterprises that are traced.

A product is traced in a period when a lot of it made in that period has a full trace.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.capture.models import Event
from txng.capture.vocab import EventType
from txng.catalogue.models import PriorityList, Product
from txng.catalogue.queries import products_on
from txng.catalogue.vocab import ListState, PriorityClass
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.reporting.models import LotGrade
from txng.reporting.queries.registers import (
    as_organisations,
    as_products,
    barcode_users_in,
    is_ocop,
    products_in,
)
from txng.reporting.rows import Column, Rows, Scope, Split, counted
from txng.trace.vocab import Grade

_LOT = (
    Column(_("Sản phẩm"), "product.name"),
    Column(_("Lô"), "code"),
    Column(_("Đơn vị"), "product.organisation.name",
           link=("government:parties:show_organisation", "product.organisation_id")),
    Column(_("Ngày sản xuất"), "produced_date", "day"),
    Column(_("Mức truy xuất"), "graded.get_grade_display"),
    Column(_("Xét lúc"), "graded.graded_at", "moment"),
)  # fmt: skip
_GRADES = Split("muc", _("Mức truy xuất"), "graded__grade", dict(Grade.choices))
_LOT_STATES = Split("trang-thai", _("Trạng thái"), "state", dict(LotState.choices))


def made_in(scope: Scope, lead: str = "") -> Q:
    """Return the condition that a lot was made in the period; opened in it, if no day is told."""
    first, after = scope.moments
    told = Q(**{f"{lead}produced_date__range": (scope.period.starts, scope.period.ends)})
    untold = Q(**{f"{lead}produced_date": None, f"{lead}created_at__gte": first,
                  f"{lead}created_at__lt": after})  # fmt: skip
    return told | untold


def _lots(scope: Scope) -> QuerySet[Lot]:
    return (
        Lot.objects.filter(made_in(scope), **scope.within("product__organisation"))
        .select_related("product__organisation", "graded")
        .order_by("-produced_date", "id")
    )


def _as_lots(rows: QuerySet[Lot]) -> Rows:
    return Rows(rows, _LOT, splits=(_GRADES, _LOT_STATES), unit_path="product__organisation__unit")


@counted
def lots_made(scope: Scope) -> Rows:
    """Lots made in the period."""
    return _as_lots(_lots(scope))


@counted
def lots_full(scope: Scope) -> Rows:
    """Of these, those whose trace is full: all ten items and a chain of stages."""
    return _as_lots(_lots(scope).filter(graded__grade=Grade.FULL))


@counted
def lots_partial(scope: Scope) -> Rows:
    """Of these, those whose trace is partial."""
    return _as_lots(_lots(scope).filter(graded__grade=Grade.PARTIAL))


@counted
def lots_information(scope: Scope) -> Rows:
    """Of these, those whose page gives only information."""
    return _as_lots(_lots(scope).filter(graded__grade=Grade.INFORMATION))


def _full_lots(scope: Scope, **of: object) -> QuerySet[LotGrade]:
    return LotGrade.objects.filter(made_in(scope, "lot__"), grade=Grade.FULL, **of)


def full_lots_of(products: Iterable[int]) -> set[int]:
    """Return the lots of some products whose trace was full when it was last graded."""
    kept = LotGrade.objects.filter(lot__product__in=list(products), grade=Grade.FULL)
    return set(kept.values_list("lot_id", flat=True))


def traced(scope: Scope, rows: QuerySet[Product]) -> QuerySet[Product]:
    """Keep the products of which a lot made in the period has a full trace."""
    return rows.filter(Exists(_full_lots(scope, lot__product=OuterRef("pk"))))


@counted
def products_traced(scope: Scope) -> Rows:
    """Products with a full-trace lot in the period."""
    return as_products(traced(scope, products_in(scope)))


@counted
def ocop_traced(scope: Scope) -> Rows:
    """OCOP products with a full-trace lot in the period."""
    return as_products(traced(scope, products_in(scope).filter(is_ocop(scope))))


def listed(scope: Scope, *classes: str) -> QuerySet[Product]:
    """Return the products that the priority list means, of these classes.

    The list in force on the last day of the period (today, while it runs); none gives none.
    """
    chosen = next((row for row in _lists(scope) if _in_force(row, scope.day)), None)
    key = ("listed", chosen.pk if chosen else 0, classes)
    if key not in scope.memo:
        none = Product.objects.none()
        scope.memo[key] = products_on(chosen, classes=classes) if chosen else none
    found: QuerySet[Product] = scope.memo[key]
    return found


def _lists(scope: Scope) -> list[PriorityList]:
    if "lists" not in scope.memo:
        approved = PriorityList.objects.exclude(state=ListState.DRAFT)
        scope.memo["lists"] = list(approved.order_by("-valid_from", "-id"))
    found: list[PriorityList] = scope.memo["lists"]
    return found


def _in_force(row: PriorityList, day: date) -> bool:
    begun = row.valid_from is not None and row.valid_from <= day
    return begun and (row.valid_to is None or row.valid_to > day)


def _priority(scope: Scope) -> Q:
    """Return the condition that a product is OCOP, or a key one of the priority list."""
    return is_ocop(scope) | Q(pk__in=listed(scope, PriorityClass.KEY).values("pk"))


@counted
def products_priority(scope: Scope) -> Rows:
    """Products that the priority list in force means."""
    return as_products(products_in(scope).filter(pk__in=listed(scope).values("pk")))


@counted
def priority_traced(scope: Scope) -> Rows:
    """Of these, those with a full-trace lot in the period."""
    rows = products_in(scope).filter(pk__in=listed(scope).values("pk"))
    return as_products(traced(scope, rows))


@counted
def barcode_users_with_priority(scope: Scope) -> Rows:
    """Barcode-using enterprises that have a key or OCOP product at all."""
    theirs = products_in(scope).filter(_priority(scope), organisation=OuterRef("pk"))
    return as_organisations(barcode_users_in(scope).filter(Exists(theirs)))


@counted
def barcode_users_traced(scope: Scope) -> Rows:
    """Barcode-using enterprises with a full-trace lot of a key or OCOP product in the period."""
    theirs = traced(scope, products_in(scope).filter(_priority(scope)))
    own = theirs.filter(organisation=OuterRef("pk"))
    return as_organisations(barcode_users_in(scope).filter(Exists(own)))


_EVENT = (
    Column(_("Mã sự kiện"), "id"),
    Column(_("Loại"), "get_type_display"),
    Column(_("Việc"), "biz_step"),
    Column(_("Đơn vị ghi"), "organisation.name",
           link=("government:parties:show_organisation", "organisation_id")),
    Column(_("Xảy ra lúc"), "event_time", "moment"),
    Column(_("Ghi nhận lúc"), "record_time", "moment"),
)  # fmt: skip
_TYPES = Split("loai", _("Loại sự kiện"), "type", {str(v): t for v, t in EventType.choices})


@counted
def events_captured(scope: Scope) -> Rows:
    """Events recorded in the period, declarations of error left out."""
    first, after = scope.moments
    found = Event.objects.filter(
        record_time__gte=first, record_time__lt=after, error_declared_at=None, **scope.within()
    ).select_related("organisation").defer("body")  # fmt: skip
    return Rows(found.order_by("id"), _EVENT, splits=(_TYPES,), unit_path="organisation__unit")
