"""Looks that raise doubt are found by their moment."""

from django.db import migrations

INDEX = """
create index scan_odd on verify_scan (at, batch_id)
    where verdict in ('suspicious', 'consumed', 'void', 'inactive', 'unprinted')
"""


class Migration(migrations.Migration):
    dependencies = [("verify", "0003_words")]

    operations = [migrations.RunSQL(INDEX, "drop index scan_odd")]
