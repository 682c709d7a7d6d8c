"""A run in a file: what is loaded is the run, to the last row and digest, and goes on as it."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from agents.models import Watch
from society.operations.retention import tend_run
from society.parts import assemble
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.log.read import events_after
from streams.models import (
    ArchiveBlock,
    Event,
    Inbox,
    Membership,
    Message,
    Report,
    Run,
    RunClock,
    RunHead,
    RunLease,
    RunStatus,
)
from streams.models.keyed import Numbered
from streams.services.run_files import tables
from streams.services.run_files.writing import count_rows, write_run_file
from streams.writer.fork import fork_run
from streams.writer.past import step_at
from streams.writer.verify import verify_run
from tests.durability.run_files.towns import END_S, load, sums, written
from tests.durability.three_days import advance

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
LEFT_BEHIND = {RunHead, RunClock, RunLease, Membership, Report, Watch}
"""Of the tables that name their run: the manifest has what is in the first, the others are an installation's."""


def test_what_is_loaded_is_the_run_row_for_row(run: Run, file: Path, tmp_path: Path) -> None:
    loaded = load(file)

    head, theirs = RunHead.objects.get(pk=run.pk), RunHead.objects.get(pk=loaded.pk)
    assert (theirs.step, theirs.seq, theirs.digest, theirs.counters) == (
        head.step,
        head.seq,
        head.digest,
        head.counters,
    )
    assert list(verify_run(loaded, assemble)) == []
    again = sums(written(loaded, tmp_path / "again.zip"))
    assert again == sums(file)
    assert {"0/streams_archiveblock.jsonl", "0/streams_snapshot.jsonl", "0/streams_inbox.jsonl"} < again.keys()


def test_it_goes_on_as_the_run_does(run: Run, file: Path) -> None:
    Inbox.objects.filter(run=run, applied_step=None).delete()  # it would be applied here only
    loaded = load(file)

    later, theirs = (advance(each, END_S + HOUR_S) for each in (run, loaded))

    assert (theirs.digest, theirs.seq, theirs.step) == (later.digest, later.seq, later.step)
    assert tend_run(loaded, deadline=float("inf"), rows_max=500)


def test_it_waits_until_somebody_resumes_it(file: Path) -> None:
    waits, goes = load(file), load(file, is_paused=False, name="Another", is_default=True)

    assert (waits.clock.rate_milli, waits.clock.resume_rate_milli > 0, waits.is_default) == (0, True, False)
    assert (goes.clock.rate_milli, goes.name) == (goes.clock.resume_rate_milli, "Another")
    assert Run.objects.get(is_default=True) == goes


def test_a_forks_file_holds_its_ancestors(run: Run, tmp_path: Path) -> None:
    fork = fork_run(run, step=step_at(run, 20 * HOUR_S), assemble=assemble, name="fork", wall_ms=0)
    advance(fork, 22 * HOUR_S)

    loaded = load(written(fork, tmp_path / "fork.zip"))

    assert loaded.parent is not None
    assert loaded.parent not in (None, run)
    assert (loaded.parent.status, loaded.status) == (RunStatus.ENDED, RunStatus.LIVE)
    assert list(verify_run(loaded, assemble)) == []
    past = [(event.seq, event.kind, event.actor, event.payload) for event in events_after(loaded, 0, limit=9_999)]
    assert past == [(event.seq, event.kind, event.actor, event.payload) for event in events_after(fork, 0, limit=9_999)]
    assert advance(loaded, DAY_S).digest == advance(fork, DAY_S).digest


def test_nothing_of_an_installation_or_its_people_goes_along(run: Run, file: Path) -> None:
    archive = zipfile.ZipFile(file)
    text = b"".join(archive.read(name) for name in archive.namelist())

    for secret in (
        "secret.person",
        "secret password",
        "key 17",
        "still waiting",
        str(RunLease.objects.get(run=run).holder),
    ):
        assert not secret or secret.encode() not in text, secret
    assert b"Good morning from outside" in text
    loaded = load(file)
    assert not Inbox.objects.filter(run=loaded).exclude(user=None, idempotency_key=None).exists()
    assert not Membership.objects.filter(run=loaded).exists()


def test_every_table_of_a_run_goes_along_or_is_known_to_stay() -> None:
    ours = [model for model in apps.get_models() if model._meta.app_label in ("streams", "world", "agents")]
    with_run = {model for model in ours if any(field.related_model is Run for field in model._meta.concrete_fields)}

    assert with_run - {Run} == set(tables.PLAIN) | LEFT_BEHIND
    for model in tables.history().values():
        pointed = [field.related_model for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
        assert all(issubclass(other, Numbered) for other in pointed), model
    assert {Event, ArchiveBlock, Message} < set(tables.history().values())


def test_some_rows_are_held_at_a_time(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    with (tmp_path / "whole.zip").open("wb") as file:
        manifest = write_run_file(run, file)
    monkeypatch.setattr(tables, "_ROWS_AT_ONCE", 100)
    monkeypatch.setattr(tables, "_LARGE_ROWS_AT_ONCE", 1)

    with (tmp_path / "parts.zip").open("wb") as file:
        parts = write_run_file(run, file, told.append)

    assert [(member.name, member.sha256) for member in parts.members] == [
        (member.name, member.sha256) for member in manifest.members
    ]
    assert max(later - earlier for earlier, later in zip([0, *told], told, strict=False)) <= 100
    plain = sum(member.rows for member in parts.members if member.table in ("streams_inbox", "streams_archivehead"))
    assert told[-1] == sum(member.rows for member in parts.members) == count_rows(run) + plain
    assert sums(written(load(tmp_path / "parts.zip"), tmp_path / "again.zip")) == sums(tmp_path / "whole.zip")


def test_memory_does_not_grow_with_the_run(run: Run, tmp_path: Path) -> None:
    def peak(work: Callable[[], object]) -> int:
        tracemalloc.start()
        work()
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    template = Event.objects.of(run.pk).order_by("pk").last()
    assert template is not None
    names = [field.attname for field in Event._meta.concrete_fields if field.attname != "id"]
    values = {name: getattr(template, name) for name in names}
    first = template.number + 1
    Event.objects.bulk_create(
        (Event(id=key_of(run.pk, first + more), **values) for more in range(20_000)), batch_size=2_000
    )

    most = peak(lambda: written(run, tmp_path / "large.zip"))

    assert most < 9_000_000, "of 20,000 rows that are held at once"


def test_commands_say_what_they_did_and_what_they_refuse(run: Run, tmp_path: Path) -> None:
    path, said = tmp_path / "run.zip", io.StringIO()
    digest = RunHead.objects.get(pk=run.pk).digest

    call_command("export_run", run.pk, output=path, stdout=said)
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_run", run.pk, output=path)
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_run", run.pk, output=tmp_path / "nowhere" / "run.zip")
    call_command("import_run", path, name="Elsewhere", stdout=said)
    (tmp_path / "text").write_text("no archive")
    with pytest.raises(CommandError, match=r"Nothing was loaded\. This is no file of a run"):
        call_command("import_run", tmp_path / "text")

    wrote, loaded = said.getvalue().splitlines()
    assert digest in wrote
    assert (digest in loaded, "Elsewhere" in loaded, "It is paused" in loaded) == (True, True, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run.zip", "text"]
