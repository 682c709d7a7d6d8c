"""Where those walk of whom viewers are told: read for a whole flush of events, for viewers who watch a part of the map."""

from collections.abc import Mapping, Sequence

from streams.live.encoding import Encoder
from streams.models import Event, Run
from world.events import WorldEvent
from world.live import acted, has_moved
from world.selectors.map import walks_of


def walking_encoders(run: Run, events: Sequence[Event]) -> Mapping[int, Encoder]:
    """Make an encoder for decisions that knows the ways of these events. Two queries, none where nobody moves.

    The map is today's: who resumes from before a change is told by the ways of now.
    """
    moves = {_move(row) for row in events if row.kind == WorldEvent.ACTED and has_moved(row)}
    if not moves:
        return {}
    walks = {move: tuple(points) for move, points in walks_of(run, moves).items()}
    return {WorldEvent.ACTED: lambda row: acted(row, walks.get(_move(row), ()))}


def _move(row: Event) -> tuple[int, int, int]:
    return row.actor, row.place, row.next_place
