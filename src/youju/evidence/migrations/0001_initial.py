import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('uploader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('sha256', models.CharField(max_length=64)),
                ('stored', models.CharField(max_length=90)),
                ('media_type', models.CharField(max_length=100)),
                ('kind', models.CharField(choices=[('photo', '照片'), ('document', '文件'), ('table', '表格'), ('slides', '演示稿'), ('text', '文本')], max_length=10, verbose_name='类别')),
                ('size', models.BigIntegerField()),
                ('file_name', models.CharField(max_length=120, verbose_name='文件名')),
                ('state', models.CharField(choices=[('sound', '完好'), ('damaged', '缺失或被改动')], default='sound', max_length=10)),
                ('work', models.CharField(choices=[('waiting', '处理中'), ('ready', '已处理'), ('broken', '打不开')], default='ready', max_length=10)),
                ('work_at', models.DateTimeField(null=True)),
                ('tries', models.SmallIntegerField(default=0)),
                ('width', models.IntegerField(null=True)),
                ('height', models.IntegerField(null=True)),
                ('taken_at', models.DateTimeField(null=True, verbose_name='拍摄时间')),
                ('received_at', models.DateTimeField(verbose_name='收到时间')),
                ('look', models.CharField(max_length=16, null=True)),
                ('look_1', models.IntegerField(null=True)),
                ('look_2', models.IntegerField(null=True)),
                ('look_3', models.IntegerField(null=True)),
                ('look_4', models.IntegerField(null=True)),
                ('blur', models.FloatField(null=True)),
                ('caption', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('time', models.CharField(blank=True, max_length=60, verbose_name='时间')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='地点')),
                ('people', models.CharField(blank=True, max_length=200, verbose_name='人物')),
                ('topic', models.CharField(blank=True, max_length=100, verbose_name='主题')),
                ('background', models.CharField(blank=True, max_length=500, verbose_name='背景')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='事由')),
            ],
            options={
                'indexes': [models.Index(models.F('received_at'), models.F('id'), name='evidence_received'), models.Index(models.F('stored'), name='evidence_stored'), models.Index(models.F('received_at'), condition=models.Q(('work', 'waiting')), name='evidence_waiting'), models.Index(models.F('unit'), models.F('received_at'), name='evidence_unit'), models.Index(models.F('look_1'), models.F('root_id'), condition=models.Q(('look_1__isnull', False)), name='evidence_look_1'), models.Index(models.F('look_2'), models.F('root_id'), condition=models.Q(('look_2__isnull', False)), name='evidence_look_2'), models.Index(models.F('look_3'), models.F('root_id'), condition=models.Q(('look_3__isnull', False)), name='evidence_look_3'), models.Index(models.F('look_4'), models.F('root_id'), condition=models.Q(('look_4__isnull', False)), name='evidence_look_4')],
                'constraints': [models.UniqueConstraint(fields=('root_id', 'sha256'), name='evidence_content_once')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='evidence.item')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('source_kind', models.CharField(max_length=60)),
                ('source_id', models.CharField(max_length=60)),
                ('role', models.CharField(choices=[('before', '整改前'), ('after', '整改后'), ('proof', '佐证'), ('document', '附件')], max_length=10)),
                ('pair', models.IntegerField(null=True)),
                ('order', models.IntegerField()),
                ('linked_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['order', 'id'],
                'indexes': [models.Index(models.F('source_kind'), models.F('source_id'), models.F('order'), name='evidence_source')],
                'constraints': [models.UniqueConstraint(fields=('item', 'source_kind', 'source_id'), name='evidence_one_link'), models.CheckConstraint(condition=models.Q(('pair', None), models.Q(('pair__gte', 1), ('role__in', ['before', 'after'])), _connector='OR'), name='evidence_pair_of_photos')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='position', to='evidence.item')),
                ('lat', models.FloatField(verbose_name='纬度')),
                ('lng', models.FloatField(verbose_name='经度')),
                ('coarse_lat', models.FloatField()),
                ('coarse_lng', models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to='evidence.item')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('uploader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('file_name', models.CharField(max_length=120)),
                ('received_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'unit'), name='evidence_one_receipt')],
            },
        ),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='redactions', to='evidence.item')),
                ('boxes', models.JSONField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('made_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.unit')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.membership')),
                ('name', models.CharField(max_length=120)),
                ('size', models.BigIntegerField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('received', models.BigIntegerField(default=0)),
                ('state', models.CharField(choices=[('open', '传送中'), ('done', '已收下'), ('refused', '未收下')], default='open', max_length=10)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evidence.item')),
                ('made_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(models.F('state'), models.F('seen_at'), name='evidence_upload_age')],
                'constraints': [models.CheckConstraint(condition=models.Q(('received__gte', 0), ('received__lte', models.F('size'))), name='evidence_upload_within'), models.CheckConstraint(condition=models.Q(models.Q(('item__isnull', False), ('state', 'done')), models.Q(('state', 'done'), _negated=True), _connector='OR'), name='evidence_upload_has_item')],
            },
        ),
        migrations.CreateModel(
            name='UploadPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('upload', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='evidence.upload')),
                ('offset', models.BigIntegerField()),
                ('size', models.BigIntegerField()),
                ('stored', models.CharField(max_length=90)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('upload', 'offset'), name='evidence_one_part')],
            },
        ),
        migrations.CreateModel(
            name='Variant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='variants', to='evidence.item')),
                ('size_name', models.CharField(choices=[('public', '公开件'), ('medium', '中图'), ('small', '小图'), ('open', '遮挡件'), ('open_small', '遮挡小图')], max_length=10)),
                ('sha256', models.CharField(max_length=64)),
                ('stored', models.CharField(db_index=True, max_length=90)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.BigIntegerField()),
                ('width', models.IntegerField()),
                ('height', models.IntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'size_name'), name='evidence_one_copy')],
            },
        ),
    ]
