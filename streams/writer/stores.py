"""Which store serves which database."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from streams.writer.postgres import PostgresStore
from streams.writer.sqlite import SQLiteStore
from streams.writer.store import Store

_STORES: Final[dict[str, type[Store]]] = {"sqlite": SQLiteStore, "postgresql": PostgresStore}


def open_store(*, between_reads: Callable[[], None] = lambda: None) -> Store:
    """Open the store of the configured database.   between_reads: as for a store."""
    if connection.vendor not in _STORES:
        raise ImproperlyConfigured(f"{connection.vendor} is not supported: use sqlite or postgresql in DATABASE_URL")
    return _STORES[connection.vendor](between_reads=between_reads)
