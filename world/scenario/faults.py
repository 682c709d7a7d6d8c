"""What is wrong in a scenario, as data: where, what, and what would be right.

Rules that look at several fields find all faults at once and raise them together, so that a writer of a file mends
it in one go.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault. path: the field, `places[cafe].capacity`; problem and allowed: clauses without a full stop."""

    path: str
    problem: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}; {self.allowed}"


class TownFaultsError(ValueError):
    """A town whose fields are each fine but do not fit together."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))
