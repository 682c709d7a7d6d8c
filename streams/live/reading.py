"""What a serving process reads for its viewers: heads, rows already encoded, the oldest row that is kept.

Two threads of its own, so that a viewer who resumes from long ago never holds up what is new: one reads for feeds, one
for everybody else. For viewers each call ends its connection, as a request would. Feeds ask ten times a second, and opening
a connection costs more than what they ask: theirs is kept while there are any.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Final, Protocol, TypeVar

from channels.db import database_sync_to_async
from django.db import Error as DatabaseFault
from django.db import connections

from streams.kernel.clock import ClockLine
from streams.kernel.ids import key_of
from streams.live.encoding import Encoder, encode_rows
from streams.live.frames import EncodedRow
from streams.live.heads import HeadState
from streams.live.network import network_encoders
from streams.log.lineage import segments_of
from streams.log.read import rows_after
from streams.models import Account, AccountKind, Event, Membership, Run, RunHead
from streams.selectors.clock import shown_clock

T = TypeVar("T")
_HEAD_COLUMNS: Final = (
    "seq",
    "sim_time",
    "run__clock__sim_ms",
    "run__clock__wall_ms",
    "run__clock__rate_milli",
    "run__clock__resume_rate_milli",
)


class LogReader(Protocol):
    """What the hub asks of the record."""

    async def find_run(self, run_id: int | None) -> int | None:
        """Give the run's id if it exists; None asks for the default run."""

    async def accounts_of(self, run_id: int, logins: Set[int]) -> Mapping[int, int]:
        """Find the accounts of logins in a run, by login; those without one are left out."""

    async def has_agent(self, run_id: int, number: int) -> bool:
        """Whether an agent of this number lives in a run, or lived there."""

    async def head(self, run_id: int) -> HeadState | None:
        """Read how far a run is; None if it is gone."""

    async def new_rows(self, run_id: int, seq: int, limit: int) -> list[EncodedRow]:
        """Read rows after seq for a feed."""

    async def old_rows(self, run_id: int, seq: int, limit: int) -> list[EncodedRow]:
        """Read rows after seq for a viewer that is behind."""

    async def oldest_seq(self, run_id: int) -> int:
        """Find the first row that is kept."""

    async def status(self, run_id: int) -> str:
        """Say whether the run is running, paused, behind, stalled or ended."""

    def rest(self) -> None:
        """Give back what was kept for feeds: there are none at the moment."""

    def close(self) -> None:
        """End the threads and their connections."""


Prepare = Callable[[Run, Sequence[Event]], Mapping[int, Encoder]]
"""Reads what some events of a run are about, all at once, and gives encoders that know it."""


class DatabaseReader:
    """Reads the record through Django; encoding is done in the reading thread too."""

    def __init__(self, encoders: Mapping[int, Encoder], prepare: Sequence[Prepare] = ()) -> None:
        """prepare: for kinds whose encoders must read something first; those of `encoders` need nothing."""
        self._encoders = encoders
        self._prepare = (lambda run, rows: network_encoders(rows), *prepare)
        self._runs: dict[int, Run] = {}
        self._for_feeds = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-feed")
        self._for_viewers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-resume")

    async def find_run(self, run_id: int | None) -> int | None:
        """Give the run's id if it exists; None asks for the default run."""
        return await self._for_viewer(lambda: _find_run(run_id))

    async def accounts_of(self, run_id: int, logins: Set[int]) -> Mapping[int, int]:
        """Find the accounts of logins in a run, by login. One query."""
        return await self._for_feed(lambda: _accounts_of(run_id, logins))

    async def has_agent(self, run_id: int, number: int) -> bool:
        """Whether an agent of this number lives in a run, or lived there. One query."""
        return await self._for_viewer(lambda: _has_agent(run_id, number))

    async def head(self, run_id: int) -> HeadState | None:
        """Read how far a run is; None if it is gone. One query."""
        return await self._for_feed(lambda: _read_head(run_id))

    async def new_rows(self, run_id: int, seq: int, limit: int) -> list[EncodedRow]:
        """Read rows after seq for a feed."""
        return await self._for_feed(lambda: self._rows(run_id, seq, limit))

    async def old_rows(self, run_id: int, seq: int, limit: int) -> list[EncodedRow]:
        """Read rows after seq for a viewer that is behind."""
        return await self._for_viewer(lambda: self._rows(run_id, seq, limit))

    async def oldest_seq(self, run_id: int) -> int:
        """Find the first row that is kept; one after the last if there is none."""
        return await self._for_viewer(lambda: _oldest_seq(self._run(run_id)))

    async def status(self, run_id: int) -> str:
        """Say whether the run is running, paused, behind, stalled or ended."""
        return await self._for_viewer(lambda: shown_clock(Run.objects.get(pk=run_id)).status)

    def rest(self) -> None:
        """Give the feeds' connection back."""
        self._for_feeds.submit(connections.close_all)

    def close(self) -> None:
        """End the threads and their connections."""
        for threads in (self._for_feeds, self._for_viewers):
            threads.submit(connections.close_all)
            threads.shutdown(wait=True)

    async def _for_feed(self, read: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._for_feeds, _on_kept_connection, read)

    async def _for_viewer(self, read: Callable[[], T]) -> T:
        found: T = await database_sync_to_async(read, thread_sensitive=False, executor=self._for_viewers)()
        return found

    def _run(self, run_id: int) -> Run:
        # kept, because its ancestors hang on it: a fork's lineage is then walked without queries
        if run_id not in self._runs:
            self._runs[run_id] = Run.objects.get(pk=run_id)
        return self._runs[run_id]

    def _rows(self, run_id: int, seq: int, limit: int) -> list[EncodedRow]:
        run = self._run(run_id)
        rows = rows_after(run, seq, limit=limit)
        encoders = dict(self._encoders)
        for prepare in self._prepare:
            encoders |= prepare(run, rows)
        return encode_rows(rows, encoders, timestamp=datetime.now(UTC).isoformat(timespec="milliseconds"))


def _on_kept_connection(read: Callable[[], T]) -> T:
    try:
        return read()
    except DatabaseFault:
        connections.close_all()  # whatever is wrong with it, the next read has a new one
        raise


def _find_run(run_id: int | None) -> int | None:
    wanted = Run.objects.filter(is_default=True) if run_id is None else Run.objects.filter(pk=run_id)
    return wanted.values_list("pk", flat=True).first()


def _accounts_of(run_id: int, logins: Set[int]) -> dict[int, int]:
    return dict(Membership.objects.filter(run=run_id, user__in=logins).values_list("user_id", "number"))


def _has_agent(run_id: int, number: int) -> bool:
    return Account.objects.filter(pk=key_of(run_id, number), kind=AccountKind.AGENT).exists()


def _read_head(run_id: int) -> HeadState | None:
    row: tuple[Any, ...] | None = RunHead.objects.filter(pk=run_id).values_list(*_HEAD_COLUMNS).first()
    if row is None:
        return None
    seq, sim_time, sim_ms, wall_ms, rate_milli, resume_rate_milli = row
    line = ClockLine(sim_ms=sim_ms, wall_ms=wall_ms, rate_milli=rate_milli, resume_rate_milli=resume_rate_milli)
    return HeadState(seq=seq, committed_ms=sim_time * 1000, line=line)


def _oldest_seq(run: Run) -> int:
    for segment in reversed(segments_of(run)):
        bounds = key_of(segment.run_id, segment.first_seq), key_of(segment.run_id, segment.last_seq)
        first = Event.objects.filter(pk__gte=bounds[0], pk__lte=bounds[1]).order_by("pk").first()
        if first is not None:
            return first.seq
    return RunHead.objects.get(pk=run.pk).seq + 1
