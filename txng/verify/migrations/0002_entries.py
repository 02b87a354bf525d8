"""What everybody may find, kept by triggers."""

from pathlib import Path

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

ENTRIES = (Path(__file__).resolve().parent.parent / "sql" / "entries.sql").read_text()


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0002_certificates'),
        ('parties', '0003_joining'),
        ('verify', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('product', 'Sản phẩm'), ('producer', 'Đơn vị'), ('place', 'Địa điểm')], max_length=10)),
                ('subject_id', models.BigIntegerField(help_text='row of the product, organisation or place')),
                ('stars', models.PositiveSmallIntegerField(null=True)),
                ('stars_until', models.DateField(null=True)),
                ('sort_key', models.CharField(max_length=240)),
                ('name', models.TextField(help_text='as everybody may see it, in lower case')),
                ('plain', models.TextField(help_text='name without accents, for mistakes of typing')),
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.productgroup')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='parties.organisation')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.administrativeunit')),
            ],
            options={
                'db_table': 'verify_entry',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='entry_words'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('plain'), name='gin_trgm_ops'), name='entry_plain'), models.Index(fields=['kind', 'sort_key', 'id'], name='entry_sorted')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'subject_id'), name='entry_once')],
            },
        ),
        migrations.RunSQL(ENTRIES, migrations.RunSQL.noop),
    ]
