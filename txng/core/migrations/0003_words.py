"""The words of a text as a search vector, without accents and signs."""

from django.db import migrations

WORDS = """
create function core_words(text) returns tsvector language sql immutable strict parallel safe as
$$ select to_tsvector('pg_catalog.simple',
    regexp_replace(left(public.core_plain($1), 500000), '[^a-z0-9]+', ' ', 'g')) $$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_stored_file")]

    operations = [migrations.RunSQL(WORDS, "drop function core_words")]
