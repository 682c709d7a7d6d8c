"""A town in memory whose residents also talk: what its steps say and change, without phones and without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, Self, cast

import numpy as np
from numpy.typing import NDArray

from agents.life.appointments import APPOINTMENTS, Appointments
from agents.life.columns import MindColumns
from agents.life.courses import Courses
from agents.life.memories import MEMORIES, Memories
from agents.life.noticing import notice
from agents.life.people import People
from agents.life.places import Places
from agents.life.sayings import SAYINGS, Said, Sayings
from agents.life.scene import Scene
from agents.life.talking.words import speak
from agents.minds import rules
from agents.voice import Occurrence
from society.experiments.scenario import ScenarioFile
from streams.kernel.columns import TableBatch
from streams.kernel.rng import below, draw
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from streams.network.state import Network
from streams.writer.part import RunFacts, StepContext
from streams.writer.record import Numbers, Record
from streams.writer.store import Store
from tests.agents.life.lived import Columns, Rows
from world.actions import Action
from world.contract import Decide, DecisionBatch, ObservationBatch
from world.engine.step import TownEngine
from world.events import WorldEvent
from world.part import WorldPart
from world.space.districts import Districts
from world.talks.acquaintances import founding_ties
from world.talks.speaking import stages
from world.talks.talks import COLUMNS, Closed, Ending, Talks, Turns
from world.ties import Ties

_LUCK: Final = 9_901
_TALKS_PERCENT: Final = 60
_TALK_S: Final = 8 * MINUTE_S


@dataclass(slots=True, kw_only=True)
class TalkingTown:
    """A run in memory whose residents notice and talk."""

    run: RunFacts
    part: WorldPart
    mind: MindColumns
    talks: Talks
    people: People
    places: Places
    network: Network
    now: int
    numbers: Numbers
    founded: Mapping[str, NDArray[Any]]
    memories: Memories = field(default_factory=Memories)
    sayings: Sayings = field(default_factory=Sayings)
    courses: Courses = field(default_factory=Courses)
    appointments: Appointments = field(default_factory=Appointments)
    batches: list[TableBatch] = field(default_factory=list)
    events: list[Columns] = field(default_factory=list)
    judged: dict[int, tuple[int, int]] = field(default_factory=dict)
    steps: int = 1

    @property
    def engine(self) -> TownEngine:
        return self.part.engine

    def scene(self, context: StepContext) -> Scene:
        return Scene(
            context=context,
            events=context.record.hashed(),
            town=self.engine,
            talks=self.talks,
            ties=self.talks.ties,
            network=self.network,
            mind=self.mind,
            people=self.people,
            places=self.places,
            sayings=self.sayings,
            courses=self.courses,
            memories=self.memories,
        )

    def step(self) -> Scene:
        """Live through the next step of the grid."""
        self.steps += 1
        until = self.now + self.run.step_s
        record = Record(run_id=1, step=self.steps, numbers=self.numbers)
        context = StepContext(run=self.run, step=self.steps, since=self.now, until=until, is_grid=True, record=record)
        self.part.step(context)
        scene = self.scene(context)
        self.network.enter(context.numbers)
        if context.since // DAY_S != context.until // DAY_S:
            self.sayings.forget(context.until // DAY_S * DAY_S)
        notice(scene)
        self.converse(scene)
        return scene

    def converse(self, scene: Scene) -> None:
        """Do the talking's share of a step, and close it."""
        speak(scene, self.appointments)
        self.appointments.keep(scene)
        context = scene.context
        for part in (self.sayings, self.memories, self.appointments):
            self.batches += cast(Any, part).take(context)
        self.judged |= self.talks.judged
        self.events.append(context.record.hashed())
        self.network.take()
        self.mind.take_touched()
        self.talks.ties.take_changed()
        self.now = context.until

    def quiet_step(self, *, until: int = 0, **ended: int) -> Scene:
        """Open a step in which the town does nothing.   ended: columns of the event of a talk's end, if one ends in it."""
        self.steps += 1
        end = until or self.now + self.run.step_s
        record = Record(run_id=1, step=self.steps, numbers=self.numbers)
        if ended:
            record.append(1, kind=WorldEvent.TALK_ENDED, sim_time=end, **ended)
        context = StepContext(run=self.run, step=self.steps, since=self.now, until=end, is_grid=True, record=record)
        self.network.enter(context.numbers)
        return self.scene(context)

    def talk(self, one: int, other: int, *, turns: int = 6, place: int = 1, third: int = 0) -> list[Said]:
        """Have two residents talk from greeting to goodbye, a minute a turn; return what they said."""
        self.talks.last += 1
        number, first = self.talks.last, len(self.batches)
        for index in range(turns):
            pair = (one, other) if index % 2 == 0 else (other, one)
            self.talks.clear()
            at = self.now + MINUTE_S
            row = (number, index, turns, at, *pair, third, place, int(stages(np.array(index), np.array(turns))))
            self.talks.turns = Turns(**{n: np.array([v]) for n, v in zip(Turns.__slots__, row, strict=True)})
            self.converse(self.quiet_step(until=at))
        said = self.said_since(first)
        self.end_talk(number, one, other, turns=turns, place=place, third=third)
        return said

    def said_since(self, first: int) -> list[Said]:
        """Show what was said since so many batches were written."""
        columns = self.rows(SAYINGS.name, first)
        names = [each.name for each in fields(Said)]
        return [Said(*row) for row in zip(*(columns[name].tolist() for name in names), strict=True)]

    def end_talk(self, number: int, one: int, other: int, *, turns: int, place: int = 1, third: int = 0) -> None:
        """End a talk."""
        self.talks.clear()
        at = self.now + MINUTE_S
        row = (number, at, place, one, other, third, turns, Ending.GOODBYE, turns * MINUTE_S)
        self.talks.closed = Closed(**{n: np.array([v]) for n, v in zip(Closed.__slots__, row, strict=True)})
        self.converse(self.quiet_step(until=at, object=number, actor=one, target=other, place=place))

    def befall(self, resident: int, what: Occurrence, *, weight: int = 600, valence: int = -1, **columns: int) -> int:
        """Let something be on somebody's mind; return the seq of its event."""
        scene = self.quiet_step()
        (seq,) = scene.context.record.append(1, kind=WorldEvent.FELL_ILL, sim_time=self.now, actor=resident)
        self.events.append(scene.context.record.hashed())
        values = {"event": int(seq), "what": what, "time": self.now, "weight": weight, "valence": valence, "told": 0}
        for name, value in (values | {"other": 0, "place": 1, "amount": 0, "count": 0, "arousal": 1} | columns).items():
            getattr(self.mind, f"own_{name}")[resident] = value
        self.now = scene.context.until
        return int(seq)

    def live(self, until: int) -> Self:
        while self.now < until:
            self.step()
        return self

    def rows(self, table: str, first: int = 0) -> Columns:
        """Join all rows that were inserted into a table, by column.   first: from which batch on."""
        parts = [
            batch.columns
            for batch in self.batches[first:]
            if batch.table.name == table and "ended_step" not in batch.table.names[:2]
        ]
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else {}

    @property
    def sayings_made(self) -> Columns:
        return self.rows(SAYINGS.name)

    @property
    def memories_made(self) -> Columns:
        return self.rows(MEMORIES.name)

    @property
    def appointments_made(self) -> Columns:
        return self.rows(APPOINTMENTS.name)

    def events_of(self, kind: int) -> Columns:
        """Join all events of a kind, by column."""
        parts = [(events, events["kind"] == kind) for events in self.events]
        return {name: np.concatenate([events[name][rows] for events, rows in parts]) for name in self.events[0]}


def found(town: ScenarioFile, *, seed: int = 5, decide: Decide | None = None) -> TalkingTown:
    """Found a town whose people know each other and have nothing on their minds."""
    run = RunFacts(
        run_id=1,
        seed=seed,
        step_s=town.run.step_s,
        start_sim_time=town.run.start_s,
        language=town.run.language.value,
        scenario=town.model_dump(mode="json"),
        engine_version=1,
    )
    numbers, start = Numbers({}), run.start_sim_time
    record = Record(run_id=1, step=1, numbers=numbers)
    talks = Talks()
    minds: list[MindColumns] = []
    part = WorldPart(decide=decide or talkative, know=lambda rows: minds[0].known(rows), talks=talks)
    batches = part.found(StepContext(run=run, step=1, since=start, until=start, is_grid=False, record=record))
    store, state = cast(Store, Rows(batches)), part.state()
    part.load(store, run, state)
    count, persona = part.engine.residents.count, part.engine.around.persona
    mind = MindColumns(count)
    minds.append(mind)
    ties = Ties(count)
    citizens = persona.take(np.arange(1, count + 1))
    founded = founding_ties(citizens, Districts.of_scenario(run.scenario), seed=seed, start=start)
    ties.fill(founded)
    nothing: Mapping[str, NDArray[Any]] = {name: np.zeros(0, dtype=np.int64) for name in COLUMNS}
    talks.fill(residents=count, ties=ties, values=nothing, last=0)
    network = Network(seed=seed, accounts=count)
    people = People(run, store)
    people.enter(persona, network.pending)
    return TalkingTown(
        run=run,
        part=part,
        mind=mind,
        talks=talks,
        people=people,
        places=Places(run.scenario, run.language),
        network=network,
        now=start,
        numbers=numbers,
        founded=founded,
    )


def fresh(town: TalkingTown) -> TalkingTown:
    """Give the same people with nothing on their minds, for a test whose town itself does nothing."""
    count, talks = town.mind.count, Talks()
    ties = Ties(count)
    ties.fill(town.founded)
    talks.fill(residents=count, ties=ties, values={name: np.zeros(0, dtype=np.int64) for name in COLUMNS}, last=0)
    return TalkingTown(
        run=town.run,
        part=town.part,
        mind=MindColumns(count),
        talks=talks,
        people=town.people,
        places=town.places,
        network=Network(seed=town.run.seed, accounts=count),
        now=town.run.start_sim_time,
        numbers=Numbers({}),
        founded=town.founded,
    )


def talkative(seen: ObservationBatch) -> DecisionBatch:
    """Decide as the rules do, but talk to whoever is near more often than not, unless one just talked."""
    answer = rules.decide(seen)
    known, companions = seen.known, seen.companions
    if known is None or companions is None:
        return answer
    rested = seen.now - known.talked_at > 2 * HOUR_S
    awake = answer.action != Action.SLEEP
    luck = below(draw(seen.seed, seen.number, _LUCK, seen.decisions), 100) < _TALKS_PERCENT
    rows = np.flatnonzero(seen.offered[:, Action.TALK] & (companions[:, 0] > 0) & rested & awake & luck)
    partner = np.zeros(len(seen), dtype=np.int32) if answer.partner is None else answer.partner.copy()
    action, place, duration_s = answer.action.copy(), answer.place.copy(), answer.duration_s.copy()
    action[rows], place[rows], duration_s[rows] = Action.TALK, seen.place[rows], _TALK_S
    partner[rows] = companions[rows, 0]
    return replace(answer, action=action, place=place, duration_s=duration_s, partner=partner)
