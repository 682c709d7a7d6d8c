"""Prune the archive: say what would be lost, and lose it. What a fork reads, and what is still rows, is never touched.

Pruned days keep their line in the archive without their blocks, so that readers can say what was there. Digests of steps
and transfers stay: the chain of digests is whole for ever, and money can be added up from the first cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Length

from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S
from streams.log.archive import EVENT_ARCHIVE
from streams.models import ArchiveBlock, ArchiveDay, ArchiveHead, Inbox, Outcome, Run, Snapshot
from streams.models.archive import BLOCKS_MAX, archive_number

_KIND: Final = EVENT_ARCHIVE.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruning:
    """What would go from a run: whole archived days, and the snapshots and commands that looks at them need.

    kept_for_forks: forks that read days which would have gone otherwise.   still_rows: days that are not archived only.
    looks_from: the simulated time from which a past moment can be looked at again; None if nothing goes.
    """

    run: Run
    days: Sequence[ArchiveDay]
    snapshots: Sequence[int]
    snapshot_bytes: int
    commands: int
    last_step: int
    first_step: int
    kept_for_forks: Sequence[Run]
    still_rows: int
    looks_from: int | None

    @property
    def events(self) -> int:
        """Events that would go."""
        return sum(day.rows for day in self.days)

    @property
    def body_bytes(self) -> int:
        """Bytes that would go."""
        return sum(day.body_bytes for day in self.days) + self.snapshot_bytes


def plan_pruning(run: Run, *, before: int) -> Pruning:
    """Find what may go of the days that ended at or before a simulated time. Reads only."""
    forked = Run.objects.filter(parent=run).aggregate(seq=Max("fork_seq"), step=Max("fork_step"))
    newest = Snapshot.objects.of(run.pk).order_by("-pk").only("seq").first()
    archive = ArchiveHead.objects.filter(run=run, kind=_KIND).first()
    ended = [day for day in _days(run) if (day.day + 1) * DAY_S <= before and not day.is_pruned and day.rows]
    free = [day for day in ended if day.first > (forked["seq"] or 0)]
    rows_from = archive.rows_from if archive is not None else 0
    days = [day for day in free if day.last < rows_from and newest is not None and day.last <= newest.seq]
    step = max(forked["step"] or 0, run.fork_step or 0)
    first_kept = _first_snapshot_after(run, days[-1].last) if days else None
    gone = _snapshots(run, step, first_kept)
    return Pruning(
        run=run,
        days=days,
        snapshots=list(gone.values_list("pk", flat=True)),
        snapshot_bytes=sum(gone.annotate(size=Length("body")).values_list("size", flat=True)),
        commands=_commands(run, step, first_kept.number if first_kept else 0).count(),
        first_step=step,
        last_step=first_kept.number if first_kept else 0,
        kept_for_forks=[
            fork for fork in Run.objects.filter(parent=run) if any(day.first <= (fork.fork_seq or 0) for day in ended)
        ],
        still_rows=len(free) - len(days),
        looks_from=first_kept.sim_time if first_kept else None,
    )


def prune(pruning: Pruning) -> None:
    """Carry out a plan: all of it or nothing."""
    run = pruning.run
    with transaction.atomic():
        for day in pruning.days:
            ArchiveDay.objects.filter(pk=day.pk).update(is_pruned=True)
            first = key_of(run.pk, archive_number(_KIND, day.day))
            ArchiveBlock.objects.filter(pk__gte=first, pk__lt=first + BLOCKS_MAX).delete()
        Snapshot.objects.filter(pk__in=pruning.snapshots).delete()
        _commands(run, pruning.first_step, pruning.last_step).delete()


def _days(run: Run) -> QuerySet[ArchiveDay]:
    low, high = key_of(run.pk, archive_number(_KIND)), key_of(run.pk, archive_number(_KIND + 1))
    return ArchiveDay.objects.filter(pk__gte=low, pk__lt=high).order_by("pk")


def _first_snapshot_after(run: Run, seq: int) -> Snapshot | None:
    """Find the snapshot from which on everything is kept."""
    return Snapshot.objects.of(run.pk).filter(seq__gte=seq).order_by("pk").defer("body").first()


def _snapshots(run: Run, after_step: int, first_kept: Snapshot | None) -> QuerySet[Snapshot]:
    """Select the snapshots between the last fork (or the own first) and the first that is kept."""
    if first_kept is None:
        return Snapshot.objects.none()
    return Snapshot.objects.filter(pk__gt=key_of(run.pk, after_step), pk__lt=first_kept.pk)


def _commands(run: Run, after_step: int, last_step: int) -> QuerySet[Inbox]:
    stamped = Q(applied_step__gt=after_step, applied_step__lte=last_step)
    return Inbox.objects.filter(stamped, run=run).exclude(outcome=Outcome.PENDING)
