from django.db import migrations, models


class Migration(migrations.Migration):
    """A command that no step can bear is answered `failed` after a few tries."""

    dependencies = [("streams", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="inbox",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0, help_text="how often a step with this command failed"),
        ),
        migrations.AlterField(
            model_name="inbox",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("pending", "pending"),
                    ("applied", "applied"),
                    ("refused", "refused"),
                    ("failed", "failed"),
                ],
                default="pending",
                max_length=8,
            ),
        ),
    ]
