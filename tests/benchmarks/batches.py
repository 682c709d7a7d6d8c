"""What deciding for many at once saves: a resident's share of a step with few decisions and of one with thousands."""

from statistics import median
from typing import Final

from society.parts import assemble
from streams.models import Run
from streams.writer.runs import facts_of, load_stepper
from tests.benchmarks.report import Spent
from world.part import WorldPart

REPEATS_MAX: Final = 200


def step_costs(*, run_id: int, rounds: int, few: int, many: int) -> dict[str, float]:
    """Measure both in memory, without a commit; CPU microseconds a resident, medians."""
    run = Run.objects.get(pk=run_id)
    return {
        name: median(_cost_us(run, batch, repeats=max(1, min(REPEATS_MAX, many // batch))) for _ in range(rounds))
        for name, batch in (("few", few), ("many", many))
    }


def _cost_us(run: Run, batch: int, repeats: int) -> float:
    stepper = load_stepper(run, assemble(facts_of(run)))
    residents = next(part for part in stepper.parts if isinstance(part, WorldPart)).engine.residents
    population = len(residents.due) - 1
    residents.due[1:] = stepper.head.sim_time + 10 * run.step_s
    spent = Spent.start()
    for turn in range(repeats):
        first = 1 + turn * batch % (population - batch + 1)
        residents.due[first : first + batch] = stepper.head.sim_time + 1
        stepper.grid_step()
    return spent.stop().cpu_s / (repeats * batch) * 1e6
