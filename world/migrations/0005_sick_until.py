"""Until when a resident is ill; 0 = well, which everybody is in runs from before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("world", "0004_counts_and_hours")]

    operations = [
        migrations.AddField(
            "residentstate",
            "sick_until",
            models.IntegerField(default=0, help_text="simulated seconds; 0 = well"),
        ),
    ]
