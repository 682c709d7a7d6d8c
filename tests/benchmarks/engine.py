"""`make bench SUITE=engine`: what a decision costs, and what deciding for many at once saves.

A decision is an action that was begun other than `wait`. CPU is user and system time of this process: on SQLite there is
no other.
"""

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks.report import Spent, say

WINDOW_H: Final = 24
STEP_S: Final = 60
ROUNDS: Final = 3
BATCHES: Final = (10, 5_000)
MANY: Final = 5_000


def main() -> None:
    """Measure on a database file of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--population", type=int, default=10_000)
    population = parser.parse_args().population
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")
        import django

        django.setup()
        _measure(population)


def _measure(population: int) -> None:
    from django.core.management import call_command

    from tests.benchmarks.towns import found_scaled

    call_command("migrate", verbosity=0)
    spent = Spent.start()
    run = found_scaled(population, STEP_S)
    say("engine.seed_seconds", spent.stop().wall_s, "s", store="sqlite", population=population)
    _measure_day(run.pk, population)
    _measure_batches(run.pk, population)


def _measure_day(run_id: int, population: int) -> None:
    """Drive a simulated day as fast as possible."""
    from society.engine import make_driver
    from streams.models import Run

    run = Run.objects.get(pk=run_id)
    driver = make_driver(lambda run_id, seq: None)
    session = driver.hold(run)
    until = run.start_sim_time + WINDOW_H * 3600
    spent = Spent.start()
    driver.advance_until(session, until)
    spent.stop()
    driver.release_all()
    decisions = _decisions(run_id)
    more = {"store": "sqlite", "population": population}
    say("engine.decisions_per_resident_day", decisions / population, "1/day", **more)  # type: ignore[arg-type]
    say("engine.decisions_per_second", decisions / spent.wall_s, "1/s", **more)  # type: ignore[arg-type]
    say("engine.cpu_us_per_decision", spent.cpu_s / decisions * 1e6, "us", **more)  # type: ignore[arg-type]


def _decisions(run_id: int) -> int:
    from streams.models import Event
    from world.actions import Action
    from world.events import WorldEvent

    return Event.objects.of(run_id).filter(kind=WorldEvent.ACTED).exclude(next_action=Action.WAIT).count()


def _measure_batches(run_id: int, population: int) -> None:
    """Compare, in one run, what a resident costs in a step that decides ten and in one that decides thousands."""
    from society.parts import assemble
    from streams.models import Run
    from streams.writer.runs import facts_of, load_stepper
    from world.part import WorldPart

    run = Run.objects.get(pk=run_id)
    cost_us: dict[int, float] = {}
    for batch in BATCHES:
        rounds = []
        for _ in range(ROUNDS):
            stepper = load_stepper(run, assemble(facts_of(run)))
            world = next(part for part in stepper.parts if isinstance(part, WorldPart))
            residents = world.engine.residents
            residents.due[1:] = stepper.head.sim_time + 10 * STEP_S
            repeats = max(1, min(200, MANY // batch))
            spent = Spent.start()
            for turn in range(repeats):
                first = 1 + turn * batch % (population - batch + 1)
                residents.due[first : first + batch] = stepper.head.sim_time + 1
                stepper.grid_step()
            rounds.append(spent.stop().cpu_s / (repeats * batch) * 1e6)
        cost_us[batch] = median(rounds)
        say("engine.step_us_per_resident", cost_us[batch], "us", store="sqlite", population=population, batch=batch)
    ratio = cost_us[BATCHES[1]] / cost_us[BATCHES[0]]
    say("engine.batch_cost_ratio", ratio, "", store="sqlite", population=population, must="<= 0.25")


if __name__ == "__main__":
    main()
