import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('streams', '0010_user_sign_outs'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='picture',
            field=models.CharField(blank=True, default='', help_text='key of an uploaded file; empty: the drawn face', max_length=32, verbose_name='picture'),
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=32, unique=True, verbose_name='key')),
                ('kind', models.CharField(choices=[('picture', 'picture'), ('avatar', 'avatar')], max_length=8, verbose_name='kind')),
                ('size', models.IntegerField(verbose_name='bytes')),
                ('width', models.IntegerField(verbose_name='width, pixels')),
                ('height', models.IntegerField(verbose_name='height, pixels')),
                ('created_wall', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'indexes': [models.Index(fields=['user', 'id'], name='file_of_user')],
            },
        ),
    ]
