"""Search with and without accents: "cam sanh" finds "Cam sành", and "Cam sành" finds it too."""

import re
import unicodedata

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import CharField, F, Func, Q
from django.db.models.lookups import Contains


class Plain(Func):
    """A text in lower case without accents, as trigram indexes on `core_plain(…)` hold it."""

    function = "core_plain"
    output_field = CharField()


class Together(Func):
    """Several texts as one, in lower case without accents.

    What `core_plain` does, written out: the database puts it into the statement, four times as
    fast as a call where rows are read one after the other.
    """

    function = "concat_ws"
    template = "lower(public.unaccent('public.unaccent', %(function)s(' ', %(expressions)s)))"
    output_field = CharField()


class Words(Func):
    """The words of text fields as a search vector, without accents and signs (`core_words`)."""

    function = "core_words"
    template = "%(function)s(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


def tidy(text: str) -> str:
    """Return text from outside composed (NFC), with single blanks and none at its ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain(text: str) -> str:
    """Return text as the database function `core_plain` would: lower case, no accents."""
    parted = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(mark for mark in parted if not unicodedata.combining(mark))


def like(text: str, *fields: str) -> Q:
    """Return the condition that each word of `text` stands in at least one of the fields.

    One field alone is looked up in its index (`Plain`); several are read as one text.
    """
    where = Plain(F(fields[0])) if len(fields) == 1 else Together(*map(F, fields))
    found = Q()
    for word in tidy(text).split():
        found &= Q(Contains(where, plain(word)))
    return found


def words_of(text: str) -> list[str]:
    """Return the words of a text as `core_words` holds them: "100/QĐ-TTg" → 100, qd, ttg."""
    return re.findall(r"[a-z0-9]+", plain(text))


def all_words(text: str) -> str:
    """Return the search query (tsquery, raw) that asks for every word of a text; "" for none."""
    return " & ".join(words_of(text))


def has_words(text: str, field: str = "words") -> Q:
    """Return the condition that a search vector holds every word of `text`; "" asks for nothing."""
    asked = all_words(text)
    query = SearchQuery(asked, search_type="raw", config="simple")
    return Q(**{field: query}) if asked else Q()


def resembles(text: str, field: str) -> Q:
    """Return the condition that a field holds something like `text`, mistakes of typing forgiven.

    Half of its trigrams must be there (pg_trgm.word_similarity_threshold, config.settings).
    """
    return Q(TrigramWordSimilar(Plain(F(field)), plain(tidy(text))))
