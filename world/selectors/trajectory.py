"""Where a resident walked: her ways of a day, each with its corners and times."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from world.selectors.map import Point, ways_between
from world.selectors.moments import Moment
from world.selectors.residents import PlaceRef
from world.selectors.timeline import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A way: metres, simulated seconds."""

    seq: int
    depart: int
    arrive: int
    origin: PlaceRef
    destination: PlaceRef
    points: Sequence[Point]


def legs_of(moment: Moment, number: int, day_start: int) -> list[Leg]:
    """List the ways that a resident set out on, on a day, in order of time. One query beyond the timeline's."""
    spans = day_of(moment, number, day_start)
    moves = [(before, after) for before, after in pairwise(spans) if before.place != after.place]
    ways = ways_between(moment.run, [(before.place.number, after.place.number) for before, after in moves])
    return [
        Leg(
            seq=after.seq,
            depart=after.since,
            arrive=after.since + after.walked_s,
            origin=before.place,
            destination=after.place,
            points=ways[before.place.number, after.place.number],
        )
        for before, after in moves
    ]
