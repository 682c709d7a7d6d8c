import streams.models.keyed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("agents", "0005_room_for_minds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("player", models.IntegerField(help_text="number of the account that plays her; 0 = nobody any more", verbose_name="player")),
                ("taken_at", models.IntegerField(verbose_name="taken at")),
                ("decided_at", models.IntegerField(help_text="or when she was taken", verbose_name="last decision")),
                ("decisions", models.IntegerField(help_text="that the player made", verbose_name="decisions")),
                ("missed", models.IntegerField(help_text="decisions that her own mind made instead", verbose_name="missed")),
                ("missed_in_row", models.IntegerField(verbose_name="missed in a row")),
                ("next_action", models.SmallIntegerField(help_text="decided for her next turn: action + 1, 0 = none")),
                ("next_place", models.IntegerField()),
                ("next_duration_s", models.IntegerField()),
                ("next_partner", models.IntegerField()),
                ("seen_at", models.IntegerField(verbose_name="shown at")),
                ("observation", models.TextField(help_text="JSON: what she was shown then; empty in a new fork", verbose_name="observation")),
            ],
            options={
                "verbose_name": "played resident",
                "verbose_name_plural": "played residents",
            },
            bases=(streams.models.keyed.Numbered, models.Model),
        ),
    ]
