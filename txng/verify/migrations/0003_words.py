"""The words of what everybody may find, by which words typed wrong are mended."""

from pathlib import Path

from django.db import migrations, models

WORDS = (Path(__file__).resolve().parent.parent / "sql" / "words.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("verify", "0002_entries")]

    operations = [
        migrations.CreateModel(
            name="Word",
            fields=[
                ("word", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("entries", models.IntegerField(help_text="how many entries have it")),
            ],
            options={"db_table": "verify_word"},
        ),
        migrations.RunSQL(WORDS, "drop function verify_learn_words"),
        migrations.RunSQL("select verify_learn_words()", migrations.RunSQL.noop),
    ]
