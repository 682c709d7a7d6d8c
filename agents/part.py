"""Minds as a Part of a run: answers the town's observations, and keeps why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agents.bodies.held import Bodies
from agents.bodies.mind import put_decisions, spec_of
from agents.founding import AGENTS, PROSE_KEPT_UP_TO, agent_rows, described, newcomer_row
from agents.life.columns import MindColumns
from agents.life.columns import state_rows as mind_rows
from agents.life.life import COPIED, Life
from agents.minds import rules
from agents.models import Decision
from streams.kernel.columns import Mode, Table, TableBatch
from streams.kernel.ids import key_of, key_range
from streams.network.state import Network
from streams.writer.part import Part, RunFacts, StepContext
from streams.writer.store import Store
from streams.writer.tables import table_of
from world.contract import OPTIONS_KEPT, Decide, DecisionBatch, Int, Known, Need, ObservationBatch, join
from world.engine.arrivals import Newcomer
from world.engine.step import TownEngine
from world.events import WorldEvent
from world.population import Population
from world.scenario import BodiesSpec
from world.talks.talks import Talks
from world.ties import Ties

DECISIONS: Final = table_of(Decision)
EVERY_DECISION_UP_TO: Final = 10_000
"""Residents up to which each decision's options are kept; above, only each one's last, in her state."""
MINDS: Final[Mapping[str, Decide]] = {"rules": rules.decide}
NAMES: Final = tuple(MINDS)
NOBODY: Final = -1
_NEEDS: Final = tuple(need.name.lower() for need in Need)


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What agents need of the other Parts to live with each other; asked for in each step."""

    town: Callable[[], TownEngine]
    talks: Callable[[], Talks]
    ties: Callable[[], Ties]
    network: Callable[[StepContext], Network]


class AgentsPart(Part):
    """The minds' share of a run: `decide` and `know` are what the town calls; the step afterwards is their life together.

    It also keeps what was weighed.
    """

    name = "agents"
    copied_tables: Sequence[Table] = (AGENTS, *COPIED)

    def __init__(self, people: Callable[[], Population], company: Company | None, bodies: Bodies | None = None) -> None:
        """people: whom the town was founded with; asked for in the run's first step only.

        company: None in a town without talk and phones.   bodies: who is played; None where nobody can be.
        """
        self._people = people
        self._company = company
        self._bodies = bodies or Bodies()
        self._spec = BodiesSpec()
        self._life: Life | None = None
        self._minds: NDArray[np.int8] = np.zeros(0, dtype=np.int8)  # row of NAMES, by number; NOBODY = no resident
        self._weighed: list[dict[str, Any]] = []

    def decide(self, seen: ObservationBatch) -> DecisionBatch:
        """Have each resident's own mind answer, or whoever plays her; remember what was weighed until the step is recorded."""
        minds = self._minds[seen.number]
        chosen = np.unique(minds)
        if len(chosen) == 1:
            answer = MINDS[NAMES[int(chosen[0])]](seen)
        else:
            rows = [np.flatnonzero(minds == mind) for mind in chosen.tolist()]
            answers = [MINDS[NAMES[mind]](seen.take(mine)) for mind, mine in zip(chosen.tolist(), rows, strict=True)]
            answer = join(answers, rows, len(seen))
        put_decisions(self._bodies, self._spec, seen, answer)
        if self._keeps_decisions:
            self._weighed.append(_weighed(seen, answer))
        return answer

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[Any]] | None) -> None:
        self._spec = spec_of(run)
        self._minds = np.full(1, NOBODY, dtype=np.int8)
        for part in store.read_parts(AGENTS, *key_range(run.run_id), ("resident_id", "mind")):
            numbers = part["resident_id"] - key_of(run.run_id, 0)
            self._make_room(int(numbers[-1]) if len(numbers) else 0)
            self._minds[numbers] = [NAMES.index(name) for name in part["mind"].tolist()]
        if state is not None and self._company:
            # whoever came after the moment of a snapshot is nobody yet; that of the first step holds no minds at all
            last = len(state["mind.own_event"]) - 1 if state else run.scenario["population"]["count"]
            self._minds = self._minds[: last + 1]
        if self._company:
            run = replace(run, scenario=self._company.town().scenario)  # places as they stand
            self._life = Life(run, store, self._minds >= 0, state)

    def welcome(self, context: StepContext, newcomer: Newcomer) -> list[TableBatch]:
        """Give a newcomer a mind, with nothing on it yet."""
        number, run = newcomer.number, context.run
        context.numbers.take(AGENTS.name, number - context.numbers.last(AGENTS.name))
        self._make_room(number)
        self._minds[number] = NAMES.index(run.scenario["minds"]["default"])
        batches = [newcomer_row(run, newcomer)]
        if self._life:
            self._life.welcome(self._minds >= 0)
            batches.append(mind_rows(run.run_id, self._life.mind, np.array([number]), Mode.INSERT))
        return batches

    def describe(self, context: StepContext, resident: int, words: Mapping[str, Any]) -> list[TableBatch] | str:
        """Write other words about somebody; refused where the words about residents are not stored."""
        if len(self._minds) - 1 > PROSE_KEPT_UP_TO:
            return "words_not_kept"
        return [described(context.run, resident, words)]

    def take_leave(self, context: StepContext, resident: int) -> list[TableBatch]:
        """Let a phone be looked at no more."""
        if self._life:
            self._life.take_leave(resident)
        return []

    def _make_room(self, number: int) -> None:
        """Have a row for a number; between residents there may be accounts of people, who have no mind here."""
        more = max(number + 1 - len(self._minds), 0)
        self._minds = np.concatenate([self._minds, np.full(more, NOBODY, dtype=np.int8)])

    def know(self, rows: Int) -> Known:
        """Show what these agents carry with them. RuntimeError in a town without talk and phones."""
        if self._life is None:
            raise RuntimeError("nobody carries a phone here: the scenario has social off")
        return self._life.known(rows)

    def state(self) -> dict[str, NDArray[Any]]:
        return self._life.state() if self._life else {}

    def found(self, context: StepContext) -> list[TableBatch]:
        people = self._people()
        context.numbers.take(AGENTS.name, len(people))
        batches = [agent_rows(context.run, people)]
        if self._company:
            mind = MindColumns(len(people))
            batches.append(mind_rows(context.run.run_id, mind, np.arange(1, mind.count + 1), Mode.INSERT))
        return batches

    def step(self, context: StepContext) -> list[TableBatch]:
        weighed = self._take_weighed(context)
        if self._life is None or self._company is None:
            return weighed
        company = self._company
        lived = self._life.step(
            context,
            town=company.town(),
            talks=company.talks(),
            ties=company.ties(),
            network=lambda: company.network(context),
        )
        return [*weighed, *lived]

    def _take_weighed(self, context: StepContext) -> list[TableBatch]:
        """Hand over what was weighed in this step as rows."""
        if not self._weighed:
            return []
        weighed = {name: np.concatenate([part[name] for part in self._weighed]) for name in self._weighed[0]}
        self._weighed.clear()
        keys = key_of(context.run.run_id, 0) + _opened_by(context, weighed["resident"])
        return [TableBatch.of(DECISIONS, Mode.INSERT, {"id": keys, **weighed})]

    def state_rows(self, run_id: int) -> list[TableBatch]:
        return self._life.state_rows(run_id) if self._life else []

    @property
    def _keeps_decisions(self) -> bool:
        return len(self._minds) - 1 <= EVERY_DECISION_UP_TO


def _opened_by(context: StepContext, resident: Int) -> Int:
    """Find the seq of the event that each decision opened: int64[n]."""
    events = context.record.hashed()
    acted = events["kind"] == WorldEvent.ACTED
    seq_of = np.zeros(int(resident.max()) + 1, dtype=np.int64)
    seq_of[events["actor"][acted]] = events["seq"][acted]
    return seq_of[resident]


def _weighed(seen: ObservationBatch, answer: DecisionBatch) -> dict[str, Any]:
    """Put what was perceived and weighed into columns of Decision, all but the key."""
    columns: dict[str, Any] = {
        "resident": seen.number,
        "sim_time": seen.now,
        "place": seen.place,
        "money": seen.money_cents,
    }
    columns |= {name: seen.needs[:, i] for i, name in enumerate(_NEEDS)}
    for i in range(OPTIONS_KEPT):
        columns[f"action_{i + 1}"] = answer.option_action[:, i]
        columns[f"place_{i + 1}"] = answer.option_place[:, i]
        columns[f"weight_{i + 1}"] = answer.option_weight[:, i]
    return columns
