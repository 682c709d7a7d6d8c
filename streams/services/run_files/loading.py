"""Load a run's file as a run of this installation: all of it, checked against its digest, or nothing."""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction

from streams.errors import BrokenRunFile, StreamsError
from streams.kernel.columns import Mode, Table, TableBatch
from streams.kernel.text import canonical_json
from streams.models import Run, RunStatus
from streams.services.run_files.form import Member, RunRow
from streams.services.run_files.reading import RunFile, opened
from streams.services.run_files.tables import PLAIN, columns_known, columns_read, rows_at_once
from streams.writer import version
from streams.writer.runs import Assemble, make_run
from streams.writer.stepper import Head
from streams.writer.store import Store
from streams.writer.stores import open_store
from streams.writer.verify import verify_chain, verify_run

OnRows = Callable[[int, int], None]
"""Told how many rows are loaded, and how many there are."""
_MADE_UP: Final = (StreamsError, ValueError, LookupError, TypeError, ArithmeticError, EOFError, zlib.error)
"""What looking at a history that nobody lived can fail with."""


def load_run_file(
    path: Path,
    *,
    assemble: Assemble,
    wall_ms: int,
    name: str = "",
    is_paused: bool = True,
    is_default: bool = False,
    is_verified: bool = True,
    on_rows: OnRows = lambda done, total: None,
) -> Run:
    """Load a run and its ancestors in one transaction; returns the run, which goes on where it was when it was written.

    name: instead of its own.   is_verified: whether its digest is recomputed from the rows and its present re-executed, as
    `verify_run` does; a past of an older engine is compared by its digests alone.   BrokenRunFile says why it was refused.
    Ancestors are there to be read and forked: they are ended. On SQLite engines wait meanwhile.
    """
    with opened(path) as file:
        file.check()
        try:
            with transaction.atomic():
                run = _loaded(file, wall_ms=wall_ms, name=name, is_paused=is_paused, on_rows=on_rows)
                if is_default:
                    Run.objects.filter(is_default=True).update(is_default=False)
                    Run.objects.filter(pk=run.pk).update(is_default=True)
                if is_verified:
                    _verify(run, assemble)
        except (IntegrityError, DataError, ValueError) as error:  # a ValueError is a NUL in a text
            raise BrokenRunFile(f"The rows of the file do not belong together: {error}") from None
    run.refresh_from_db()
    return run


def _loaded(file: RunFile, *, wall_ms: int, name: str, is_paused: bool, on_rows: OnRows) -> Run:
    runs: list[Run] = []
    for place, row in enumerate(file.manifest.runs):
        is_ancestor = place < len(file.manifest.runs) - 1
        runs.append(
            _make(
                row,
                parent=runs[-1] if runs else None,
                name=row.name if is_ancestor or not name else name,
                status=RunStatus.ENDED if is_ancestor else RunStatus(row.status),
                is_paused=is_ancestor or is_paused,
                wall_ms=wall_ms,
            )
        )
    store = open_store()
    total, done = sum(member.rows for member in file.manifest.members), 0
    for member in file.manifest.members:
        for count in _load_member(store, file, member, runs[member.run].pk):
            done += count
            on_rows(done, total)
    return runs[-1]


def _make(row: RunRow, **fields: Any) -> Run:
    head = Head(
        step=row.head.step, sim_time=row.head.sim_time, digest=row.head.digest, counters=dict(row.head.counters)
    )
    if head.seq != row.head.seq:
        raise BrokenRunFile(
            "The manifest of the file contradicts itself: the head's event is not the last number given."
        )
    return make_run(
        rate_milli=row.rate_milli,
        head=head,
        seed=row.seed,
        scenario=canonical_json(row.scenario),
        language=row.language,
        step_s=row.step_s,
        start_sim_time=row.start_sim_time,
        engine_version=row.engine_version,
        fork_step=row.fork_step,
        fork_seq=row.fork_seq,
        **fields,
    )


def _load_member(store: Store, file: RunFile, member: Member, run_id: int) -> Iterator[int]:
    """Load a table some rows at a time, saying how many each time."""
    plain = next((model for model in PLAIN if model._meta.db_table == member.table), None)
    names = [name for name, _ in member.columns]
    if plain is not None:
        if strange := set(names) - set(PLAIN[plain]):
            raise BrokenRunFile(
                f"the file has {member.table} with {', '.join(sorted(strange))}, which this version does not know: upgrade "
                "this installation first"
            )
        for rows in file.row_parts(member, limit=1_000):
            _load_plain(plain, names, rows, run_id)
            yield len(rows)
        return
    table = columns_known(member.table, member.columns)
    for rows in file.row_parts(member, rows_at_once(table)):
        _load_rows(store, table, columns_read(table, run_id, names, rows), len(rows))
        yield len(rows)


def _load_rows(store: Store, table: Table, columns: Mapping[str, Any], count: int) -> None:
    packed = [column.name for column in table.columns if column.dtype == "bytes"]
    if count == 1 and packed:
        row = {name: values.tolist()[0] for name, values in columns.items()}
        store.write_large(table, row | {name: [row[name]] for name in packed})
    else:
        store.write([TableBatch.of(table, Mode.INSERT, columns)])


def _load_plain(model: type[models.Model], names: Sequence[str], rows: Sequence[Any], run_id: int) -> None:
    made = []
    for cells in rows:
        if not isinstance(cells, list) or len(cells) != len(names):
            raise BrokenRunFile(f"a row of {model._meta.db_table} does not have {len(names)} values")
        row = model(run_id=run_id, **dict(zip(names, cells, strict=True)))
        try:
            row.clean_fields(exclude={field.name for field in model._meta.fields} - set(names))
        except ValidationError as error:
            raise BrokenRunFile(f"a row of {model._meta.db_table} is not allowed: {error.messages[0]}") from None
        made.append(row)
    model._default_manager.bulk_create(made)


def _verify(run: Run, assemble: Assemble) -> None:
    """Raise BrokenRunFile for the first fault of a run that was loaded."""
    is_ours = run.engine_version == version.ENGINE_VERSION
    try:
        fault = next(iter(verify_run(run, assemble) if is_ours else verify_chain(run)), None)
    except _MADE_UP as error:
        raise BrokenRunFile(f"The run in the file cannot be re-executed: {error}") from None
    if fault is not None:
        raise BrokenRunFile(f"The run in the file is not what its digest says: {fault}")
