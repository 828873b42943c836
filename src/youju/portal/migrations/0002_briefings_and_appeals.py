"""Briefings and appeals are published under names of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_first")]

    operations = [
        migrations.AlterField(
            model_name="publication",
            name="kind",
            field=models.CharField(
                choices=[
                    ("report", "工作总结"),
                    ("bulletin", "督查通报"),
                    ("briefing", "季度通报"),
                    ("appeal", "倡议书"),
                    ("honour", "荣誉"),
                ],
                max_length=10,
                verbose_name="类别",
            ),
        ),
    ]
