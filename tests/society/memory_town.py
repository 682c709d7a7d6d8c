"""A town that lives in memory: the product's own founding, engine and mind, without a database and without empty steps.

What it records is what a run records: the rows of events and of the ledger. For tests that need weeks of life.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from agents.minds import rules
from society.experiments.scenario import ScenarioFile
from streams.kernel.columns import Table, TableBatch
from streams.kernel.simtime import HOUR_S
from streams.writer.part import RunFacts, StepContext
from streams.writer.record import Numbers, Record
from streams.writer.store import Store
from world.contract import Decide, Int, Know, Persona
from world.economy.books import Books
from world.economy.ledger import Balances
from world.engine.effects import evaluate_needs
from world.engine.step import TownEngine
from world.engine.steplog import StepLog
from world.part import WorldPart
from world.talks.talks import Talks

Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What happened: columns of events and of the ledger in order, needs by hour, and who lives there."""

    start: int
    until: int
    events: Columns
    ledger: Columns
    needs: Int  # [hours, residents + 1, 6]
    persona: Persona  # row = number
    wage_per_hour: Int
    names: list[str]  # of places, row = number
    engine: TownEngine


@dataclass(slots=True, kw_only=True)
class MemoryTown:
    """One run in memory."""

    engine: TownEngine
    now: int
    step_s: int
    place_names: list[str]
    events: list[Columns] = field(default_factory=list)
    ledger: list[Columns] = field(default_factory=list)
    needs: list[Int] = field(default_factory=list)
    _given: int = 0

    def live(self, until: int) -> Life:
        """Advance to a moment, and tell what happened since the beginning."""
        start = self.now
        while self.now < until:
            self._step(min(self._next_end(), until))
        return Life(
            start=start,
            until=until,
            events=_joined(self.events),
            ledger=_joined(self.ledger),
            needs=np.stack(self.needs),
            persona=self.engine.around.persona,
            wage_per_hour=self.engine.around.terms.wage_per_hour,
            names=self.place_names,
            engine=self.engine,
        )

    def _next_end(self) -> int:
        """End of the next grid step in which somebody is due or an hour strikes."""
        due = int(self.engine.residents.due[1:].min())
        soonest = min(max(due, self.now + 1), (self.now // HOUR_S + 1) * HOUR_S)
        soonest = min(soonest, self.engine.happenings.next_after(self.now))
        return -(-soonest // self.step_s) * self.step_s

    def _step(self, until: int) -> None:
        log, books = StepLog(), self.books()
        changed = self.engine.step(since=until - self.step_s, until=until, books=books, log=log)
        self.now = until
        self.events.append(log.ordered())
        self.ledger.append(books.columns())
        if changed.hours:
            self.needs.append(self._needs_now())

    def _needs_now(self) -> Int:
        residents = self.engine.residents
        needs = np.zeros_like(residents.needs)
        rows = np.arange(1, residents.count + 1)
        needs[1:] = evaluate_needs(residents, self.engine.around.persona, rows, np.full(len(rows), self.now))
        return needs

    def books(self) -> Books:
        """Open the books of a step."""
        residents, places = self.engine.residents, self.engine.places
        return Books(
            Balances(
                money=residents.money,
                resident_entry=residents.last_entry,
                till=places.till,
                place_entry=places.last_entry,
            ),
            self._take,
        )

    def _take(self, count: int) -> Int:
        self._given += count
        return np.arange(self._given - count + 1, self._given + 1, dtype=np.int64)


def found(
    scenario: ScenarioFile,
    *,
    seed: int,
    decide: Decide = rules.decide,
    edit: Callable[[Persona], Persona] = lambda persona: persona,
) -> MemoryTown:
    """Found the scenario's town. `edit` may change the personas (row 0 is nobody) before anything happens."""
    part, run, batches = found_part(scenario, seed=seed, decide=decide)
    engine = part.engine
    engine.around = replace(engine.around, persona=edit(engine.around.persona))
    ledger = next(dict(batch.columns) for batch in batches if batch.table.name == "world_ledgerentry")
    ledger.pop("id")
    ledger.pop("step")
    names = ["", *(place.name for place in scenario.places)]
    town = MemoryTown(engine=engine, now=run.start_sim_time, step_s=run.step_s, place_names=names)
    town.ledger.append(ledger)
    return town


def found_part(
    scenario: ScenarioFile, *, seed: int, decide: Decide, know: Know | None = None, talks: Talks | None = None
) -> tuple[WorldPart, RunFacts, list[TableBatch]]:
    """Found the scenario's town as a Part, ready to step: the Part, the facts of its run, and what it wrote."""
    run = RunFacts(
        run_id=1,
        seed=seed,
        step_s=scenario.run.step_s,
        start_sim_time=scenario.run.start_s,
        language=scenario.run.language.value,
        scenario=scenario.model_dump(mode="json"),
        engine_version=1,
    )
    record = Record(run_id=1, step=1, numbers=Numbers({}))
    start = run.start_sim_time
    part = WorldPart(decide=decide, know=know, talks=talks)
    batches = part.found(StepContext(run=run, step=1, since=start, until=start, is_grid=False, record=record))
    part.load(cast(Store, _Rows(batches)), run, None)
    return part, run, batches


class _Rows:
    """The batches of a founding, read as a store's tables."""

    def __init__(self, batches: list[TableBatch]) -> None:
        self._batches = {batch.table.name: batch for batch in batches}

    def read_run(self, table: Table, run_id: int) -> Mapping[str, NDArray[Any]]:
        if table.name not in self._batches:  # nothing is founded in it
            return {column.name: np.zeros(0, dtype=np.int64) for column in table.columns}
        return self._batches[table.name].columns

    def read_parts(self, table: Table, first_key: int, end_key: int) -> Iterator[Mapping[str, NDArray[Any]]]:
        yield self._batches[table.name].columns


def _joined(chunks: list[Columns]) -> Columns:
    filled = [chunk for chunk in chunks if chunk]
    return {name: np.concatenate([chunk[name] for chunk in filled]) for name in filled[0]}
