import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agents', '0006_bodies'),
        ('streams', '0010_user_sign_outs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField(help_text='her number in the run', verbose_name='resident')),
                ('created_wall', models.DateTimeField(auto_now_add=True, verbose_name='since')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='streams.run')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'watch',
                'verbose_name_plural': 'watches',
                'constraints': [models.UniqueConstraint(fields=('user', 'run', 'number'), name='watch_once')],
            },
        ),
    ]
