from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('world', '0006_talks_and_ties'),
    ]

    operations = [
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('step', models.BigIntegerField(verbose_name='step')),
                ('ended_step', models.BigIntegerField(default=0, help_text='0 = it is in force', verbose_name='ended in step')),
                ('operator', models.IntegerField(help_text='account of who set it, 0 = a person without one', verbose_name='operator')),
                ('kind', models.SmallIntegerField(verbose_name='kind')),
                ('district', models.IntegerField(help_text='0 = the whole town', verbose_name='district')),
                ('place', models.IntegerField(help_text='0 = none', verbose_name='place')),
                ('amount', models.BigIntegerField(verbose_name='first amount')),
                ('other', models.IntegerField(verbose_name='second amount')),
                ('starts', models.IntegerField(verbose_name='from')),
                ('ends', models.IntegerField(verbose_name='until')),
                ('text', models.TextField(blank=True, verbose_name='text')),
            ],
            options={
                'verbose_name': 'measure',
                'verbose_name_plural': 'measures',
            },
        ),
    ]
