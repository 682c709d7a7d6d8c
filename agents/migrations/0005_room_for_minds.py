"""Pages of what is on residents' minds leave room for heap-only updates."""

from typing import Any

from django.db import migrations


def leave_room(apps: Any, schema_editor: Any) -> None:
    """Let PostgreSQL fill pages of what changes all the time to 70 percent: a new version fits beside the old one."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE agents_agentstate SET (fillfactor = 70)")


class Migration(migrations.Migration):
    dependencies = [("agents", "0004_called_off")]

    operations = [migrations.RunPython(leave_room, migrations.RunPython.noop)]
