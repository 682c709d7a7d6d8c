"""The places of a run as they stand at its step, and the ways between them: what commands are checked against.

Rows of places are as they are now; a state of an earlier step is restored from what each change keeps of before. So a
state needs only say how many changes there had been.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from streams.kernel.columns import Array
from streams.kernel.text import canonical_json
from streams.writer.store import Store
from world.contract import Int
from world.rows import HOME_CHANGES, PATHS, PLACE_CHANGES, PLACES
from world.scenario import MapSpec, PlaceSpec
from world.scenario.standing import as_it_stands
from world.space.paths import Polyline

CHANGING: Final = (
    *("name", "name_zh", "x", "y", "entrance_x", "entrance_y", "capacity", "staff", "hours", "prices"),
    *("spec", "gone_at"),
)
"""Columns of a place that operators change."""
STATE: Final = "map"
_NEVER: Final = json.dumps([[0, 0]] * 7)


class Register:
    """Places by number, columns as their table has them, row i = number i + 1."""

    def __init__(self, scenario: Mapping[str, Any]) -> None:
        self._scenario = scenario
        self.rows: dict[str, Array] = {}
        self.ways: dict[str, Array] = {}
        self.homes: dict[int, int] = {}
        """Homes of residents that a state is to have instead of those of the rows."""
        self.bounds: Int = np.zeros(3, dtype=np.int64)
        """How many changes of places, ways and changes of homes there are."""
        self.later_places: set[int] = set()
        self.later_residents: set[int] = set()
        """Whose rows say something that the state which was loaded does not know yet."""
        self._lines: dict[tuple[int, int], Polyline] = {}

    def load(self, store: Store, run_id: int, state: Mapping[str, Array] | None) -> None:
        """Read the places as they stand now, or stood at a state."""
        self.rows, self.ways = _own(store.read_run(PLACES, run_id)), store.read_run(PATHS, run_id)
        changes, homes = store.read_run(PLACE_CHANGES, run_id), store.read_run(HOME_CHANGES, run_id)
        first = int((self.ways["since"] == 0).sum())
        reached = np.array([len(changes["id"]), len(self.ways["id"]), len(homes["id"])])
        if state is not None:
            self.rows = _cut(self.rows, len(state["places.till"]) - 1)
            reached = np.asarray(state.get(STATE, [0, first, 0]))
        self.bounds = reached.astype(np.int64)
        self.ways = _cut(self.ways, int(reached[1]))
        for i in reversed(range(int(reached[0]), len(changes["id"]))):
            number = int(changes["place"][i])
            if number <= self.count:
                self.write(number, json.loads(changes["before"][i] or "{}"))
                self.later_places.add(number)
        for i in reversed(range(int(reached[2]), len(homes["id"]))):
            self.homes[int(homes["resident"][i])] = int(homes["home_before"][i])
        self.later_residents = set(self.homes)

    @property
    def count(self) -> int:
        """How many places there have been."""
        return len(self.rows["key"])

    @property
    def standing(self) -> list[int]:
        """Numbers of the places that are not gone."""
        return (np.flatnonzero(self.rows["gone_at"] == 0) + 1).tolist()

    @property
    def scenario(self) -> Mapping[str, Any]:
        """The run's scenario with the places as they stand."""
        described, built_at, gone_at = (self.rows[name].tolist() for name in ("spec", "built_at", "gone_at"))
        return as_it_stands(self._scenario, described=described, built_at=built_at, gone_at=gone_at)

    @property
    def chart(self) -> MapSpec:
        """The ground that places stand on."""
        return MapSpec.model_validate(self._scenario["map"])

    def state(self) -> dict[str, Int]:
        """Give what a snapshot keeps: nothing where nothing was ever changed."""
        return {STATE: self.bounds.copy()} if self.bounds[0] or self.bounds[2] else {}

    def of_engine(self) -> dict[str, Array]:
        """Give the columns that the engine is built of: what is gone is closed and good for nothing."""
        is_gone = self.rows["gone_at"] > 0
        if not is_gone.any():
            return self.rows
        empty = {"functions": "[]", "prices": "{}", "hours": _NEVER}
        return self.rows | {name: np.where(is_gone, value, self.rows[name]) for name, value in empty.items()}

    def is_gone(self, number: int) -> bool:
        """Whether a place was deleted."""
        return bool(self.rows["gone_at"][number - 1])

    def spec(self, number: int) -> PlaceSpec:
        """Describe a place that stands."""
        text = self.rows["spec"][number - 1]
        return PlaceSpec.model_validate(json.loads(text) if text else self._scenario["places"][number - 1])

    def before(self, number: int) -> str:
        """Write down what a place is like, to be kept with its change."""
        columns = {name: self.rows[name][number - 1] for name in CHANGING}
        plain = {name: value if isinstance(value, str) else int(value) for name, value in columns.items()}
        return canonical_json(plain)

    def add(self, columns: Mapping[str, Array]) -> None:
        """Add a place: all columns, one value each."""
        self.rows = {name: np.concatenate([values, columns[name]]) for name, values in self.rows.items()}

    def lines(self) -> dict[tuple[int, int], Polyline]:
        """Give the ways, from the lower number to the higher; read once, and kept up by who changes them."""
        if not self._lines:
            pairs = zip(*(self.ways[name].tolist() for name in ("origin", "destination", "points")), strict=True)
            self._lines = {(low, high): tuple((x, y) for x, y in json.loads(points)) for low, high, points in pairs}
        return self._lines

    def write(self, number: int, columns: Mapping[str, Any]) -> None:
        """Change columns of a place."""
        for name, value in columns.items():
            self.rows[name][number - 1] = value


def _own(rows: Mapping[str, Array]) -> dict[str, Array]:
    """Copy columns, so that they can be written; texts of any length fit into theirs."""
    return {
        name: values.astype(object) if values.dtype.kind in "OU" else values.copy() for name, values in rows.items()
    }


def _cut(rows: Mapping[str, Array], count: int) -> dict[str, Array]:
    return {name: values[:count].copy() for name, values in rows.items()}
