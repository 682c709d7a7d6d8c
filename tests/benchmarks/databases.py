"""Databases for benchmarks, made and dropped on this machine."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from tests.durability.own_postgres import own_postgres
from tests.services import TEST_DATABASE_URL, temporary_database

Store = Literal["sqlite", "postgresql"]
SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"
_AS_INSTALLED: Final = Path(__file__).resolve().parents[2] / "docker/postgresql.conf"
_server_url: ContextVar[str] = ContextVar("server_url", default=TEST_DATABASE_URL)


@contextmanager
def server_as_installed() -> Iterator[None]:
    """Make databases, for a while, on a PostgreSQL server of our own that is set up as docker/ does, and safe on the disk."""
    with own_postgres(f"{_AS_INSTALLED.read_text(encoding='utf-8')}\nfsync = on\n") as server:
        before = _server_url.set(server.url)
        try:
            yield
        finally:
            _server_url.reset(before)


@contextmanager
def own_database(store: Store) -> Iterator[str]:
    """Make an empty database, give its address, remove it."""
    if store == POSTGRESQL:
        with temporary_database(_server_url.get()) as url:
            yield url
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"


@contextmanager
def copied_database(url: str) -> Iterator[str]:
    """Copy a PostgreSQL database that nobody is connected to; give the copy's address, drop it."""
    with temporary_database(_server_url.get(), copy_of=urlsplit(url).path.strip("/")) as copy:
        yield copy
