import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_cases'),
        ('evidence', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Spent',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('until', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Count',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('what', models.CharField(max_length=10)),
                ('who', models.CharField(blank=True, max_length=32)),
                ('hour', models.DateTimeField()),
                ('n', models.IntegerField(default=1)),
            ],
            options={
                'indexes': [models.Index(fields=['hour'], name='portal_count_hour')],
                'constraints': [models.UniqueConstraint(fields=('root_id', 'what', 'who', 'hour'), name='portal_count_once')],
            },
        ),
        migrations.CreateModel(
            name='PublicCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('slug', models.CharField(max_length=12, unique=True)),
                ('kind_label', models.CharField(max_length=60, verbose_name='类别')),
                ('kind_code', models.CharField(max_length=40)),
                ('words', models.CharField(blank=True, max_length=600, verbose_name='公开文字')),
                ('lat', models.FloatField(null=True)),
                ('lng', models.FloatField(null=True)),
                ('received_on', models.DateField(verbose_name='收到日期')),
                ('decision', models.CharField(choices=[('waiting', '待审核'), ('shown', '已公开'), ('refused', '不公开')], default='waiting', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='不公开的理由')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('decided_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='答复')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('answered_round', models.IntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['root_id', 'decision', '-received_on', '-id', 'unit'], name='portal_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('decision', 'waiting'), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='portal_decided_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('lat', None), ('lng', None)), models.Q(('lat__isnull', False), ('lng__isnull', False)), _connector='OR'), name='portal_coarse_place')],
            },
        ),
        migrations.CreateModel(
            name='PublicPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='portal.publiccase')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.item')),
                ('after', models.BooleanField(verbose_name='整改后')),
                ('slug', models.CharField(max_length=12, unique=True)),
                ('decision', models.CharField(choices=[('waiting', '待审核'), ('shown', '已公开'), ('refused', '不公开')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='不公开的理由')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('decided_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['after', 'id'],
                'constraints': [models.UniqueConstraint(fields=('public_case', 'item'), name='portal_photo_once')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='编号')),
                ('code_digest', models.CharField(max_length=64)),
                ('key', models.UUIDField()),
                ('received_at', models.DateTimeField(verbose_name='收到时间')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('root_id', 'key'), name='portal_report_once')],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='portal.report')),
                ('round', models.IntegerField()),
                ('fixed', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'round'), name='portal_one_word_each_round')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='编号')),
                ('code_digest', models.CharField(max_length=64)),
                ('key', models.UUIDField()),
                ('kind', models.CharField(choices=[('suggestion', '建议'), ('complaint', '投诉')], max_length=12, verbose_name='类别')),
                ('words', models.TextField(max_length=1000, verbose_name='意见')),
                ('received_at', models.DateTimeField(verbose_name='收到时间')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='答复')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-received_at', '-id'], name='portal_opinions')],
                'constraints': [models.UniqueConstraint(fields=('root_id', 'key'), name='portal_opinion_once')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('kind', models.CharField(choices=[('report', '工作总结'), ('bulletin', '督查通报'), ('honour', '荣誉')], max_length=10, verbose_name='类别')),
                ('source_kind', models.CharField(max_length=60)),
                ('source_id', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=120, verbose_name='标题')),
                ('words', models.TextField(max_length=2000, verbose_name='摘要')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                ('check_code', models.CharField(blank=True, max_length=16)),
                ('published_on', models.DateField(verbose_name='发布日期')),
                ('published_at', models.DateTimeField()),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-published_on', '-id'], name='portal_published')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('source_kind', 'source_id'), name='portal_published_once')],
            },
        ),
    ]
