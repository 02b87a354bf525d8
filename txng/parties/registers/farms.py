"""The farms in which a file's plots stand: those of the register, and those of the file itself."""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from txng.core.search import Plain, plain
from txng.core.sheets.columns import Text
from txng.core.sheets.reading import Row
from txng.parties import queries
from txng.parties.models import Organisation, Place
from txng.parties.vocab import PlaceKind


class Farms:
    """Farms of one organisation by name or code; a file may bring farms and plots together.

    What a cell says becomes a `Place` once the farm stands in the register. Until then it stays
    the text: the file's own row of that farm is written first, wherever in the file it stands.
    """

    def __init__(self) -> None:
        """Nothing is known of the file yet."""
        self.rows: dict[str, Row] = {}
        self.doubled: set[str] = set()
        self.early: set[Hashable] = set()
        """Names of farms that were written before their own row came."""

    def look_ahead(self, rows: Iterable[Row]) -> None:
        """Remember the right rows of new farms, before anything is written."""
        for row in rows:
            if not row.errors and row.values.get("kind") == PlaceKind.FARM:
                name = plain(row.values["name"])
                if name in self.rows:
                    self.doubled.add(name)
                self.rows.setdefault(name, row)

    def resolve(self, own: Organisation | None, rows: Sequence[Row]) -> None:
        """Put the register's farms in the place of the texts that name exactly one."""
        asking = list(_asking(rows))
        if own is None or not asking:
            return
        names = {plain(row.values["parent"]) for row in asking}
        found: dict[str, set[Place]] = {}
        for farm in _named(queries.farms_of(own), names):
            for name in _names(farm):
                found.setdefault(name, set()).add(farm)
        for row in asking:
            farms = found.get(plain(row.values["parent"]), set())
            if len(farms) == 1:
                row.values["parent"] = next(iter(farms))
            elif farms:
                self.doubled.add(plain(row.values["parent"]))

    def wanted(self, rows: Sequence[Row]) -> list[Row]:
        """Return the file's rows of farms in which plots stand and which are not written yet."""
        names = dict.fromkeys(plain(row.values["parent"]) for row in _asking(rows))
        return [self.rows[name] for name in names if name in self.rows]

    def fault(self, row: Row) -> Text:
        """Return why a row's farm cannot be told, or nothing."""
        given = row.values.get("parent")
        if not isinstance(given, str):
            return ""
        name = plain(given)
        if row.found is not None and row.found.parent and plain(row.found.parent.name) == name:
            row.values["parent"] = row.found.parent
            return ""
        if name in self.doubled:
            return _("Có nhiều trang trại tên “%s”: hãy ghi mã của trang trại.") % given[:60]
        if name in self.rows:
            return ""
        sentence = _(
            "Không có trang trại “%s” trong sổ, cũng không có dòng đúng nào của nó trong tệp: "
            "hãy sửa tên, hoặc thêm một dòng cho trang trại."
        )
        return sentence % given[:60]


def _asking(rows: Sequence[Row]) -> Iterator[Row]:
    return (row for row in rows if isinstance(row.values.get("parent"), str))


def _named(farms: QuerySet[Place], names: set[str]) -> QuerySet[Place]:
    areas = {name.upper() for name in names}
    identifiers = {f"{settings.TXNG_IDENTITY_URL}/loc/{name}" for name in names}
    codes = Q(gln__in=names) | Q(growing_area_code__in=areas) | Q(identifier__in=identifiers)
    return farms.alias(plain_name=Plain("name")).filter(Q(plain_name__in=names) | codes)


def _names(farm: Place) -> set[str]:
    codes = (farm.gln, farm.growing_area_code, farm.identifier.rpartition("/")[2])
    return {plain(word) for word in (farm.name, *codes) if word}


def is_new_farm(row: Row) -> bool:
    """Say whether a row tells of a farm that the register does not know."""
    return row.found is None and bool(row.values.get("kind") == PlaceKind.FARM)
