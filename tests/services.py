"""What tests need beside Python: which of it answers on this machine, and databases that are made and dropped."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql

TEST_DATABASE_URL: Final = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/society")
POSTGRESQL: Final = "PostgreSQL on 127.0.0.1:5432"
REDIS: Final = "Redis on 127.0.0.1:6379"
CHROMIUM: Final = "Chromium"


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


@contextmanager
def temporary_database(server_url: str = TEST_DATABASE_URL, *, copy_of: str = "template1") -> Iterator[str]:
    """Make a PostgreSQL database, empty or a copy, give its address, drop it with whoever is still connected."""
    name = f"test_{uuid4().hex[:12]}"
    parts = urlsplit(server_url)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
        copied = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(copy_of))
        connection.execute(copied)
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
