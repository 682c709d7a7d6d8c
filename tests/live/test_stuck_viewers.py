"""Fifty viewers who stop reading, beside fifty who read: they cost little, are sent away soon, and slow nobody down."""

import pytest

from tests.benchmarks.apart import run_apart
from tests.benchmarks.databases import POSTGRESQL, own_database

pytestmark = [pytest.mark.services, pytest.mark.own_servers, pytest.mark.long]

GOOD = STUCK = 50
WATCHED_S = 30
GROWN_MIB_MAX = 32
ENDED_WITHIN_S = 30


def test_who_does_not_read_is_sent_away_soon_and_slows_nobody_down() -> None:
    with own_database(POSTGRESQL) as url:
        run_id = run_apart("live_delivery", "found_town", database_url=url, hours=36)
        found = run_apart(
            "live_stuck", "measure", database_url=url, run_id=run_id, good=GOOD, stuck=STUCK, seconds=WATCHED_S
        )

    assert found["grown_mib"] < GROWN_MIB_MAX
    assert found["ended_s"] < ENDED_WITHIN_S
    assert found["closed_good"] == []
    # a machine shared with others is never quite even
    assert found["p99_beside_ms"] < found["p99_without_ms"] * 1.5 + 10
