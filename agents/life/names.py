"""What people are called, by number: 4 bytes a name in a large town, whose people share their first and last names."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from world.contract import Int

_NARROW_MAX: Final = int(np.iinfo(np.uint16).max)


class Names:
    """Names of numbers from 1 on; 0 is nobody, "". Each is cut before its last word, and each of these parts kept once."""

    def __init__(self) -> None:
        self.count = 0
        """The last number."""
        self._parts = [""]
        self._row_of = {"": 0}
        self._cut: Int = np.zeros((64, 2), dtype=np.uint16)  # rows of `_parts`

    @property
    def nbytes(self) -> int:
        """Bytes of the numbers and of the letters."""
        return self._cut.nbytes + sum(len(part.encode()) for part in self._parts)

    def __getitem__(self, number: int) -> str:
        """Give a name. KeyError for a number that there is not."""
        if not 0 <= number <= self.count:
            raise KeyError(f"no account {number}: there are {self.count}")
        start, last = self._cut[number].tolist()
        name: str = self._parts[start] + self._parts[last]
        return name

    def add(self, names: Sequence[str]) -> None:
        """Append names."""
        first, self.count = self.count + 1, self.count + len(names)
        cut = np.array([self._rows(name) for name in names], dtype=np.uint32).reshape(-1, 2)
        self._widen()
        self._cut[first : self.count + 1] = cut

    def _rows(self, name: str) -> tuple[int, int]:
        at = name.rfind(" ") + 1
        return self._row(name[:at]), self._row(name[at:])

    def _row(self, part: str) -> int:
        row = self._row_of.get(part)
        if row is None:
            row = self._row_of[part] = len(self._parts)
            self._parts.append(part)
        return row

    def _widen(self) -> None:
        """Make room for as many names as are counted, and for numbers as large as the parts are many."""
        if len(self._parts) > _NARROW_MAX:
            self._cut = self._cut.astype(np.uint32, copy=False)
        if self.count >= len(self._cut):
            room = np.zeros((max(self.count + 1, len(self._cut) * 3 // 2), 2), dtype=self._cut.dtype)
            room[: len(self._cut)] = self._cut
            self._cut = room
