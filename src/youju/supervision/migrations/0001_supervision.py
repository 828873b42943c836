import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_cases'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('number', models.CharField(max_length=40, verbose_name='文号')),
                ('title', models.CharField(max_length=120)),
                ('problem', models.TextField(verbose_name='存在问题')),
                ('requirement', models.TextField(verbose_name='整改要求')),
                ('issued_on', models.DateField(verbose_name='下发日期')),
                ('due_on', models.DateField(verbose_name='回复期限')),
                ('state', models.CharField(choices=[('issued', '待回复'), ('replied', '待复查'), ('struck', '已销号'), ('withdrawn', '已作废')], default='issued', max_length=10)),
                ('visit_id', models.BigIntegerField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('made_at', models.DateTimeField()),
                ('reply', models.TextField(blank=True, verbose_name='整改情况')),
                ('replied_at', models.DateTimeField(null=True)),
                ('replied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('in_time', models.BooleanField(null=True)),
                ('recheck_note', models.TextField(blank=True, verbose_name='复查意见')),
                ('rechecked_at', models.DateTimeField(null=True)),
                ('rechecked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('returns', models.IntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-issued_on', '-id'], name='notice_unit'), models.Index(fields=['to', '-issued_on', '-id'], name='notice_to')],
                'constraints': [models.UniqueConstraint(fields=('root_id', 'number'), name='one_notice_number'), models.CheckConstraint(condition=models.Q(models.Q(('replied_at', None), ('replied_by', None)), models.Q(('replied_at__isnull', False), ('replied_by__isnull', False)), _connector='OR'), name='notice_replied_by'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'struck'), _negated=True), ('rechecked_by__isnull', False), _connector='OR'), name='notice_struck_by')],
            },
        ),
        migrations.CreateModel(
            name='NoticeCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named', to='supervision.notice')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('notice', 'case'), name='one_notice_case')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('year', models.IntegerField()),
                ('prefix', models.CharField(max_length=20)),
                ('last', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'year'), name='one_notice_series')],
            },
        ),
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('year', models.IntegerField()),
                ('serial', models.IntegerField(verbose_name='期号')),
                ('title', models.CharField(max_length=120)),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('grain', models.CharField(max_length=10)),
                ('issued_on', models.DateField(verbose_name='印发日期')),
                ('report_id', models.BigIntegerField(unique=True)),
                ('url', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'year', 'serial'), name='one_bulletin_issue')],
            },
        ),
    ]
