"""Where residents agreed to meet somebody: in the hour before they know of the place, however far it is."""

from typing import Final

import numpy as np

from streams.kernel.simtime import HOUR_S, MINUTE_S
from world.contract import Int, Known
from world.engine.occasions import make_known
from world.engine.town import PUBLIC_ACTIONS, Nearby, Town

KNOWN_BEFORE_S: Final = HOUR_S
KNOWN_AFTER_S: Final = 15 * MINUTE_S


def show_dates(known: Known, town: Town, near: Nearby, here: Int, now: Int, attraction: Int | None) -> None:
    """Write into copied rows of what is near where each resident is expected soon, for whatever can be done there.

    attraction: int32[n, A, SLOTS] or None; of places that others take the place of nothing is left in it.
    """
    is_soon = (known.date_at - KNOWN_BEFORE_S <= now) & (now <= known.date_at + KNOWN_AFTER_S)
    rows = np.flatnonzero(is_soon & (known.date_place > 0))
    if not len(rows):
        return
    place = known.date_place[rows]
    for column, action in enumerate(PUBLIC_ACTIONS.tolist()):
        can = town.allows[place, action] & ~town.is_home[place]
        newly = make_known(town, near, here, rows[can], place[can], column)
        if attraction is not None:
            attraction[newly, action, -1] = 0
