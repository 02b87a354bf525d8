"""Search does not mind accents, case or the way letters are composed."""

import unicodedata

import pytest
from django.db import connection

from tests import factories
from txng.core.search import like, plain
from txng.parties.models import Organisation

TEXT = "Hợp tác xã Nông nghiệp Đại Từ – Ưu đãi 100% ýỷỹ"


@pytest.mark.django_db
def test_python_and_the_database_agree_on_what_is_plain() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select core_plain(%s)", [TEXT.replace("–", "-")])
        assert cursor.fetchone() == (plain(TEXT.replace("–", "-")),)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked", ["dai tu", "Đại Từ", "TỪ đại", unicodedata.normalize("NFD", "Đại")]
)
def test_a_name_is_found_by_its_words_with_or_without_accents(asked: str) -> None:
    found = factories.organisation(name="Hợp tác xã Đại Từ")
    factories.organisation(name="Hợp tác xã Định Hóa")
    assert list(Organisation.objects.filter(like(asked, "name", "tax_code"))) == [found]


@pytest.mark.django_db
def test_signs_with_a_meaning_to_the_database_stand_for_themselves() -> None:
    factories.organisation(name="Cam sành")
    assert not Organisation.objects.filter(like("%", "name")).exists()


@pytest.mark.django_db
def test_a_search_by_name_goes_through_the_trigram_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        plan = Organisation.objects.filter(like("dai tu", "name")).explain()
    assert "organisation_name" in plan
