"""What every test may ask for, and what happens to tests whose services are missing.

On a person's machine such tests are skipped and named at the end; with CI=true they fail, because there nobody reads.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings

from tests import services

NEEDS: Final = "this test needs"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip tests whose services are missing."""
    _mark_missing([item for item in items if _needs_services(item)], services.missing_services)
    _mark_missing([item for item in items if item.get_closest_marker("browser")], services.missing_browser)


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
def redis_url() -> Iterator[str]:
    """Give the address of an empty Redis database, number 15; for tests marked `services`."""
    import redis

    client = redis.Redis(port=6379, db=15)
    client.flushdb()
    yield "redis://127.0.0.1:6379/15"
    client.flushdb()
    client.close()


@pytest.fixture
def root() -> Path:
    """Give the folder of manage.py."""
    return Path(settings.BASE_DIR)


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
