"""Included by a worker whose third turn shall never end: a mistake in a Part, as seen from outside."""

import itertools

from streams.writer.session import RunSession

_turn = RunSession.turn
_turns = itertools.count(1)


def turn(self: RunSession, *, wall_ms: int, budget_s: float) -> bool:
    """Take two turns, then never come back."""
    while next(_turns) >= 3:
        pass
    return _turn(self, wall_ms=wall_ms, budget_s=budget_s)


RunSession.turn = turn  # type: ignore[method-assign]  # a fault is put in on purpose
