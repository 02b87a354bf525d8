"""Pages by key: the next begins after the last row seen, so page 1,000 costs what page 1 does."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

import orjson
from django.core.exceptions import ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound

Row = TypeVar("Row", bound=Model)
AFTER, BEFORE = "sau", "truoc"
COUNT_CAP = 10_000
"""Counting stops here: a list of a million rows opens as fast as one of ten."""


class Key(NamedTuple):
    """One part of the order: a field path or annotation, and its direction."""

    name: str
    descending: bool


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows of one page, and the addresses of its neighbours (empty: there is none)."""

    rows: list[Row]
    previous_url: str = ""
    next_url: str = ""
    total: int | None = None

    def __iter__(self) -> Any:
        """Go through the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Count the rows of this page."""
        return len(self.rows)

    @property
    def total_text(self) -> str:
        """Number of rows in all, e.g. `1.234` or `10.000+`; empty when nobody counted."""
        if self.total is None:
            return ""
        if self.total > COUNT_CAP:
            return f"{number_format(COUNT_CAP, force_grouping=True)}+"
        return str(number_format(self.total, force_grouping=True))


class PageUnknown(NotFound):
    """The address names a page that cannot be."""

    reason = _("Trang này không đọc được. Hãy quay về trang đầu của danh sách.")


def page_of(
    rows: QuerySet[Row], given: QueryDict, *, size: int = 25, count: bool = True
) -> Page[Row]:
    """Cut one page out of an ordered queryset whose order ends in `id`.

    `given` is `request.GET`; the page stands in its `sau` (after) or `truoc` (before).
    Costs one statement for the rows and, with `count`, one for the number (capped at 10,000).
    Refuses a page mark that it did not write (`PageUnknown`).
    """
    keys = _keys(rows)
    backward = BEFORE in given
    mark = given.get(BEFORE) or given.get(AFTER) or ""
    found = rows.reverse() if backward else rows
    if mark:
        order = [Key(k.name, k.descending != backward) for k in keys]
        found = found.filter(_beyond(order, _values(rows, keys, mark)))
    cut = list(found[: size + 1])
    more, cut = len(cut) > size, cut[:size]
    if backward:
        cut.reverse()
    has_previous, has_next = (more, True) if backward else (bool(mark), more)
    return Page(
        rows=cut,
        previous_url=_url(given, BEFORE, cut[0], keys) if has_previous and cut else "",
        next_url=_url(given, AFTER, cut[-1], keys) if has_next and cut else "",
        total=rows.order_by()[: COUNT_CAP + 1].count() if count else None,
    )


def _keys(rows: QuerySet[Any]) -> list[Key]:
    keys = [_key(part) for part in rows.query.order_by]
    if not keys or keys[-1].name not in ("id", "pk"):
        raise ValueError("A list is paged by key: its order_by must end in 'id'.")
    return keys


def _key(part: object) -> Key:
    if isinstance(part, OrderBy) and isinstance(part.expression, F):
        return Key(str(vars(part.expression)["name"]), part.descending)
    if isinstance(part, F):
        return Key(str(vars(part)["name"]), descending=False)
    if isinstance(part, str):
        return Key(part.lstrip("-"), part.startswith("-"))
    raise ValueError("Order by fields and annotations by name; an expression has no key.")


def _beyond(order: Sequence[Key], values: Sequence[object]) -> Q:
    """Return "comes after the row with these values"; nulls stand where PostgreSQL puts them."""
    beyond, same = Q(pk__in=[]), Q()
    for key, value in zip(order, values, strict=True):
        beyond |= same & _further(key, value)
        same &= Q(**{f"{key.name}__isnull": True}) if value is None else Q(**{key.name: value})
    return beyond


def _further(key: Key, value: object) -> Q:
    if value is None:
        return Q(**{f"{key.name}__isnull": False}) if key.descending else Q(pk__in=[])
    if key.descending:
        return Q(**{f"{key.name}__lt": value})
    return Q(**{f"{key.name}__gt": value}) | Q(**{f"{key.name}__isnull": True})


def _url(given: QueryDict, side: str, row: Model, keys: Sequence[Key]) -> str:
    rest = given.copy()
    for name in (AFTER, BEFORE):
        rest.pop(name, None)
    values = [_plain(_read(row, key.name)) for key in keys]
    rest[side] = base64.urlsafe_b64encode(orjson.dumps(values)).decode().rstrip("=")
    return f"?{rest.urlencode()}"


def _read(row: object, path: str) -> object:
    for name in path.split("__"):
        row = getattr(row, name, None)
    return row


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _values(rows: QuerySet[Any], keys: Sequence[Key], mark: str) -> list[object]:
    try:
        raw = orjson.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        return [
            None if value is None else _field(rows, key.name).to_python(value)
            for key, value in zip(keys, raw, strict=True)
        ]
    except (binascii.Error, ValueError, TypeError, ValidationError) as error:
        raise PageUnknown from error


def _field(rows: QuerySet[Any], path: str) -> "Field[Any, Any]":
    if path in rows.query.annotations:
        found: Field[Any, Any] = rows.query.annotations[path].output_field
        return found
    model = rows.model
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    field: Field[Any, Any] = model._meta.pk if last == "pk" else model._meta.get_field(last)
    return field
