"""A town driven through consecutive days, each by a fresh process, and whatever else is measured of it afterwards."""

from typing import Final

from tests.benchmarks.bench_town import Lengths, Town, founded_often
from tests.benchmarks.databases import Store
from tests.benchmarks.town_figures import say_archive, say_batches, say_forks, say_live_shares, say_orm_loop
from tests.benchmarks.window_figures import decisions_each, decisions_per_s, say_window

DECISIONS_A_DAY: Final = (20, 60)
"""Residents who decide more rarely or more often are no residents: the other figures would mean nothing."""
TO_THE_MORNING_H: Final = 1
"""Towns are founded at 06:00, and so each day ends; at 07:00 most is to be decided."""


def measure_days(store: Store, population: int, mesa_per_cpu_s: float | None, lengths: Lengths) -> list[str]:
    """Measure a town of this size; return what is wrong, in sentences."""
    with founded_often(store, population, lengths.rounds) as town:
        hours = lengths.window_h
        days = [town.apart("window", "drive", warm_up_h=0, window_h=hours) for _ in range(lengths.rounds)]
        each = decisions_each(town, days) * 24 / hours
        must = "{} to {}".format(*DECISIONS_A_DAY)
        town.say("engine.decisions_per_resident_day", each, "1/day", must=must)
        say_window(town, days, name=f"{hours} h", mesa_per_cpu_s=mesa_per_cpu_s)
        say_batches(town, lengths)
        say_archive(town)
        town.apart("window", "advance", hours=TO_THE_MORNING_H)
        say_live_shares(town, lengths)
        say_orm_loop(town, decisions_per_s(days), lengths)
    say_forks(store, population, lengths)
    return faults_of(town, each)


def faults_of(town: Town, decisions_a_day: float) -> list[str]:
    """Say what is wrong with residents that decide so often."""
    low, high = DECISIONS_A_DAY
    if low <= decisions_a_day <= high:
        return []
    made = f"{town.population} residents on {town.store} made {decisions_a_day:.1f} decisions a day each"
    return [f"{made}: {low} to {high} are believable."]
