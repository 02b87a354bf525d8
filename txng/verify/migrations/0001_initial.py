"""The first tables of the room."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SCANS = (Path(__file__).resolve().parent.parent / "sql" / "scans.sql").read_text()


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identify', '0001_initial'),
        ('stamps', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Scan',
            fields=[
                ('pk', models.CompositePrimaryKey('id', 'at', blank=True, editable=False, primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('position', models.IntegerField(null=True)),
                ('verdict', models.CharField(choices=[('valid', 'Hợp lệ'), ('recorded', 'Có hồ sơ'), ('lot_open', 'Lô chưa bán ra'), ('registered', 'Có đăng ký'), ('information', 'Chỉ có thông tin'), ('suspicious', 'Đáng ngờ'), ('expired', 'Hết hạn'), ('consumed', 'Đã sử dụng'), ('inactive', 'Chưa kích hoạt'), ('unprinted', 'Chưa từng in'), ('void', 'Đã hủy'), ('recalled', 'Bị thu hồi'), ('unknown', 'Không có thật')], max_length=20)),
                ('device', models.BinaryField(help_text='hash of a device, salted anew each day, 8 bytes')),
            ],
            options={
                'db_table': 'verify_scan',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='LotTally',
            fields=[
                ('lot', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, serialize=False, to='identify.lot')),
                ('scans', models.BigIntegerField()),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'verify_lot_tally',
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('pk', models.CompositePrimaryKey('batch', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.IntegerField()),
                ('scans', models.BigIntegerField()),
                ('devices', models.IntegerField(help_text='different devices, each counted once a day')),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('batch', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, to='stamps.batch')),
            ],
            options={
                'db_table': 'verify_tally',
            },
        ),
        migrations.RunSQL(SCANS, migrations.RunSQL.noop),
    ]
