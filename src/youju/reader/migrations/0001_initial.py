import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('evidence', '0001_initial'),
        ('ledgers', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.item')),
                ('period_code', models.CharField(default='?', max_length=30)),
                ('state', models.CharField(choices=[('waiting', '待读'), ('ready', '待核对'), ('failed', '没有读成')], default='waiting', max_length=10)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('job_id', models.BigIntegerField(null=True)),
                ('source_text', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('repairs', models.JSONField(default=list)),
                ('flags', models.JSONField(default=list)),
                ('undone', models.JSONField(default=list)),
                ('made_by', models.BigIntegerField(null=True)),
                ('made_by_label', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-made_at', '-id'], name='reading_of_unit')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'failed'), _negated=True), fields=('unit', 'sha256'), name='one_reading')],
            },
        ),
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='reader.reading')),
                ('number', models.IntegerField()),
                ('title', models.CharField(max_length=200)),
                ('start', models.IntegerField()),
                ('end', models.IntegerField()),
                ('author', models.CharField(blank=True, max_length=80)),
                ('author_confidence', models.FloatField(default=0)),
                ('level', models.CharField(blank=True, max_length=20)),
                ('kind', models.CharField(blank=True, max_length=20)),
                ('kind_confidence', models.FloatField(default=0)),
                ('period_code', models.CharField(default='?', max_length=30)),
                ('period_confidence', models.FloatField(default=0)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('corrected', models.BooleanField(default=False)),
                ('copy_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reader.piece')),
                ('likeness', models.FloatField(default=0)),
                ('sketch', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('reading', 'number'), name='one_piece_number')],
            },
        ),
        migrations.CreateModel(
            name='ReadFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='reader.reading')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='reader.piece')),
                ('offset', models.IntegerField()),
                ('offset_end', models.IntegerField()),
                ('start', models.IntegerField()),
                ('end', models.IntegerField()),
                ('quantity_text', models.CharField(max_length=100)),
                ('said', models.JSONField(default=dict)),
                ('action', models.CharField(blank=True, max_length=100)),
                ('object', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(max_length=10)),
                ('negated', models.BooleanField(default=False)),
                ('confidence', models.FloatField()),
                ('doubts', models.JSONField(default=list)),
                ('sentence', models.TextField()),
                ('sentence_at', models.IntegerField()),
                ('heading', models.CharField(blank=True, max_length=200)),
                ('way', models.CharField(choices=[('entry', '记入台账'), ('profile', '记为概况'), ('new', '新建台账'), ('none', '没有去处')], default='none', max_length=10)),
                ('ledger', models.CharField(blank=True, max_length=40)),
                ('field', models.CharField(blank=True, max_length=40)),
                ('measure', models.CharField(blank=True, max_length=40)),
                ('profile', models.CharField(blank=True, max_length=20)),
                ('fresh', models.CharField(blank=True, max_length=60)),
                ('choices', models.JSONField(default=dict)),
                ('group', models.IntegerField(default=0)),
                ('score', models.FloatField(default=0)),
                ('sure', models.BooleanField(default=False)),
                ('why', models.JSONField(default=list)),
                ('period_code', models.CharField(blank=True, max_length=30)),
                ('state', models.CharField(choices=[('proposed', '待核对'), ('confirmed', '已记'), ('changed', '改后已记'), ('refused', '不记')], default='proposed', max_length=10)),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.entry')),
                ('profile_value', models.BigIntegerField(null=True)),
                ('decided_by_label', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['start'],
                'indexes': [models.Index(fields=['reading', 'start'], name='fact_of_reading')],
            },
        ),
    ]
