"""Minutes of keys stand without a foreign key, so that tables may be emptied one by one."""

from django.db import migrations

ALONE = "alter table parties_api_window drop constraint parties_api_window_key_id_fkey"
TIED = """
delete from parties_api_window;
alter table parties_api_window add constraint parties_api_window_key_id_fkey
    foreign key (key_id) references parties_api_key (id) on delete cascade
"""


class Migration(migrations.Migration):

    dependencies = [
        ('parties', '0008_number_try'),
    ]

    operations = [
        migrations.RunSQL(ALONE, TIED),
    ]
