"""Databases for benchmarks, made and dropped on this machine."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from tests.services import TEST_DATABASE_URL, temporary_database

Store = Literal["sqlite", "postgresql"]
SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"


@contextmanager
def own_database(store: Store) -> Iterator[str]:
    """Make an empty database, give its address, remove it."""
    if store == POSTGRESQL:
        with temporary_database() as url:
            yield url
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"


@contextmanager
def copied_database(url: str) -> Iterator[str]:
    """Copy a PostgreSQL database that nobody is connected to; give the copy's address, drop it."""
    with temporary_database(TEST_DATABASE_URL, copy_of=urlsplit(url).path.strip("/")) as copy:
        yield copy
