"""What the public pages of a product, a producer and a place show."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Certificate, Product
from txng.catalogue.queries import certificates_of
from txng.core.errors import NotFound
from txng.identify.models import Lot
from txng.parties.models import Organisation, Place
from txng.parties.vocab import OrganisationKind
from txng.trace.grades import grade_of
from txng.trace.vocab import Grade
from txng.verify import queries
from txng.verify.kept import Kept
from txng.verify.models import Entry
from txng.verify.vocab import EntryKind

GRADED_LOTS: Final = 4
_grades: Kept[Grade] = Kept(life=300, most=4096)


def forget() -> None:
    """Drop what this process keeps (between tests)."""
    _grades.clear()


class NoSuchThing(NotFound):
    """There is none, or none that everybody may see."""

    reason = _(
        "Không tìm thấy trang này. Có thể đơn vị đã ngừng hoạt động, hoặc chưa đồng ý hiện tên. "
        "Hãy tìm lại theo tên sản phẩm."
    )


def _demand(kind: EntryKind, subject_id: int) -> None:
    """Refuse what does not stand in the public search: one rule for lists and for pages."""
    if not Entry.objects.filter(kind=kind, subject_id=subject_id).exists():
        raise NoSuchThing


@dataclass(frozen=True)
class GradedLot:
    """A lot that was put in trade, how completely it is told, and where its page is."""

    lot: Lot
    grade: Grade

    @property
    def path(self) -> str:
        """Return the path of the lot's own page."""
        return "/" + self.lot.identifier.split("/", 3)[3]


def product(product_id: int) -> Product:
    """Return a product that everybody may see, with producer, group and photos."""
    _demand(EntryKind.PRODUCT, product_id)
    return queries.page_product(product_id)


def graded_lots(row: Product) -> list[GradedLot]:
    """Return the latest lots of a product with their grades, each kept for five minutes."""
    return [_graded(lot, row) for lot in queries.recent_lots(row)[:GRADED_LOTS]]


def _graded(lot: Lot, row: Product) -> GradedLot:
    lot.product = row
    grade = _grades.get((lot.pk, lot.state), lambda: grade_of(lot).grade)
    return GradedLot(lot, grade)


def papers_of(row: Product) -> list[Certificate]:
    """Return certificates of a product, of its producer and its places, those in force first.

    One that was withdrawn stands among them and says so.
    """
    return _sorted(certificates_of(row))


def producer(organisation_id: int) -> Organisation:
    """Return a producer that everybody may see; a household's name is the caller's to hide."""
    _demand(EntryKind.PRODUCER, organisation_id)
    return Organisation.objects.select_related("unit__parent").get(pk=organisation_id)


def products_of(organisation: Organisation) -> QuerySet[Product]:
    """Products that a producer makes today, by name."""
    return Product.objects.filter(organisation=organisation, is_active=True).order_by(
        "sort_key", "id"
    )


def papers_of_producer(organisation: Organisation, *, on: date) -> list[Certificate]:
    """Return certificates of all that a producer does, those in force first."""
    found = Certificate.objects.filter(organisation=organisation, product=None, issued_date__lte=on)
    return _sorted(found.select_related("checked_by", "place").order_by("-issued_date", "-id"))


def places_of(organisation: Organisation) -> list[Place]:
    """Return the places of a producer that everybody may see, by name."""
    seen = Entry.objects.filter(kind=EntryKind.PLACE, organisation=organisation)
    found = Place.objects.filter(pk__in=seen.values("subject_id")).select_related("unit__parent")
    return list(found.order_by("name", "id")[:50])


def place(place_id: int) -> Place:
    """Return a place that everybody may see, with its holder and commune."""
    _demand(EntryKind.PLACE, place_id)
    return Place.objects.select_related("organisation__unit", "unit__parent").get(pk=place_id)


def papers_of_place(row: Place, *, on: date) -> list[Certificate]:
    """Return certificates of a place, and of all that its holder does."""
    ours = Q(place=row) | Q(place=None, product=None)
    found = Certificate.objects.filter(ours, organisation=row.organisation_id, issued_date__lte=on)
    return _sorted(found.select_related("checked_by", "place").order_by("-issued_date", "-id"))


def is_named(organisation: Organisation) -> bool:
    """Say whether an organisation stands on public pages by its name."""
    return organisation.kind != OrganisationKind.HOUSEHOLD or organisation.may_show_name


def _sorted(rows: "QuerySet[Certificate] | list[Certificate]") -> list[Certificate]:
    counts = {"valid", "expiring"}
    return sorted(rows, key=lambda row: row.standing not in counts)
