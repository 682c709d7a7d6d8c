"""A web process is asked more often than PostgreSQL has sessions for it."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.durability.webs import web
from tests.durability.workers import Environment
from tests.services import TEST_DATABASE_URL, temporary_database

pytestmark = pytest.mark.services

REQUESTS = 120
"""More than PostgreSQL takes sessions."""
AT_ONCE = 20


@pytest.fixture
def town(founded_database: str) -> Iterator[Environment]:
    with temporary_database(TEST_DATABASE_URL, copy_of=founded_database) as url:
        yield {**os.environ, "DATABASE_URL": url}


def test_no_session_outlives_its_request(town: Environment) -> None:
    with web(town) as served, ThreadPoolExecutor(max_workers=AT_ONCE) as people:
        one_by_one = [served.get("/api/world/status").status for _ in range(REQUESTS)]
        at_once = list(people.map(lambda _: served.get("/api/agents").status, range(REQUESTS)))
        with psycopg.connect(town["DATABASE_URL"]) as operator:
            counted = operator.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchone()

    assert {*one_by_one, *at_once} == {200}
    assert counted is not None
    assert counted[0] <= 2  # the process looks for what has happened by itself
