"""What a serving process reads for its viewers: heads, rows already encoded, the oldest row that is kept.

Two threads of its own, so that a viewer who resumes from long ago never holds up what is new: one reads for feeds, one
for everybody else. Each call closes connections that are too old, as a request would.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Final, Protocol, TypeVar

from channels.db import database_sync_to_async
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

    async def account_of(self, run_id: int, user_id: int) -> int:
        """Find the account of a login in a run, 0 without one."""

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

    def close(self) -> None:
        """End the threads and their connections."""


class DatabaseReader:
    """Reads the record through Django; encoding is done in the reading thread too."""

    def __init__(self, encoders: Mapping[int, Encoder]) -> None:
        self._encoders = encoders
        self._runs: dict[int, Run] = {}
        self._for_feeds = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-feed")
        self._for_viewers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-resume")

    async def find_run(self, run_id: int | None) -> int | None:
        """Give the run's id if it exists; None asks for the default run."""
        return await self._in(self._for_viewers, lambda: _find_run(run_id))

    async def account_of(self, run_id: int, user_id: int) -> int:
        """Find the account of a login in a run, 0 without one. One query."""
        return await self._in(self._for_viewers, lambda: _account_of(run_id, user_id))

    async def has_agent(self, run_id: int, number: int) -> bool:
        """Whether an agent of this number lives in a run, or lived there. One query."""
        return await self._in(self._for_viewers, lambda: _has_agent(run_id, number))

    async def head(self, run_id: int) -> HeadState | None:
        """Read how far a run is; None if it is gone. One query."""
        return await self._in(self._for_feeds, lambda: _read_head(run_id))

    async def new_rows(self, run_id: int, seq: int, limit: int) -> list[EncodedRow]:
        """Read rows after seq for a feed."""
        return await self._in(self._for_feeds, lambda: self._rows(run_id, seq, limit))

    async def old_rows(self, run_id: int, seq: int, limit: int) -> list[EncodedRow]:
        """Read rows after seq for a viewer that is behind."""
        return await self._in(self._for_viewers, lambda: self._rows(run_id, seq, limit))

    async def oldest_seq(self, run_id: int) -> int:
        """Find the first row that is kept; one after the last if there is none."""
        return await self._in(self._for_viewers, lambda: _oldest_seq(self._run(run_id)))

    async def status(self, run_id: int) -> str:
        """Say whether the run is running, paused, behind, stalled or ended."""
        return await self._in(self._for_viewers, lambda: shown_clock(Run.objects.get(pk=run_id)).status)

    def close(self) -> None:
        """End the threads and their connections."""
        for threads in (self._for_feeds, self._for_viewers):
            threads.submit(connections.close_all)
            threads.shutdown(wait=True)

    async def _in(self, threads: ThreadPoolExecutor, read: Callable[[], T]) -> T:
        found: T = await database_sync_to_async(read, thread_sensitive=False, executor=threads)()
        return found

    def _run(self, run_id: int) -> Run:
        # kept, because its ancestors hang on it: a fork's lineage is then walked without queries
        if run_id not in self._runs:
            self._runs[run_id] = Run.objects.get(pk=run_id)
        return self._runs[run_id]

    def _rows(self, run_id: int, seq: int, limit: int) -> list[EncodedRow]:
        rows = rows_after(self._run(run_id), seq, limit=limit)
        encoders = {**self._encoders, **network_encoders(rows)}
        return encode_rows(rows, encoders, timestamp=datetime.now(UTC).isoformat(timespec="milliseconds"))


def _find_run(run_id: int | None) -> int | None:
    wanted = Run.objects.filter(is_default=True) if run_id is None else Run.objects.filter(pk=run_id)
    return wanted.values_list("pk", flat=True).first()


def _account_of(run_id: int, user_id: int) -> int:
    return Membership.objects.filter(run=run_id, user=user_id).values_list("number", flat=True).first() or 0


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
