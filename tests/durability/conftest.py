"""The undisturbed run that every disturbed one is compared with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.parts import assemble
from streams.models import Run, RunLease
from streams.writer.lease import claim
from streams.writer.runs import facts_of
from streams.writer.session import RunSession
from tests.durability.players import play


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Play the run once without any fault, on SQLite."""
    folder: Path = tmp_path_factory.mktemp("undisturbed")
    return play(f"sqlite:///{folder}/run.sqlite3")


@pytest.fixture
def town(db: None) -> Run:
    """Found a town of twelve whose clock runs at ten times real time."""
    return found_scenario(with_overrides(load_scenario("willowbrook"), count=12), is_default=True)


@pytest.fixture
def hold(town: Run) -> Callable[[int], RunSession]:
    """Give a function that holds the town at a wall time, as after the end of an earlier lease."""

    def open_session(wall_ms: int) -> RunSession:
        RunLease.objects.filter(run=town).update(expires_wall_ms=0)
        lease = claim(town.pk, holder=f"test at {wall_ms}", wall_ms=wall_ms)
        assert lease is not None
        parts = assemble(facts_of(town))
        return RunSession(run=town, parts=parts, lease=lease, wall_ms=wall_ms, publish=lambda run_id, seq: None)

    return open_session
