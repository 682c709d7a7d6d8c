"""What the data takes and what room is left, asked without reading a table."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """The database: what it is, where, and how big. size_bytes: with its write-ahead file on SQLite."""

    kind: str
    where: str
    size_bytes: int


def database_facts() -> Database:
    """Ask the database about itself. One query on PostgreSQL, none on SQLite."""
    config = connection.settings_dict
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
            version, size_bytes = cursor.fetchone()
        where = f"{config['NAME']}, {config['HOST'] or 'local socket'}:{config['PORT'] or 5432}"
        return Database(kind=f"PostgreSQL {version.split()[0]}", where=where, size_bytes=size_bytes)
    file = Path(config["NAME"])
    parts = [part for part in (file, file.with_name(f"{file.name}-wal")) if part.is_file()]
    size_bytes = sum(part.stat().st_size for part in parts)
    return Database(kind="SQLite", where=str(file), size_bytes=size_bytes)


def data_folder() -> Path | None:
    """Say which folder of this machine holds the data: that of the SQLite file; None where a server keeps them."""
    return None if connection.vendor == "postgresql" else Path(connection.settings_dict["NAME"]).parent


def disk_free_bytes(folder: Path | None = None) -> int:
    """Say how much room is left on the disk of a folder, else of the program's own. OSError if it cannot be asked."""
    return shutil.disk_usage(folder or settings.BASE_DIR).free
