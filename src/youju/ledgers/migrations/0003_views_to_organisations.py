from django.db import migrations


def move(apps, schema_editor):
    """Keep the views of ledgers where those of all lists are."""
    kept = apps.get_model('organisations', 'SavedView').objects
    members = apps.get_model('organisations', 'Membership').objects
    for one in apps.get_model('ledgers', 'SavedView').objects.all():
        if members.filter(pk=one.membership_id).exists():
            kept.create(member_id=one.membership_id, list_code=f'ledgers:{one.ledger_code}', name=one.name, query=one.query, made_at=one.made_at)


class Migration(migrations.Migration):

    dependencies = [
        ('ledgers', '0002_putaside'),
        ('organisations', '0003_savedview'),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(name='SavedView'),
    ]
