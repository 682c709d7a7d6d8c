"""What a step did to the network and is not written yet: events, new rows, endings, changes of counts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from streams.kernel.text import canonical_json

Cells = tuple[object, ...]

EVENT_COLUMNS: Final = ("kind", "sim_time", "actor", "target", "object", "action", "amount", "payload")
COMMENTS, LIKES, REPOSTS = range(3)
"""Columns of a post's counts."""
POSTS, FOLLOWERS, FOLLOWING = range(3)
"""Columns of an account's counts."""


def _nothing() -> list[int]:
    return [0, 0, 0]


@dataclass(slots=True)
class Pending:
    """Collected by the acts of one step; `rows` turns it into what is written."""

    events: list[Cells] = field(default_factory=list)
    """As EVENT_COLUMNS."""
    recorded: int = 0
    """How many of the events are in the record already."""
    made: dict[str, list[Cells]] = field(default_factory=lambda: defaultdict(list))
    """New rows by table: number, time, and the cells that `rows.CELLS` names."""
    ended: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By table, numbers of rows that ended."""
    profiles: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    """By column of the accounts, what it is now for whom."""
    of_posts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(_nothing))
    """What is to be added to a post's counts."""
    of_accounts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(_nothing))

    def tell(
        self,
        kind: int,
        at: int,
        actor: int,
        *,
        target: int = 0,
        number: int = 0,
        action: int = 0,
        amount: int = 0,
        payload: Mapping[str, str] | None = None,
    ) -> None:
        """Note an event.   number: of what was made or ended."""
        text = None if payload is None else canonical_json(payload)
        self.events.append((kind, at, actor, target, number, action, amount, text))

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened: every act leaves an event."""
        return not self.events
