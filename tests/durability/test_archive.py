"""Sealed days: every look at the past says the same out of the archive as it said out of rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from agents.selectors.why import why
from society.operations.retention import ARCHIVES, tend_run
from society.parts import assemble
from streams.errors import BrokenBlock, HistoryLost
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.live.reading import _oldest_seq
from streams.log.archive import Archived
from streams.log.read import chain_of, events_after, events_matching, events_numbered, rows_after
from streams.models import ArchiveBlock, ArchiveDay, ArchiveHead, Event, Run, RunHead
from streams.selectors.record import seq_at
from streams.services import archive
from streams.services.archive import delete_some, seal_some
from streams.services.lots import SHELVES
from streams.services.packing import read_rows
from streams.writer.fork import fork_run
from streams.writer.past import step_at
from streams.writer.verify import verify_run
from tests.durability.three_days import advance, three_days
from tests.kept_runs import kept
from world.events import WorldEvent
from world.models import LedgerEntry, ResidentState
from world.selectors.economy import economy_of
from world.selectors.ledger import ledger_of
from world.selectors.moments import Moment, moment_of, present
from world.selectors.places import place_detail
from world.selectors.timeline import day_of, timeline

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
FOREVER = float("inf")
NOON = 12 * HOUR_S


@pytest.fixture(scope="module")
def run_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Three days of twelve residents, the first two of which may be sealed."""
    with kept(three_days, lambda run: run, django_db_blocker) as run:
        yield run


@pytest.fixture
def run(run_of_the_module: Run, db: None, settings: LazySettings) -> Run:
    """Give that run; what a test archives is undone. Rows of no sealed day are kept."""
    settings.EVENT_ROWS_KEPT_DAYS = 0
    return run_of_the_module


def tend(run: Run) -> None:
    assert tend_run(run, deadline=FOREVER, rows_max=500)


def seal_all(run: Run, table: Archived, *, rows_max: int) -> None:
    while seal_some(run, table, rows_max=rows_max):
        pass


def fields(event: Event) -> dict[str, Any]:
    return {name: value for name, value in vars(event).items() if name != "_state"}


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the end what is done within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everything(run: Run) -> list[dict[str, Any]]:
    return [fields(event) for event in events_after(run, 0, limit=100_000)]


@dataclass(frozen=True)
class Looks:
    """What pages and readers of a run's past show."""

    events: Any
    chain: Any
    days: Any
    week: Any
    book: Any
    continued: Any
    economy: Any
    cafe: Any
    why: Any
    matching: Any
    numbered: Any


def looks_of(run: Run) -> Looks:
    now = present(run)
    then = moment_of(run, DAY_S + NOON)
    state = ResidentState.objects.numbered(run.pk, 5).get()
    chain = chain_of(run, state.last_event, limit=1_000, actor=5)
    opened = next(event for event in chain if event.kind == WorldEvent.ACTED and event.sim_time < DAY_S + NOON)
    book = ledger_of(now, 5, limit=100)
    return Looks(
        events=everything(run),
        chain=[fields(event) for event in chain],
        days=[day_of(now, 5, day * DAY_S) for day in range(3)],
        week=timeline(now, 5, since=0),
        book=book,
        continued=ledger_of(now, 5, before=book[-3].number, limit=2),
        economy=economy_of(then),
        cafe=place_detail(then, 1),
        why=why(then, 5, opened.seq),
        matching=[fields(event) for event in _refusals_and_meals(run, then)],
        numbered={seq: fields(event) for seq, event in events_numbered(run, actors={3: 2, opened.seq: 5}).items()},
    )


def _refusals_and_meals(run: Run, then: Moment) -> list[Event]:
    return events_matching(
        run,
        after_seq=seq_at(run, then.sim_time - 6 * HOUR_S),
        last_seq=then.last_seq,
        until=then.sim_time,
        any_of=[{"kind": WorldEvent.ACTED, "next_action": 4}, {"kind": WorldEvent.REFUSED}],
    )


def test_two_days_are_sealed_and_their_rows_are_gone(run: Run) -> None:
    tend(run)

    assert {day.day for day in ArchiveDay.objects.of(run.pk)} == {0, 1}
    for table in ARCHIVES:
        head = ArchiveHead.objects.get(run=run, kind=table.kind)
        oldest = table.model._default_manager.order_by("pk").first()
        assert oldest is not None
        assert oldest.pk == key_of(run.pk, head.rows_from)
        assert head.rows_from == head.sealed + 1


def test_every_look_is_the_same_out_of_the_archive(run: Run) -> None:
    before = looks_of(run)

    tend(run)

    after = looks_of(run)
    assert after == before
    assert len(before.events) > 500
    assert before.why is not None


def test_every_look_is_the_same_while_sealed_days_are_rows_still(run: Run, settings: LazySettings) -> None:
    settings.EVENT_ROWS_KEPT_DAYS = 1
    before = looks_of(run)

    tend(run)

    assert looks_of(run) == before
    assert rows_after(run, 0, limit=1)[0].seq == ArchiveDay.objects.of(run.pk).order_by("pk")[0].last + 1


def test_the_audit_reads_the_archive(run: Run) -> None:
    tend(run)

    assert list(verify_run(run, assemble)) == []


def test_the_audit_finds_a_changed_block(run: Run) -> None:
    tend(run)
    block = ArchiveBlock.objects.of(run.pk).order_by("pk").first()
    assert block is not None
    body = bytearray(block.body)
    body[len(body) // 2] ^= 1
    ArchiveBlock.objects.filter(pk=block.pk).update(body=bytes(body))

    try:
        faults = list(verify_run(run, assemble))
    except BrokenBlock as broken:
        faults = [str(broken)]

    assert faults != []


def test_a_fork_of_an_archived_moment_has_an_equal_past_and_future(run: Run) -> None:
    past = [event for event in everything(run) if event["sim_time"] <= DAY_S + NOON]
    tend(run)
    child = fork_run(run, step=step_at(run, DAY_S + NOON), assemble=assemble, name="fork", wall_ms=0)

    same = advance(child, 2 * DAY_S + NOON)

    assert same.digest == RunHead.objects.get(pk=run.pk).digest
    assert everything(child)[: len(past)] == past
    assert list(verify_run(child, assemble)) == []


def test_a_fork_has_an_archive_of_its_own_and_reads_its_parents(run: Run) -> None:
    child = fork_run(run, step=step_at(run, NOON), assemble=assemble, name="fork", wall_ms=0)
    advance(child, 2 * DAY_S + NOON)
    before = looks_of(child)

    tend(run)
    tend(child)

    assert looks_of(child) == before
    assert ArchiveDay.objects.of(child.pk).count() == 2 * len(ARCHIVES)
    assert list(verify_run(child, assemble)) == []


def test_a_task_that_is_done_twice_at_once_changes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    next_piece = archive._next_piece
    others: list[Callable[[], object]] = [lambda: seal_some(run, ARCHIVES[0], rows_max=100) for _ in range(20)]

    def overtaken(*args: Any) -> Any:
        piece = next_piece(*args)
        if others:
            others.pop()()
        return piece

    monkeypatch.setattr(archive, "_next_piece", overtaken)
    before = looks_of(run)

    tend(run)

    assert others == []
    assert looks_of(run) == before


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four residents a block: twelve of them, and what is nobody's, fill four."""
    monkeypatch.setattr("streams.services.packing.BEINGS_PER_BLOCK", 4)
    monkeypatch.setattr("streams.log.archive.BEINGS_PER_BLOCK", 4)


@pytest.mark.usefixtures("small_blocks")
def test_a_task_that_is_killed_between_two_pieces_is_gone_on_with(run: Run) -> None:
    before = looks_of(run)
    while ArchiveHead.objects.filter(run=run, kind=ARCHIVES[0].kind, block__gt=0).first() is None:
        seal_some(run, ARCHIVES[0], rows_max=20)
    half = ArchiveHead.objects.get(run=run, kind=ARCHIVES[0].kind)

    tend(run)

    assert 0 < half.block < SHELVES
    assert looks_of(run) == before
    assert [day.blocks for day in ArchiveDay.objects.of(run.pk).order_by("pk")[:2]] == [4, 4]


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("table", ARCHIVES)
def test_a_day_too_large_to_be_held_at_once_is_packed_to_the_same_blocks(run: Run, table: Archived) -> None:
    with undone():
        seal_all(run, table, rows_max=100_000)
        at_once = list(ArchiveBlock.objects.of(run.pk).values_list("pk", "rows", "body").order_by("pk"))

    seal_all(run, table, rows_max=70)

    assert list(ArchiveBlock.objects.of(run.pk).values_list("pk", "rows", "body").order_by("pk")) == at_once
    assert len(at_once) > 4


def test_every_row_of_a_large_day_is_read_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(day: Any, first: int, last: int) -> Any:
        read.extend(range(first, last + 1))
        return read_rows(day, first, last)

    monkeypatch.setattr(archive, "read_rows", counted)

    seal_all(run, ARCHIVES[0], rows_max=50)

    assert read == list(range(1, ArchiveHead.objects.get(run=run, kind=ARCHIVES[0].kind).sealed + 1))


def test_texts_are_archived_by_way_of_lots_too(run: Run) -> None:
    said = Event.objects.of(run.pk).order_by("pk")[:300:7]
    for event in said:
        Event.objects.filter(pk=event.pk).update(payload=f"said {event.seq}")

    seal_all(run, ARCHIVES[0], rows_max=50)
    delete_some(run, ARCHIVES[0], kept_days=0, rows_max=100_000)

    texts = {event.seq: event.payload for event in events_after(run, 0, limit=300) if event.payload}
    assert texts == {event.seq: f"said {event.seq}" for event in said}


def test_rows_are_deleted_in_pieces_that_readers_do_not_notice(run: Run) -> None:
    before = everything(run)
    seal_all(run, ARCHIVES[0], rows_max=100_000)
    seen = []

    while delete_some(run, ARCHIVES[0], kept_days=0, rows_max=150):
        seen.append(everything(run) == before)

    assert len(seen) > 2
    assert all(seen)


@pytest.mark.parametrize("rows_max", [50, 100_000])
def test_a_day_with_a_missing_row_is_not_sealed(run: Run, rows_max: int) -> None:
    Event.objects.filter(pk=key_of(run.pk, 130)).delete()

    with pytest.raises(HistoryLost, match="verify_run says which"):
        seal_all(run, ARCHIVES[0], rows_max=rows_max)

    assert not ArchiveDay.objects.of(run.pk).exists()


def test_nothing_is_sealed_before_its_day_is_over_for_an_hour(run: Run) -> None:
    child = fork_run(run, step=step_at(run, DAY_S + HOUR_S - 60), assemble=assemble, name="fork", wall_ms=0)
    advance(child, DAY_S + HOUR_S - 40)
    assert not seal_some(child, ARCHIVES[0], rows_max=1_000)

    advance(child, 2 * DAY_S + HOUR_S)

    assert seal_some(child, ARCHIVES[0], rows_max=1_000)


def test_a_viewer_is_sent_rows_only(run: Run) -> None:
    tend(run)
    sealed = ArchiveHead.objects.get(run=run, kind=ARCHIVES[0].kind).sealed

    assert _oldest_seq(run) == sealed + 1
    assert rows_after(run, 10, limit=5)[0].seq == sealed + 1


def test_transfers_are_archived_like_events(run: Run) -> None:
    before = list(LedgerEntry.objects.of(run.pk).values())

    tend(run)

    kept = LedgerEntry.objects.of(run.pk).count()
    assert 0 < kept < len(before)
    assert sum(day.rows for day in ArchiveDay.objects.of(run.pk)) > len(before) - kept
