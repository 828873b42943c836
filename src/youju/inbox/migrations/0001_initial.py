import django.db.models.deletion
import youju.organisations.fields
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
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('below', models.BooleanField(default=False)),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('service', models.CharField(choices=[('wecom', '企业微信群机器人'), ('dingtalk', '钉钉群机器人'), ('feishu', '飞书群机器人'), ('mail', '邮件'), ('gateway', '短信网关或其他系统')], max_length=10)),
                ('address', youju.organisations.fields.ProtectedField(mask='all')),
                ('kinds', models.JSONField(default=list)),
                ('with_title', models.BooleanField(default=False)),
                ('on', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(models.F('root_id'), condition=models.Q(('on', True)), name='inbox_channels_on')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='inbox.channel')),
                ('text', models.CharField(max_length=300)),
                ('url', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('waiting', '待发'), ('sent', '已发出'), ('failed', '未发出')], default='waiting', max_length=10)),
                ('tries', models.SmallIntegerField(default=0)),
                ('note', models.CharField(blank=True, max_length=100)),
                ('made_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(models.F('channel'), models.F('made_at'), models.F('id'), name='inbox_delivery_log'), models.Index(models.F('due_at'), condition=models.Q(('state', 'waiting')), name='inbox_delivery_due')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('membership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.membership')),
                ('kind', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=120, verbose_name='内容')),
                ('url', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(models.F('membership'), models.F('at'), models.F('id'), name='inbox_by_member'), models.Index(models.F('membership'), condition=models.Q(('read_at', None)), name='inbox_unread'), models.Index(models.F('at'), name='inbox_age')],
            },
        ),
        migrations.CreateModel(
            name='Mute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(max_length=40)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='inbox_one_mute')],
            },
        ),
    ]
