"""The ties among some residents, both ways at once: what a drawn graph of a town is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from world.contract import Int
from world.models import Tie
from world.selectors.moments import Moment
from world.ties import TIES_MAX, TieLevel, faded, level_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What two are to each other.   one < other.   there, back: strength of each side in points, 0 = nothing.

    level: of the two sides' mean.
    """

    one: int
    other: int
    there: float
    back: float
    level: TieLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Some residents and their bonds, the strongest first.

    residents: rising.   friends: by resident, how many she counts as friends or more, among everybody who lives in town.
    """

    residents: Sequence[int]
    bonds: Sequence[Bond]
    friends: dict[int, int]

    @property
    def isolates(self) -> int:
        """How many have no friend."""
        return sum(not count for count in self.friends.values())

    @property
    def mean_friends(self) -> float:
        """How many friends they have on average."""
        return round(sum(self.friends.values()) / max(len(self.residents), 1), 1)


def circle_of(moment: Moment, numbers: range) -> Circle:
    """Show how residents with these numbers who live in town at the moment stand to each other; ties are those of now.

    One query, and two for who has moved; rows: their ties, at most 32 each. Ties of and to those who moved away stay in
    the tables, and count nothing.
    """
    last = numbers.stop * TIES_MAX - 1
    found = Tie.objects.between(moment.run.pk, numbers.start * TIES_MAX, last).order_by("pk")
    rows = np.array(list(found.values_list("pk", "other", "strength", "at")), dtype=np.int64).reshape(-1, 4)
    rows[:, 0] = (rows[:, 0] - moment.key(0)) // TIES_MAX
    rows = rows[~np.isin(rows[:, :2], list(moment.absent)).any(axis=1)]
    one, strength = rows[:, 0], faded(rows[:, 2], rows[:, 3], np.array(moment.sim_time))
    friends = one[level_of(strength) >= TieLevel.FRIEND]
    counts = np.bincount(friends - numbers.start, minlength=len(numbers)).tolist()
    living = moment.living(numbers)
    return Circle(
        residents=living,
        bonds=_bonds(one, rows[:, 1], strength, numbers),
        friends={number: counts[number - numbers.start] for number in living},
    )


def _bonds(one: Int, other: Int, strength: Int, residents: range) -> list[Bond]:
    """Join the two sides of each bond."""
    sides: dict[tuple[int, int], list[int]] = {}
    for who, whom, points in zip(one.tolist(), other.tolist(), strength.tolist(), strict=True):
        if whom in residents and points > 0:
            sides.setdefault((min(who, whom), max(who, whom)), [0, 0])[who > whom] = points
    bonds = [
        Bond(
            one=pair[0],
            other=pair[1],
            there=there / 100,
            back=back / 100,
            level=TieLevel(int(level_of(np.array((there + back) // 2)))),
        )
        for pair, (there, back) in sides.items()
    ]
    return sorted(bonds, key=lambda bond: (-(bond.there + bond.back), bond.one, bond.other))
