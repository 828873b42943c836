import django.core.serializers.json
import django.db.models.deletion
import youju.organisations.fields
from decimal import Decimal
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
            name='AidCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.household')),
                ('resident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.resident')),
                ('kind', youju.organisations.fields.ProtectedField(mask='all', verbose_name='种类')),
                ('cause', youju.organisations.fields.ProtectedField(mask='all', verbose_name='困难原因')),
                ('detail', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='申请理由')),
                ('people', models.PositiveSmallIntegerField(verbose_name='保障人数')),
                ('state', models.CharField(choices=[('applied', '已申请'), ('checked', '已核查'), ('noticed', '公示中'), ('granted', '已批准'), ('refused', '未批准'), ('stopped', '已停止')], max_length=10, verbose_name='进展')),
                ('amount', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='救助金额')),
                ('monthly', models.BooleanField(default=False, verbose_name='按月')),
                ('checker', models.BigIntegerField(null=True)),
                ('applied_on', models.DateField(verbose_name='申请')),
                ('noticed_on', models.DateField(null=True, verbose_name='公示')),
                ('notice_ends', models.DateField(null=True, verbose_name='公示到')),
                ('decided_on', models.DateField(null=True, verbose_name='审批')),
                ('review_on', models.DateField(null=True, verbose_name='复核')),
                ('stopped_on', models.DateField(null=True, verbose_name='停止')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'state', '-applied_on', '-id'], name='care_aid_of_unit'), models.Index(fields=['unit', 'decided_on'], name='care_aid_decided'), models.Index(fields=['household'], name='care_aid_of_household')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('granted', 'refused', 'stopped')), _negated=True), ('decided_on__isnull', False), _connector='OR'), name='care_aid_decided_on'), models.CheckConstraint(condition=models.Q(models.Q(('notice_ends', None), ('noticed_on', None)), ('notice_ends__gte', models.F('noticed_on')), _connector='OR'), name='care_aid_notice_order')],
            },
        ),
        migrations.CreateModel(
            name='AidStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='care.aidcase')),
                ('state', models.CharField(choices=[('applied', '已申请'), ('checked', '已核查'), ('noticed', '公示中'), ('granted', '已批准'), ('refused', '未批准'), ('stopped', '已停止'), ('reviewed', '已复核'), ('objected', '有异议')], max_length=10)),
                ('on', models.DateField(verbose_name='日期')),
                ('text', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='情况')),
                ('people', models.CharField(blank=True, max_length=60, verbose_name='核查人')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-on', '-id'], name='care_step_of_aid')],
            },
        ),
        migrations.CreateModel(
            name='Benefit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('least', models.PositiveSmallIntegerField(verbose_name='年龄')),
                ('most', models.PositiveSmallIntegerField(null=True, verbose_name='到')),
                ('festival', models.CharField(blank=True, choices=[('chunjie', '春节'), ('yuanxiao', '元宵节'), ('qingming', '清明节'), ('duanwu', '端午节'), ('qixi', '七夕节'), ('zhongqiu', '中秋节'), ('chongyang', '重阳节')], max_length=10, verbose_name='节日')),
                ('month_day', models.CharField(blank=True, max_length=5, verbose_name='日期')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name='金额')),
                ('goods', models.CharField(blank=True, max_length=60, verbose_name='物品')),
                ('until', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'id'], name='care_benefit_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='Fund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('source', models.CharField(blank=True, max_length=40, verbose_name='来源')),
                ('given', models.DecimalField(decimal_places=2, max_digits=11, verbose_name='到账')),
                ('spent', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=11, verbose_name='已发')),
                ('on', models.DateField(verbose_name='到账日期')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-on', '-id'], name='care_fund_of_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('spent__gte', 0), ('spent__lte', models.F('given'))), name='care_fund_is_not_overdrawn')],
            },
        ),
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('benefit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gifts', to='care.benefit')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.resident')),
                ('year', models.PositiveSmallIntegerField()),
                ('on', models.DateField(verbose_name='日期')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name='金额')),
                ('goods', models.CharField(blank=True, max_length=60, verbose_name='物品')),
                ('by_label', models.CharField(max_length=120)),
                ('voided_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'on'], name='care_gift_of_unit')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('voided_at', None)), fields=('benefit', 'year', 'resident'), name='care_one_gift_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='payments', to='care.aidcase')),
                ('fund', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='care.fund')),
                ('on', models.DateField(verbose_name='日期')),
                ('amount', youju.organisations.fields.ProtectedField(mask='all', verbose_name='救助金额')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-on', '-id'], name='care_payment_of_aid')],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('need', models.CharField(blank=True, max_length=20, verbose_name='对象')),
                ('since', models.DateField(verbose_name='起')),
                ('until', models.DateField(verbose_name='止')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-until', '-id'], name='care_round_of_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='care_round_order')],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.resident')),
                ('what', models.CharField(choices=[('care', '照料'), ('comfort', '精神慰藉'), ('hair', '理发'), ('checkup', '体检'), ('meals', '助餐'), ('cleaning', '助洁')], max_length=10, verbose_name='服务')),
                ('every_days', models.PositiveSmallIntegerField(verbose_name='间隔（天）')),
                ('provider', models.CharField(blank=True, max_length=40, verbose_name='服务人')),
                ('by_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('by_team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.team')),
                ('starlight', models.BooleanField(default=False, verbose_name='星光计划')),
                ('since', models.DateField(verbose_name='起')),
                ('until', models.DateField(null=True, verbose_name='止')),
                ('last_on', models.DateField(null=True, verbose_name='最近一次')),
                ('due_on', models.DateField(verbose_name='应服务')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'until', 'due_on', 'id'], name='care_service_due'), models.Index(fields=['resident', 'until'], name='care_service_of_elder')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('resident', 'what'), name='care_one_open_service'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='care_service_order')],
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='care.service')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('on', models.DateField(verbose_name='日期')),
                ('provider', models.CharField(blank=True, max_length=40, verbose_name='服务人')),
                ('note', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='情况')),
                ('by_label', models.CharField(max_length=120)),
                ('voided_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['service', '-on', '-id'], name='care_call_of_service'), models.Index(fields=['unit', 'on'], name='care_call_of_unit')],
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
                'constraints': [models.UniqueConstraint(fields=('unit', 'month'), name='care_one_tally')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.household')),
                ('resident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.resident')),
                ('round', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='care.round')),
                ('on', models.DateField(verbose_name='日期')),
                ('kind', models.CharField(choices=[('community', '社区干部'), ('leader', '领导'), ('unit', '单位'), ('volunteer', '志愿者')], default='community', max_length=10, verbose_name='谁去的')),
                ('visitors', models.CharField(max_length=120, verbose_name='走访人')),
                ('goods', models.CharField(blank=True, max_length=120, verbose_name='物资')),
                ('worth', models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name='物资折款')),
                ('money', models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name='慰问金')),
                ('note', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='家里的情况')),
                ('by_label', models.CharField(max_length=120)),
                ('voided_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-on', '-id'], name='care_visit_of_unit'), models.Index(fields=['household', '-on'], name='care_visit_of_household')],
            },
        ),
    ]
