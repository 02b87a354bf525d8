"""Documents know how far they are in force, and are found by their words."""

from datetime import date

import pytest

from tests import factories
from txng.core.search import all_words
from txng.library.models import Document
from txng.library.vocab import DocumentKind, Validity

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({}, Validity.UNKNOWN),
        ({"effective_from": DAY}, Validity.IN_FORCE),
        ({"effective_from": date(2026, 11, 22)}, Validity.NOT_YET),
        ({"effective_from": date(2020, 1, 1), "effective_to": DAY}, Validity.EXPIRED),
        ({"effective_from": date(2020, 1, 1), "partly_expired_from": DAY}, Validity.PARTLY),
    ],
)
def test_validity_follows_from_the_dates(dates: dict[str, date], expected: Validity) -> None:
    assert Document(**dates).validity_on(DAY) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["100/QĐ-TTg", "qd ttg 100", "triển khai", "TRIEN KHAI"])
def test_words_of_a_document_are_found_without_accents_and_signs(asked: str) -> None:
    row = Document.objects.create(
        kind=DocumentKind.DECISION,
        number="100/QĐ-TTg",
        title="Triển khai đề án truy xuất nguồn gốc",
        created_at=factories.THEN,
    )
    query = Document.objects.extra(where=["words @@ %s::tsquery"], params=[all_words(asked)])
    assert list(query) == [row]
