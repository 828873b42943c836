import django.core.serializers.json
import django.db.models.deletion
import youju.aid.rules.giving
import youju.organisations.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('residents', '0001_residents'),
        ('volunteers', '0001_volunteers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Drive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('name', models.CharField(max_length=60, verbose_name='募捐活动')),
                ('purpose', models.CharField(blank=True, max_length=140, verbose_name='用途')),
                ('since', models.DateField(verbose_name='开始')),
                ('until', models.DateField(null=True, verbose_name='结束')),
                ('published_on', models.DateField(null=True, verbose_name='公开日期')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-since', '-id'], name='aid_drive_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='Donation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_why', models.CharField(blank=True, max_length=100, verbose_name='撤回的原因')),
                ('drive', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='donations', to='aid.drive')),
                ('on', models.DateField(verbose_name='日期')),
                ('donor', models.CharField(choices=[('unit', '单位'), ('person', '个人')], max_length=8, verbose_name='捐赠方')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='单位名称')),
                ('person', youju.organisations.fields.ProtectedField(blank=True, mask='name', verbose_name='姓名')),
                ('donors', models.PositiveIntegerField(default=1, verbose_name='单位或人数')),
                ('unnamed', models.BooleanField(default=False, verbose_name='不留名')),
                ('amount', models.CharField(blank=True, max_length=30, verbose_name='金额')),
                ('goods', models.CharField(blank=True, max_length=100, verbose_name='物资')),
                ('worth', models.CharField(blank=True, max_length=30, verbose_name='物资折款')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['drive', 'on', 'id'], name='aid_donation_of_drive')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('donor', youju.aid.rules.giving.Donor['UNIT']), ('person', '')), models.Q(('donor', youju.aid.rules.giving.Donor['PERSON']), ('name', '')), _connector='OR'), name='aid_donor_named'), models.CheckConstraint(condition=models.Q(('donors__gte', 1)), name='aid_donors_one')],
            },
        ),
        migrations.CreateModel(
            name='Fund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('name', models.CharField(max_length=60, verbose_name='基金或项目')),
                ('agency', models.CharField(blank=True, max_length=60, verbose_name='主办')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'name'), name='aid_one_fund')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_why', models.CharField(blank=True, max_length=100, verbose_name='撤回的原因')),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='aid.fund')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('help', models.CharField(choices=[('school', '助学'), ('exam', '爱心助考'), ('computer', '绿色电脑'), ('shoes', '爱心衣物鞋帽'), ('street', '流浪儿童救助')], max_length=10, verbose_name='种类')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('on', models.DateField(verbose_name='日期')),
                ('said', models.CharField(max_length=30, verbose_name='人数')),
                ('amount', models.CharField(blank=True, max_length=30, verbose_name='金额')),
                ('goods', models.CharField(blank=True, max_length=100, verbose_name='物资')),
                ('pieces', models.CharField(blank=True, max_length=30, verbose_name='物资件数')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-year', '-id'], name='aid_grant_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='GrantChild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='children', to='aid.grant')),
                ('name', youju.organisations.fields.ProtectedField(mask='name', verbose_name='姓名')),
                ('school', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='学校')),
                ('guardian', youju.organisations.fields.ProtectedField(mask='name', verbose_name='监护人')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10, null=True, verbose_name='金额（元）')),
                ('token', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['token'], name='aid_child_token')],
                'constraints': [models.UniqueConstraint(fields=('grant', 'token'), name='aid_child_once_a_grant')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_why', models.CharField(blank=True, max_length=100, verbose_name='撤回的原因')),
                ('drive', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='aid.drive')),
                ('on', models.DateField(verbose_name='日期')),
                ('kind', models.CharField(choices=[('household', '困难户'), ('person', '个人'), ('pupil', '学生'), ('unit', '单位')], max_length=10, verbose_name='受赠方')),
                ('receiver', youju.organisations.fields.ProtectedField(blank=True, mask='name', verbose_name='受赠方')),
                ('receivers', models.PositiveIntegerField(default=1, verbose_name='户数或人数')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='金额（元）')),
                ('goods', models.CharField(blank=True, max_length=100, verbose_name='物资')),
                ('paper', models.CharField(blank=True, max_length=40, verbose_name='领取凭证')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['drive', 'on', 'id'], name='aid_handover_of_drive')],
            },
        ),
        migrations.CreateModel(
            name='Pairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('helper', models.CharField(max_length=60, verbose_name='帮扶单位')),
                ('level', models.CharField(choices=[('province', '省级文明单位'), ('city', '市级文明单位'), ('county', '县级文明单位'), ('other', '其他单位')], max_length=10, verbose_name='单位称号')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairings', to='residents.household')),
                ('yearly', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='每年金额（元）')),
                ('since', models.DateField(verbose_name='结对')),
                ('until', models.DateField(null=True, verbose_name='结束')),
                ('reminded', models.PositiveSmallIntegerField(default=0, verbose_name='已提醒的年度')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'until', 'id'], name='aid_pairing_of_unit')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('household',), name='aid_one_helper'), models.CheckConstraint(condition=models.Q(('yearly__gt', 0)), name='aid_yearly_above_nought')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pairing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='aid.pairing')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('on', models.DateField(verbose_name='付款日期')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='金额（元）')),
                ('paper', models.CharField(blank=True, max_length=40, verbose_name='凭证号')),
                ('again', models.CharField(blank=True, max_length=100, verbose_name='再付的原因')),
                ('by_label', models.CharField(max_length=120)),
                ('withdrawn_on', models.DateField(null=True)),
                ('withdrawn_why', models.CharField(blank=True, max_length=100, verbose_name='撤回的原因')),
            ],
            options={
                'indexes': [models.Index(fields=['pairing', 'year'], name='aid_payment_of_year')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='aid_paid_above_nought'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_on', None), ('withdrawn_why', '')), models.Q(('withdrawn_on__isnull', False), models.Q(('withdrawn_why', ''), _negated=True)), _connector='OR'), name='aid_payment_withdrawn')],
            },
        ),
        migrations.CreateModel(
            name='StandIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stand_ins', to='residents.resident')),
                ('helper', models.CharField(max_length=30, verbose_name='爱心家长')),
                ('phone', youju.organisations.fields.ProtectedField(blank=True, mask='phone', verbose_name='电话')),
                ('volunteer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stand_ins', to='volunteers.volunteer')),
                ('consent_by', youju.organisations.fields.ProtectedField(mask='name', verbose_name='同意的监护人')),
                ('since', models.DateField(verbose_name='结对')),
                ('until', models.DateField(null=True, verbose_name='结束')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'until', 'id'], name='aid_stand_in_of_unit')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('child',), name='aid_one_stand_in')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_why', models.CharField(blank=True, max_length=100, verbose_name='撤回的原因')),
                ('stand_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='aid.standin')),
                ('on', models.DateField(verbose_name='日期')),
                ('done', models.JSONField(default=list)),
                ('note', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='情况')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['stand_in', '-on'], name='aid_contact_of_stand_in')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('month', models.DateField()),
                ('on', models.DateField()),
                ('counts', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'month'), name='aid_one_tally')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_why', models.CharField(blank=True, max_length=100, verbose_name='撤回的原因')),
                ('pairing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='aid.pairing')),
                ('on', models.DateField(verbose_name='日期')),
                ('visitor', models.CharField(blank=True, max_length=40, verbose_name='走访人')),
                ('goods', models.CharField(blank=True, max_length=100, verbose_name='带去的物资')),
                ('note', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='情况')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['pairing', '-on'], name='aid_visit_of_pairing')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('kind', models.CharField(choices=[('wish', '微心愿'), ('company', '一帮一陪伴')], max_length=8, verbose_name='种类')),
                ('person', youju.organisations.fields.ProtectedField(mask='name', verbose_name='心愿人')),
                ('group', models.CharField(choices=[('wubao', '五保老人'), ('old', '老人'), ('weak', '病弱'), ('child', '少年儿童'), ('disabled', '残疾人'), ('poor', '困难群众')], max_length=10, verbose_name='对象')),
                ('text', models.CharField(blank=True, max_length=100, verbose_name='心愿')),
                ('occasion', models.CharField(blank=True, max_length=20, verbose_name='时节')),
                ('gathered_on', models.DateField(verbose_name='征集日期')),
                ('state', models.CharField(choices=[('gathered', '待认领'), ('taken', '已认领'), ('done', '已圆梦'), ('dropped', '已撤下')], default='gathered', max_length=8)),
                ('helper', models.CharField(blank=True, max_length=60, verbose_name='认领人')),
                ('helper_kind', models.CharField(blank=True, choices=[('member', '党员'), ('volunteer', '志愿者'), ('unit', '单位'), ('other', '其他')], max_length=10)),
                ('volunteer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='volunteers.volunteer')),
                ('taken_on', models.DateField(null=True)),
                ('done_on', models.DateField(null=True)),
                ('result', models.CharField(blank=True, max_length=140, verbose_name='怎么圆的梦')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'state', '-id'], name='aid_wish_of_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['gathered', 'dropped']), models.Q(('state__in', ['taken', 'done']), ('taken_on__isnull', False), models.Q(('helper', ''), _negated=True)), _connector='OR'), name='aid_wish_taken'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('done_on__isnull', False), _connector='OR'), name='aid_wish_done')],
            },
        ),
        migrations.CreateModel(
            name='YearPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pairing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='aid.pairing')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='金额（元）')),
                ('why', models.CharField(max_length=100, verbose_name='原因')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pairing', 'year'), name='aid_one_plan_a_year')],
            },
        ),
        migrations.CreateModel(
            name='ChildFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('child', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='child_file', to='residents.resident')),
                ('school', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='学校')),
                ('parents', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='父母去向')),
                ('wants', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='需要')),
                ('consent_by', youju.organisations.fields.ProtectedField(mask='name', verbose_name='同意的监护人')),
                ('made_on', models.DateField(verbose_name='建档')),
                ('checked_on', models.DateField(verbose_name='最近核对')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'id'], name='aid_file_of_unit')],
            },
        ),
    ]
