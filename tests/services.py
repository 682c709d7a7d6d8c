"""What tests need beside Python: which of it answers on this machine, and databases that are made and dropped."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql

TEST_DATABASE_URL: Final = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/society")
POSTGRESQL: Final = "PostgreSQL on 127.0.0.1:5432"
REDIS: Final = "Redis on 127.0.0.1:6379"
CHROMIUM: Final = "Chromium"
POSTGRES_PROGRAMS: Final = "PostgreSQL's programs (initdb, pg_ctl), to start a server of its own"
REDIS_PROGRAM: Final = "redis-server, to start one of its own"
SMALL_DISK: Final = "the right to mount a small disk (root)"


def answers(port: int) -> bool:
    """Tell whether anything accepts connections on a local port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def missing_services() -> list[str]:
    """Name the services that tests marked `services` or `stores` need and that do not answer."""
    return [name for name, port in ((POSTGRESQL, 5432), (REDIS, 6379)) if not answers(port)]


def missing_browser() -> list[str]:
    """Name the browser that tests marked `browser` need, if it is not installed."""
    return [] if shutil.which("chromium") else [CHROMIUM]


def postgres_programs() -> Path:
    """Find the folder of PostgreSQL's programs: Debian keeps those of the server out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    beside = shutil.which("initdb")
    return found[-1] if found else Path(beside or "initdb").parent


def missing_programs() -> list[str]:
    """Name what tests need that start servers of their own, where it is not installed."""
    found = {
        POSTGRES_PROGRAMS: all((postgres_programs() / name).is_file() for name in ("initdb", "pg_ctl", "postgres")),
        REDIS_PROGRAM: shutil.which("redis-server") is not None,
    }
    return [name for name, is_there in found.items() if not is_there]


def missing_small_disk() -> list[str]:
    """Name the right that tests marked `small_disk` need, where this user has it not."""
    return [] if os.geteuid() == 0 else [SMALL_DISK]


@contextmanager
def temporary_database(
    server_url: str = TEST_DATABASE_URL, *, copy_of: str = "template1", tablespace: str = "pg_default"
) -> Iterator[str]:
    """Make a PostgreSQL database, empty or a copy, give its address, drop it with whoever is still connected."""
    name = f"test_{uuid4().hex[:12]}"
    parts = urlsplit(server_url)
    maintenance = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(maintenance, autocommit=True) as connection:
        names = (sql.Identifier(each) for each in (name, copy_of, tablespace))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} TABLESPACE {}").format(*names))
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:  # by a connection of its own: a test may have restarted the server
        with psycopg.connect(maintenance, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
