"""Write a run into a file, as of one moment, while its engine goes on."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import IO, Any, Final

import orjson
from django.db import connection, models

from streams.kernel.columns import Table
from streams.kernel.ids import key_range
from streams.models import Outcome, Run, RunClock, RunHead
from streams.services.run_files.form import FORMAT, MANIFEST, VERSION, HeadFacts, Manifest, Member, RunRow
from streams.services.run_files.tables import PLAIN, described, history, line_writer, rows_at_once
from streams.writer.one_moment import one_moment
from streams.writer.tables import table_of

_PIECE_BYTES: Final = 1 << 18
_LEVEL: Final = 3
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
OnRows = Callable[[int], None]
"""Told how many rows are written so far; what it raises ends the writing."""


def count_rows(run: Run) -> int:
    """Count the rows that a run's file would hold, its ancestors' too."""
    with one_moment():
        return sum(_count(table_of(model), each.pk) for each in _generations(run) for model in history().values())


def write_run_file(run: Run, file: IO[bytes], on_rows: OnRows = lambda _: None) -> Manifest:
    """Write a run and its ancestors; returns what was written.

    file: open for writing, best one that can be sought in.   Some thousand rows are held at a time, whatever the run's size.
    An unfinished file is worthless, and refused by whoever reads it: its manifest comes last.
    """
    with one_moment(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        generations = _generations(run)
        writer = _Writer(archive, on_rows)
        for place, each in enumerate(generations):
            for model in history().values():
                writer.add_history(place, each.pk, table_of(model))
            for model, names in PLAIN.items():
                writer.add_plain(place, each.pk, model, names)
        manifest = Manifest(
            format=FORMAT,
            version=VERSION,
            written_wall=datetime.now(UTC).isoformat(timespec="seconds"),
            runs=[_facts(each.pk) for each in generations],
            members=writer.members,
        )
        archive.writestr(_entry(MANIFEST), manifest.model_dump_json(indent=1))
    return manifest


def _generations(run: Run) -> list[Run]:
    """List a run's ancestors from the founder on, and the run."""
    found = [run]
    while found[-1].parent is not None:
        found.append(found[-1].parent)
    return found[::-1]


def _facts(run_id: int) -> RunRow:
    run, head = Run.objects.get(pk=run_id), RunHead.objects.get(pk=run_id)  # as of this moment
    return RunRow(
        name=run.name,
        seed=run.seed,
        scenario=json.loads(run.scenario),
        language=run.language,
        step_s=run.step_s,
        start_sim_time=run.start_sim_time,
        status="ended" if run.status == "ended" else "live",
        engine_version=run.engine_version,
        fork_step=run.fork_step,
        fork_seq=run.fork_seq,
        rate_milli=RunClock.objects.get(pk=run_id).resume_rate_milli,
        head=HeadFacts(
            step=head.step, sim_time=head.sim_time, seq=head.seq, digest=head.digest, counters=json.loads(head.counters)
        ),
    )


class _Writer:
    """Writes members one after the other."""

    def __init__(self, archive: zipfile.ZipFile, on_rows: OnRows) -> None:
        self.members: list[Member] = []
        self._archive = archive
        self._on_rows = on_rows
        self._rows = 0

    def add_history(self, place: int, run_id: int, table: Table) -> None:
        """Write a table of history; none where it has no rows of the run."""
        line = line_writer(table, run_id)
        parts = (_joined(line, rows) for rows in _row_parts(table, run_id))
        self._add(place, table.name, described(table), parts)

    def add_plain(self, place: int, run_id: int, model: type[models.Model], names: Sequence[str]) -> None:
        """Write a table that names its run in a column; commands that still wait are left out."""
        rows: models.QuerySet[Any] = model._default_manager.filter(run_id=run_id).order_by("pk")
        if "applied_step" in names:
            rows = rows.exclude(outcome=Outcome.PENDING)
        found = rows.values_list(*names).iterator(chunk_size=1_000)
        columns = tuple((name, "json") for name in names)
        self._add(place, model._meta.db_table, columns, ((1, _line(row)) for row in found))

    def _add(
        self, place: int, table_name: str, columns: tuple[tuple[str, str], ...], parts: Iterator[tuple[int, bytes]]
    ) -> None:
        """Write a member.   parts: so many rows, and their lines."""
        first = next(parts, None)
        if first is None:
            return
        name = f"{place}/{table_name}.jsonl"
        checksum, size, count = hashlib.sha256(), 0, 0
        with self._archive.open(_entry(name), "w", force_zip64=True) as member:
            for rows, piece in chain([first], parts):
                checksum.update(piece)
                for begin in range(0, len(piece), _PIECE_BYTES):
                    member.write(piece[begin : begin + _PIECE_BYTES])
                size += len(piece)
                count += rows
                self._rows += rows
                self._on_rows(self._rows)
        self.members.append(
            Member(
                name=name,
                run=place,
                table=table_name,
                columns=columns,
                rows=count,
                size=size,
                sha256=checksum.hexdigest(),
            )
        )


def _joined(line: Callable[[Sequence[Any]], bytes], rows: Sequence[Sequence[Any]]) -> tuple[int, bytes]:
    """Write rows as lines. One after the other, for each takes kilobytes until it is let go."""
    piece = bytearray()
    for row in rows:
        piece += line(row)
    return len(rows), bytes(piece)


def _entry(name: str) -> zipfile.ZipInfo:
    """Name a member, without the time of the day: the same run gives the same bytes of rows."""
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = _LEVEL  # type: ignore[attr-defined]  # public only from Python 3.13 on
    return entry


def _line(row: Sequence[Any]) -> bytes:
    return orjson.dumps(list(row), option=orjson.OPT_APPEND_NEWLINE)


def _row_parts(table: Table, run_id: int) -> Iterator[list[tuple[Any, ...]]]:
    """Read a run's rows in the order of their keys, some at a time: no query has to last."""
    listed = ", ".join(f'"{name}"' for name in table.names)
    key, end = key_range(run_id)
    key -= 1
    limit = rows_at_once(table)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT {listed} FROM "{table.name}" WHERE "{table.key}" > %s AND "{table.key}" < %s '
                f'ORDER BY "{table.key}" LIMIT {limit}',
                [key, end],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        key = rows[-1][0]


def _count(table: Table, run_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT count(*) FROM "{table.name}" WHERE "{table.key}" >= %s AND "{table.key}" < %s',
            list(key_range(run_id)),
        )
        return int(cursor.fetchone()[0])
