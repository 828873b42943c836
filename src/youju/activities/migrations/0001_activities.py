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
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('kind', models.CharField(max_length=30, verbose_name='种类')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('about', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('start', models.DateField(verbose_name='开始')),
                ('end', models.DateField(verbose_name='结束')),
                ('whole', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='合计')),
                ('measure_word', models.CharField(max_length=6, verbose_name='单位')),
                ('made_by_label', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-start', '-id'], name='series_of_unit')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'title', 'start'), name='one_series'), models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='series_order')],
            },
        ),
        migrations.CreateModel(
            name='SeriesPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='activities.series')),
                ('order', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=40, verbose_name='部分')),
                ('told', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='其中')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('series', 'label'), name='one_series_part')],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('share_key', models.CharField(blank=True, max_length=64)),
                ('kind', models.CharField(max_length=30, verbose_name='种类')),
                ('sort', models.CharField(blank=True, max_length=30, verbose_name='类别')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('on', models.DateField(verbose_name='日期')),
                ('until', models.DateField(null=True, verbose_name='结束日期')),
                ('starts', models.TimeField(null=True, verbose_name='开始时间')),
                ('ends', models.TimeField(null=True, verbose_name='结束时间')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='地点')),
                ('festival', models.CharField(blank=True, max_length=20, verbose_name='节日')),
                ('topic_day', models.CharField(blank=True, max_length=30, verbose_name='主题日')),
                ('series', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='activities.series')),
                ('part', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='activities.seriespart')),
                ('details', models.JSONField(default=dict)),
                ('amounts', models.JSONField(default=dict)),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='情况')),
                ('state', models.CharField(choices=[('planned', '计划中'), ('held', '已举办'), ('cancelled', '已取消')], max_length=10)),
                ('cancel_reason', models.CharField(blank=True, max_length=200)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('state_before', models.CharField(blank=True, max_length=10)),
                ('slug', models.CharField(max_length=16, null=True, unique=True)),
                ('capacity', models.PositiveIntegerField(null=True, verbose_name='名额')),
                ('signup_until', models.DateField(null=True, verbose_name='报名截止')),
                ('here_code', models.CharField(blank=True, max_length=6, verbose_name='签到码')),
                ('here', models.PositiveIntegerField(default=0, verbose_name='扫码到场')),
                ('made_by', models.BigIntegerField(null=True)),
                ('made_by_label', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
                ('partners', models.ManyToManyField(related_name='+', to='organisations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-on', '-id'], name='activity_of_unit'), models.Index(fields=['root_id', '-on', '-id'], name='activity_of_root'), models.Index(fields=['series', '-on'], name='activity_of_series')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('on')), _connector='OR'), name='activity_order'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at', None), models.Q(('state', 'cancelled'), _negated=True)), models.Q(('cancelled_at__isnull', False), ('state', 'cancelled')), _connector='OR'), name='activity_cancelled_at')],
            },
        ),
        migrations.CreateModel(
            name='SignUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signups', to='activities.activity')),
                ('name', youju.organisations.fields.ProtectedField(mask='name', verbose_name='姓名')),
                ('phone', youju.organisations.fields.ProtectedField(mask='phone', verbose_name='电话')),
                ('phone_index', models.CharField(max_length=64)),
                ('seats', models.PositiveSmallIntegerField(default=1, verbose_name='人数')),
                ('state', models.CharField(choices=[('in', '已报名'), ('waiting', '候补'), ('cancelled', '已取消')], max_length=10)),
                ('code_digest', models.CharField(max_length=64, unique=True)),
                ('key', models.UUIDField(unique=True)),
                ('at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['activity', 'state', 'id'], name='signup_of_activity')],
                'constraints': [models.UniqueConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('phone_index', ''), _negated=True)), fields=('activity', 'phone_index'), name='one_signup_of_a_phone')],
            },
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='activities.activity')),
                ('order', models.PositiveSmallIntegerField()),
                ('name', youju.organisations.fields.ProtectedField(mask='name', verbose_name='姓名')),
                ('came', models.BooleanField(default=True, verbose_name='到场')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'order'), name='one_attendee')],
            },
        ),
        migrations.CreateModel(
            name='Norm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('kind', models.CharField(max_length=30, verbose_name='种类')),
                ('label', models.CharField(max_length=60, verbose_name='要求')),
                ('basis', models.CharField(blank=True, max_length=60, verbose_name='依据')),
                ('per', models.CharField(choices=[('week', '每周'), ('month', '每月'), ('quarter', '每季度'), ('half', '每半年'), ('term', '每学期'), ('year', '每年')], max_length=10, verbose_name='周期')),
                ('times', models.PositiveSmallIntegerField(null=True, verbose_name='次数')),
                ('hours', models.PositiveSmallIntegerField(null=True, verbose_name='课时')),
                ('each', models.BooleanField(default=False, verbose_name='每个下级单位')),
                ('since', models.DateField(verbose_name='起')),
                ('until', models.DateField(null=True, verbose_name='止')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'since'], name='norm_of_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('times__isnull', False), ('hours__isnull', False), _connector='OR'), name='norm_asks'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='norm_order')],
            },
        ),
        migrations.CreateModel(
            name='NotesCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notes_check', to='activities.activity')),
                ('on', models.DateField(verbose_name='检查日期')),
                ('due', models.PositiveIntegerField(verbose_name='应到')),
                ('came', models.PositiveIntegerField(verbose_name='实到')),
                ('notes', models.PositiveIntegerField(verbose_name='有笔记')),
                ('result', models.CharField(blank=True, max_length=200, verbose_name='检查意见')),
                ('by', models.BigIntegerField(null=True)),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('came__lte', models.F('due')), ('notes__lte', models.F('due'))), name='notes_within_due')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme', to='activities.activity')),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=80, verbose_name='节目')),
                ('by', models.CharField(blank=True, max_length=60, verbose_name='表演')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'order'), name='one_programme_item')],
            },
        ),
    ]
