"""Which organisation stated something of which lot; filled from the events that are there."""

from django.db import migrations, models

TABLE = """
create table capture_held (
    organisation_id bigint not null,
    lot_key bigint not null,
    primary key (organisation_id, lot_key)
);
insert into capture_held
select distinct e.organisation_id, l.epc
from capture_link l
join capture_event e on e.id = l.event_id
where l.role in (2, 5, 7, 9);
with recursive came(organisation_id, key) as (
    select distinct e.organisation_id, l.epc
    from capture_event e
    join capture_link l on l.event_id = e.id and l.role in (1, 3)
    where e.biz_step in ('receiving', 'arriving', 'collecting', 'accepting')
    union
    select came.organisation_id, c.key
    from came
    join capture_link l on l.epc = came.key and l.role = 3
    join capture_event e on e.id = l.event_id and e.type = 2
    cross join unnest(e.ins) as c(key)
)
insert into capture_held
select distinct came.organisation_id, came.key from came
where exists (select from capture_link l where l.epc = came.key and l.role in (2, 5, 7, 9))
on conflict do nothing;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('capture', '0004_shipments'),
    ]

    operations = [
        migrations.CreateModel(
            name='Held',
            fields=[
                ('pk', models.CompositePrimaryKey('organisation_id', 'lot_key', blank=True, editable=False, primary_key=True, serialize=False)),
                ('organisation_id', models.BigIntegerField()),
                ('lot_key', models.BigIntegerField(help_text="64-bit key of the lot's canonical identifier")),
            ],
            options={
                'db_table': 'capture_held',
                'managed': False,
            },
        ),
        migrations.RunSQL(TABLE, "drop table capture_held"),
    ]
