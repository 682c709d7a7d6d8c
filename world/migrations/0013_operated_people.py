import streams.models.keyed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('world', '0012_room_for_talks'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonaChange',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('step', models.BigIntegerField(verbose_name='step')),
                ('sim_time', models.IntegerField(verbose_name='time')),
                ('resident', models.IntegerField(verbose_name='resident')),
                ('operator', models.IntegerField(help_text='account; 0 = nobody in particular', verbose_name='operator')),
                ('before', models.TextField(help_text='columns of the resident, JSON', verbose_name='before')),
            ],
            options={
                'verbose_name': 'change of a persona',
                'verbose_name_plural': 'changes of personas',
            },
            bases=(streams.models.keyed.Numbered, models.Model),
        ),
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('step', models.BigIntegerField(verbose_name='step')),
                ('sim_time', models.IntegerField(verbose_name='time')),
                ('resident', models.IntegerField(verbose_name='resident')),
                ('operator', models.IntegerField(help_text='account; 0 = nobody in particular', verbose_name='operator')),
                ('text', models.TextField(verbose_name='reason')),
            ],
            options={
                'verbose_name': 'removal',
                'verbose_name_plural': 'removals',
                'indexes': [models.Index(fields=['resident', 'id'], name='removal_resident')],
            },
            bases=(streams.models.keyed.Numbered, models.Model),
        ),
        migrations.AlterField(
            model_name='move',
            name='reason',
            field=models.SmallIntegerField(choices=[(1, 'for work'), (2, 'the town had become too small'), (3, 'in debt for too long'), (4, 'unhappy for too long'), (5, 'invited by an operator'), (6, 'sent away by an operator')], verbose_name='reason'),
        ),
    ]
