"""Columns that grow a row at a time: named arrays with equal rows, whose room doubles when it is full."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

_ROOM: Final = 16


class GrownColumns:
    """Named arrays, row = number, row 0 unused. Those who inherit say the layout and declare its names as arrays."""

    LAYOUT: ClassVar[Mapping[str, tuple[str, int]]]
    """By name: dtype, and how many values a row has."""

    def __init__(self, count: int = 0) -> None:
        self.count = count
        """The last row's number."""
        self._room = max(count + 1, _ROOM)
        for name, (dtype, width) in self.LAYOUT.items():
            setattr(self, name, np.zeros(self._room if width == 1 else (self._room, width), dtype=dtype))

    def append(self, **values: Any) -> int:
        """Add a row and return its number; what is not given is 0."""
        self.count += 1
        if self.count >= self._room:
            self._widen()
        for name, value in values.items():
            getattr(self, name)[self.count] = value
        return self.count

    def rows(self, name: str) -> NDArray[Any]:
        """Show a column without the room behind its last row, row 0 included: a view."""
        column: NDArray[Any] = getattr(self, name)
        return column[: self.count + 1]

    @property
    def nbytes(self) -> int:
        """Bytes of the rows, without the room behind."""
        return sum(self.rows(name).nbytes for name in self.LAYOUT)

    def _widen(self) -> None:
        for name in self.LAYOUT:
            column = getattr(self, name)
            setattr(self, name, np.concatenate([column, np.zeros_like(column)]))
        self._room *= 2
