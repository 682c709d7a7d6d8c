"""A reader of a page that leaves its snapshot open: PostgreSQL cuts it off, and dead rows are reused again."""

import time

import psycopg
import pytest

from society.settings.database import web_limits
from society.settings.environment import read_environment
from tests.durability.engines import engine, step, value, wait_until
from tests.durability.workers import Environment

pytestmark = [pytest.mark.services, pytest.mark.long]

STATE = "world_residentstate"
WINDOW_S = 4


def updates(town: Environment) -> tuple[int, int]:
    row = value(town, f"select array[n_tup_upd, n_tup_hot_upd] from pg_stat_user_tables where relname = '{STATE}'")
    return int(row[0]), int(row[1])


def heap_only_share(town: Environment) -> float:
    """Of the updates within a few seconds, the share that reused room beside the old row."""
    before = updates(town)
    time.sleep(WINDOW_S)
    after = updates(town)
    return (after[1] - before[1]) / (after[0] - before[0])


def test_a_forgotten_snapshot_is_cut_off_and_rows_are_reused_again(one_town: Environment) -> None:
    env = read_environment({"WEB_IDLE_TRANSACTION_MAX_S": "8"}, None)
    with engine(one_town, "manage.py", "simulate", "--until", "2025-01-01T00:00:00"):
        wait_until(lambda: step(one_town) > 200, within_s=60)
        wait_until(lambda: heap_only_share(one_town) > 0.95, within_s=60)
        with psycopg.connect(one_town["DATABASE_URL"], options=web_limits(env)) as reader:
            reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            reader.execute(f"select count(*) from {STATE}")
            time.sleep(3)
            held = heap_only_share(one_town)
            time.sleep(3)
            with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
                reader.execute("select 1")

        wait_until(lambda: heap_only_share(one_town) > 0.95, within_s=60)

    assert held < 0.9
