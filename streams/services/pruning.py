"""Prune the archive: say what would be lost, and lose it. What a fork reads, and what is still rows, is never touched.

Pruned days keep their line in the archive without their blocks, so that readers can say what was there. Digests of steps
and transfers stay: the chain of digests is whole for ever, and money can be added up from the first cent.

Snapshots and commands go between two steps: the last before the first pruned event, and that of the first snapshot after
the last one. So every step outside is re-executed from a snapshot with all commands since, and none inside is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Max, Q, QuerySet, Sum
from django.db.models.functions import Length

from streams.errors import PlanChanged
from streams.kernel.ids import key_of, number_of
from streams.kernel.simtime import DAY_S
from streams.log.archive import EVENT_ARCHIVE
from streams.models import ArchiveBlock, ArchiveDay, ArchiveHead, Inbox, Outcome, Run, Snapshot, Step

_KIND: Final = EVENT_ARCHIVE.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruning:
    """What would go from a run: whole archived days, and the snapshots and commands that looks at them need.

    before: the simulated time that days must have ended by.   first_step, last_step: commands after the one and up to the
    other go.   kept_for_forks: forks that read days which would have gone otherwise.   still_rows: days that are not
    archived only.   looks_from: the simulated time from which a past moment can be looked at again; None if nothing goes.
    """

    run: Run
    before: int
    days: Sequence[ArchiveDay]
    snapshots: Sequence[int]
    snapshot_bytes: int
    commands: int
    first_step: int
    last_step: int
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
    forks = Run.objects.filter(parent=run)
    forked = forks.aggregate(seq=Max("fork_seq", default=0), step=Max("fork_step", default=0))
    sealed = [day for day in ArchiveDay.objects.of_table(run.pk, _KIND).order_by("pk") if day.rows]
    ended = [day for day in sealed if (day.day + 1) * DAY_S <= before and not day.is_pruned]
    free = [day for day in ended if day.first > forked["seq"]]
    days = _archived_only(run, free)
    first_kept = _first_snapshot_after(run, days[-1].last) if days else None
    first = max(forked["step"], _last_step_before(run, _first_of_gap(sealed, days[0]))) if days else 0
    last = first_kept.number if first_kept is not None else first
    gone = Snapshot.objects.filter(pk__gt=key_of(run.pk, first), pk__lt=key_of(run.pk, last))
    return Pruning(
        run=run,
        before=before,
        days=days,
        snapshots=list(gone.order_by("pk").values_list("pk", flat=True)),
        snapshot_bytes=gone.aggregate(size=Sum(Length("body"), default=0))["size"],
        commands=_commands(run, first, last).count(),
        first_step=first,
        last_step=last,
        kept_for_forks=[fork for fork in forks if any(day.first <= (fork.fork_seq or 0) for day in ended)],
        still_rows=len(free) - len(days),
        looks_from=first_kept.sim_time if first_kept is not None else None,
    )


def prune(shown: Pruning) -> None:
    """Carry out a plan as it was shown: all of it or nothing. PlanChanged if something else would go by now."""
    with transaction.atomic():
        fresh = _plan_alone(shown.run, shown.before)
        if _what_goes(fresh) != _what_goes(shown):
            raise PlanChanged(
                f"What can go of {shown.run} has changed since it was shown, by a fork or the archive itself: nothing was "
                f"deleted. Look again."
            )
        _delete(fresh)


def prune_before(run: Run, *, before: int) -> Pruning:
    """Plan and carry out at once, where nobody is shown the plan; return what went."""
    with transaction.atomic():
        pruning = _plan_alone(run, before)
        _delete(pruning)
    return pruning


def _plan_alone(run: Run, before: int) -> Pruning:
    """Plan while nobody can fork the run; within a transaction that goes on."""
    return plan_pruning(Run.objects.lock(run.pk), before=before)


def _what_goes(pruning: Pruning) -> tuple[object, ...]:
    return (pruning.days, pruning.snapshots, pruning.commands, pruning.first_step, pruning.last_step)


def _delete(pruning: Pruning) -> None:
    run_id = pruning.run.pk
    for day in pruning.days:
        ArchiveBlock.objects.of_day(run_id, _KIND, day.day).delete()
    ArchiveDay.objects.filter(pk__in=[day.pk for day in pruning.days]).update(is_pruned=True)
    Snapshot.objects.filter(pk__in=pruning.snapshots).delete()
    _commands(pruning.run, pruning.first_step, pruning.last_step).delete()


def _first_of_gap(sealed: Sequence[ArchiveDay], day: ArchiveDay) -> int:
    """Say where the gap begins that a day becomes part of: days right before it may have been pruned already."""
    first = day.first
    for earlier in reversed([one for one in sealed if one.pk < day.pk]):
        if not earlier.is_pruned:
            break
        first = earlier.first
    return first


def _archived_only(run: Run, days: Sequence[ArchiveDay]) -> list[ArchiveDay]:
    """Choose the days that are no longer rows, and have a snapshot after them."""
    archive = ArchiveHead.objects.filter(run=run, kind=_KIND).first()
    newest = Snapshot.objects.of(run.pk).order_by("-pk").values_list("seq", flat=True).first()
    if archive is None or newest is None:
        return []
    return [day for day in days if day.last < archive.rows_from and day.last <= newest]


def _first_snapshot_after(run: Run, seq: int) -> Snapshot | None:
    """Find the snapshot from which on everything is kept."""
    return Snapshot.objects.of(run.pk).filter(seq__gte=seq).order_by("pk").defer("body").first()


def _last_step_before(run: Run, seq: int) -> int:
    """Find the last step that ended before an event; that of the fork, or 0, if it was the run's own first."""
    steps = Step.objects.of(run.pk).filter(seq__lt=seq).order_by("-pk")
    found = steps.values_list("pk", flat=True).first()
    return number_of(found) if found is not None else run.fork_step or 0


def _commands(run: Run, after_step: int, last_step: int) -> QuerySet[Inbox]:
    stamped = Q(applied_step__gt=after_step, applied_step__lte=last_step)
    return Inbox.objects.filter(stamped, run=run).exclude(outcome=Outcome.PENDING)
