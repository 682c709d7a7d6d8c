"""Seal days: pack their rows into blocks, and delete the rows when retention says so. A change of form, not of history.

Called by housekeeping, by the embedded engine between slices and by the batch driver, in small pieces and by anybody
twice: what is read and packed outside of a transaction is written only if nobody else came first.
"""

import json
from typing import Any, Final

import numpy as np
from django.db import transaction
from django.db.models import QuerySet, Sum

from streams.errors import BrokenBlock, HistoryLost
from streams.kernel.ids import key_of, number_of
from streams.kernel.simtime import DAY_S, HOUR_S, world_time
from streams.log.archive import BEINGS_PER_BLOCK, Archived, block_of
from streams.log.codec import Int, decode, encode
from streams.models import Account, ArchiveBlock, ArchiveDay, ArchiveHead, Run, RunHead, Snapshot, Step
from streams.models.archive import BLOCKS_MAX, archive_number
from streams.selectors.record import given_at_fork

SEALED_AFTER_S: Final = HOUR_S
"""Simulated seconds after its end at which a day is sealed: the shown clock is then past it at any rate (x1000 runs
twenty simulated minutes ahead), so no page puts anybody back into it from rows that may be deleted meanwhile."""
_READ_ROWS: Final = 10_000


def seal_some(run: Run, archived: Archived, *, rows_max: int) -> bool:
    """Pack the next piece of the run's next day, about `rows_max` rows; whether there was one to pack.

    HistoryLost if rows are missing; BrokenBlock if a block does not give its rows back: then nothing is written.
    """
    head = head_of(run, archived)
    committed = RunHead.objects.get(pk=run.pk)
    if committed.sim_time < (head.day + 1) * DAY_S + SEALED_AFTER_S:
        return False
    last = _last_number(run, archived, head)
    beings = json.loads(committed.counters).get(Account._meta.db_table, 0)
    blocks = block_of(beings) + 1
    span = max(1, blocks * rows_max // max(last - head.sealed, 1))
    until = None if head.block + span >= blocks else head.block + span
    packed = _packed(run.pk, archived, head, last, until)
    with transaction.atomic():
        mine = ArchiveHead.objects.select_for_update().get(pk=head.pk)
        if (mine.day, mine.block) == (head.day, head.block):
            ArchiveBlock.objects.bulk_create(packed, batch_size=200)
            _advance(run, archived, mine, last, until)
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
    found = ArchiveHead.objects.filter(run=run, kind=archived.kind).first()
    if found is not None:
        return found
    given = given_at_fork(run, archived.model._meta.db_table)
    began = run.start_sim_time
    if run.fork_step is not None:
        began = Snapshot.objects.numbered(run.pk, run.fork_step).values_list("sim_time", flat=True).get()
    start = {"day": began // DAY_S, "sealed": given, "rows_from": given + 1}
    return ArchiveHead.objects.get_or_create(run=run, kind=archived.kind, defaults=start)[0]


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


def _packed(run_id: int, archived: Archived, head: ArchiveHead, last: int, until: int | None) -> list[ArchiveBlock]:
    """Pack the day's rows of the blocks from the head's to `until`, not included; None takes all that are left."""
    rows = _rows(run_id, archived, head.sealed + 1, last).annotate(being_of_block=archived.being)
    if head.block:
        rows = rows.filter(being_of_block__gte=head.block * BEINGS_PER_BLOCK)
    if until is not None:
        rows = rows.filter(being_of_block__lt=until * BEINGS_PER_BLOCK)
    names = [name for name, _ in archived.layout.columns]
    columns = _columns(rows, [*names, "being_of_block"])
    columns["id"] -= key_of(run_id, 0)
    texts = _texts(rows, archived)
    block = np.maximum(columns.pop("being_of_block"), 0) // BEINGS_PER_BLOCK
    return [
        _block(run_id, archived, head.day, number, {name: columns[name][block == number] for name in names}, texts)
        for number in np.unique(block).tolist()
    ]


def _columns(rows: QuerySet[Any], names: list[str]) -> dict[str, Int]:
    chunks = [np.zeros((0, len(names)), dtype=np.int64)]
    gathered: list[tuple[int, ...]] = []
    for row in rows.values_list(*names).iterator(chunk_size=_READ_ROWS):
        gathered.append(row)
        if len(gathered) == _READ_ROWS:
            chunks.append(np.array(gathered, dtype=np.int64))
            gathered.clear()
    chunks.append(np.array(gathered, dtype=np.int64).reshape(-1, len(names)))
    table = np.concatenate(chunks)
    return {name: np.ascontiguousarray(table[:, i]) for i, name in enumerate(names)}


def _texts(rows: QuerySet[Any], archived: Archived) -> dict[int, str]:
    """Read the texts that there are, by number."""
    if not archived.layout.text:
        return {}
    said = rows.exclude(**{archived.layout.text: None}).values_list("pk", archived.layout.text)
    return {number_of(pk): text for pk, text in said}


def _block(
    run_id: int, archived: Archived, day: int, number: int, columns: dict[str, Int], said: dict[int, str]
) -> ArchiveBlock:
    texts = {}
    if said:
        texts = {row: said[seq] for row, seq in enumerate(columns["id"].tolist()) if seq in said}
    body = encode(archived.layout, columns, texts)
    _check(archived, body, columns, texts)
    key = key_of(run_id, archive_number(archived.kind, day, number))
    return ArchiveBlock(id=key, rows=len(columns["id"]), body=body)


def _check(archived: Archived, body: bytes, columns: dict[str, Int], texts: dict[int, str]) -> None:
    """Unpack what was packed and compare: the rows will be deleted."""
    read, said = decode(archived.layout, body)
    order = np.lexsort([columns[name] for name in archived.layout.order[::-1]])
    wrong = [name for name, values in columns.items() if not np.array_equal(values[order], read[name])]
    if wrong or {int(order[row]): text for row, text in said.items()} != texts:
        raise BrokenBlock(f"packed {archived.kind.label} do not come back equal: {wrong or archived.layout.text}")


def _advance(run: Run, archived: Archived, head: ArchiveHead, last: int, until: int | None) -> None:
    if until is not None:
        ArchiveHead.objects.filter(pk=head.pk).update(block=until)
        return
    first = key_of(run.pk, archive_number(archived.kind, head.day))
    stored = ArchiveBlock.objects.filter(pk__gte=first, pk__lt=first + BLOCKS_MAX)
    rows = stored.aggregate(rows=Sum("rows"))["rows"] or 0
    if rows != last - head.sealed:
        raise HistoryLost(
            f"{archived.kind.label} {head.sealed + 1} to {last} of {run} ({world_time(head.day * DAY_S)[:10]}) should be "
            f"{last - head.sealed} rows and are {rows}: verify_run says which are missing; restore a backup"
        )
    sizes = [len(body) for body in stored.values_list("body", flat=True).iterator(chunk_size=100)]
    ArchiveDay.objects.create(
        id=first,
        sim_time=max(head.day * DAY_S, run.start_sim_time),
        first=head.sealed + 1,
        last=last,
        blocks=len(sizes),
        body_bytes=sum(sizes),
    )
    ArchiveHead.objects.filter(pk=head.pk).update(day=head.day + 1, block=0, sealed=last)


def _sealed_before(run_id: int, archived: Archived, day: int) -> int:
    """Say the last number of the sealed days before a day, 0 if there is none."""
    if day <= 0:
        return 0
    low, high = archive_number(archived.kind), archive_number(archived.kind, day)
    days = ArchiveDay.objects.filter(pk__gte=key_of(run_id, low), pk__lt=key_of(run_id, high))
    return days.order_by("-pk").values_list("last", flat=True).first() or 0
