"""Named moments at which a test may end the process, to prove that nothing is lost there.

In production `reach` finds nothing armed and returns.
"""

from collections.abc import Callable
from typing import Final

NAMES: Final = ("load", "after_inbox", "after_first_table", "before_commit", "after_commit", "before_publish")
_armed: list[Callable[[str], None]] = []


def reach(name: str) -> None:
    """Tell an armed test that this moment has come."""
    for hook in _armed:
        hook(name)


def arm(hook: Callable[[str], None]) -> None:
    """Have a hook called at every named moment of this process."""
    _armed.append(hook)
