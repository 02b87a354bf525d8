"""Names without the words that all share, in the order in which likeness is looked for."""

from pathlib import Path

from django.db import migrations

BARE = (Path(__file__).resolve().parent.parent / "sql" / "bare.sql").read_text()
UNDO = "drop function catalogue_bare cascade"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_named"), ("parties", "0010_named")]

    operations = [migrations.RunSQL(BARE, UNDO)]
