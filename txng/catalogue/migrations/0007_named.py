"""Products and papers found by their names and numbers, as files tell them."""

import txng.core.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0006_template_draft"),
        ("core", "0004_work"),
        ("parties", "0010_named"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(
                models.F("organisation"),
                txng.core.search.Plain("number"),
                name="certificate_numbered",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.F("organisation"), txng.core.search.Plain("name"), name="product_named"
            ),
        ),
    ]
