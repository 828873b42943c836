import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_at', models.DateTimeField()),
                ('count', models.IntegerField()),
                ('previous', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='ReplayKey',
            fields=[
                ('pk', models.CompositePrimaryKey('root_id', 'key', blank=True, editable=False, primary_key=True, serialize=False)),
                ('root_id', models.BigIntegerField()),
                ('key', models.UUIDField()),
                ('person_id', models.BigIntegerField(null=True)),
                ('act', models.CharField(max_length=80)),
                ('subject_kind', models.CharField(blank=True, max_length=60)),
                ('subject_id', models.CharField(blank=True, max_length=60)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('pk', models.CompositePrimaryKey('root_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('root_id', models.BigIntegerField()),
                ('id', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('act', models.CharField(max_length=80)),
                ('outcome', models.CharField(choices=[('done', '已办'), ('refused', '被拒'), ('looked', '查看受保护信息'), ('exported', '导出'), ('signed_in', '登录'), ('signed_out', '退出'), ('sign_in_failed', '登录失败')], default='done', max_length=20)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_label', models.CharField(max_length=120)),
                ('unit_id', models.BigIntegerField(null=True)),
                ('role', models.CharField(blank=True, max_length=20)),
                ('subject_kind', models.CharField(blank=True, max_length=60)),
                ('subject_id', models.CharField(blank=True, max_length=60)),
                ('detail', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                'indexes': [models.Index(models.F('root_id'), models.F('subject_kind'), models.F('subject_id'), models.F('at'), name='audit_subject'), models.Index(models.F('root_id'), models.F('at'), name='audit_at'), models.Index(models.F('root_id'), models.F('actor_id'), models.F('at'), name='audit_actor'), models.Index(models.F('id'), name='audit_made')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('pk', models.CompositePrimaryKey('root_id', 'entry_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('root_id', models.BigIntegerField()),
                ('entry_id', models.UUIDField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='audit.batch')),
                ('position', models.IntegerField()),
                ('row_hash', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(models.F('batch'), models.F('position'), name='audit_seal_batch')],
            },
        ),
    ]
