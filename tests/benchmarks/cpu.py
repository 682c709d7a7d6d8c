"""CPU seconds and memory of this process, of others and of a PostgreSQL server on this machine, read from Linux.

Where a figure cannot be had (another operating system, a server in a container or on another machine) the answer is
None, never a part of it.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from tests.benchmarks.report import complain

_PROC: Final = Path("/proc")
_PARENT, _REAPED_USER, _REAPED_SYSTEM, _STARTED = 3, 15, 16, 21
"""Fields of /proc/<pid>/stat, counted from 0."""


def process_cpu_s(pid: int) -> float:
    """Read a process's CPU seconds, all its threads, also those that ended; 0 if it is gone."""
    try:
        return time.clock_gettime(~pid << 3 | 2)  # what clock_getcpuclockid(3) makes of a process id
    except OSError:
        return 0.0


def processes_cpu_s(pids: Iterable[int]) -> float:
    """Add up the CPU seconds of several processes."""
    return sum(process_cpu_s(pid) for pid in pids)


def process_age_s() -> float:
    """Tell how long ago this process was started; 0.01 s resolution."""
    started_s = int(_stat(os.getpid())[_STARTED]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started_s


def memory_mb() -> dict[str, float]:
    """Read this process's resident memory: now, and the highest so far."""
    lines = dict(line.split(":", 1) for line in (_PROC / "self/status").read_text().splitlines())
    return {
        name: int(lines[field].split()[0]) * 1024 / 1e6 for name, field in (("now_mb", "VmRSS"), ("peak_mb", "VmHWM"))
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What a server's processes had spent at a moment."""

    alive: dict[int, float]
    ended_s: float
    strangers: tuple[tuple[int, ...], int]


class PostgresCpu:
    """The CPU of a PostgreSQL server since `start`: the clients of one database, and all that runs in the background.

    Clients of other databases are left out while they live. Of processes that ended in between only the sum is known:
    it counts if no other database had a client that came or went, else that is said on standard error.
    """

    def __init__(self, cursor: Any, postmaster: int) -> None:
        self._cursor = cursor
        self._postmaster = postmaster
        self._start = self._read()

    @classmethod
    def start(cls, cursor: Any) -> Self | None:
        """Begin to measure the server that a cursor of DB-API talks to; None, and a line that says why, if it cannot be."""
        cursor.execute("SELECT pg_backend_pid(), current_database()")
        pid, database = cursor.fetchone()
        with suppress(OSError):
            # with another machine's or container's numbers this would be somebody else's process, or nobody's
            if database.encode() in (_PROC / str(pid) / "cmdline").read_bytes() and process_cpu_s(pid):
                return cls(cursor, int(_stat(pid)[_PARENT]))
        complain(f"The processes of this PostgreSQL server cannot be seen (backend {pid}): its CPU is left out.")
        return None

    def spent_s(self) -> float:
        """Tell the CPU seconds since `start`."""
        start, end = self._start, self._read()
        spent = sum(cpu_s - start.alive.get(pid, 0.0) for pid, cpu_s in end.alive.items())
        gone_s = sum(cpu_s for pid, cpu_s in start.alive.items() if pid not in end.alive)
        ended_s = end.ended_s - start.ended_s - gone_s
        if start.strangers == end.strangers:
            return spent + max(0.0, ended_s)
        complain(
            "Others came to this PostgreSQL server or left it meanwhile: processes that ended, theirs among them, are left "
            f"out ({ended_s:.2f} s of CPU at most)."
        )
        return spent

    def _read(self) -> _Reading:
        self._cursor.execute(
            "SELECT coalesce(array_agg(pid ORDER BY pid), '{}') FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND datname <> current_database()"
        )
        strangers = tuple(self._cursor.fetchone()[0])
        self._cursor.execute("SELECT sum(sessions) FROM pg_stat_database WHERE datname <> current_database()")
        sessions = int(self._cursor.fetchone()[0])
        stat = _stat(self._postmaster)
        ended_s = (int(stat[_REAPED_USER]) + int(stat[_REAPED_SYSTEM])) / os.sysconf("SC_CLK_TCK")
        ours = {self._postmaster, *children(self._postmaster)} - set(strangers)
        return _Reading(
            alive={pid: process_cpu_s(pid) for pid in ours}, ended_s=ended_s, strangers=(strangers, sessions)
        )


def children(pid: int) -> Iterator[int]:
    """List the processes that a process has started and that live."""
    for folder in _PROC.iterdir():
        with suppress(OSError):  # it may end while we look
            if folder.name.isdigit() and int(_stat(int(folder.name))[_PARENT]) == pid:
                yield int(folder.name)


def _stat(pid: int) -> list[str]:
    """Read /proc/<pid>/stat; the command in brackets may hold blanks."""
    number, _, rest = (_PROC / str(pid) / "stat").read_text().partition(" (")
    command, _, fields = rest.rpartition(") ")
    return [number, command, *fields.split()]
