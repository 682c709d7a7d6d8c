"""A holder that is stopped, also within a transaction or a COPY on PostgreSQL: another takes over, it writes nothing more."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from streams.writer.lease import LEASE_MS
from tests.durability.engines import ENGINE, engine, step, tables, tables_at, value, wait_until
from tests.durability.workers import Environment

pytestmark = [pytest.mark.services, pytest.mark.long]

HOLDER = "select holder from streams_runlease"


def is_stopped(process: "subprocess.Popen[str]") -> bool:
    return Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T"


def take_over(town: Environment, moment: str, times: int) -> tuple[float, str]:
    """Let an engine freeze, another take over, and the first wake up; return how long it took and what the first said."""
    with engine(town, "-m", "tests.durability.frozen", moment, str(times)) as first:
        wait_until(lambda: is_stopped(first), within_s=60)
        frozen_s, reached, holder = time.monotonic(), step(town), value(town, HOLDER)
        with engine(town, *ENGINE):
            wait_until(lambda: step(town) > reached + 20, within_s=60)
            took_s = time.monotonic() - frozen_s
            assert value(town, HOLDER) != holder

            os.kill(first.pid, signal.SIGCONT)
            time.sleep(2)
            first.terminate()
            said = first.communicate(timeout=30)[1]
    return took_s, said


def test_a_holder_that_freezes_within_a_copy_is_overtaken_and_writes_nothing(
    one_town: Environment, undisturbed_town: Environment
) -> None:
    took_s, said = take_over(one_town, "copy", 5)

    disturbed = tables(one_town)
    assert disturbed == tables_at(undisturbed_town, disturbed["sim_time"])
    assert took_s < LEASE_MS / 1000 + 15
    assert "run.dropped" in said


@pytest.mark.parametrize("times", [1, 2, 7, 19])
@pytest.mark.parametrize("moment", ["after_inbox", "after_first_table", "copy", "before_commit", "after_commit"])
def test_a_holder_that_freezes_anywhere_is_overtaken_and_writes_nothing(
    one_town: Environment, undisturbed_town: Environment, moment: str, times: int
) -> None:
    take_over(one_town, moment, times)

    disturbed = tables(one_town)
    assert disturbed == tables_at(undisturbed_town, disturbed["sim_time"])
