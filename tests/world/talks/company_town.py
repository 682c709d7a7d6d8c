"""A town in memory whose people have company: the product's own founding, engine and talks, with minds as one likes.

What agents carry with them is kept here, in the simplest way: when they looked at their phones, when they talked.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from agents.minds import rules
from society.experiments.scenario import ScenarioFile
from tests.society.memory_town import Columns, found_part
from world.actions import Action
from world.contract import Announced, Decide, Int, Known
from world.economy.books import Books
from world.economy.ledger import Balances
from world.engine.state import ResidentColumns
from world.engine.step import TownEngine
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.space.districts import Districts
from world.talks.acquaintances import founding_ties
from world.talks.talks import Closed, Talks, Turns
from world.ties import Ties


@dataclass(slots=True)
class Carried:
    """What residents carry with them, by number."""

    unread: Int
    phone_at: Int
    talked_at: Int
    heard_until: Int
    date_place: Int
    date_at: Int
    date_with: Int

    @classmethod
    def of(cls, count: int, start: int) -> "Carried":
        nothing = np.zeros((6, count + 1), dtype=np.int64)
        heard = np.zeros((count + 1, len(Announced)), dtype=np.int64)
        unread, phone_at, talked_at, *dates = nothing
        return cls(unread, phone_at + start, talked_at + start, heard, *dates)

    def known(self, rows: Int) -> Known:
        return Known(**{name: getattr(self, name)[rows] for name in Known.__slots__})


@dataclass(slots=True)
class CompanyTown:
    """One run in memory."""

    engine: TownEngine
    talks: Talks
    carried: Carried
    now: int
    step_s: int
    events: list[Columns] = field(default_factory=list)
    turns: list[Turns] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)
    after: Callable[["CompanyTown"], None] = lambda town: None

    @property
    def residents(self) -> ResidentColumns:
        return self.engine.residents

    def live(self, until: int) -> "CompanyTown":
        """Advance to a moment, step by step, leaving out those in which nothing happens."""
        while self.now < until:
            since, self.now = self.now, self.now + self.step_s
            if self.engine.has_work(since, self.now):
                self._step(since, self.now)
        return self

    def of_kind(self, *kinds: WorldEvent) -> Columns:
        """Take events of some kinds."""
        chunks = [chunk for chunk in self.events if chunk]
        joined = {name: np.concatenate([chunk[name] for chunk in chunks]) for name in chunks[0]}
        rows = np.isin(joined["kind"], kinds)
        return {name: values[rows] for name, values in joined.items()}

    def _step(self, since: int, until: int) -> None:
        log, residents, places = StepLog(), self.residents, self.engine.places
        books = Books(
            Balances(
                money=residents.money,
                resident_entry=residents.last_entry,
                till=places.till,
                place_entry=places.last_entry,
            ),
            lambda count: np.arange(1, count + 1, dtype=np.int64),
        )
        self.engine.step(since=since, until=until, books=books, log=log)
        events = log.ordered()
        self.events.append(events)
        if len(self.talks.turns):
            self.turns.append(self.talks.turns)
        if len(self.talks.closed):
            self.closed.append(self.talks.closed)
        self._remember(events, self.talks.closed)
        self.after(self)

    def _remember(self, events: Columns, closed: Closed) -> None:
        if events:
            looked = (events["kind"] == WorldEvent.ACTED) & (events["action"] == Action.USE_PHONE)
            self.carried.phone_at[events["actor"][looked]] = events["sim_time"][looked]
            self.carried.unread[events["actor"][looked]] = 0
        for members in (closed.one, closed.other, closed.third):
            self.carried.talked_at[members] = closed.sim_time
        for one, other in ((closed.one, closed.other), (closed.other, closed.one)):
            self.talks.ties.change(one, other, strength=300, trust=50, at=closed.sim_time)


def settle(
    scenario: ScenarioFile, *, seed: int, decide: Decide = rules.decide, with_company: bool = True
) -> CompanyTown:
    """Found the scenario's town.   with_company: False makes a town without talk and phones."""
    talks, carried = Talks(), Carried.of(scenario.population.count, scenario.run.start_s)
    if not with_company:
        part, run, _ = found_part(scenario, seed=seed, decide=decide)
        return CompanyTown(part.engine, talks, carried, run.start_sim_time, run.step_s)
    part, run, _ = found_part(scenario, seed=seed, decide=decide, know=carried.known, talks=talks)
    people, count = part.people(), scenario.population.count
    ties = Ties(count)
    districts = Districts.of_scenario(run.scenario)
    ties.fill(founding_ties(people.persona, districts, seed=seed, start=run.start_sim_time))
    talks.fill(residents=count, ties=ties, values=talks.open, last=0)
    return CompanyTown(part.engine, talks, carried, run.start_sim_time, run.step_s)
