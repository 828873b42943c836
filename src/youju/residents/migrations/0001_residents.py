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
            name='Firm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('contact', models.CharField(blank=True, max_length=30, verbose_name='联系人')),
                ('phone', youju.organisations.fields.ProtectedField(blank=True, mask='phone', verbose_name='电话')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'name'), name='one_firm')],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('pinyin', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(choices=[('managed', '物管小区'), ('open', '开放式小区'), ('self_built', '自建房'), ('dormitory', '单位宿舍')], max_length=12, verbose_name='类型')),
                ('built', models.CharField(blank=True, max_length=40, verbose_name='建成年代')),
                ('firm', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='residents.firm')),
                ('fee', models.CharField(blank=True, max_length=40, verbose_name='物业费')),
                ('weak_points', models.CharField(blank=True, max_length=300, verbose_name='薄弱环节')),
                ('households_told', models.CharField(blank=True, max_length=30, verbose_name='总户数')),
                ('people_told', models.CharField(blank=True, max_length=30, verbose_name='总人数')),
                ('made_on', models.DateField(verbose_name='登记日期')),
                ('closed_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'name'), name='one_area')],
            },
        ),
        migrations.CreateModel(
            name='Building',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='buildings', to='residents.area')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('number', models.CharField(max_length=6, verbose_name='楼号')),
                ('floors', models.PositiveSmallIntegerField(null=True, verbose_name='层数')),
            ],
            options={
                'indexes': [models.Index(fields=['number', 'unit'], name='building_number')],
                'constraints': [models.UniqueConstraint(fields=('area', 'number'), name='one_building')],
            },
        ),
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committees', to='residents.area')),
                ('chair', models.CharField(max_length=30, verbose_name='主任')),
                ('members', models.PositiveSmallIntegerField(verbose_name='委员人数')),
                ('elected_on', models.DateField(verbose_name='选举日期')),
                ('ends_on', models.DateField(verbose_name='届满日期')),
                ('contacted_on', models.DateField(null=True, verbose_name='联系住建部门日期')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('warned', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['ends_on', 'warned'], name='committee_ends')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('elected_on'))), name='committee_order'), models.UniqueConstraint(fields=('area', 'elected_on'), name='one_election')],
            },
        ),
        migrations.CreateModel(
            name='Door',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('building', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='doors', to='residents.building')),
                ('entrance', models.CharField(blank=True, max_length=6, verbose_name='单元')),
                ('room', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='房号')),
                ('token', models.CharField(max_length=40)),
            ],
            options={
                'indexes': [models.Index(fields=['building', 'entrance'], name='door_entrance')],
                'constraints': [models.UniqueConstraint(fields=('building', 'token'), name='one_door')],
            },
        ),
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='residents.area')),
                ('firm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='residents.firm')),
                ('approached_on', models.DateField(verbose_name='洽谈日期')),
                ('state', models.CharField(choices=[('approached', '洽谈中'), ('chosen', '已选聘'), ('declined', '未选'), ('ended', '已到期')], default='approached', max_length=10)),
                ('settled_on', models.DateField(null=True)),
                ('until', models.DateField(null=True, verbose_name='合同到期')),
                ('duties', models.CharField(blank=True, max_length=300, verbose_name='约定的服务')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_on', None), ('state', 'approached')), models.Q(models.Q(('state', 'approached'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='engagement_settled'), models.UniqueConstraint(condition=models.Q(('state', 'chosen')), fields=('area',), name='one_chosen_firm')],
            },
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='residents.engagement')),
                ('on', models.DateField(verbose_name='日期')),
                ('text', models.CharField(max_length=200, verbose_name='投诉内容')),
                ('settled_on', models.DateField(null=True)),
                ('result', models.CharField(blank=True, max_length=200, verbose_name='处理结果')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('result', ''), ('settled_on', None)), ('settled_on__isnull', False), _connector='OR'), name='complaint_settled')],
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='residents.area')),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='households', to='residents.door')),
                ('tenure', models.CharField(choices=[('own', '自住'), ('rented', '租住'), ('vacant', '空置')], default='own', max_length=8, verbose_name='居住方式')),
                ('landlord', models.CharField(blank=True, max_length=30, verbose_name='房东')),
                ('landlord_phone', youju.organisations.fields.ProtectedField(blank=True, mask='phone', verbose_name='房东电话')),
                ('since', models.DateField(verbose_name='登记日期')),
                ('until', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Resident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='residents.household')),
                ('relation', models.CharField(blank=True, choices=[('head', '户主'), ('spouse', '配偶'), ('child', '子女'), ('parent', '父母'), ('grandchild', '孙辈'), ('grandparent', '祖辈'), ('sibling', '兄弟姐妹'), ('tenant', '租户'), ('other', '其他')], max_length=12, verbose_name='与户主关系')),
                ('name', models.CharField(max_length=30, verbose_name='姓名')),
                ('pinyin', models.CharField(blank=True, max_length=120)),
                ('former_name', models.CharField(blank=True, max_length=30, verbose_name='曾用名')),
                ('sealed_name', youju.organisations.fields.ProtectedField(blank=True, mask='name', verbose_name='姓名')),
                ('minor', models.BooleanField(default=False, verbose_name='未成年')),
                ('sex', models.CharField(blank=True, choices=[('m', '男'), ('f', '女')], max_length=1, verbose_name='性别')),
                ('birth', models.DateField(null=True, verbose_name='出生日期')),
                ('sealed_birth', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='出生日期')),
                ('id_number', youju.organisations.fields.ProtectedField(blank=True, mask='id_number', verbose_name='身份证号')),
                ('id_token', models.CharField(blank=True, max_length=40)),
                ('phone', youju.organisations.fields.ProtectedField(blank=True, mask='phone', verbose_name='电话')),
                ('other_phone', youju.organisations.fields.ProtectedField(blank=True, mask='phone', verbose_name='另一个电话')),
                ('guardian', youju.organisations.fields.ProtectedField(blank=True, mask='name', verbose_name='监护人')),
                ('note', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='健康、就业等情况')),
                ('incomer', models.BooleanField(default=False, verbose_name='外来人口')),
                ('registered_on', models.DateField(null=True, verbose_name='居住登记日期')),
                ('left_on', models.DateField(null=True, verbose_name='离开日期')),
                ('left_why', models.CharField(blank=True, choices=[('moved', '迁出'), ('died', '去世')], max_length=5)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='residents.resident')),
                ('erased_at', models.DateTimeField(null=True)),
                ('erased_why', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('made_by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'pinyin', 'id'], name='resident_of_unit'), models.Index(fields=['unit', 'birth'], name='resident_birth'), models.Index(condition=models.Q(('id_token', ''), _negated=True), fields=['id_token'], name='resident_id_token'), models.Index(condition=models.Q(('left_on__isnull', False)), fields=['left_on'], name='resident_left'), models.Index(condition=models.Q(('minor', True)), fields=['id'], name='resident_minor')],
                'constraints': [models.CheckConstraint(condition=models.Q(('minor', False), models.Q(('birth', None), ('erased_at', None), ('former_name', ''), ('pinyin', ''), ('sex', '')), _connector='OR'), name='minor_is_sealed'), models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('birth', None), ('household', None), ('id_number', ''), ('id_token', ''), ('note', ''), ('phone', '')), _connector='OR'), name='tombstone_is_bare'), models.CheckConstraint(condition=models.Q(models.Q(('left_on', None), ('left_why', '')), models.Q(('household', None), ('left_on__isnull', False)), _connector='OR'), name='resident_left_why')],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('resident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='residents.resident')),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='residents.household')),
                ('kind_token', models.CharField(max_length=40)),
                ('detail', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='困难和需要')),
                ('carer', models.CharField(blank=True, max_length=30, verbose_name='负责人')),
                ('since', models.DateField(verbose_name='起')),
                ('until', models.DateField(null=True, verbose_name='止')),
                ('review_on', models.DateField(null=True, verbose_name='复核日期')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'kind_token', 'until', 'id'], name='need_of_kind'), models.Index(fields=['unit', 'until', 'review_on'], name='need_to_review')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('household__isnull', False), ('resident', None)), models.Q(('household', None), ('resident__isnull', False)), _connector='OR'), name='need_of_one'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='need_order')],
            },
        ),
        migrations.CreateModel(
            name='NeedNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='residents.need')),
                ('on', models.DateField(verbose_name='日期')),
                ('text', youju.organisations.fields.ProtectedField(mask='all', verbose_name='情况')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['need', '-on', '-id'], name='note_of_need')],
            },
        ),
        migrations.CreateModel(
            name='NotSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.resident')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='residents.resident')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='one_not_same')],
            },
        ),
        migrations.CreateModel(
            name='Handle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handles', to='residents.resident')),
                ('key', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'key', 'resident'], name='handle_of_unit'), models.Index(fields=['root_id', 'key', 'resident'], name='handle_of_root')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='residents.resident')),
                ('purpose', models.CharField(max_length=60, verbose_name='用途')),
                ('way', models.CharField(choices=[('written', '书面'), ('spoken', '口头（有记录）'), ('online', '网上')], max_length=8, verbose_name='方式')),
                ('by', youju.organisations.fields.ProtectedField(mask='name', verbose_name='同意人')),
                ('given_on', models.DateField(verbose_name='同意日期')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='撤回日期')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('withdrawn_on__gte', models.F('given_on')), _connector='OR'), name='consent_order')],
            },
        ),
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.area')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件')),
                ('content', youju.organisations.fields.ProtectedField(blank=True, mask='all')),
                ('columns', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('mapping', '待对列'), ('running', '导入中'), ('done', '已导入'), ('failed', '没有做完')], default='mapping', max_length=8)),
                ('job_id', models.BigIntegerField(null=True)),
                ('total', models.PositiveIntegerField(default=0)),
                ('read', models.PositiveIntegerField(default=0)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('rejected', models.PositiveIntegerField(default=0)),
                ('rejects', youju.organisations.fields.ProtectedField(blank=True, mask='all')),
                ('made_by_label', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-made_at', '-id'], name='roster_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stays', to='residents.resident')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='residents.household')),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['resident', 'since'], name='stay_of_resident')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('resident',), name='one_open_stay'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='stay_order')],
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
                'constraints': [models.UniqueConstraint(fields=('unit', 'month'), name='one_tally')],
            },
        ),
        migrations.CreateModel(
            name='UnsafeHouse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unsafe', to='residents.household')),
                ('state', models.CharField(choices=[('surveyed', '已走访'), ('appraised', '已鉴定'), ('applied', '已申请'), ('granted', '已落实'), ('refused', '未获批'), ('closed', '已办结')], max_length=10)),
                ('surveyed_on', models.DateField(verbose_name='走访日期')),
                ('appraised_on', models.DateField(null=True, verbose_name='鉴定日期')),
                ('grade', models.CharField(blank=True, choices=[('A', 'A 级（安全）'), ('B', 'B 级（基本安全）'), ('C', 'C 级（局部危险）'), ('D', 'D 级（整幢危险）')], max_length=1, verbose_name='鉴定等级')),
                ('applied_on', models.DateField(null=True, verbose_name='申请日期')),
                ('settled_on', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'state', 'id'], name='house_of_unit')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'closed'), _negated=True), fields=('household',), name='one_open_house'), models.CheckConstraint(condition=models.Q(models.Q(('appraised_on', None), ('grade', '')), models.Q(('appraised_on__isnull', False), models.Q(('grade', ''), _negated=True)), _connector='OR'), name='house_appraised')],
            },
        ),
        migrations.CreateModel(
            name='HouseStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='residents.unsafehouse')),
                ('state', models.CharField(choices=[('surveyed', '已走访'), ('appraised', '已鉴定'), ('applied', '已申请'), ('granted', '已落实'), ('refused', '未获批'), ('closed', '已办结')], max_length=10)),
                ('on', models.DateField(verbose_name='日期')),
                ('text', youju.organisations.fields.ProtectedField(blank=True, mask='all', verbose_name='情况')),
                ('by_label', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['house', 'on', 'id'], name='step_of_house')],
            },
        ),
        migrations.AddField(
            model_name='household',
            name='head',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.resident'),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['area', 'until', 'id'], name='household_of_area'),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['unit', 'tenure', 'until', 'id'], name='household_tenure'),
        ),
    ]
