"""Reading many tables as of one commit, while an engine goes on writing them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Show all tables as they were at the first read in here; for reading only. Nobody waits for it.

    Not for long: meanwhile PostgreSQL keeps every old version of a row, and SQLite its write-ahead file.
    Within a transaction it is that one, and what others commit meanwhile may be seen.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    else:
        with _begun_for_reading():
            yield


@contextmanager
def _begun_for_reading() -> Iterator[None]:
    """Begin a transaction of SQLite without its one write lock, which ours take at once (`SQLITE_OPTIONS`)."""
    sqlite: Any = connection  # its own attribute, which other databases have not
    sqlite.ensure_connection()
    with ExitStack() as stack:
        usual = sqlite.transaction_mode
        sqlite.transaction_mode = "DEFERRED"
        try:
            stack.enter_context(transaction.atomic())
        finally:
            sqlite.transaction_mode = usual
        yield
