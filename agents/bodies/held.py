"""Who plays whom, in memory: one entry for each resident who was ever played in the run. Few, so plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agents.models import Body
from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from streams.writer.store import Store
from streams.writer.tables import table_of
from world.contract import Int
from world.rows import texts

BODIES: Final = table_of(Body)


@dataclass(slots=True, kw_only=True)
class Held:
    """A body: who plays it, and what is waiting for its next turn.   player: 0 = nobody any more."""

    player: int = 0
    taken_at: int = 0
    decided_at: int = 0
    decisions: int = 0
    missed: int = 0
    missed_in_row: int = 0
    next_action: int = 0  # action + 1, 0 = none
    next_place: int = 0
    next_duration_s: int = 0
    next_partner: int = 0

    def forget_next(self) -> None:
        """Let nothing wait for her next turn."""
        self.next_action = self.next_place = self.next_duration_s = self.next_partner = 0


CELLS: Final = tuple(field.name for field in fields(Held))
_STATE: Final = BODIES.only(*CELLS)
_SEEN: Final = BODIES.only("seen_at", "observation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A decision that a resident made in the place of whoever plays her."""

    resident: int
    player: int
    sim_time: int
    action: int
    place: int


class Bodies:
    """All bodies of a run, by the resident's number, and what changed about them since the last rows."""

    def __init__(self) -> None:
        self.held: dict[int, Held] = {}
        self.missed: list[Missed] = []
        self._played: Int = np.zeros(0, dtype=np.int64)
        self._stored: set[int] = set()
        self._touched: set[int] = set()

    @property
    def played(self) -> Int:
        """Numbers of the residents whom somebody plays, rising."""
        return self._played

    def player_of(self, resident: int) -> int:
        """Who plays a resident: the number of an account, 0 = nobody."""
        held = self.held.get(resident)
        return held.player if held else 0

    def played_by(self, player: int) -> int:
        """Count the residents whom an account plays."""
        return sum(held.player == player for held in self.held.values())

    def take(self, resident: int, player: int, moment: int) -> None:
        """Let an account play a resident from now on."""
        self.held[resident] = Held(player=player, taken_at=moment, decided_at=moment)
        self._changed(resident)

    def release(self, resident: int) -> int:
        """Let nobody play a resident any more; return who did."""
        held = self.held[resident]
        player, held.player = held.player, 0
        held.forget_next()
        self._changed(resident)
        return player

    def take_missed(self) -> list[Missed]:
        """Give the decisions that were missed since the last time, in order."""
        missed, self.missed = self.missed, []
        return missed

    def count_missed(self, resident: int) -> None:
        """Count a decision that a resident made in her player's place."""
        held = self.touch(resident)
        held.missed += 1
        held.missed_in_row += 1

    def touch(self, resident: int) -> Held:
        """Give a body that is about to change."""
        self._touched.add(resident)
        return self.held[resident]

    def _changed(self, resident: int) -> None:
        self._touched.add(resident)
        self._recount()

    def _recount(self) -> None:
        self._played = np.array(sorted(n for n, held in self.held.items() if held.player), dtype=np.int64)

    def load(self, columns: Mapping[str, NDArray[Any]], numbers: Int, *, is_stored: bool) -> None:
        """Take over bodies from rows or from a state.   is_stored: whether the run's table has a row of each."""
        rows = zip(*(columns[name].tolist() for name in CELLS), strict=True)
        self.held = {
            number: Held(**dict(zip(CELLS, row, strict=True)))
            for number, row in zip(numbers.tolist(), rows, strict=True)
        }
        self._stored = set(self.held) if is_stored else set()
        self._recount()

    def columns(self, numbers: Int) -> dict[str, NDArray[Any]]:
        """Give what is kept of some as columns: int64[n] each."""
        rows = [self.held[number] for number in numbers.tolist()]
        return {name: np.array([getattr(row, name) for row in rows], dtype=np.int64) for name in CELLS}

    def state(self) -> dict[str, NDArray[Any]]:
        """Give the whole state; nothing in a run in which nobody was ever played."""
        if not self.held:
            return {}
        numbers = np.array(sorted(self.held), dtype=np.int64)
        return {"resident": numbers, **self.columns(numbers)}

    def take_rows(self, run_id: int, shown: Mapping[int, tuple[int, str]]) -> list[TableBatch]:
        """Give the rows that changed.   shown: by resident, when she was shown what, as JSON."""
        new = sorted(self._touched - self._stored)
        changed = sorted(self._touched & self._stored)
        self._stored |= self._touched
        self._touched.clear()
        batches = [inserted(run_id, self, np.array(new, dtype=np.int64))] if new else []
        if changed:
            numbers = np.array(changed, dtype=np.int64)
            columns = {"id": key_of(run_id, 0) + numbers, **self.columns(numbers)}
            batches.append(TableBatch.of(_STATE, Mode.UPDATE, columns))
        return [*batches, _seen_rows(run_id, shown)] if shown else batches


def inserted(run_id: int, bodies: Bodies, numbers: Int) -> TableBatch:
    """Make new rows of bodies, which have been shown nothing yet."""
    keys = key_of(run_id, 0) + numbers
    nothing = texts([""] * len(numbers))
    unseen = {"seen_at": np.zeros(len(numbers), dtype=np.int64), "observation": nothing}
    return TableBatch.of(BODIES, Mode.INSERT, {"id": keys, **bodies.columns(numbers), **unseen})


def read_bodies(store: Store, run_id: int) -> tuple[Int, dict[str, NDArray[Any]]]:
    """Read a run's bodies, all but what they were shown: their numbers, and their columns."""
    rows = store.read_run(BODIES, run_id, ("id", *CELLS))
    return rows["id"] - key_of(run_id, 0), rows


def _seen_rows(run_id: int, shown: Mapping[int, tuple[int, str]]) -> TableBatch:
    numbers = np.array(sorted(shown), dtype=np.int64)
    rows = [shown[number] for number in numbers.tolist()]
    columns = {
        "id": key_of(run_id, 0) + numbers,
        "seen_at": np.array([moment for moment, _ in rows], dtype=np.int64),
        "observation": texts([text for _, text in rows]),
    }
    return TableBatch.of(_SEEN, Mode.UPDATE, columns)
