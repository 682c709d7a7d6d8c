"""The pieces of `make bench SUITE=engine` measure what they say; no figure is asserted, they are the machine's."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

from streams.models import Event, Run, RunHead
from tests.benchmarks.apart import MeasurementFailed, run_apart
from tests.benchmarks.batches import step_costs
from tests.benchmarks.bench_town import Town, founded
from tests.benchmarks.cpu import PostgresCpu, memory_mb, process_age_s, process_cpu_s
from tests.benchmarks.days import faults_of
from tests.benchmarks.engine import towns_of
from tests.benchmarks.forks import fork
from tests.benchmarks.live_share import live
from tests.benchmarks.orm_loop import OrmLoop
from tests.benchmarks.towns import found_scaled
from tests.benchmarks.window import advance, count_decisions, drive
from tests.benchmarks.window_figures import cpu_us, decisions_per_s, say_window
from world.models import ResidentState

POPULATION = 200
STEP_S = 60
WINDOW: dict[str, Any] = {
    "decisions": 1_000,
    "wall_s": 0.5,
    "client_cpu_s": 0.02,
    "server_cpu_s": 0.01,
    "memory": {"peak_mb": 90.0, "now_mb": 80.0},
    "restart_s": 0.1,
    "ready_s": 0.7,
}


@pytest.fixture
def run(db: None) -> Run:
    return found_scaled(POPULATION, STEP_S)


def test_the_cpu_of_this_process_is_what_python_says() -> None:
    assert process_cpu_s(os.getpid()) == pytest.approx(time.process_time(), abs=0.1)


def test_a_process_that_is_gone_spends_nothing() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()

    assert process_cpu_s(ended.pid) == 0


def test_memory_was_never_lower_than_at_its_peak() -> None:
    memory = memory_mb()

    assert 1 < memory["now_mb"] <= memory["peak_mb"]
    assert process_age_s() > 0


@pytest.mark.services
def test_what_a_query_costs_is_found_at_the_server(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection, connection.cursor() as cursor:
        server = PostgresCpu.start(cursor)
        cursor.execute("SELECT sum(sqrt(n)) FROM generate_series(1, 1000000) AS numbers(n)")

        assert server is not None
        assert server.spent_s() > 0.01


def test_a_server_that_cannot_be_seen_has_no_figure(capsys: pytest.CaptureFixture[str]) -> None:
    class Elsewhere:
        def execute(self, query: str) -> None: ...

        def fetchone(self) -> tuple[int, str]:
            return os.getpid(), "a_database_of_another_machine"

    assert PostgresCpu.start(Elsewhere()) is None
    assert "cannot be seen" in capsys.readouterr().err


def test_a_figure_that_is_not_known_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    town = Town(store="postgresql", population=POPULATION, database_url="", run_id=1)

    say_window(town, [WINDOW, {**WINDOW, "server_cpu_s": None}], name="1 h", mesa_per_cpu_s=1_000.0)

    said = capsys.readouterr().out
    assert "engine.decisions_per_second" in said
    assert "cpu_us" not in said
    assert "mesa" not in said


def test_the_cost_of_a_decision_counts_client_and_server() -> None:
    assert cpu_us([WINDOW]) == pytest.approx(30)
    assert decisions_per_s([WINDOW]) == 2_000


@pytest.mark.stores
def test_a_window_is_driven_and_its_decisions_are_counted(run: Run) -> None:
    driven = drive(run_id=run.pk, warm_up_h=1, window_h=1)

    head = RunHead.objects.get(pk=run.pk)
    whole = count_decisions(run.pk, 0, head.seq)
    assert head.sim_time == run.start_sim_time + 2 * 3600
    assert 0 < driven["decisions"] < whole < Event.objects.of(run.pk).count()
    assert driven["client_cpu_s"] > 0


@pytest.mark.stores
def test_the_plain_loop_writes_the_decisions_that_the_engine_made(run: Run, django_assert_num_queries: Any) -> None:
    advance(run_id=run.pk, hours=2)
    loop = OrmLoop.of(run.pk)
    decided = loop.decided[0]
    resident = ResidentState.objects.numbered(run.pk, decided["actor"])
    before = resident.get()

    with django_assert_num_queries(3):
        loop.write_next()

    after, event = resident.get(), Event.objects.of(run.pk).latest("pk")
    assert after.decisions == before.decisions + 1
    assert (after.action, after.place, after.due) == (event.next_action, event.next_place, event.due)
    assert (event.actor, event.due, event.prev_id) == (decided["actor"], decided["due"], before.last_event)


@pytest.mark.stores
def test_a_town_lives_at_ten_times_real_time(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.benchmarks.live_share.SETTLE_S", 0.1)

    lived = live(run_id=run.pk, seconds=0.5)

    assert lived["slipped_s"] == 0
    assert RunHead.objects.get(pk=run.pk).sim_time > run.start_sim_time


def test_steps_of_few_and_of_many_are_measured(run: Run) -> None:
    costs = step_costs(run_id=run.pk, rounds=1, few=10, many=100)

    assert costs["few"] > 0
    assert costs["many"] > 0


@pytest.mark.stores
def test_a_fork_is_made_at_the_wanted_step(run: Run) -> None:
    seconds = fork(run_id=run.pk, step=20, rounds=1)["seconds"]

    assert len(seconds) == 1
    assert [made.fork_step for made in run.forks.all()] == [20]


def test_a_measurement_in_a_process_of_its_own_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with founded("sqlite", POPULATION) as (town, seconds):
        driven = town.apart("window", "drive", warm_up_h=0, window_h=1)

    assert seconds > 0
    assert driven["decisions"] > 0
    assert list(tmp_path.iterdir()) == []


def test_a_measurement_that_fails_says_which() -> None:
    with pytest.raises(MeasurementFailed, match="drive"):
        run_apart("window", "drive", database_url="sqlite:////nowhere/at/all.sqlite3")


def test_a_benchmark_that_is_told_to_stop_removes_what_it_made(tmp_path: Path) -> None:
    script = (
        "from tests.benchmarks.stopping import heed_signals, holding_off\n"
        "from tests.benchmarks.bench_town import founded\n"
        f"heed_signals()\nwith holding_off(), founded('sqlite', {POPULATION}) as (town, _):\n"
        "    print('founded', flush=True); town.apart('live_share', 'live', seconds=60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout as said:
        said.readline()

        process.terminate()
        code = process.wait(30)

    assert code == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


@pytest.mark.services
def test_a_town_is_driven_through_celery_by_processes_of_the_benchmark() -> None:
    with founded("postgresql", POPULATION) as (town, _):
        lived = town.apart("celery_share", "live_through_celery", seconds=2)

    assert lived["client_cpu_s"] > 0
    assert lived["slipped_s"] == 0


def test_without_a_population_both_stores_and_a_hundred_thousand_are_measured() -> None:
    assert towns_of(None) == (("sqlite", 10_000), ("postgresql", 10_000), ("postgresql", 100_000))
    assert towns_of(5_000) == (("sqlite", 5_000), ("postgresql", 5_000))
    assert towns_of(50_000) == (("postgresql", 50_000),)


def test_residents_that_hardly_decide_make_the_benchmark_fail() -> None:
    town = Town(store="sqlite", population=POPULATION, database_url="", run_id=1)

    assert "12.0 decisions a day" in faults_of(town, 12.0)[0]
    assert faults_of(town, 36.0) == []
