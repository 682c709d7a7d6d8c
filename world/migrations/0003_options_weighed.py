"""What was weighed stands in the resident's state, one update a decision; pages leave room for heap-only updates."""

from typing import Any

from django.db import migrations, models


def leave_room(apps: Any, schema_editor: Any) -> None:
    """Let PostgreSQL fill pages of what changes all the time to 70 percent: a new version fits beside the old one."""
    if schema_editor.connection.vendor == "postgresql":
        for table in ("world_residentstate", "world_placestate"):
            schema_editor.execute(f"ALTER TABLE {table} SET (fillfactor = 70)")


_FIELDS = {"action": models.SmallIntegerField, "place": models.IntegerField, "weight": models.IntegerField}


class Migration(migrations.Migration):
    dependencies = [("world", "0002_action_log")]

    operations = [
        *(
            migrations.AddField("residentstate", f"option_{name}_{i}", field(default=0))
            for i in range(1, 5)
            for name, field in _FIELDS.items()
        ),
        migrations.RunPython(leave_room, migrations.RunPython.noop),
    ]
