"""A town that takes longer to load than a lease lasts: nobody takes it over meanwhile, and its time makes no jump."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

import pytest

from society import engine
from society.parts import assemble
from society.watchdog import Watchdog
from streams.errors import NotHolder
from streams.kernel.columns import Array
from streams.models import Run, RunClock, RunLease
from streams.writer import driver as driving
from streams.writer import snapshots, version
from streams.writer.driver import Driver
from streams.writer.lease import LEASE_MS, Lease, claim
from streams.writer.store import Store

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

PART_MS: Final = LEASE_MS * 3 // 5
"""How long a part of a table takes to be read, an engine to be built of all of them, a state to be packed."""


class Wall:
    """A wall clock that goes on with each of these only; a rival then tries to claim the run."""

    def __init__(self, run: Run) -> None:
        self.ms = self.began_ms = 1_700_000_000_000
        self.claims: list[Lease | None] = []
        self._run = run

    def now_ms(self) -> int:
        return self.ms

    def resync(self) -> None:
        """Nobody sets this clock."""

    def go(self) -> None:
        self.ms += PART_MS
        self.claims.append(claim(self._run.pk, holder="a rival", wall_ms=self.ms))


@pytest.fixture
def wall(town: Run, monkeypatch: pytest.MonkeyPatch) -> Wall:
    made = Wall(town)
    read_parts, pack = Store.read_parts, snapshots.pack

    def read_slowly(store: Store, *what: Any) -> Iterator[dict[str, Array]]:
        for part in read_parts(store, *what):
            made.go()
            yield part

    def pack_slowly(state: Mapping[str, Array]) -> tuple[bytes, ...]:
        made.go()
        return pack(state)

    monkeypatch.setattr(driving, "SteadyWall", lambda: made)
    monkeypatch.setattr(Store, "read_parts", read_slowly)
    monkeypatch.setattr(driving, "reach", lambda name: made.go())
    monkeypatch.setattr(snapshots, "pack", pack_slowly)
    return made


@pytest.fixture
def make_driver(wall: Wall) -> Callable[[], Driver]:
    return lambda: Driver(assemble=assemble, publish=lambda run_id, seq: None)


@pytest.mark.parametrize("later", [0, 1])
def test_nobody_takes_over_a_run_that_is_being_loaded_or_upgraded(
    town: Run, wall: Wall, make_driver: Callable[[], Driver], monkeypatch: pytest.MonkeyPatch, later: int
) -> None:
    monkeypatch.setattr(version, "ENGINE_VERSION", version.ENGINE_VERSION + later)

    make_driver().hold(town)
    wall.go()

    assert wall.ms > wall.began_ms + 2 * LEASE_MS
    assert wall.claims == [None] * len(wall.claims)
    assert Run.objects.get().engine_version == version.ENGINE_VERSION


def test_an_engine_is_seen_to_be_alive_after_each_part_that_it_reads(
    town: Run, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed: list[int] = []
    watchdog = Watchdog()
    monkeypatch.setattr(watchdog, "sign", lambda: signed.append(wall.ms))
    monkeypatch.setattr(engine, "process_watchdog", lambda: watchdog)

    engine.make_driver(lambda run_id, seq: None).hold(town)

    moments = [wall.began_ms, *signed, wall.ms]
    assert max(after - before for before, after in pairwise(moments)) < LEASE_MS


def test_what_a_long_load_took_is_no_backlog(town: Run, make_driver: Callable[[], Driver]) -> None:
    driver = make_driver()

    driver.apply_waiting(driver.hold(town))

    assert RunClock.objects.get(run=town).slipped_ms == 0


def test_a_run_that_was_taken_over_all_the_same_is_not_held(
    town: Run, wall: Wall, make_driver: Callable[[], Driver], monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_over() -> None:
        wall.ms += PART_MS
        RunLease.objects.update(epoch=99, holder="a rival")

    monkeypatch.setattr(wall, "go", take_over)
    driver = make_driver()

    with pytest.raises(NotHolder, match="was taken over"):
        driver.hold(town)

    assert driver.held_runs == ()
