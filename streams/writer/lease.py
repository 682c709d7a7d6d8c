"""The lease: who may write a run. Taken by compare-and-set, fenced by its epoch in every commit, lost by time-out."""

import os
import socket
import uuid
from dataclasses import dataclass
from typing import Final

from django.db.models import F

from streams.errors import NotHolder
from streams.models import RunLease

LEASE_MS: Final = 10_000
"""Real milliseconds after which a silent holder may be taken over: longer than any slice or commit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A run held by this process since an epoch."""

    run_id: int
    holder: str
    epoch: int


def holder_name() -> str:
    """Name this process so that an operator finds it: host, process id and a part drawn at random."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def claim(run_id: int, *, holder: str, wall_ms: int) -> Lease | None:
    """Take the run if nobody holds it (any more); None if somebody does."""
    taken = RunLease.objects.filter(run_id=run_id, expires_wall_ms__lte=wall_ms).update(
        holder=holder, epoch=F("epoch") + 1, expires_wall_ms=wall_ms + LEASE_MS
    )
    if not taken:
        return None
    # a process that stood still here for a whole lease has been overtaken already
    epoch = RunLease.objects.filter(run_id=run_id, holder=holder).values_list("epoch", flat=True).first()
    return None if epoch is None else Lease(run_id=run_id, holder=holder, epoch=epoch)


def extend(lease: Lease, *, wall_ms: int) -> None:
    """Keep the lease; NotHolder if another epoch began. In a commit's transaction this is the fence."""
    kept = RunLease.objects.filter(run_id=lease.run_id, holder=lease.holder, epoch=lease.epoch).update(
        expires_wall_ms=wall_ms + LEASE_MS
    )
    if not kept:
        raise NotHolder(f"run {lease.run_id} was taken over: {lease.holder} (epoch {lease.epoch}) may not write it")


def release(lease: Lease) -> None:
    """Give the run back at once; a lease that was lost already is left alone."""
    RunLease.objects.filter(run_id=lease.run_id, holder=lease.holder, epoch=lease.epoch).update(
        holder="", expires_wall_ms=0
    )
