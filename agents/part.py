"""Minds as a Part of a run: answers the town's observations, and keeps why."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agents.founding import AGENTS, agent_rows
from agents.minds import rules
from agents.models import Decision, LastDecision
from streams.kernel.columns import Mode, Table, TableBatch
from streams.kernel.ids import key_of
from streams.writer.part import Part, RunFacts, StepContext
from streams.writer.store import Store
from streams.writer.tables import table_of
from world.contract import OPTIONS_KEPT, Decide, DecisionBatch, Int, Need, ObservationBatch, join
from world.events import WorldEvent
from world.population import Population

DECISIONS: Final = table_of(Decision)
LAST_DECISIONS: Final = table_of(LastDecision)
EVERY_DECISION_UP_TO: Final = 10_000
"""Residents up to which each decision's options are kept; above, only each one's last."""
MINDS: Final[Mapping[str, Decide]] = {"rules": rules.decide}
_NEEDS: Final = tuple(need.name.lower() for need in Need)


class AgentsPart(Part):
    """The minds' share of a run. `decide` is what the town calls; the step afterwards keeps what was weighed."""

    name = "agents"
    copied_tables: Sequence[Table] = (AGENTS, LAST_DECISIONS)

    def __init__(self, people: Callable[[], Population]) -> None:
        """people: whom the town was founded with; asked for in the run's first step only."""
        self._people = people
        self._minds: NDArray[np.object_] = np.array([], dtype=object)
        self._pending: tuple[ObservationBatch, DecisionBatch] | None = None

    def decide(self, seen: ObservationBatch) -> DecisionBatch:
        """Have each resident's own mind answer, and remember what was weighed until the step is recorded."""
        minds = self._minds[seen.number]
        names = sorted(set(minds.tolist()))
        rows = [np.flatnonzero(minds == name) for name in names]
        if len(names) == 1:
            answer = MINDS[names[0]](seen)
        else:
            answers = [MINDS[name](seen.take(mine)) for name, mine in zip(names, rows, strict=True)]
            answer = join(answers, rows, len(seen))
        self._pending = (seen, answer)
        return answer

    def load(self, store: Store, run: RunFacts, state: Mapping[str, NDArray[Any]] | None) -> None:
        rows = store.read_run(AGENTS, run.run_id)
        self._minds = np.concatenate([np.array([""], dtype=object), rows["mind"]])

    def state(self) -> dict[str, NDArray[Any]]:
        return {}

    def found(self, context: StepContext) -> list[TableBatch]:
        people = self._people()
        context.numbers.take(AGENTS.name, len(people))
        batches = [agent_rows(context.run, people)]
        if len(people) > EVERY_DECISION_UP_TO:
            numbers = context.numbers.take(LAST_DECISIONS.name, len(people))
            batches.append(_unweighed_rows(context, numbers))
        return batches

    def step(self, context: StepContext) -> list[TableBatch]:
        if self._pending is None:
            return []
        seen, answer = self._pending
        self._pending = None
        if len(self._minds) - 1 > EVERY_DECISION_UP_TO:
            return [_weighed_rows(LAST_DECISIONS, Mode.UPDATE, context.run.run_id, seen.number, seen, answer)]
        return [_weighed_rows(DECISIONS, Mode.INSERT, context.run.run_id, _opened_by(context, seen), seen, answer)]

    def state_rows(self, run_id: int) -> list[TableBatch]:
        return []


def _opened_by(context: StepContext, seen: ObservationBatch) -> Int:
    """Find the seq of the event that each decision opened: int64[n]."""
    events = context.record.hashed()
    acted = events["kind"] == WorldEvent.ACTED
    seq_of = np.zeros(int(seen.number.max()) + 1, dtype=np.int64)
    seq_of[events["actor"][acted]] = events["seq"][acted]
    return seq_of[seen.number]


def _weighed_rows(
    table: Table, mode: Mode, run_id: int, numbers: Int, seen: ObservationBatch, answer: DecisionBatch
) -> TableBatch:
    columns: dict[str, Any] = {
        "id": key_of(run_id, 0) + numbers,
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
    return TableBatch.of(table, mode, columns)


def _unweighed_rows(context: StepContext, numbers: Int) -> TableBatch:
    """Rows of residents who have decided nothing yet, to be updated by each decision."""
    count = len(numbers)
    columns: dict[str, Any] = {name: np.zeros(count, dtype=np.int64) for name in LAST_DECISIONS.names}
    columns |= {f"action_{i + 1}": np.full(count, -1) for i in range(OPTIONS_KEPT)}
    columns |= {"id": key_of(context.run.run_id, 0) + numbers, "resident": numbers}
    return TableBatch.of(LAST_DECISIONS, Mode.INSERT, columns)
