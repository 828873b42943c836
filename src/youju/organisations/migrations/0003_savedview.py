import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_person_language'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_code', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=30)),
                ('query', models.CharField(max_length=500)),
                ('made_at', models.DateTimeField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to='organisations.membership')),
                ('shared_with', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'list_code', 'name'), name='one_saved_view_of_a_name')],
            },
        ),
    ]
