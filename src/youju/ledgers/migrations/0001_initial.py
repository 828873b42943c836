import django.core.serializers.json
import django.db.models.deletion
import youju.organisations.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('number', models.IntegerField()),
                ('label', models.CharField(max_length=40)),
                ('module', models.CharField(max_length=20)),
                ('pinyin', models.CharField(max_length=200)),
                ('spec', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('origin', models.CharField(choices=[('catalogue', '目录文件'), ('configured', '自建')], default='catalogue', max_length=20)),
                ('current', models.BooleanField(default=True)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'number'), name='one_ledger_version'), models.UniqueConstraint(condition=models.Q(('current', True)), fields=('code',), name='one_current_version')],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('root_id', models.BigIntegerField()),
                ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='ledgers.ledgerversion')),
                ('file_name', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('sheet', models.CharField(blank=True, max_length=100)),
                ('header_row', models.IntegerField(default=0)),
                ('mapping', models.JSONField(default=dict)),
                ('stored', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('mapping', '待对列'), ('waiting', '待导入'), ('running', '导入中'), ('done', '已导入'), ('failed', '没有做完'), ('undoing', '撤销中'), ('undone', '已撤销')], default='mapping', max_length=10)),
                ('total', models.IntegerField(default=0)),
                ('taken', models.IntegerField(default=0)),
                ('rejects', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('job_id', models.BigIntegerField(null=True)),
                ('made_by', models.BigIntegerField()),
                ('made_by_label', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(models.F('root_id'), models.F('digest'), name='import_digest')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('ledger_code', models.CharField(max_length=40)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledgers.ledgerversion')),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('grain', models.CharField(max_length=10)),
                ('until', models.DateField(null=True)),
                ('values', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('title', models.CharField(max_length=120)),
                ('done_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('late', models.BooleanField(default=False)),
                ('corrected', models.IntegerField(default=0)),
                ('corrected_at', models.DateTimeField(null=True)),
                ('warnings', models.JSONField(default=list)),
                ('due_on', models.DateField(null=True)),
                ('done_on', models.DateField(null=True)),
                ('reminded_on', models.DateField(null=True)),
                ('public_on', models.DateField(null=True)),
                ('ratings', models.JSONField(default=dict)),
                ('evidence_count', models.IntegerField(default=0)),
                ('source', models.CharField(choices=[('form', '录入'), ('paste', '粘贴'), ('import', '导入'), ('reader', '读报')], default='form', max_length=10)),
                ('source_ref', models.CharField(blank=True, max_length=80)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledgers.importbatch')),
                ('share_key', models.CharField(blank=True, max_length=64)),
                ('state', models.CharField(choices=[('live', '在册'), ('withdrawn', '已撤下')], default='live', max_length=10)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('made_by', models.BigIntegerField(null=True)),
                ('made_by_label', models.CharField(max_length=120)),
                ('partners', models.ManyToManyField(related_name='+', to='organisations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['root_id', 'ledger_code', 'state', '-end', '-id'], name='entry_of_root'), models.Index(fields=['unit', 'ledger_code', 'state', '-end', '-id'], name='entry_of_unit'), models.Index(fields=['root_id', '-received_at', '-id'], name='entry_received'), models.Index(condition=models.Q(('done_on', None), ('due_on__isnull', False), ('state', 'live')), fields=['unit', 'due_on'], name='entry_due'), models.Index(condition=models.Q(('public_on__isnull', False), ('state', 'live')), fields=['unit', '-public_on', '-id'], name='entry_public'), models.Index(models.F('source'), models.F('source_ref'), condition=models.Q(('source_ref', ''), _negated=True), name='entry_source')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'live'), ('withdrawn_at', None)), models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False)), _connector='OR'), name='withdrawn_when')],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rating_rows', to='ledgers.entry')),
                ('channel', models.CharField(choices=[('public', '公众页面'), ('paper', '现场评价')], max_length=10)),
                ('good', models.PositiveIntegerField(default=0)),
                ('fair', models.PositiveIntegerField(default=0)),
                ('bad', models.PositiveIntegerField(default=0)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('on', models.DateField()),
                ('void_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['entry', '-id'], name='rating_of_entry')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('membership_id', models.BigIntegerField()),
                ('ledger_code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=30)),
                ('query', models.CharField(max_length=500)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('membership_id', 'ledger_code', 'name'), name='one_saved_view')],
            },
        ),
        migrations.CreateModel(
            name='Guarded',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guarded', to='ledgers.entry')),
                ('key', models.CharField(max_length=30)),
                ('value', youju.organisations.fields.ProtectedField(mask='all')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry', 'key'), name='one_guarded_value')],
            },
        ),
    ]
