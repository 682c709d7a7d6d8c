"""Orders in the columns of residents: how they are written down, and what an order lets somebody see that she would not.

`told_action` is 0 without one, else an action + 1. An order from FAR on may lead anywhere in town, not only to a place that
she would think of herself; its place is 0 where any will do, and of a talk the partner's number below 0. LEAVING is no action:
she moves away as soon as she is in no talk.
"""

from typing import Final

import numpy as np

from world.actions import Action
from world.contract import Bool, Int
from world.engine.occasions import make_known
from world.engine.state import ResidentColumns
from world.engine.town import PUBLIC_ACTIONS, Nearby, Town

FAR: Final = 100
LEAVING: Final = 1_000


def written(action: int, *, is_far: bool) -> int:
    """Write an order down as `told_action`."""
    return action + 1 + (FAR if is_far else 0)


def orders_of(told: Int) -> Int:
    """List the rows in which there is something to be done.   told: `told_action` of some residents."""
    return np.flatnonzero((told > 0) & (told < LEAVING))


def actions_of(told: Int) -> Int:
    """Read which actions were ordered."""
    action: Int = (told.astype(np.int64) - 1) % FAR
    return action


def partners_of(residents: ResidentColumns, rows: Int) -> Int:
    """Say whom these residents were told to talk to, 0 = nobody in particular, or no talk."""
    told, place = residents.told_action[rows], residents.told_place[rows]
    is_talk = (told > 0) & (told < LEAVING) & (actions_of(told) == Action.TALK)
    return np.where(is_talk & (place < 0), -place, 0).astype(np.int64)


def show_orders(
    residents: ResidentColumns, rows: Int, town: Town, near: Nearby, here: Int, attraction: Int | None
) -> None:
    """Write into copied rows of what is near the places to which these residents were told to go, however far they are.

    Everybody may be told to go to a public place, also where nobody strolls. attraction: as for appointments.
    """
    told, place = residents.told_action[rows], residents.told_place[rows].astype(np.int64)
    sent = np.flatnonzero((told > FAR) & (told < LEAVING) & (place > 0))
    if not len(sent):
        return
    action, place = actions_of(told[sent]), place[sent]
    for column, number in enumerate(PUBLIC_ACTIONS.tolist()):
        may: Bool = (action == number) & ~town.is_home[place]
        may &= town.allows[place, number] | (number == Action.MOVE)
        newly = make_known(town, near, here, sent[may], place[may], column)
        if attraction is not None:
            attraction[newly, number, -1] = 0


def places_wanted(told: Int, place: Int, here: Int, candidates: Int, walk_s: Int) -> Int:
    """Say where ordered actions are to be done: int64[n].

    told, place: columns of the order.   here: where each is.   candidates, walk_s: [n, SLOTS] of the ordered action.
    Where any place will do it is the nearest that is offered, else where she is, so that the refusal is hers.
    """
    offered_s = np.where(candidates > 0, walk_s, np.iinfo(np.int32).max)
    every = np.arange(len(told))
    nearest = candidates[every, offered_s.argmin(axis=1)]
    nearest = np.where(nearest > 0, nearest, here)
    wanted: Int = np.where((told > FAR) & (place <= 0), nearest, place).astype(np.int64)
    return wanted
