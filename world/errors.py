"""Errors of the town.

WorldError
+-- TooManyResidents    a question whose answer would need every body of a large run
"""


class WorldError(Exception):
    """Anything that a question about the town can fail with; the message says what to do."""


class TooManyResidents(WorldError):
    """The run is too large for a search, an order or a filter by what people are doing."""

    def __init__(self, count: int, allowed: int) -> None:
        super().__init__(
            f"{count:,} residents: lists are searched and sorted up to {allowed:,}; ask without, or of a district"
        )
        self.count = count
        self.allowed = allowed
