"""What people get while PostgreSQL is away: 503 and when to try again, no trace of our insides; then everything is back."""

import os
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.durability.own_postgres import OwnPostgres
from tests.durability.webs import Said, Web, web
from tests.durability.workers import Environment
from tests.services import temporary_database

pytestmark = [pytest.mark.services, pytest.mark.own_servers]

READS = ("/api/world/status", "/api/agents", "/api/agents/1", "/api/world/locations", "/api/runs")
PAGES = ("/", "/w/1/town/", "/w/1/residents/", "/w/1/places/")
STRANGER: dict[str, str] = {}
SOMEBODY = {"Cookie": "sessionid=" + "s" * 32}
"""Whose session is: that is asked of the database before any view is reached."""


@pytest.fixture(scope="module")
def town(own_server: OwnPostgres, founded_on_own_server: str) -> Iterator[Environment]:
    """Give the module's tests a town on a server that they may stop."""
    with temporary_database(own_server.url, copy_of=founded_on_own_server) as url:
        yield {**os.environ, "DATABASE_URL": url}


@pytest.fixture(scope="module")
def served(town: Environment) -> Iterator[Web]:
    """Serve the town's pages, by one process that outlives all of it."""
    with web(town) as process:
        yield process


@pytest.fixture
def away(own_server: OwnPostgres, served: Web) -> Iterator[None]:
    """Have the pages answer once, and stop PostgreSQL for the length of a test."""
    assert served.get("/api/world/status").status == 200
    own_server.stop_hard()
    yield
    if not own_server.is_running:
        own_server.start()


def assert_unavailable(said: Said) -> None:
    assert said.status == 503
    assert said.headers["Retry-After"] == "5"
    for inside in ("Traceback", "psycopg", "OperationalError", "127.0.0.1", "connection refused"):
        assert inside not in said.text


@pytest.mark.parametrize("who", [STRANGER, SOMEBODY])
def test_the_api_says_503_in_its_envelope(served: Web, away: None, who: dict[str, str]) -> None:
    for path in READS:
        said = served.get(path, **who)

        assert_unavailable(said)
        assert said.body["success"] is False
        assert said.body["error"]["code"] == "UNAVAILABLE"


@pytest.mark.parametrize("who", [STRANGER, SOMEBODY])
def test_pages_say_503_in_words(served: Web, away: None, who: dict[str, str]) -> None:
    for path in PAGES:
        said = served.get(path, **who)

        assert_unavailable(said)
        assert "<html" in said.text


def test_the_process_is_alive_but_not_ready(served: Web, away: None) -> None:
    assert served.get("/health").status == 200
    assert served.get("/ready").status == 503
    assert served.get("/ready").body["database"] == "does not answer"


def test_everything_is_back_as_soon_as_the_server_is(served: Web, away: None, own_server: OwnPostgres) -> None:
    assert_unavailable(served.get("/api/world/status"))

    own_server.start()

    assert served.get("/ready").status == 200
    assert served.get("/api/world/status").status == 200
    assert served.get("/").status == 200


def test_a_server_that_refuses_connections_is_as_one_that_is_away(
    served: Web, own_server: OwnPostgres, town: Environment
) -> None:
    name = urlsplit(town["DATABASE_URL"]).path.strip("/")
    with psycopg.connect(own_server.url, autocommit=True) as operator:
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        operator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        refused = served.get("/api/world/status")
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())

    assert_unavailable(refused)
    assert served.get("/api/world/status").status == 200


def test_a_slow_server_is_not_waited_for_longer_than_the_setting_says(town: Environment) -> None:
    with web({**town, "WEB_STATEMENT_MAX_S": "1"}) as served:
        assert served.get("/api/world/status").status == 200
        with psycopg.connect(town["DATABASE_URL"]) as busy:
            busy.execute("LOCK TABLE streams_runhead IN ACCESS EXCLUSIVE MODE")
            began_s = time.monotonic()
            said = served.get("/api/world/status")
            waited_s = time.monotonic() - began_s

        assert_unavailable(said)
        assert 0.9 < waited_s < 3
        assert served.get("/api/world/status").status == 200
