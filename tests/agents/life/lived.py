"""A town in memory whose residents notice what happens: its own founding and engine, the network, and a scene for every step.

No database and no driver; what a step records is what a run records.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from agents.life.columns import MindColumns
from agents.life.courses import Courses
from agents.life.memories import MEMORIES, Memories
from agents.life.noticing import notice, notice_followers
from agents.life.people import People
from agents.life.places import Places
from agents.life.sayings import Sayings
from agents.life.scene import Scene
from agents.minds import rules
from society.experiments.scenario import ScenarioFile, checked_scenario, load_scenario
from streams.kernel.columns import Table, TableBatch
from streams.kernel.simtime import HOUR_S
from streams.network.state import Network
from streams.writer.part import RunFacts, StepContext
from streams.writer.record import Numbers, Record
from streams.writer.store import Store
from world.actions import Action
from world.contract import Decide
from world.engine.step import TownEngine
from world.events import WorldEvent
from world.part import WorldPart
from world.talks.talks import Talks
from world.ties import Ties

Columns = dict[str, NDArray[Any]]

ANNA, BEN, CARA = 1, 2, 3
QUIET: Final = {"bonus": 0, "red_packet": 0, "illness": 0, "broken_phone": 0, "free_coffee": 0, "park_fair": 0}
"""No chance brings anything."""
_NEWS: Final = ("what", "place", "other", "time", "valence", "arousal", "amount", "count", "weight")


class Rows:
    """The batches of a founding, read as a store's tables."""

    def __init__(self, batches: Sequence[TableBatch]) -> None:
        self._batches = {batch.table.name: batch for batch in batches}

    def read_run(self, table: Table, run_id: int, names: Sequence[str] = ()) -> Columns:
        if table.name not in self._batches:  # nothing of the kind when a town is founded
            return {column: np.zeros(0, dtype=np.int64) for column in table.names}
        return dict(self._batches[table.name].columns)

    def read_parts(self, table: Table, first: int, end: int, names: Sequence[str] = ()) -> Iterator[Columns]:
        yield self.read_run(table, first)


@dataclass(slots=True, kw_only=True)
class LivedTown:
    """A run in memory, with what is on everybody's mind."""

    run: RunFacts
    part: WorldPart
    mind: MindColumns
    people: People
    places: Places
    network: Network
    now: int
    numbers: Numbers
    memories: Memories = field(default_factory=Memories)
    sayings: Sayings = field(default_factory=Sayings)
    talks: Talks = field(default_factory=Talks)
    remembered: list[Columns] = field(default_factory=list)
    events: list[Columns] = field(default_factory=list)
    steps: int = 1
    at_once: int = 1_000_000
    """Events of a step that are noticed together."""

    @property
    def engine(self) -> TownEngine:
        return self.part.engine

    def context(self, until: int) -> StepContext:
        """Open a step that ends at a moment."""
        self.steps += 1
        record = Record(run_id=1, step=self.steps, numbers=self.numbers)
        return StepContext(run=self.run, step=self.steps, since=self.now, until=until, is_grid=True, record=record)

    def scene(self, context: StepContext, *, events: Columns | None = None) -> Scene:
        """Show a step.   events: in the place of those in the record."""
        return Scene(
            context=context,
            events=context.record.hashed() if events is None else events,
            town=self.engine,
            talks=self.talks,
            ties=Ties(self.mind.count),
            network=self.network,
            mind=self.mind,
            people=self.people,
            places=self.places,
            sayings=self.sayings,
            courses=Courses(),
            memories=self.memories,
        )

    def happen(self, *, until: int | None = None, **columns: Any) -> list[int]:
        """Record one event or several in a step of their own, have them noticed, and return their seqs."""
        context = self.context(until or self.now + self.run.step_s)
        count = max(np.size(values) for values in columns.values())
        seqs = context.record.append(count, **{"sim_time": context.until, **columns})
        self.notice(context)
        return [int(seq) for seq in seqs]

    def notice(self, context: StepContext) -> Scene:
        """Have what a step recorded noticed."""
        scene = self.scene(context)
        self.network.enter(context.numbers)
        self.people.enter(self.engine.around.persona, self.network.pending)
        for first in range(0, len(context.record), self.at_once):
            some = slice(first, first + self.at_once)
            notice(self.scene(context, events={name: values[some] for name, values in scene.events.items()}))
        notice_followers(scene)
        self.network.take()
        self.events.append(context.record.hashed())
        self.remembered += [dict(batch.columns) for batch in self.memories.take(context)]
        self.mind.take_touched()
        self.now = context.until
        return scene

    def live(self, until: int, after: Callable[[Scene], None] = lambda scene: None) -> "LivedTown":
        """Let the town live to a moment; steps in which nothing happens are left out.   after: called for every step."""
        step_s = self.run.step_s
        while self.now < until:
            due = int(self.engine.residents.due[1:].min())
            soonest = min(max(due, self.now + 1), (self.now // HOUR_S + 1) * HOUR_S)
            soonest = min(soonest, self.engine.happenings.next_after(self.now))
            end = min(-(-soonest // step_s) * step_s, until)
            self.now = end - step_s
            context = self.context(end)
            self.part.step(context)
            after(self.notice(context))
        return self

    def memories_of_all(self) -> Columns:
        """Join all memories so far, by column."""
        return {name: np.concatenate([part[name] for part in self.remembered]) for name in MEMORIES.names}


def scenario(*, name: str = "willowbrook", step_s: int = 20, **tables: Any) -> ScenarioFile:
    """Take a scenario with changed tables."""
    file = load_scenario(name).model_dump(mode="json")
    file["run"] |= {"step_s": step_s}
    for table, values in tables.items():
        file[table] |= values
    return checked_scenario(file, file="lived")


def found(town: ScenarioFile, *, seed: int = 5, decide: Decide = rules.decide) -> LivedTown:
    """Found a town whose people have nothing on their minds."""
    run = _facts(town, seed)
    batches, state, counters = _founding(json.dumps([seed, run.scenario], sort_keys=True))
    store, part = cast(Store, Rows(batches)), WorldPart(decide=decide)
    part.load(store, run, state)
    count = part.engine.residents.count
    people = People(run, store)
    people.enter(part.engine.around.persona, Network(seed=seed).pending)
    return LivedTown(
        run=run,
        part=part,
        mind=MindColumns(count),
        people=people,
        places=Places(run.scenario, run.language),
        network=Network(seed=seed, accounts=count),
        now=run.start_sim_time,
        numbers=Numbers(counters),
    )


@lru_cache(maxsize=4)
def _founding(seed_and_scenario: str) -> tuple[Sequence[TableBatch], Columns, dict[str, int]]:
    """Found a town: its rows, its state, and the numbers given. The ways through a town take seconds to find."""
    seed, scenario = json.loads(seed_and_scenario)
    town = checked_scenario(scenario, file="lived")
    run, start, numbers = _facts(town, seed), town.run.start_s, Numbers({})
    record, part = Record(run_id=1, step=1, numbers=numbers), WorldPart(decide=rules.decide)
    batches = part.found(StepContext(run=run, step=1, since=start, until=start, is_grid=False, record=record))
    return batches, part.state(), numbers.as_dict()


def _facts(town: ScenarioFile, seed: int) -> RunFacts:
    return RunFacts(
        run_id=1,
        seed=seed,
        step_s=town.run.step_s,
        start_sim_time=town.run.start_s,
        language=town.run.language.value,
        scenario=town.model_dump(mode="json"),
        engine_version=1,
    )


def at_noon() -> LivedTown:
    """Found a town on Monday at noon, where everybody is awake and chance brings nothing."""
    here = found(scenario(happenings=QUIET))
    here.now = 12 * HOUR_S
    here.engine.residents.action[:] = Action.READ
    return here


def place_of(town: LivedTown, kind: str) -> int:
    """Find the first place of a kind."""
    return next(number for number in range(1, town.engine.places.count + 1) if town.places.kind(number) == kind)


def own(town: LivedTown, resident: int) -> dict[str, int]:
    """Show what is on somebody's mind."""
    return {name: int(getattr(town.mind, f"own_{name}")[resident]) for name in _NEWS}


def nobody_has_news(town: LivedTown) -> bool:
    """Say whether nothing is on anybody's mind."""
    return not town.mind.own_event.any()


def acted(town: LivedTown, action: Action, *, count: int = 1, **columns: Any) -> list[int]:
    """Have Anna end an action many times over, an hour apart each."""
    given: dict[str, Any] = {
        "kind": WorldEvent.ACTED,
        "actor": ANNA,
        "place": place_of(town, "park"),
        "action": action,
        "duration_s": HOUR_S,
        "sim_time": town.now + np.arange(1, count + 1) * HOUR_S,
    }
    return town.happen(**(given | columns))
