"""Included by a worker whose third turn shall never end: a mistake in a Part, as seen from outside."""

import itertools
from typing import Any

from streams.writer.session import RunSession

_turn = RunSession.turn
_turns = itertools.count(1)


def turn(session: RunSession, **options: Any) -> bool:
    """Take two turns, then never come back."""
    while next(_turns) >= 3:
        pass
    return _turn(session, **options)


RunSession.turn = turn  # type: ignore[method-assign]
