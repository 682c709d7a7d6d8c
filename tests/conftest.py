"""What every test may ask for, and what happens to tests whose services are missing.

On a person's machine such tests are skipped and named at the end; with CI=true they fail, because there nobody reads.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from tests import services

if TYPE_CHECKING:  # models can be imported only after Django is set up
    from tests.lived_town import EngineAtHand, LivedTown

NEEDS: Final = "this test needs"

# Machines differ in speed, and no test of ours is about time.
hypothesis_settings.register_profile("society", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("society")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip tests whose services are missing."""
    _mark_missing([item for item in items if _needs_services(item)], services.missing_services)
    _mark_missing([item for item in items if item.get_closest_marker("browser")], services.missing_browser)
    _mark_missing([item for item in items if item.get_closest_marker("own_servers")], services.missing_programs)
    _mark_missing([item for item in items if item.get_closest_marker("small_disk")], services.missing_small_disk)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail instead of skipping where nobody would notice."""
    missing = item.get_closest_marker("missing")
    if missing is None:
        return
    sentence = f"{NEEDS} {' and '.join(missing.args)}"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{sentence}, and CI=true", pytrace=False)
    pytest.skip(sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped for want of a service, and say how to run it."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NEEDS in str(report.longrepr)]
    if skipped:
        terminalreporter.section("not run: something they need is missing on this machine")
        for report in sorted(skipped, key=lambda report: str(report.nodeid)):
            terminalreporter.write_line(f"  {report.nodeid}")
        terminalreporter.write_line("The reasons stand below; start or install what is named and run again.")


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """Give the address of an empty PostgreSQL database; for tests marked `services`."""
    with services.temporary_database() as url:
        yield url


@pytest.fixture
def redis_url(worker_id: str) -> Iterator[str]:
    """Give the address of an empty Redis database, the worker's own: 15, 14 ...; for tests marked `services`."""
    import redis

    number = 15 - int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 15
    client = redis.Redis(port=6379, db=number)
    client.flushdb()
    yield f"redis://127.0.0.1:6379/{number}"
    client.flushdb()
    client.close()


@pytest.fixture
def root() -> Path:
    """Give the folder of manage.py."""
    return Path(settings.BASE_DIR)


@pytest.fixture(scope="module")
def town_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> "Iterator[LivedTown]":
    """Let a town live for a day, once for all modules; what a module leaves of it is not seen by the next."""
    from streams.selectors import clock
    from tests.kept_runs import kept
    from tests.lived_town import live_through_a_day

    clock._high_water.clear()
    with kept(live_through_a_day, lambda town: town.run, django_db_blocker) as town:
        yield town


@pytest.fixture(autouse=True)
def _time_may_go_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the times that were shown: a process never shows an earlier one of a run, but the next test may."""
    monkeypatch.setattr("streams.selectors.clock._high_water", {})


@pytest.fixture(autouse=True)
def _nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget keys, scenarios and answers: what a test stores is undone, and a process remembers it for a while."""
    from society.identity import signing_keys
    from streams.api import kept
    from streams.selectors import runs, shared

    signing_keys.forget()
    runs._scenario.cache_clear()
    monkeypatch.setattr(kept, "_answers", kept.KeptAnswers())
    monkeypatch.setattr(shared, "_reads", shared.SharedReads())


@pytest.fixture(autouse=True)
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Start no process that makes exports, and tell how often one would have been."""
    calls: list[str] = []
    monkeypatch.setattr("society.operations.exports.dispatch.start_worker", lambda: calls.append("woken"))
    return calls


@pytest.fixture
def lived_town(town_of_the_module: "LivedTown", db: None) -> "LivedTown":
    """Give a town that has lived for a day; what a test changes in it is undone."""
    return town_of_the_module


@pytest.fixture
def engine_at_hand(lived_town: "LivedTown", monkeypatch: pytest.MonkeyPatch) -> "EngineAtHand":
    """Have an engine answer commands to the lived town while their sender waits."""
    from tests.lived_town import EngineAtHand

    engine = EngineAtHand(lived_town.run, wall_ms=lambda: time.time_ns() // 1_000_000)
    monkeypatch.setattr("streams.services.inbox.time", engine)
    return engine


@pytest.fixture
def nobody_drives(lived_town: "LivedTown", monkeypatch: pytest.MonkeyPatch) -> None:
    """Let senders of commands wait in vain, without really waiting."""
    from tests.lived_town import NobodyDrives

    monkeypatch.setattr("streams.services.inbox.time", NobodyDrives())


def _needs_services(item: pytest.Item) -> bool:
    if item.get_closest_marker("services"):
        return True
    # The second pass runs these on PostgreSQL; the first, on SQLite, needs nothing.
    on_postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    return on_postgresql and item.get_closest_marker("stores") is not None


def _mark_missing(items: Sequence[pytest.Item], find_missing: Callable[[], list[str]]) -> None:
    missing = find_missing() if items else []
    if missing:
        for item in items:
            item.add_marker(pytest.mark.missing(*missing))
