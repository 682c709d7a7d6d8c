"""The undisturbed run that every disturbed one is compared with."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.parts import assemble
from streams.models import Run, RunLease
from streams.writer.lease import claim
from streams.writer.runs import facts_of, load_stepper
from streams.writer.session import RunSession
from tests.durability.own_postgres import OwnPostgres, own_postgres
from tests.durability.players import play
from tests.durability.workers import Environment, manage
from tests.services import TEST_DATABASE_URL, temporary_database


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
        stepper = load_stepper(town, assemble(facts_of(town)))
        return RunSession(run=town, stepper=stepper, lease=lease, wall_ms=wall_ms, publish=lambda run_id, seq: None)

    return open_session


def founded(server_url: str) -> Iterator[str]:
    """Found a town of twelve at a hundred times real time, for copies; gives the database's name."""
    with temporary_database(server_url) as url:
        made = {**os.environ, "DATABASE_URL": url, "TIME_SCALE": "100"}
        manage(made, "migrate", "-v0")
        manage(made, "seed_town", "--count", "12")
        yield urlsplit(url).path.strip("/")


@pytest.fixture(scope="session")
def founded_database() -> Iterator[str]:
    """Found that town once on the server of all tests."""
    yield from founded(TEST_DATABASE_URL)


@pytest.fixture(scope="session")
def own_server() -> Iterator[OwnPostgres]:
    """Start a PostgreSQL server that tests may break, and leave running; for tests marked `own_servers`."""
    with own_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def founded_on_own_server(own_server: OwnPostgres) -> Iterator[str]:
    """Found that town once on that server."""
    yield from founded(own_server.url)


@pytest.fixture
def breakable_town(own_server: OwnPostgres, founded_on_own_server: str) -> Iterator[Environment]:
    """Give that town a database of its own on a server that may be broken, and an engine that runs fast."""
    with temporary_database(own_server.url, copy_of=founded_on_own_server) as url:
        yield {**os.environ, "DATABASE_URL": url}


@pytest.fixture
def unbroken_town(own_server: OwnPostgres, founded_on_own_server: str) -> Iterator[Environment]:
    """Give that town another database, on the same server: what a broken one is compared with."""
    with temporary_database(own_server.url, copy_of=founded_on_own_server) as url:
        yield {**os.environ, "DATABASE_URL": url}


@pytest.fixture
def celery_town(founded_database: str, redis_url: str) -> Iterator[Environment]:
    """Give that town a database of its own, and Redis; for tests marked `services`."""
    with temporary_database(copy_of=founded_database) as url:
        yield {**os.environ, "DATABASE_URL": url, "BROKER_URL": redis_url, "TIME_SCALE": "100"}


@pytest.fixture
def one_town(founded_database: str) -> Iterator[Environment]:
    """Give that town a database of its own, for engines without Celery."""
    with temporary_database(copy_of=founded_database) as url:
        yield {**os.environ, "DATABASE_URL": url, "TIME_SCALE": "100"}


@pytest.fixture
def undisturbed_town(founded_database: str) -> Iterator[Environment]:
    """Give that town another database, where nothing disturbs it: what a disturbed one is compared with."""
    with temporary_database(copy_of=founded_database) as url:
        yield {**os.environ, "DATABASE_URL": url}
