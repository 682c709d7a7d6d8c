"""Errors of the minds.

ValueError
+-- PersonaFileError    a file of personas cannot be read; it lists every fault
+-- TooManyWatched      somebody's list of whom she watches is full
"""

from collections.abc import Iterable

from world.scenario.faults import Fault


class PersonaFileError(ValueError):
    """A file of personas cannot be used. A line a fault: row and column, what is wrong, what is allowed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class TooManyWatched(ValueError):
    """A list of watched residents is full."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} residents are watched already: stop watching one of them")
