"""Towns so large that a day takes too long: the same morning three times, each on a fresh copy, beside a smaller town's."""

from typing import Final

from tests.benchmarks.bench_town import Lengths, Town, founded_often
from tests.benchmarks.databases import POSTGRESQL
from tests.benchmarks.town_figures import say_live_shares, say_orm_loop
from tests.benchmarks.window_figures import Window, cpu_us, decisions_each, decisions_per_s, say_window

COMPARED_WITH: Final = 100_000
TO_THE_MORNING_H: Final = 1
MORNING_H: Final = 3
MORNING: Final = "07:00-10:00"


def compare_mornings(
    population: int, mesa_per_cpu_s: float | None, lengths: Lengths, *, compared_with: int = COMPARED_WITH
) -> None:
    """Measure a smaller town's mornings, then this one's and the rest, and say how flat the cost is."""
    with founded_often(POSTGRESQL, compared_with, lengths.rounds) as small:
        small_us = cpu_us(_mornings(small, mesa_per_cpu_s, lengths))
    # founding a million takes minutes, so it is done once
    with founded_often(POSTGRESQL, population, 1) as large:
        mornings = _mornings(large, mesa_per_cpu_s, lengths)
        large_us = cpu_us(mornings)
        if small_us is not None and large_us is not None:
            large.say("engine.flatness", large_us / small_us, "", window=MORNING, compared_with=compared_with)
        large.apart("window", "advance", hours=TO_THE_MORNING_H)
        say_live_shares(large, lengths)
        say_orm_loop(large, decisions_per_s(mornings), lengths)


def _mornings(town: Town, mesa_per_cpu_s: float | None, lengths: Lengths) -> list[Window]:
    """Drive copies of a new town through its first morning."""
    mornings = []
    for _ in range(lengths.rounds):
        with town.copied() as copy:
            mornings.append(copy.apart("window", "drive", warm_up_h=TO_THE_MORNING_H, window_h=MORNING_H))
    town.say("engine.decisions_per_resident", decisions_each(town, mornings), "", window=MORNING)
    say_window(town, mornings, name=MORNING, mesa_per_cpu_s=mesa_per_cpu_s)
    return mornings
