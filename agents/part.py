"""Minds as a Part of a run: answers the town's observations, and keeps why."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agents.founding import AGENTS, agent_rows
from agents.minds import rules
from agents.models import Decision
from streams.kernel.columns import Mode, Table, TableBatch
from streams.kernel.ids import key_of, key_range
from streams.writer.part import Part, RunFacts, StepContext
from streams.writer.store import Store
from streams.writer.tables import table_of
from world.contract import OPTIONS_KEPT, Decide, DecisionBatch, Int, Need, ObservationBatch, join
from world.events import WorldEvent
from world.population import Population

DECISIONS: Final = table_of(Decision)
EVERY_DECISION_UP_TO: Final = 10_000
"""Residents up to which each decision's options are kept; above, only each one's last, in her state."""
MINDS: Final[Mapping[str, Decide]] = {"rules": rules.decide}
NAMES: Final = tuple(MINDS)
_NEEDS: Final = tuple(need.name.lower() for need in Need)


class AgentsPart(Part):
    """The minds' share of a run. `decide` is what the town calls; the step afterwards keeps what was weighed."""

    name = "agents"
    copied_tables: Sequence[Table] = (AGENTS,)

    def __init__(self, people: Callable[[], Population]) -> None:
        """people: whom the town was founded with; asked for in the run's first step only."""
        self._people = people
        self._minds: NDArray[np.int8] = np.zeros(0, dtype=np.int8)  # row of NAMES, by number
        self._weighed: list[dict[str, Any]] = []

    def decide(self, seen: ObservationBatch) -> DecisionBatch:
        """Have each resident's own mind answer, and remember what was weighed until the step is recorded."""
        minds = self._minds[seen.number]
        chosen = np.unique(minds)
        if len(chosen) == 1:
            answer = MINDS[NAMES[int(chosen[0])]](seen)
        else:
            rows = [np.flatnonzero(minds == mind) for mind in chosen.tolist()]
            answers = [MINDS[NAMES[mind]](seen.take(mine)) for mind, mine in zip(chosen.tolist(), rows, strict=True)]
            answer = join(answers, rows, len(seen))
        if self._keeps_decisions:
            self._weighed.append(_weighed(seen, answer))
        return answer

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[Any]] | None) -> None:
        parts = store.read_parts(AGENTS, *key_range(run.run_id), ("mind",))
        minds = [np.array([NAMES.index(name) for name in part["mind"].tolist()], dtype=np.int8) for part in parts]
        self._minds = np.concatenate([np.zeros(1, dtype=np.int8), *minds])

    def state(self) -> dict[str, NDArray[Any]]:
        return {}

    def found(self, context: StepContext) -> list[TableBatch]:
        people = self._people()
        context.numbers.take(AGENTS.name, len(people))
        return [agent_rows(context.run, people)]

    def step(self, context: StepContext) -> list[TableBatch]:
        if not self._weighed:
            return []
        weighed = {name: np.concatenate([part[name] for part in self._weighed]) for name in self._weighed[0]}
        self._weighed.clear()
        keys = key_of(context.run.run_id, 0) + _opened_by(context, weighed["resident"])
        return [TableBatch.of(DECISIONS, Mode.INSERT, {"id": keys, **weighed})]

    def state_rows(self, run_id: int) -> list[TableBatch]:
        return []

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
