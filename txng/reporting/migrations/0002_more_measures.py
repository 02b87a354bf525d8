"""Pilots are counted: one more unit."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='indicator',
            name='measure',
            field=models.CharField(choices=[('percent', '%'), ('organisation', 'đơn vị'), ('product', 'sản phẩm'), ('lot', 'lô'), ('stamp', 'tem'), ('scan', 'lượt'), ('event', 'sự kiện'), ('certificate', 'giấy'), ('document', 'văn bản'), ('news', 'tin, bài'), ('task', 'nhiệm vụ'), ('course', 'lớp, khoá'), ('meeting', 'hội nghị, hội thảo'), ('person', 'người'), ('round', 'đợt'), ('case', 'vụ việc'), ('record', 'hồ sơ'), ('pilot', 'mô hình'), ('dong', 'đồng')], max_length=20),
        ),
    ]
