import django.db.models.deletion
import streams.models.keyed
from django.db import migrations, models


class Migration(migrations.Migration):
    """The archive of sealed days."""

    dependencies = [
        ('streams', '0003_engine_timings'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArchiveBlock',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('rows', models.IntegerField()),
                ('body', models.BinaryField()),
            ],
            options={
                'verbose_name': 'archived block',
                'verbose_name_plural': 'archived blocks',
            },
            bases=(streams.models.keyed.Numbered, models.Model),
        ),
        migrations.CreateModel(
            name='ArchiveDay',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('sim_time', models.IntegerField()),
                ('first', models.BigIntegerField()),
                ('last', models.BigIntegerField()),
                ('blocks', models.IntegerField()),
                ('body_bytes', models.BigIntegerField()),
                ('is_pruned', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'archived day',
                'verbose_name_plural': 'archived days',
            },
            bases=(streams.models.keyed.Numbered, models.Model),
        ),
        migrations.CreateModel(
            name='ArchiveHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SmallIntegerField(choices=[(1, 'events'), (2, 'ledger entries')])),
                ('day', models.IntegerField(help_text='the next to be sealed')),
                ('block', models.IntegerField(default=0, help_text='of that day, the next to be packed')),
                ('sealed', models.BigIntegerField()),
                ('rows_from', models.BigIntegerField()),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='archives', to='streams.run')),
            ],
            options={
                'verbose_name': 'state of an archive',
                'verbose_name_plural': 'states of archives',
                'constraints': [models.UniqueConstraint(fields=('run', 'kind'), name='one_archive_per_table')],
            },
        ),
    ]
