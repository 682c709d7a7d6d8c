"""Snapshots and archived days are compressed already: PostgreSQL need not try again each time one is written."""

from typing import Any

from django.db import migrations


def store_as_is(apps: Any, schema_editor: Any) -> None:
    """Keep the bodies out of line and uncompressed."""
    if schema_editor.connection.vendor == "postgresql":
        for table in ("streams_snapshot", "streams_archiveblock"):
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN body SET STORAGE EXTERNAL")


class Migration(migrations.Migration):
    dependencies = [("streams", "0005_account_names")]

    operations = [migrations.RunPython(store_as_is, migrations.RunPython.noop)]
