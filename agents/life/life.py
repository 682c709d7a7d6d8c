"""The social share of a step: notice what happened, speak, look at phones, keep appointments, in this order."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agents.life.appointments import APPOINTMENTS, Appointments
from agents.life.columns import MindColumns, load_present, state_rows
from agents.life.courses import Courses
from agents.life.memories import MEMORIES, Memories
from agents.life.noticing import notice, notice_followers
from agents.life.people import People
from agents.life.phone.inbox import COUNTED, Inbox
from agents.life.phone.loading import load_inbox
from agents.life.phone.session import look_at_phones
from agents.life.places import Places
from agents.life.sayings import SAYINGS, Sayings
from agents.life.scene import Scene
from agents.life.talking.words import speak
from streams.kernel.columns import Mode, TableBatch
from streams.kernel.simtime import DAY_S
from streams.network.state import Network
from streams.writer.part import RunFacts, StepContext
from streams.writer.record import Numbers
from streams.writer.runs import read_head
from streams.writer.store import Store
from world.contract import Bool, Int, Known
from world.engine.step import TownEngine
from world.talks.talks import Talks
from world.ties import Ties

COPIED: Final = (SAYINGS, MEMORIES, APPOINTMENTS)
"""Tables of which a fork copies the rows."""
_COUNTED: Final = tuple(table.name for table in (*COPIED, *COUNTED))
"""Tables whose last numbers say how far a moment reaches."""


class Life:
    """What the agents of one run have on their minds and do with each other."""

    def __init__(self, run: RunFacts, store: Store, is_agent: Bool, state: Mapping[str, NDArray[Any]] | None) -> None:
        """is_agent: by number, who has a mind.

        state: the moment of a snapshot; without, the present is loaded from the tables.
        """
        self.mind = MindColumns(len(is_agent) - 1)
        self.mind.is_agent = is_agent
        self.sayings, self.memories = Sayings(), Memories()
        self.places = Places(run.scenario, run.language)
        self.people = People(run, store)
        self.appointments = Appointments()
        self._load(run, store, state)

    def welcome(self, is_agent: Bool) -> None:
        """Make room for somebody new, who has nothing on her mind.   is_agent: by number."""
        self.mind.widen(len(is_agent) - 1)
        self.mind.is_agent = is_agent
        self.inbox.is_agent = is_agent

    def take_leave(self, resident: int) -> None:
        """Put away the phone of somebody who has left: what waits on it is never read."""
        self.inbox.put_away_all(resident)
        self.mind.unread[resident] = 0
        self.mind.touch(resident)

    def known(self, rows: Int) -> Known:
        """Show what these agents carry with them, for the town's observations."""
        return self.mind.known(rows)

    def step(
        self, context: StepContext, *, town: TownEngine, talks: Talks, ties: Ties, network: Callable[[], Network]
    ) -> list[TableBatch]:
        """Live through a step; return the rows to write."""
        scene = Scene(
            context=context,
            events=context.record.hashed(),
            town=town,
            talks=talks,
            ties=ties,
            network=network(),
            mind=self.mind,
            people=self.people,
            places=self.places,
            sayings=self.sayings,
            courses=self.courses,
            memories=self.memories,
        )
        if context.since // DAY_S != context.until // DAY_S:
            self.sayings.forget(context.until // DAY_S * DAY_S)
        self.courses.go_on(np.concatenate([talks.open["number"], talks.closed.talk]))
        self.people.enter(town.around.persona, scene.network.pending)
        self.appointments.call_off(scene)
        at_once = notice(scene)
        speak(scene, self.appointments)
        look_at_phones(scene, self.appointments, self.inbox, at_once)
        notice_followers(scene)
        self.appointments.keep(scene)
        self.inbox.receive(context, scene.network, self.mind, town.residents.is_here)
        return self._rows(context)

    def state(self) -> dict[str, NDArray[Any]]:
        """Give what a snapshot keeps: the columns, and how far rows reach."""
        columns = {f"mind.{name}": values for name, values in self.mind.as_dict().items()}
        return columns | {"bounds": np.array([self._until, self._step, *self._last.values()], dtype=np.int64)}

    def state_rows(self, run_id: int) -> list[TableBatch]:
        """Give the columns as rows to insert into a run."""
        return [state_rows(run_id, self.mind, np.flatnonzero(self.mind.is_agent), Mode.INSERT)]

    def _load(self, run: RunFacts, store: Store, state: Mapping[str, NDArray[Any]] | None) -> None:
        if state is None:
            head = read_head(run.run_id)
            numbers = Numbers(head.counters)
            self._until, self._step, self._last = head.sim_time, head.step, {n: numbers.last(n) for n in _COUNTED}
            load_present(self.mind, store, run.run_id)
        else:
            # the snapshot of the run's first step was taken before anybody lived
            bounds = state["bounds"].tolist() if state else [run.start_sim_time, 1, *(0 for _ in _COUNTED)]
            self._until, self._step, *last = bounds
            self._last = dict(zip(_COUNTED, last, strict=True))
            self.mind.fill({name.removeprefix("mind."): values for name, values in state.items()})
        turns = self.sayings.load(store, run.run_id, last=self._last[SAYINGS.name], now=self._until)
        self.courses = Courses(turns)
        self.appointments.load(store, run.run_id, last=self._last[APPOINTMENTS.name], step=self._step, now=self._until)
        self.inbox: Inbox = load_inbox(run, store, self.mind, step=self._step, now=self._until, last=self._last)

    def _rows(self, context: StepContext) -> list[TableBatch]:
        self._until, self._step = context.until, context.step
        batches = [*self.sayings.take(context), *self.memories.take(context), *self.appointments.take(context)]
        self._last = {name: context.numbers.last(name) for name in _COUNTED}
        touched = self.mind.take_touched()
        if len(touched):
            batches.append(state_rows(context.run.run_id, self.mind, touched, Mode.UPDATE))
        return batches
