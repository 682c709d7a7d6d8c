"""Another engine than the one that wrote a run: the run goes on, its older past opens at snapshots only."""

from collections.abc import Mapping

import pytest
from django.db import connection

from society.parts import assemble
from streams.errors import EngineMismatch
from streams.kernel.columns import Array
from streams.models import Run, RunHead, Snapshot
from streams.writer import snapshots, version
from streams.writer.driver import Driver
from streams.writer.fork import fork_run
from streams.writer.past import nearest_snapshot, state_at
from streams.writer.verify import verify_run

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def advance(run: Run, hours: float) -> int:
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), run.start_sim_time + round(hours * 3600))
    driver.release_all()
    return RunHead.objects.get(pk=run.pk).step


@pytest.fixture
def old_step(town: Run, monkeypatch: pytest.MonkeyPatch) -> int:
    """The last step that the engine before this one made, in the middle of an hour."""
    step = advance(town, 2.5)
    monkeypatch.setattr(version, "ENGINE_VERSION", version.ENGINE_VERSION + 1)
    return step


def test_an_upgraded_run_goes_on_from_a_snapshot_of_its_last_step(town: Run, old_step: int) -> None:
    last = advance(town, 4)

    town.refresh_from_db()
    assert town.engine_version == version.ENGINE_VERSION
    assert nearest_snapshot(town, old_step).number == old_step
    assert state_at(town, last, assemble).head.step == last
    assert list(verify_run(town, assemble)) == []


def test_the_past_of_the_engine_before_opens_at_its_snapshots_only(town: Run, old_step: int) -> None:
    advance(town, 4)
    hourly = Snapshot.objects.of(town.pk).order_by("pk")[1].number

    assert state_at(town, hourly, assemble).head.step == hourly
    with pytest.raises(EngineMismatch, match=f"here at step {hourly}"):
        state_at(town, hourly + 1, assemble)


def test_a_run_that_nobody_upgraded_yet_says_why_its_past_does_not_open(town: Run, old_step: int) -> None:
    with pytest.raises(EngineMismatch):
        state_at(town, old_step, assemble)


def test_a_fork_at_an_old_snapshot_belongs_to_the_engine_that_made_the_fork(town: Run, old_step: int) -> None:
    hourly = Snapshot.objects.of(town.pk).order_by("pk")[1].number

    child = fork_run(town, step=hourly, assemble=assemble, name="fork", wall_ms=0)

    assert child.engine_version == version.ENGINE_VERSION
    advance(child, 3)
    assert list(verify_run(child, assemble)) == []


@pytest.fixture
def depths(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many transactions were open within the test's own, each time that a state was packed."""
    found: list[int] = []
    pack = snapshots.pack

    def look_and_pack(state: Mapping[str, Array]) -> tuple[bytes, ...]:
        found.append(len(connection.savepoint_ids))
        return pack(state)

    monkeypatch.setattr(snapshots, "pack", look_and_pack)
    return found


def test_no_transaction_waits_while_an_upgrade_or_a_fork_packs_the_state(
    town: Run, old_step: int, depths: list[int]
) -> None:
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)

    driver.hold(town)
    fork_run(town, step=old_step, assemble=assemble, name="fork", wall_ms=0)

    assert depths == [0, 0]
