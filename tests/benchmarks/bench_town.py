"""A town that is measured: founded in a database of its own, worked on by processes of their own, figures said in its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, Final

from tests.benchmarks.apart import run_apart
from tests.benchmarks.databases import Store, copied_database, own_database
from tests.benchmarks.report import say

STEP_S: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How long and how often everything is measured."""

    rounds: int = 3
    window_h: int = 24
    orm_s: float = 10.0
    live_s: float = 60.0
    fork_step: int = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A run in a database."""

    store: Store
    population: int
    database_url: str
    run_id: int

    def apart(self, module: str, function: str, **arguments: object) -> Any:
        """Measure something about it in a process of its own."""
        return run_apart(module, function, database_url=self.database_url, run_id=self.run_id, **arguments)

    def say(self, name: str, value: float, unit: str, **more: float | str) -> None:
        """Print a figure of it."""
        say(name, value, unit, store=self.store, population=self.population, **more)

    @contextmanager
    def copied(self) -> "Iterator[Town]":
        """Copy it as it is now, for a while; PostgreSQL only."""
        with copied_database(self.database_url) as url:
            yield replace(self, database_url=url)


@contextmanager
def founded(
    store: Store, population: int, *, step_s: int = STEP_S, is_social: bool = False
) -> Iterator[tuple[Town, float]]:
    """Found a town in an empty database; give it and the seconds that the founding took, and drop it."""
    with own_database(store) as url:
        yield found_in(url, store, population, step_s=step_s, is_social=is_social)


def found_in(
    database_url: str, store: Store, population: int, *, step_s: int = STEP_S, is_social: bool = False
) -> tuple[Town, float]:
    """Found a town in an empty database; give it and the seconds that took."""
    seeded = run_apart(
        "seeding", "seed", database_url=database_url, population=population, step_s=step_s, is_social=is_social
    )
    town = Town(store=store, population=population, database_url=database_url, run_id=seeded["run_id"])
    return town, seeded["wall_s"]


@contextmanager
def founded_often(store: Store, population: int, rounds: int) -> Iterator[Town]:
    """Found a town several times, keep the last, say what a founding takes."""
    seconds = []
    for _ in range(rounds - 1):
        with founded(store, population) as (_town, wall_s):
            seconds.append(wall_s)
    with founded(store, population) as (town, wall_s):
        town.say("engine.seed_seconds", median([*seconds, wall_s]), "s", rounds=rounds)
        yield town
