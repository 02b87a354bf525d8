"""Rows found by their names, as files tell them; places in the order of their lists."""

import txng.core.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0009_window_stands_alone"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(txng.core.search.Plain("name"), name="organisation_named"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                models.F("organisation"), txng.core.search.Plain("name"), name="place_named"
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                fields=["organisation", "-is_active", "name", "id"], name="place_of"
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["name", "id"], name="place_sorted"),
        ),
    ]
