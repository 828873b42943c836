import django.db.models.deletion
from django.db import migrations, models

SERVICES = ["wecom", "dingtalk", "feishu", "mail", "gateway"]


def mute_each(apps, schema_editor):
    """What was muted was muted by every service."""
    mute = apps.get_model("inbox", "Mute")
    held = list(mute.objects.filter(service=SERVICES[0]).values_list("person_id", "kind"))
    mute.objects.bulk_create(
        mute(person_id=person, kind=kind, service=service)
        for person, kind in held
        for service in SERVICES[1:]
    )


class Migration(migrations.Migration):

    dependencies = [
        ('inbox', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='mute', name='inbox_one_mute'),
        migrations.AddField(
            model_name='mute',
            name='service',
            field=models.CharField(choices=[(one, one) for one in SERVICES], default='wecom', max_length=10),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='mute',
            constraint=models.UniqueConstraint(fields=('person', 'kind', 'service'), name='inbox_one_mute'),
        ),
        migrations.RunPython(mute_each, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Quiet',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='organisations.person')),
                ('since', models.TimeField(null=True)),
                ('until', models.TimeField(null=True)),
                ('rest_days', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('since', None), ('until', None)), models.Q(('since__isnull', False), ('until__isnull', False)), _connector='OR'), name='inbox_quiet_span')],
            },
        ),
    ]
