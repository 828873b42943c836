import django.db.models.deletion
import youju.kernel.periods
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=60, unique=True)),
                ('pinyin', models.CharField(max_length=200)),
                ('unit', models.CharField(max_length=20)),
                ('adds', models.CharField(choices=[('flow', '累计'), ('stock', '时点'), ('rate', '比率'), ('distinct', '去重')], max_length=10)),
                ('topic', models.CharField(blank=True, max_length=10)),
                ('words', models.JSONField(default=list)),
                ('numerator', models.CharField(blank=True, max_length=80)),
                ('denominator', models.CharField(blank=True, max_length=80)),
                ('parts', models.JSONField(default=list)),
                ('source_kind', models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit_id', models.BigIntegerField()),
                ('measure_id', models.BigIntegerField()),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('value', models.DecimalField(decimal_places=4, max_digits=24)),
                ('n', models.BigIntegerField()),
                ('over', models.BigIntegerField()),
                ('about', models.BigIntegerField()),
                ('under', models.BigIntegerField()),
                ('unknown', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(models.F('unit_id'), models.F('start'), name='change_unit')],
            },
        ),
        migrations.CreateModel(
            name='Total',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit_id', models.BigIntegerField()),
                ('measure_id', models.BigIntegerField()),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('value', models.DecimalField(decimal_places=4, max_digits=24)),
                ('n', models.BigIntegerField()),
                ('over', models.BigIntegerField()),
                ('about', models.BigIntegerField()),
                ('under', models.BigIntegerField()),
                ('unknown', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit_id', 'start', 'end', 'measure_id'), name='one_total')],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('pk', models.CompositePrimaryKey('root_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('root_id', models.BigIntegerField()),
                ('id', models.UUIDField()),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('measure', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facts.measure')),
                ('start', models.DateField(null=True)),
                ('end', models.DateField(null=True)),
                ('grain', models.CharField(max_length=10)),
                ('value', models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ('upper', models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ('qualifier', models.CharField(blank=True, max_length=10)),
                ('per', models.CharField(blank=True, max_length=30)),
                ('share_key', models.CharField(blank=True, max_length=64)),
                ('series', models.CharField(blank=True, max_length=64)),
                ('source_kind', models.CharField(max_length=60)),
                ('source_id', models.CharField(max_length=60)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(models.F('measure'), models.F('unit'), models.F('end'), name='fact_measure_unit'), models.Index(models.F('source_kind'), models.F('source_id'), name='fact_source'), models.Index(models.F('share_key'), condition=models.Q(('share_key', ''), _negated=True), name='fact_share'), models.Index(models.F('measure'), models.F('unit'), condition=models.Q(('grain', youju.kernel.periods.Grain['DAY']), _negated=True), name='fact_coarse')],
            },
        ),
    ]
