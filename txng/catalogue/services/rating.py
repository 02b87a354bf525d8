"""Keeps the OCOP stars of products in step with their ratings."""

from datetime import date

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from txng.catalogue.models import Certificate, Product
from txng.catalogue.vocab import CertificateKind


@transaction.atomic
def sum_up_ratings(*, on: date, product_id: int | None = None) -> int:
    """Give products (one, or all) the stars of their best rating in force on a day.

    Only a rating that an agency has checked counts: stars are a claim to the public. Returns how
    many products changed.
    """
    best = _counting(on).filter(product=OuterRef("pk")).order_by("-stars", "-issued_date", "-id")
    found = Product.objects.annotate(
        stars_now=Subquery(best.values("stars")[:1]),
        until_now=Subquery(best.values("expires_date")[:1]),
    ).filter(Q(ocop_stars__isnull=False) | Q(stars_now__isnull=False))
    if product_id is not None:
        found = found.filter(pk=product_id)
    rows = [row for row in found.only("ocop_stars", "ocop_until") if _take_over(row)]
    Product.objects.bulk_update(rows, ["ocop_stars", "ocop_until"], batch_size=1000)
    return len(rows)


def _take_over(row: Product) -> bool:
    """Give a product what was found for it; say whether that is anything new."""
    before, told = (row.ocop_stars, row.ocop_until), vars(row)
    row.ocop_stars, row.ocop_until = told["stars_now"], told["until_now"]
    return (row.ocop_stars, row.ocop_until) != before


def _counting(on: date) -> QuerySet[Certificate]:
    return (
        Certificate.objects.filter(kind=CertificateKind.OCOP, withdrawn_date=None)
        .filter(issued_date__lte=on, checked_at__isnull=False)
        .filter(Q(expires_date=None) | Q(expires_date__gte=on))
    )
