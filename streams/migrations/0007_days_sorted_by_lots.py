from django.db import migrations, models

BLOCK_BITS = 22
DAY_BITS = 15
NUMBER_BITS = 40


def begin_half_packed_days_again(apps, schema_editor):
    """Forget what is packed of a day that is not sealed: `block` counted other things. All of it is still rows."""
    heads = apps.get_model("streams", "ArchiveHead").objects.filter(block__gt=0)
    for head in heads:
        first = head.run_id << NUMBER_BITS | (head.kind << DAY_BITS | head.day) << BLOCK_BITS
        blocks = apps.get_model("streams", "ArchiveBlock").objects
        blocks.filter(pk__gte=first, pk__lt=first + (1 << BLOCK_BITS)).delete()
    heads.update(block=0)


class Migration(migrations.Migration):
    """Large days are sorted by way of lots; flows of money are added up by the hour."""

    dependencies = [
        ("streams", "0006_bodies_as_they_are"),
    ]

    operations = [
        migrations.RunPython(begin_half_packed_days_again, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="archivehead",
            name="block",
            field=models.IntegerField(default=0, help_text="of that day, the next shelf of lots to be packed"),
        ),
        migrations.AlterField(
            model_name="archivehead",
            name="kind",
            field=models.SmallIntegerField(choices=[(1, "events"), (2, "ledger entries"), (3, "flows of money")]),
        ),
    ]
