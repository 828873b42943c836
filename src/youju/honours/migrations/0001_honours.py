import django.db.models.deletion
import youju.honours.models.selections
import youju.organisations.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=12)),
                ('about_id', models.BigIntegerField()),
                ('what', models.CharField(max_length=40)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('by_label', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['about', 'about_id', '-at', '-id'], name='honours_trail')],
            },
        ),
        migrations.CreateModel(
            name='Selection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('kind', models.CharField(max_length=30, verbose_name='种类')),
                ('title', models.CharField(max_length=80, verbose_name='名称')),
                ('level', models.CharField(choices=[('community', '社区'), ('street', '街道'), ('county', '区县'), ('city', '市'), ('province', '省'), ('nation', '国家')], max_length=10, verbose_name='级别')),
                ('categories', models.JSONField(verbose_name='类别和名额')),
                ('open_to_public', models.BooleanField(default=False, verbose_name='群众可以推荐')),
                ('slug', models.CharField(default=youju.honours.models.selections.new_slug, max_length=12, unique=True)),
                ('stage', models.CharField(choices=[('nominate', '推荐'), ('review', '审核'), ('notice', '公示'), ('vote', '投票'), ('jury', '评审'), ('award', '表彰'), ('done', '已表彰'), ('cancelled', '已取消')], default='nominate', max_length=10)),
                ('started_on', models.DateField(verbose_name='开始')),
                ('nominate_until', models.DateField(verbose_name='推荐截止')),
                ('notice_from', models.DateField(null=True)),
                ('notice_until', models.DateField(null=True)),
                ('vote_from', models.DateField(null=True)),
                ('vote_until', models.DateField(null=True)),
                ('ballots', models.IntegerField(null=True, verbose_name='有效票')),
                ('award_on', models.DateField(null=True, verbose_name='表彰日期')),
                ('award_paper', models.CharField(blank=True, max_length=60, verbose_name='表彰文号')),
                ('made_by_label', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-started_on', '-id'], name='selection_of_unit'), models.Index(fields=['stage', 'unit'], name='selection_at_stage')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'title'), name='one_selection_title'), models.CheckConstraint(condition=models.Q(('nominate_until__gte', models.F('started_on'))), name='selection_order'), models.CheckConstraint(condition=models.Q(models.Q(('notice_from', None), ('notice_until', None)), models.Q(('notice_from__isnull', False), ('notice_until__gte', models.F('notice_from'))), _connector='OR'), name='selection_notice'), models.CheckConstraint(condition=models.Q(models.Q(('vote_from', None), ('vote_until', None)), models.Q(('vote_from__isnull', False), ('vote_until__gte', models.F('vote_from'))), _connector='OR'), name='selection_vote'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'done'), _negated=True), models.Q(('award_on__isnull', False), models.Q(('award_paper', ''), _negated=True)), _connector='OR'), name='selection_awarded')],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='honours.selection')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('category', models.CharField(max_length=30, verbose_name='类别')),
                ('name', models.CharField(max_length=60, verbose_name='姓名或名称')),
                ('full_name', youju.organisations.fields.ProtectedField(blank=True, mask='name', verbose_name='姓名')),
                ('phone', youju.organisations.fields.ProtectedField(blank=True, mask='phone', verbose_name='电话')),
                ('about', models.CharField(blank=True, max_length=60, verbose_name='身份')),
                ('deeds', models.TextField(max_length=2000, verbose_name='事迹')),
                ('public_words', models.CharField(blank=True, max_length=600, verbose_name='公示的事迹')),
                ('consent', models.BooleanField(default=True, verbose_name='本人同意')),
                ('by_guardian', models.BooleanField(default=False, verbose_name='监护人同意')),
                ('shows_name', models.BooleanField(default=False, verbose_name='同意公开姓名')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=8, null=True, verbose_name='服务时长')),
                ('from_public', models.BooleanField(default=False, verbose_name='群众推荐')),
                ('nominator', youju.organisations.fields.ProtectedField(blank=True, mask='name', verbose_name='推荐人')),
                ('nominator_phone', youju.organisations.fields.ProtectedField(blank=True, mask='phone', verbose_name='推荐人电话')),
                ('state', models.CharField(choices=[('proposed', '待审核'), ('returned', '退回补充'), ('passed', '审核通过'), ('refused', '审核不通过'), ('barred', '异议成立'), ('awarded', '已表彰'), ('lost', '未入选'), ('withdrawn', '已撤回')], default='proposed', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='审核意见')),
                ('votes', models.IntegerField(null=True, verbose_name='得票')),
                ('jury', models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='评审分')),
                ('nominated_on', models.DateField(verbose_name='推荐日期')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('made_by_label', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['selection', 'state', 'category', 'id'], name='nomination_list'), models.Index(fields=['unit', '-nominated_on', '-id'], name='nomination_of_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('consent', True)), name='nomination_consent')],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cast', to='honours.selection')),
                ('minute', models.DateTimeField()),
                ('net', models.CharField(blank=True, max_length=16)),
            ],
            options={
                'indexes': [models.Index(fields=['selection', 'minute'], name='ballots_by_minute')],
            },
        ),
        migrations.CreateModel(
            name='Title',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('kind', models.CharField(max_length=30, verbose_name='称号')),
                ('level', models.CharField(choices=[('community', '社区'), ('street', '街道'), ('county', '区县'), ('city', '市'), ('province', '省'), ('nation', '国家')], max_length=10, verbose_name='级别')),
                ('name', models.CharField(max_length=60, verbose_name='获得者')),
                ('full_name', youju.organisations.fields.ProtectedField(blank=True, mask='name', verbose_name='姓名')),
                ('plain', models.CharField(max_length=64)),
                ('holders', models.IntegerField(default=1, verbose_name='个数')),
                ('each', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='每户（人）奖励')),
                ('since', models.DateField(verbose_name='授予日期')),
                ('given_by', models.CharField(blank=True, max_length=60, verbose_name='授予单位')),
                ('paper', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                ('standing', models.CharField(choices=[('held', '保持'), ('warned', '警示'), ('lost', '已撤销')], default='held', max_length=10)),
                ('standing_on', models.DateField(null=True, verbose_name='变动日期')),
                ('reviewed', models.IntegerField(null=True, verbose_name='最近复查年度')),
                ('nomination', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='title', to='honours.nomination')),
                ('made_by_label', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'kind', 'standing', 'level', 'id'], name='title_list')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('standing', 'lost'), _negated=True), fields=('unit', 'kind', 'level', 'plain'), name='one_title_each'), models.CheckConstraint(condition=models.Q(('holders__gte', 1)), name='title_holders'), models.CheckConstraint(condition=models.Q(('standing', 'held'), ('standing_on__isnull', False), _connector='OR'), name='title_standing_on')],
            },
        ),
        migrations.CreateModel(
            name='Aid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aids', to='honours.title')),
                ('kind', models.CharField(max_length=20, verbose_name='种类')),
                ('on', models.DateField(verbose_name='日期')),
                ('by', models.CharField(max_length=60, verbose_name='由哪个单位')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='金额（元）')),
                ('people', models.IntegerField(default=1, verbose_name='人（户）次')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('made_by_label', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['title', '-on', '-id'], name='aid_of_title')],
                'constraints': [models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='aid_people'), models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gt', 0), _connector='OR'), name='aid_amount')],
            },
        ),
        migrations.CreateModel(
            name='TitleReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='honours.title')),
                ('year', models.IntegerField(verbose_name='年度')),
                ('result', models.CharField(choices=[('held', '保持'), ('warned', '警示'), ('lost', '已撤销')], max_length=10)),
                ('duties', models.JSONField(verbose_name='完成的事项')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('on', models.DateField(verbose_name='复查日期')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('title', 'year'), name='one_review_each_year')],
            },
        ),
        migrations.CreateModel(
            name='VoteCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='honours.selection')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('used', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['selection', 'unit', 'used'], name='codes_given_out')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='honours.ballot')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='honours.nomination')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ballot', 'nomination'), name='one_choice_each')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='honours.nomination')),
                ('kind', models.CharField(choices=[('objection', '异议'), ('comment', '评议')], max_length=10, verbose_name='种类')),
                ('words', models.TextField(max_length=1000, verbose_name='内容')),
                ('name', youju.organisations.fields.ProtectedField(blank=True, mask='name', verbose_name='姓名')),
                ('phone', youju.organisations.fields.ProtectedField(blank=True, mask='phone', verbose_name='电话')),
                ('received_at', models.DateTimeField(verbose_name='收到时间')),
                ('decision', models.CharField(choices=[('waiting', '待处理'), ('upheld', '成立'), ('dismissed', '不成立')], default='waiting', max_length=10)),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='核查情况')),
                ('decided_by_label', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['nomination', '-received_at'], name='objection_of')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decision', 'waiting')), models.Q(models.Q(('decision', 'waiting'), _negated=True), ('decided_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='objection_decided')],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('kind', models.CharField(max_length=30, verbose_name='评定')),
                ('business', models.CharField(max_length=60, verbose_name='经营单位')),
                ('plain', models.CharField(max_length=64)),
                ('year', models.IntegerField(verbose_name='年度')),
                ('scores', models.JSONField(verbose_name='各项得分')),
                ('whole', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='总分')),
                ('stars', models.IntegerField(verbose_name='星级')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('rated_on', models.DateField(verbose_name='评定日期')),
                ('made_by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'kind', 'year', '-whole', '-id'], name='rating_list')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'kind', 'year', 'plain'), name='one_rating_each_year'), models.CheckConstraint(condition=models.Q(('stars__gte', 0), ('stars__lte', 5)), name='rating_stars')],
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='honours.nomination')),
                ('level', models.CharField(choices=[('community', '社区'), ('street', '街道'), ('county', '区县'), ('city', '市'), ('province', '省'), ('nation', '国家')], max_length=10, verbose_name='推报到')),
                ('to', models.CharField(max_length=60, verbose_name='推报到哪里')),
                ('sent_on', models.DateField(verbose_name='推报日期')),
                ('result', models.CharField(choices=[('waiting', '待定'), ('listed', '上榜'), ('refused', '未上榜')], default='waiting', max_length=10)),
                ('award', models.CharField(blank=True, max_length=60, verbose_name='获得的称号')),
                ('result_on', models.DateField(null=True, verbose_name='结果日期')),
                ('made_by_label', models.CharField(max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('nomination', 'level'), name='one_referral_each_level'), models.CheckConstraint(condition=models.Q(models.Q(('result', 'waiting'), ('result_on', None)), models.Q(models.Q(('result', 'waiting'), _negated=True), ('result_on__isnull', False)), _connector='OR'), name='referral_result_on')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='honours.nomination')),
                ('juror', models.CharField(max_length=30, verbose_name='评委')),
                ('points', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='分数')),
                ('by_label', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('nomination', 'juror'), name='one_score_each'), models.CheckConstraint(condition=models.Q(('points__gte', 0), ('points__lte', 100)), name='score_in_range')],
            },
        ),
    ]
