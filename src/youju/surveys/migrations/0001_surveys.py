import django.db.models.deletion
import youju.surveys.models.survey
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('organisations', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('title', models.CharField(max_length=80, verbose_name='标题')),
                ('purpose', models.TextField(blank=True, verbose_name='目的')),
                ('state', models.CharField(choices=[('draft', '设计中'), ('open', '调查中'), ('closed', '已结束')], default='draft', max_length=10)),
                ('since', models.DateField(null=True, verbose_name='开始日期')),
                ('until', models.DateField(null=True, verbose_name='结束日期')),
                ('closed_on', models.DateField(null=True)),
                ('by_token', models.BooleanField(default=False, verbose_name='凭答卷码作答')),
                ('weighted', models.BooleanField(default=True, verbose_name='按人口加权')),
                ('people', models.JSONField(default=dict, verbose_name='加权用的人口数')),
                ('count_open', models.BooleanField(default=False, verbose_name='公开链接计入比率')),
                ('recheck', models.PositiveSmallIntegerField(default=10, verbose_name='双录复核比例（%）')),
                ('least', models.PositiveSmallIntegerField(default=5, verbose_name='最小展示份数')),
                ('slug', models.CharField(default=youju.surveys.models.survey.new_slug, max_length=20, unique=True)),
                ('made_at', models.DateTimeField()),
                ('made_by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-made_at', '-id'], name='survey_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='survey_days'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_on', None)), _connector='OR'), name='survey_closed_on'), models.CheckConstraint(condition=models.Q(('recheck__lte', 100)), name='survey_recheck'), models.CheckConstraint(condition=models.Q(('least__in', (5, 10))), name='survey_least_cell')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='plan', to='surveys.survey')),
                ('seed', models.CharField(max_length=40, verbose_name='抽样种子')),
                ('age_from', models.PositiveSmallIntegerField(default=18, verbose_name='年龄从')),
                ('age_to', models.PositiveSmallIntegerField(default=65, verbose_name='年龄到')),
                ('months', models.PositiveSmallIntegerField(default=6, verbose_name='居住满（月）')),
                ('made_at', models.DateTimeField()),
                ('made_by_label', models.CharField(max_length=120)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('age_to__gte', models.F('age_from'))), name='plan_ages')],
            },
        ),
        migrations.CreateModel(
            name='PlanCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='surveys.plan')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('place', models.CharField(blank=True, max_length=40, verbose_name='小区')),
                ('audience', models.CharField(default='residents', max_length=40, verbose_name='对象')),
                ('target', models.PositiveIntegerField(verbose_name='目标份数')),
                ('order', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ['plan', 'order'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'unit', 'place', 'audience'), name='one_plan_cell'), models.CheckConstraint(condition=models.Q(('target__gte', 1)), name='plan_cell_target')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('pk', models.CompositePrimaryKey('root_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('root_id', models.BigIntegerField()),
                ('id', models.UUIDField()),
                ('sheet_id', models.UUIDField()),
                ('survey', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.survey')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('audience', models.CharField(max_length=40)),
                ('question', models.CharField(max_length=40)),
                ('on', models.DateField()),
                ('text', models.TextField()),
                ('marked', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['survey', 'question', 'id'], name='remark_question'), models.Index(fields=['sheet_id'], name='remark_sheet')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='releases', to='surveys.survey')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('audience', models.CharField(max_length=40)),
                ('audience_label', models.CharField(max_length=40)),
                ('question', models.CharField(max_length=40)),
                ('text', models.CharField(max_length=200, verbose_name='题目')),
                ('n', models.PositiveIntegerField(verbose_name='作答份数')),
                ('since', models.DateField(verbose_name='作答从')),
                ('until', models.DateField(verbose_name='作答到')),
                ('lines', models.JSONField()),
                ('order', models.PositiveIntegerField()),
                ('released_at', models.DateTimeField()),
                ('released_by_label', models.CharField(max_length=120)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by_label', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-released_at'], name='release_unit')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('survey', 'audience', 'question'), name='one_live_release'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='release_days')],
            },
        ),
        migrations.CreateModel(
            name='Official',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='officials', to='surveys.survey')),
                ('rate', models.CharField(choices=[('know', '知晓率'), ('take_part', '参与率'), ('support', '支持率'), ('satisfied', '满意率')], max_length=20, verbose_name='指标')),
                ('value', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='数值（%）')),
                ('on', models.DateField(verbose_name='公布日期')),
                ('source', models.CharField(max_length=120, verbose_name='来源')),
                ('made_at', models.DateTimeField()),
                ('made_by_label', models.CharField(max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('survey', 'rate'), name='one_official_rate'), models.CheckConstraint(condition=models.Q(('value__gte', 0), ('value__lte', 100)), name='official_percent')],
            },
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issues', to='surveys.survey')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('audience', models.CharField(max_length=40)),
                ('number', models.PositiveIntegerField(verbose_name='份数')),
                ('on', models.DateField(verbose_name='发放日期')),
                ('codes', models.BooleanField(default=False, verbose_name='答卷码')),
                ('made_at', models.DateTimeField()),
                ('made_by_label', models.CharField(max_length=120)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='survey_issue_number')],
            },
        ),
        migrations.CreateModel(
            name='DayTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('survey', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='surveys.survey')),
                ('unit_id', models.BigIntegerField()),
                ('audience', models.CharField(max_length=40)),
                ('rate', models.CharField(blank=True, max_length=40)),
                ('day', models.DateField()),
                ('n', models.IntegerField(default=0)),
                ('score', models.BigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['root_id', 'rate', 'day'], name='survey_day_rate')],
                'constraints': [models.UniqueConstraint(fields=('survey', 'unit_id', 'audience', 'rate', 'day'), name='one_survey_day')],
            },
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='surveys.survey')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('audience', models.CharField(max_length=40)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('used', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='surveys.survey')),
                ('number', models.PositiveIntegerField()),
                ('form', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('made_by_label', models.CharField(max_length=120)),
                ('frozen_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('survey', 'number'), name='one_survey_version')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='surveys.version')),
                ('unit_id', models.BigIntegerField()),
                ('audience', models.CharField(max_length=40)),
                ('question', models.CharField(max_length=40)),
                ('option', models.CharField(max_length=40)),
                ('n', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'unit_id', 'audience', 'question', 'option'), name='one_survey_tally')],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('pk', models.CompositePrimaryKey('root_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('root_id', models.BigIntegerField()),
                ('id', models.UUIDField()),
                ('survey', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='surveys.survey')),
                ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.version')),
                ('audience', models.CharField(max_length=40)),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('cell', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='surveys.plancell')),
                ('channel', models.CharField(choices=[('qr', '凭码自填'), ('open', '公开链接自填'), ('paper', '纸质录入'), ('phone', '电话访问'), ('interview', '入户面访')], max_length=10)),
                ('done_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('answers', models.JSONField(default=dict)),
                ('spoiled', models.BooleanField(default=False)),
                ('spoiled_why', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['survey', 'unit'], name='sheet_survey_unit')],
            },
        ),
        migrations.CreateModel(
            name='PaperSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='surveys.survey')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='surveys.version')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('cell', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='surveys.plancell')),
                ('audience', models.CharField(max_length=40)),
                ('number', models.PositiveIntegerField(verbose_name='编号')),
                ('sheet_id', models.UUIDField(unique=True)),
                ('chosen', models.BooleanField(default=False, verbose_name='抽中复核')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by_label', models.CharField(max_length=120)),
                ('entered_at', models.DateTimeField()),
                ('second', models.JSONField(null=True)),
                ('second_by_label', models.CharField(blank=True, max_length=120)),
                ('second_at', models.DateTimeField(null=True)),
                ('differs', models.JSONField(default=list)),
                ('settled', models.CharField(blank=True, max_length=10)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('survey', 'number'), name='one_paper_number'), models.CheckConstraint(condition=models.Q(models.Q(('second__isnull', True), ('second_at', None)), models.Q(('second__isnull', False), ('second_at__isnull', False)), _connector='OR'), name='paper_second_time')],
            },
        ),
        migrations.CreateModel(
            name='Counted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('kind', models.CharField(choices=[('mobilised', '发动率'), ('joined', '活动参与率'), ('taught', '受教育率')], max_length=20, verbose_name='指标')),
                ('about', models.CharField(max_length=80, verbose_name='哪项活动')),
                ('numerator', models.PositiveIntegerField(verbose_name='人数')),
                ('denominator', models.PositiveIntegerField(verbose_name='应有人数')),
                ('on', models.DateField(verbose_name='截至')),
                ('source', models.CharField(max_length=120, verbose_name='怎么数的')),
                ('removed', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('made_by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-on', '-id'], name='counted_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('denominator__gte', 1), ('numerator__lte', models.F('denominator'))), name='counted_within')],
            },
        ),
    ]
