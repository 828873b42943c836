"""The populations that a closed survey is weighed by, so that its figures can be made again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_surveys")]

    operations = [
        migrations.AddField(
            model_name="survey",
            name="people",
            field=models.JSONField(default=dict, verbose_name="加权用的人口数"),
        ),
    ]
