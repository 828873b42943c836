import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('grain', models.CharField(max_length=10)),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('title', models.CharField(max_length=120)),
                ('basis', models.CharField(max_length=200)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('open', '进行中'), ('closed', '已结束')], default='open', max_length=10)),
                ('closed_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(models.F('unit'), models.F('made_at'), name='call_unit')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='returns.call')),
                ('position', models.IntegerField()),
                ('label', models.CharField(max_length=60)),
                ('measure_code', models.CharField(blank=True, max_length=80)),
                ('unit_word', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Learned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root_id', models.BigIntegerField()),
                ('words', models.CharField(max_length=300)),
                ('measure_code', models.CharField(blank=True, max_length=80)),
                ('rule', models.CharField(blank=True, max_length=30)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('root_id', 'words'), name='one_learned')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='returns.call')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('answered_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('call', 'unit'), name='one_reply')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='returns.reply')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='returns.item')),
                ('held_text', models.CharField(blank=True, max_length=60)),
                ('n', models.IntegerField(default=0)),
                ('text', models.CharField(blank=True, max_length=60)),
                ('value', models.DecimalField(decimal_places=4, max_digits=24, null=True)),
                ('qualifier', models.CharField(blank=True, max_length=10)),
                ('how', models.CharField(choices=[('none', '未填'), ('held', '记录里的数'), ('corrected', '已更正'), ('typed', '手填')], default='none', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('reply', 'item'), name='one_answer')],
            },
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('grain', models.CharField(max_length=10)),
                ('root_id', models.BigIntegerField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('title', models.CharField(max_length=120)),
                ('asker', models.CharField(max_length=60)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('due_on', models.DateField(null=True)),
                ('file_name', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=4)),
                ('digest', models.CharField(max_length=64)),
                ('stored', models.CharField(max_length=200)),
                ('filled', models.CharField(blank=True, max_length=200)),
                ('filled_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('open', '核对中'), ('filled', '已填好'), ('dropped', '已作废')], default='open', max_length=10)),
                ('wanted', models.IntegerField(default=0)),
                ('got', models.IntegerField(default=0)),
                ('valued_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(models.F('unit'), models.F('made_at'), name='return_unit')],
            },
        ),
        migrations.CreateModel(
            name='Cell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='returns.return')),
                ('sheet', models.IntegerField()),
                ('row', models.IntegerField()),
                ('col', models.IntegerField()),
                ('label', models.CharField(max_length=200)),
                ('words', models.CharField(max_length=300)),
                ('special', models.CharField(blank=True, max_length=10)),
                ('by_hand', models.BooleanField(default=False)),
                ('measure_code', models.CharField(blank=True, max_length=80)),
                ('rule', models.CharField(blank=True, max_length=30)),
                ('org', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('unit_word', models.CharField(blank=True, max_length=20)),
                ('score', models.FloatField(default=0)),
                ('why', models.JSONField(default=list)),
                ('by', models.CharField(choices=[('nobody', '没有对上'), ('words', '按词对上'), ('learned', '按以前的确认'), ('hand', '人工确认')], default='nobody', max_length=10)),
                ('typed', models.CharField(blank=True, max_length=200)),
                ('value', models.DecimalField(decimal_places=4, max_digits=24, null=True)),
                ('upper', models.DecimalField(decimal_places=4, max_digits=24, null=True)),
                ('qualifier', models.CharField(blank=True, max_length=10)),
                ('value_unit', models.CharField(blank=True, max_length=20)),
                ('n', models.IntegerField(default=0)),
            ],
            options={
                'ordering': ['sheet', 'row', 'col'],
                'constraints': [models.UniqueConstraint(fields=('form', 'sheet', 'row', 'col'), name='one_cell')],
            },
        ),
    ]
