"""The connection that a serving process keeps for the one small query with which each kept answer begins.

Daphne gives each request a thread of its own, whose connection ends with it: opening one takes longer than all the rest of
such an answer. One that all threads use in turn takes some microseconds each time.
"""

import threading
from typing import Final

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from streams.selectors.clock import ShownClock, clock_now


class Reader:
    """A connection that threads use in turn; opened with the first use, and again after a failure."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._connection: BaseDatabaseWrapper | None = None

    def clock(self, run_id: int | None) -> ShownClock | None:
        """Read a run's clock, without an id the default run's; DatabaseError where the database does not answer."""
        with self._guard:
            if self._connection is None:
                self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
                self._connection.inc_thread_sharing()
            try:
                return clock_now(run_id, self._connection)
            except DatabaseError:
                self._connection.close()
                raise


_readers: Final[list[Reader]] = []


def keep_reader() -> None:
    """Have this process keep such a connection from now on; without, each thread reads by its own."""
    _readers[:] = [Reader()]


def clock_at_once(run_id: int | None) -> ShownClock | None:
    """Read a run's clock as quickly as this process can. One query; DatabaseError where the database does not answer."""
    return _readers[0].clock(run_id) if _readers else clock_now(run_id)
