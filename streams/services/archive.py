"""Seal days: pack their rows into blocks, and delete the rows when retention says so. A change of form, not of history.

Called by housekeeping, by the embedded engine between slices and by the batch driver, in small pieces and by anybody
twice: what is read and packed outside of a transaction is written only if nobody else came first.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Length

from streams.errors import HistoryLost
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, HOUR_S, world_time
from streams.log.archive import Archived
from streams.models import ArchiveBlock, ArchiveDay, ArchiveHead, Run, RunHead, Snapshot, Step
from streams.selectors.record import given_at_fork
from streams.services import lots
from streams.services.packing import Day, blocks_of, read_rows

SEALED_AFTER_S: Final = HOUR_S
"""Simulated seconds after its end at which a day is sealed: the shown clock is then past it at any rate (x1000 runs
twenty simulated minutes ahead), so no page puts anybody back into it from rows that may be deleted meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What sealing goes on with: blocks and lots to write, the shelves that are empty then; last of the day or not."""

    blocks: list[ArchiveBlock]
    shelf: int = 0
    until: int = 0
    is_last: bool = False


def seal_some(run: Run, archived: Archived, *, rows_max: int) -> bool:
    """Pack the next piece of the run's next day, at most about `rows_max` rows; whether there was one to pack.

    A day of so many rows is packed at once, a larger one by way of lots: every row is read once, whatever the size of the
    town. HistoryLost if rows are missing; BrokenBlock if a block does not give its rows back: then nothing is written.
    """
    head = head_of(run, archived)
    committed = RunHead.objects.get(pk=run.pk)
    if committed.sim_time < (head.day + 1) * DAY_S + SEALED_AFTER_S:
        return False
    last = _last_number(run, archived, head)
    day = Day(run_id=run.pk, archived=archived, number=head.day, first=head.sealed + 1, last=last)
    laid = lots.laid(day)
    piece = _next_piece(day, laid, head.block, rows_max)
    with transaction.atomic():
        mine = ArchiveHead.objects.select_for_update().get(pk=head.pk)
        if (mine.day, mine.block, lots.laid(day)) == (head.day, head.block, laid):
            lots.clear(day, piece.shelf, piece.until)
            ArchiveBlock.objects.bulk_create(piece.blocks, batch_size=200)
            ArchiveHead.objects.filter(pk=mine.pk).update(block=piece.until)
            if piece.is_last:
                _close(run, day, mine)
    return True


def delete_some(run: Run, archived: Archived, *, kept_days: int, rows_max: int) -> int:
    """Delete rows of sealed days that ended more than `kept_days` simulated days ago; return how many, 0 = all are gone.

    By ranges of keys, the oldest first (1.2 us a row); how far it came is written in the same transaction.
    """
    head = head_of(run, archived)
    committed = RunHead.objects.get(pk=run.pk)
    day = min(head.day, (committed.sim_time - SEALED_AFTER_S) // DAY_S - kept_days)
    last = _sealed_before(run.pk, archived, day)
    end = min(last, head.rows_from + rows_max - 1)
    if end < head.rows_from:
        return 0
    with transaction.atomic():
        mine = ArchiveHead.objects.select_for_update().get(pk=head.pk)
        if mine.rows_from != head.rows_from:
            return 0
        rows = archived.model._default_manager.filter(
            pk__gte=key_of(run.pk, head.rows_from), pk__lte=key_of(run.pk, end)
        )
        deleted, _ = rows.delete()
        ArchiveHead.objects.filter(pk=mine.pk).update(rows_from=end + 1)
    return deleted


def head_of(run: Run, archived: Archived) -> ArchiveHead:
    """Say how far a table of a run is archived; one that is not begins where the run does."""
    return head_of_table(run, archived.kind, archived.model._meta.db_table)


def head_of_table(run: Run, kind: int, table_name: str) -> ArchiveHead:
    """Say the same of a table by its kind and name."""
    found = ArchiveHead.objects.filter(run=run, kind=kind).first()
    if found is not None:
        return found
    given = given_at_fork(run, table_name)
    began = run.start_sim_time
    if run.fork_step is not None:
        began = Snapshot.objects.numbered(run.pk, run.fork_step).values_list("sim_time", flat=True).get()
    start = {"day": began // DAY_S, "sealed": given, "rows_from": given + 1}
    return ArchiveHead.objects.get_or_create(run=run, kind=kind, defaults=start)[0]


def _next_piece(day: Day, laid: lots.Laid, shelf: int, rows_max: int) -> _Piece:
    """Pack a small day; of a large one read the next rows into lots, and when all are read, pack the next shelves."""
    if not shelf and not laid.rows and day.rows <= rows_max:
        return _Piece(blocks=blocks_of(day, read_rows(day, day.first, day.last)), is_last=True)
    if not shelf and laid.rows < day.rows:
        first = day.first + laid.rows
        rows = read_rows(day, first, min(first + rows_max - 1, day.last))
        return _Piece(blocks=lots.lots_of(day, rows, laid.readings))
    until = min(shelf + max(lots.SHELVES * rows_max // day.rows, 1), lots.SHELVES)
    blocks = blocks_of(day, lots.taken_from(day, shelf, until))
    return _Piece(blocks=blocks, shelf=shelf, until=until, is_last=until == lots.SHELVES)


def _last_number(run: Run, archived: Archived, head: ArchiveHead) -> int:
    """Find the last row of the day: that of its last step. Rows stand in order of step, so by halving."""
    steps = Step.objects.of(run.pk).filter(sim_time__lte=(head.day + 1) * DAY_S)
    through = steps.order_by("-pk").values_list("pk", flat=True).first()
    low, high = head.sealed, _newest(run, archived)
    if through is None:
        return low
    step = through - key_of(run.pk, 0)
    while low < high:
        middle = (low + high + 1) // 2
        if _step_of(run.pk, archived, middle) <= step:
            low = middle
        else:
            high = middle - 1
    return low


def _newest(run: Run, archived: Archived) -> int:
    newest = _rows(run.pk, archived, 0, None).order_by("-pk").values_list("pk", flat=True).first()
    return 0 if newest is None else newest - key_of(run.pk, 0)


def _step_of(run_id: int, archived: Archived, number: int) -> int:
    row = _rows(run_id, archived, number, number).values_list("step", flat=True).first()
    if row is None:
        raise HistoryLost(
            f"{archived.kind.label} {number} of run {run_id} is missing: verify_run says since when; restore a backup"
        )
    return int(row)


def _rows(run_id: int, archived: Archived, first: int, last: int | None) -> QuerySet[Any]:
    end = key_of(run_id + 1, 0) - 1 if last is None else key_of(run_id, last)
    return archived.model._default_manager.filter(pk__gte=key_of(run_id, first), pk__lte=end)


def _close(run: Run, day: Day, head: ArchiveHead) -> None:
    """Write down that a day is sealed. HistoryLost if its blocks do not hold all of its rows."""
    kind = day.archived.kind
    stored = ArchiveBlock.objects.of_day(run.pk, kind, day.number).aggregate(
        rows=Sum("rows", default=0), blocks=Count("pk"), body_bytes=Sum(Length("body"), default=0)
    )
    if stored["rows"] != day.rows:
        raise HistoryLost(
            f"{kind.label} {day.first} to {day.last} of {run} ({world_time(day.number * DAY_S)[:10]}) should be {day.rows} "
            f"rows and {stored['rows']} are packed: verify_run says which are missing; restore a backup"
        )
    ArchiveDay.objects.create(
        id=day.key(kind, 0),
        sim_time=max(day.number * DAY_S, run.start_sim_time),
        first=day.first,
        last=day.last,
        blocks=stored["blocks"],
        body_bytes=stored["body_bytes"],
    )
    ArchiveHead.objects.filter(pk=head.pk).update(day=day.number + 1, block=0, sealed=day.last)


def _sealed_before(run_id: int, archived: Archived, day: int) -> int:
    """Say the last number of the sealed days before a day, 0 if there is none."""
    days = ArchiveDay.objects.of_table(run_id, archived.kind, before_day=day)
    return days.order_by("-pk").values_list("last", flat=True).first() or 0
