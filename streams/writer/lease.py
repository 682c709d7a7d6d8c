"""The lease: who may write a run. Taken by compare-and-set, fenced by its epoch in every commit, lost by time-out.

A holder that froze inside a transaction keeps the lease's row locked. Nobody waits for it: a claim passes over what is
locked, and ends the frozen one's session on the server once the lease has run out.
"""

import os
import socket
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog
from django.db import connection, transaction
from django.db.models import Q

from streams.errors import NotHolder
from streams.models import RunLease

log = structlog.get_logger(__name__)

LEASE_MS: Final = 10_000
"""Real milliseconds after which a silent holder may be taken over: longer than any slice or commit."""
FROZEN_AFTER_S: Final = 2
"""Seconds that a server waits for the next word of a holder within its transaction, before it counts as frozen."""

# A row's xmax is the transaction that is changing it, and the server lists who runs that one. A session that works, however
# slowly, is not waiting for its client; one that is fed by COPY waits for moments only.
_END_FROZEN: Final = """
SELECT activity.pid, activity.state, pg_terminate_backend(activity.pid)
FROM streams_runlease AS lease
JOIN pg_locks AS held ON held.locktype = 'transactionid' AND held.transactionid = lease.xmax AND held.granted
JOIN pg_stat_activity AS activity ON activity.pid = held.pid
WHERE lease.run_id = %s AND (lease.expires_wall_ms <= %s OR lease.expires_wall_ms > %s)
  AND activity.wait_event_type = 'Client' AND activity.state_change < clock_timestamp() - make_interval(secs => %s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A run held by this process since an epoch."""

    run_id: int
    holder: str
    epoch: int


def holder_name() -> str:
    """Name this process so that an operator finds it: host, process id and a part drawn at random."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def free_at(wall_ms: int, field: str = "expires_wall_ms") -> Q:
    """Select leases that nobody holds (any more).

    One that ends later than any can was taken before the host's clock was set back; with skew between hosts, by at most
    one lease, it is left alone.
    """
    return Q(**{f"{field}__lte": wall_ms}) | Q(**{f"{field}__gt": wall_ms + 2 * LEASE_MS})


def claim(run_id: int, *, holder: str, wall_ms: int) -> Lease | None:
    """Take the run if nobody holds it (any more); None if somebody does. Never waits for another process.

    None also where a frozen holder's session had to be ended first: the next claim finds the run free.
    """
    with transaction.atomic():
        free = RunLease.objects.select_for_update(skip_locked=True).filter(free_at(wall_ms), run_id=run_id)
        last = free.first()
        if last is not None:
            epoch = last.epoch + 1
            taken = RunLease.objects.filter(run_id=run_id, epoch=last.epoch).update(
                holder=holder, epoch=epoch, expires_wall_ms=wall_ms + LEASE_MS, claimed_wall_ms=wall_ms
            )
            return Lease(run_id=run_id, holder=holder, epoch=epoch) if taken else None
    _end_frozen_holder(run_id, wall_ms)
    return None


def extend(lease: Lease, *, wall_ms: int) -> None:
    """Keep the lease; NotHolder if another epoch began. In a commit's transaction this is the fence."""
    kept = RunLease.objects.filter(run_id=lease.run_id, holder=lease.holder, epoch=lease.epoch).update(
        expires_wall_ms=wall_ms + LEASE_MS
    )
    if not kept:
        raise NotHolder(f"run {lease.run_id} was taken over: {lease.holder} (epoch {lease.epoch}) may not write it")


def extending(lease: Lease, now_ms: Callable[[], int]) -> Callable[[], None]:
    """Give a function that extends the lease once a quarter of it has passed, for work that may take longer than it lasts."""
    due_ms = now_ms() + LEASE_MS // 4

    def extend_when_due() -> None:
        nonlocal due_ms
        wall_ms = now_ms()
        if wall_ms >= due_ms:
            extend(lease, wall_ms=wall_ms)
            due_ms = wall_ms + LEASE_MS // 4

    return extend_when_due


def release(lease: Lease) -> None:
    """Give the run back at once; a lease that was lost already is left alone."""
    RunLease.objects.filter(run_id=lease.run_id, holder=lease.holder, epoch=lease.epoch).update(
        holder="", expires_wall_ms=0
    )


def _end_frozen_holder(run_id: int, wall_ms: int) -> None:
    """End the session that keeps an expired lease locked and says nothing; what it had begun is undone by the server."""
    if connection.vendor != "postgresql":
        return  # SQLite has one lock for the whole file, and its busy time-out
    with connection.cursor() as cursor:
        cursor.execute(_END_FROZEN, [run_id, wall_ms, wall_ms + 2 * LEASE_MS, FROZEN_AFTER_S])
        for pid, state, is_ended in cursor.fetchall():
            log.warning("lease.frozen_holder_ended", run=run_id, backend_pid=pid, state=state, is_ended=is_ended)
