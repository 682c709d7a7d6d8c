"""What operators changed of personas: written into the town's columns, kept as rows, and taken back for earlier states.

Rows of residents are as they are now; an earlier state is restored from what each change keeps of before. So a state needs
only say how many changes there had been, as for the map (`world/building/register.py`).
"""

import json
from collections.abc import Mapping
from typing import Final

import numpy as np

from streams.kernel.columns import Array, Mode, TableBatch
from streams.kernel.ids import key_of
from streams.kernel.text import canonical_json
from streams.writer.part import StepContext
from streams.writer.store import Store
from world.contract import Int, Persona, Trait
from world.people.bodies import NUMBERS
from world.rows import PERSONA_CHANGES, RESIDENTS, texts

STATE: Final = "personas"
_TRAIT_OF: Final = {trait.name.lower(): int(trait) for trait in Trait}


class Edits:
    """The changes of a run's personas."""

    def __init__(self) -> None:
        self._count = 0
        """How many changes there are."""
        self._later: Int = np.zeros(0, dtype=np.int64)
        """Whose rows say something that the state which was loaded does not know yet."""
        self._new: list[tuple[int, int, str]] = []

    def load(self, store: Store, run_id: int, state: Mapping[str, Array] | None, persona: Persona) -> None:
        """Have a persona, which was read from the rows, be as now or as at a state."""
        rows = store.read_run(PERSONA_CHANGES, run_id)
        total = len(rows["id"])
        self._count = total if state is None else int(np.asarray(state.get(STATE, [0]))[0])
        later = rows["resident"][self._count :].astype(np.int64)
        self._later = np.unique(later[later < len(persona.age)])
        for i in reversed(range(self._count, total)):
            if rows["resident"][i] < len(persona.age):
                _write(persona, int(rows["resident"][i]), json.loads(rows["before"][i]))

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits to be written."""
        return not self._new

    def state(self) -> dict[str, Int]:
        """Give what a snapshot keeps: nothing where nothing was ever changed."""
        return {STATE: np.array([self._count], dtype=np.int64)} if self._count else {}

    def change(self, persona: Persona, resident: int, values: Mapping[str, int], *, operator: int) -> None:
        """Change what somebody is like.   values: by the names of NUMBERS."""
        before = canonical_json({name: _read(persona, resident, name) for name in values})
        _write(persona, resident, values)
        self._new.append((resident, operator, before))
        self._count += 1

    def rows(self, context: StepContext, persona: Persona) -> list[TableBatch]:
        """Write what this step changed."""
        if self.is_idle:
            return []
        numbers = context.numbers.take(PERSONA_CHANGES.name, len(self._new))
        residents, operators, before = zip(*self._new, strict=True)
        self._new = []
        columns = {
            "id": key_of(context.run.run_id, 0) + numbers,
            "step": np.full(len(numbers), context.step),
            "sim_time": np.full(len(numbers), context.since),
            "resident": np.array(residents, dtype=np.int64),
            "operator": np.array(operators, dtype=np.int64),
            "before": texts(list(before)),
        }
        changed = TableBatch.of(PERSONA_CHANGES, Mode.INSERT, columns)
        return [changed, _rows_of(context.run.run_id, np.unique(columns["resident"]), persona)]

    def state_rows(self, run_id: int, persona: Persona) -> list[TableBatch]:
        """Give what the copied rows must say of residents who were changed later than the fork."""
        return [_rows_of(run_id, self._later, persona)] if len(self._later) else []


def _rows_of(run_id: int, residents: Int, persona: Persona) -> TableBatch:
    columns = {name: np.array([_read(persona, number, name) for number in residents.tolist()]) for name in NUMBERS}
    return TableBatch.of(
        RESIDENTS.only(*NUMBERS), Mode.UPDATE, {"account_id": key_of(run_id, 0) + residents, **columns}
    )


def _read(persona: Persona, resident: int, name: str) -> int:
    trait = _TRAIT_OF.get(name)
    return int(getattr(persona, name)[resident] if trait is None else persona.traits[resident, trait])


def _write(persona: Persona, resident: int, values: Mapping[str, int]) -> None:
    for name, value in values.items():
        trait = _TRAIT_OF.get(name)
        if trait is None:
            getattr(persona, name)[resident] = value
        else:
            persona.traits[resident, trait] = value
