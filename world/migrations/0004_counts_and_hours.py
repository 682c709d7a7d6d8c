"""Who is where, counted by place; how money is spread at each full hour, and what changed hands in each step."""

from typing import Any

from django.db import migrations, models

import streams.models.keyed

_WHERE_PEOPLE_ARE = """
SELECT id >> 40, place, count(*),
       sum(CASE WHEN action = 5 THEN 1 ELSE 0 END), sum(CASE WHEN action = 2 THEN 1 ELSE 0 END)
FROM world_residentstate GROUP BY 1, 2
"""
_PUT = "UPDATE world_placestate SET inside = %s, asleep = %s, working = %s WHERE id = %s"


def count_people(apps: Any, schema_editor: Any) -> None:
    """Count who is where in the towns that there are; 5 is to sleep, 2 to work."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_WHERE_PEOPLE_ARE)
        rows = cursor.fetchall()
        cursor.executemany(_PUT, [(*counts, run << 40 | place) for run, place, *counts in rows])


class Migration(migrations.Migration):
    dependencies = [
        ("world", "0003_options_weighed"),
    ]

    operations = [
        migrations.CreateModel(
            name="MoneyFlow",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("sim_time", models.IntegerField(verbose_name="time")),
                ("category", models.SmallIntegerField()),
                ("amount_cents", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "flow of money",
                "verbose_name_plural": "flows of money",
            },
            bases=(streams.models.keyed.Numbered, models.Model),
        ),
        migrations.CreateModel(
            name="TownHour",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("sim_time", models.IntegerField(verbose_name="time")),
                ("wealth_cents", models.BigIntegerField(help_text="what residents own")),
                ("tills_cents", models.BigIntegerField(help_text="what places own")),
                ("gini_millionths", models.IntegerField()),
                ("in_debt", models.IntegerField()),
                ("struggling", models.IntegerField()),
                ("tight", models.IntegerField()),
                ("stable", models.IntegerField()),
                ("wealthy", models.IntegerField()),
                ("last_flow", models.BigIntegerField(help_text="number of the last flow of money by then")),
            ],
            options={
                "verbose_name": "town's hour",
                "verbose_name_plural": "town's hours",
            },
            bases=(streams.models.keyed.Numbered, models.Model),
        ),
        migrations.AddField(
            model_name="placestate",
            name="asleep",
            field=models.IntegerField(default=0, verbose_name="asleep"),
        ),
        migrations.AddField(
            model_name="placestate",
            name="inside",
            field=models.IntegerField(default=0, help_text="who is there or on the way there", verbose_name="inside"),
        ),
        migrations.AddField(
            model_name="placestate",
            name="working",
            field=models.IntegerField(default=0, verbose_name="working"),
        ),
        migrations.RunPython(count_people, migrations.RunPython.noop),
    ]
