from django.db import migrations, models


class Migration(migrations.Migration):
    """How long steps and commits take, when the last one was, and since when a holder holds a run."""

    dependencies = [("streams", "0002_failed_commands")]

    operations = [
        migrations.AddField(
            model_name="runclock",
            name="step_us",
            field=models.PositiveIntegerField(
                default=0,
                help_text="real microseconds a grid step of the last commit took in memory; 0 = not measured yet",
            ),
        ),
        migrations.AddField(
            model_name="runclock",
            name="commit_us",
            field=models.PositiveIntegerField(
                default=0, help_text="real microseconds the commit before the last one took; 0 = not measured yet"
            ),
        ),
        migrations.AddField(
            model_name="runclock",
            name="committed_wall_ms",
            field=models.BigIntegerField(default=0, help_text="real time of the last commit"),
        ),
        migrations.AddField(
            model_name="runlease",
            name="claimed_wall_ms",
            field=models.BigIntegerField(default=0, help_text="real time since which the holder holds it"),
        ),
    ]
