import django.db.models.deletion
import youju.organisations.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=40, unique=True, verbose_name='登录名')),
                ('name', models.CharField(max_length=30, verbose_name='姓名')),
                ('pinyin', models.CharField(blank=True, max_length=120)),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                ('must_change_password', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RolePolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('public', '公众'), ('volunteer', '志愿者'), ('grid_worker', '网格员'), ('staff', '社区专干'), ('office', '创建办'), ('leader', '分管领导'), ('inspector', '督查员'), ('unit_user', '单位联络员'), ('care_officer', '救助专员'), ('sysadmin', '系统管理员'), ('secadmin', '安全管理员'), ('auditor', '审计员')], max_length=20, unique=True, verbose_name='角色')),
                ('second_factor', models.BooleanField(default=False, verbose_name='须用动态口令')),
            ],
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
                ('session_key', models.CharField(db_index=True, max_length=40)),
                ('at', models.DateTimeField()),
                ('address', models.GenericIPAddressField(null=True)),
                ('agent', models.CharField(blank=True, max_length=200)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('province', '省'), ('city', '市'), ('district', '区县'), ('street', '街道'), ('town', '乡镇'), ('community', '社区'), ('village', '村'), ('area', '小区'), ('grid', '网格'), ('bureau', '部门'), ('hospital', '医院'), ('school', '学校'), ('enterprise', '企业')], max_length=20, verbose_name='类别')),
                ('code', models.CharField(blank=True, max_length=20, null=True, unique=True, verbose_name='区划代码')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('short_name', models.CharField(max_length=30, verbose_name='简称')),
                ('pinyin', models.CharField(blank=True, db_index=True, max_length=200)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisations.unit')),
                ('path', models.CharField(max_length=80, unique=True)),
                ('root_id', models.BigIntegerField(db_index=True)),
                ('lat', models.FloatField(blank=True, null=True, verbose_name='纬度')),
                ('lng', models.FloatField(blank=True, null=True, verbose_name='经度')),
                ('boundary', models.CharField(blank=True, max_length=200, verbose_name='四至范围')),
                ('since', models.DateField(blank=True, null=True, verbose_name='设立日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
            ],
            options={
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='DutyItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duty_items', to='organisations.unit')),
                ('subject', models.CharField(choices=[('area', '片区'), ('building', '楼栋'), ('index', '指标'), ('task', '任务'), ('other', '其他')], max_length=20, verbose_name='种类')),
                ('label', models.CharField(max_length=120, verbose_name='责任事项')),
                ('pinyin', models.CharField(blank=True, max_length=400)),
                ('made_on', models.DateField(verbose_name='登记日期')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='不再需要的日期')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'subject', 'label'), name='one_duty_item')],
            },
        ),
        migrations.CreateModel(
            name='GridSurvey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='organisations.unit')),
                ('job', models.CharField(max_length=80, verbose_name='为哪项工作摸底')),
                ('surveyed_on', models.DateField(verbose_name='摸底日期')),
                ('surveyor', models.CharField(max_length=30, verbose_name='摸底人')),
            ],
        ),
        migrations.CreateModel(
            name='Pairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairings', to='organisations.unit')),
                ('kind', models.CharField(choices=[('building', '共建单位'), ('liaison', '联点单位')], max_length=20, verbose_name='类别')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pairings_abroad', to='organisations.unit')),
                ('name', models.CharField(max_length=60, verbose_name='单位名称')),
                ('contact', models.CharField(blank=True, max_length=30, verbose_name='联系人')),
                ('phone', youju.organisations.fields.ProtectedField(blank=True, mask='phone', verbose_name='电话')),
                ('resources', models.CharField(blank=True, max_length=200, verbose_name='可提供的资源')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='pairing_order')],
            },
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='organisations.unit')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='organisations.group')),
                ('kind', models.CharField(choices=[('leading', '领导小组'), ('command', '指挥部'), ('functional', '职能组'), ('office', '创建办')], max_length=20, verbose_name='类别')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('purpose', models.CharField(blank=True, max_length=300, verbose_name='职责')),
                ('document', models.CharField(blank=True, max_length=80, verbose_name='成立文件')),
                ('set_up_on', models.DateField(verbose_name='成立日期')),
                ('daily_office', models.CharField(blank=True, max_length=60, verbose_name='日常办公')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
            ],
        ),
        migrations.CreateModel(
            name='PairingDeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pairing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deeds', to='organisations.pairing')),
                ('done_on', models.DateField(verbose_name='日期')),
                ('what', models.CharField(choices=[('visit', '走访'), ('action', '联合行动'), ('money', '资金'), ('goods', '物资'), ('people', '人力'), ('room', '场地设备')], max_length=20, verbose_name='类别')),
                ('note', models.CharField(max_length=200, verbose_name='内容')),
                ('value', models.DecimalField(decimal_places=4, max_digits=16, null=True)),
                ('upper', models.DecimalField(decimal_places=4, max_digits=16, null=True)),
                ('measured_in', models.CharField(blank=True, max_length=20)),
                ('qualifier', models.CharField(blank=True, max_length=10)),
                ('counted', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisations.unit')),
                ('role', models.CharField(choices=[('public', '公众'), ('volunteer', '志愿者'), ('grid_worker', '网格员'), ('staff', '社区专干'), ('office', '创建办'), ('leader', '分管领导'), ('inspector', '督查员'), ('unit_user', '单位联络员'), ('care_officer', '救助专员'), ('sysadmin', '系统管理员'), ('secadmin', '安全管理员'), ('auditor', '审计员')], max_length=20, verbose_name='角色')),
                ('post', models.CharField(blank=True, max_length=40, verbose_name='职务')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'unit', 'role'), name='one_membership'), models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='membership_order')],
            },
        ),
        migrations.CreateModel(
            name='HardPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='organisations.gridsurvey')),
                ('place', models.CharField(max_length=80, verbose_name='地点')),
                ('problem', models.CharField(max_length=200, verbose_name='问题')),
                ('hard', models.BooleanField(default=False, verbose_name='难点')),
                ('state', models.CharField(choices=[('open', '待解决'), ('done', '已解决'), ('joint', '列入联合行动'), ('raised', '已上报求助')], default='open', max_length=10)),
                ('changed_on', models.DateField(verbose_name='更新日期')),
                ('raised_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='raised_points', to='organisations.unit')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
            ],
        ),
        migrations.CreateModel(
            name='GroupDepartment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='organisations.group')),
                ('name', models.CharField(max_length=60, verbose_name='部门')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='group_department_order')],
            },
        ),
        migrations.CreateModel(
            name='DutyOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owners', to='organisations.dutyitem')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned_duties', to='organisations.unit')),
                ('name', models.CharField(max_length=60, verbose_name='责任人')),
                ('deputy', models.CharField(blank=True, max_length=30, verbose_name='副手')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='duty_owner_order')],
            },
        ),
        migrations.CreateModel(
            name='Detachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='detachments', to='organisations.unit')),
                ('force', models.CharField(choices=[('detached', '抽调人员'), ('workers', '小工'), ('volunteers', '志愿者'), ('grid_workers', '网格员')], max_length=20, verbose_name='力量')),
                ('name', models.CharField(max_length=60, verbose_name='姓名或名称')),
                ('people', models.PositiveIntegerField(default=1, verbose_name='人数')),
                ('source', models.CharField(max_length=60, verbose_name='来自')),
                ('task', models.CharField(max_length=120, verbose_name='任务')),
                ('place', models.CharField(max_length=80, verbose_name='地点')),
                ('priority', models.PositiveSmallIntegerField(choices=[(1, '重点'), (2, '普通')], verbose_name='先后')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='detachment_order')],
            },
        ),
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='organisations.unit')),
                ('pledger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='organisations.unit', verbose_name='责任单位')),
                ('owner', models.CharField(max_length=30, verbose_name='责任人')),
                ('item', models.CharField(max_length=200, verbose_name='责任事项')),
                ('signed_on', models.DateField(verbose_name='签订日期')),
                ('due_on', models.DateField(verbose_name='期限')),
                ('points', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='可能失分')),
                ('state', models.CharField(choices=[('open', '履行中'), ('met', '已完成'), ('failed', '未完成')], default='open', max_length=10)),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='认定日期')),
                ('result', models.CharField(blank=True, max_length=200, verbose_name='结果')),
                ('points_lost', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='实际失分')),
                ('consequence', models.CharField(blank=True, max_length=200, verbose_name='处理')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='contract_settled')],
            },
        ),
        migrations.CreateModel(
            name='BlockHelper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='helpers', to='organisations.unit')),
                ('building', models.CharField(max_length=60, verbose_name='楼栋或小组')),
                ('role', models.CharField(choices=[('residents_head', '居民组长'), ('party_head', '党小组长'), ('delegate', '居民代表'), ('stair_head', '楼道组长'), ('property_manager', '物业经理')], max_length=20, verbose_name='身份')),
                ('name', models.CharField(max_length=30, verbose_name='姓名')),
                ('phone', youju.organisations.fields.ProtectedField(blank=True, mask='phone', verbose_name='电话')),
                ('phone_index', models.CharField(blank=True, db_index=True, max_length=64)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='helper_order')],
            },
        ),
        migrations.CreateModel(
            name='UnitEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='organisations.unit')),
                ('kind', models.CharField(choices=[('founded', '设立'), ('renamed', '更名'), ('moved', '划转'), ('merged', '并入'), ('split', '析出'), ('closed', '撤销')], max_length=20)),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='GroupPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organisations.group')),
                ('rank', models.CharField(choices=[('chief', '总指挥'), ('first_deputy', '第一副总指挥'), ('standing_deputy', '常务副总指挥'), ('deputy_chief', '副总指挥'), ('commissar', '政委'), ('head', '组长'), ('deputy_head', '副组长'), ('director', '主任'), ('deputy_director', '副主任'), ('member', '成员')], max_length=20, verbose_name='组内职务')),
                ('name', models.CharField(max_length=30, verbose_name='姓名')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='group_posts', to=settings.AUTH_USER_MODEL)),
                ('own_post', models.CharField(blank=True, max_length=60, verbose_name='本职')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='group_post_order')],
            },
        ),
        migrations.CreateModel(
            name='GroupTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='organisations.group')),
                ('subject', models.CharField(choices=[('task', '任务'), ('index', '指标'), ('case', '问题类别')], max_length=20, verbose_name='种类')),
                ('label', models.CharField(max_length=120, verbose_name='内容')),
                ('pinyin', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='group_task_order')],
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
                ('digest', models.CharField(max_length=64)),
                ('used_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'digest'), name='one_recovery_code')],
            },
        ),
        migrations.CreateModel(
            name='ProfileValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='profile', to='organisations.unit')),
                ('item', models.CharField(choices=[('area', '辖区面积'), ('households', '户数'), ('population', '人口'), ('estates', '居民小区'), ('buildings', '楼栋'), ('units', '驻区单位'), ('staff', '工作人员'), ('office_area', '办公用房面积')], max_length=20, verbose_name='项目')),
                ('value', models.DecimalField(decimal_places=4, max_digits=16, null=True)),
                ('upper', models.DecimalField(decimal_places=4, max_digits=16, null=True)),
                ('qualifier', models.CharField(blank=True, max_length=10)),
                ('on', models.DateField(verbose_name='截至')),
                ('source', models.CharField(max_length=120, verbose_name='来源')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'item', 'on'), name='one_profile_value')],
            },
        ),
    ]
