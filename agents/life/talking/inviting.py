"""Inviting somebody to meet: a public place that is open, at a time when both neither work nor sleep."""

from typing import Final

import numpy as np

from agents.life.appointments import Appointments
from agents.life.scene import Scene
from agents.life.talking.turns import Speech, Turn
from agents.voice import Act, Errand, Purpose, message
from agents.voice.dice import Dice
from agents.voice.stances import Tie
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S, weekday
from world.actions import Action
from world.engine.town import PUBLIC_ACTIONS

_PERCENT: Final = {Tie.STRANGER: 0, Tie.ACQUAINTANCE: 4, Tie.FRIEND: 14, Tie.CLOSE: 22}
"""How often one who has the floor invites, if she is as outgoing as most."""
_INVITE: Final = Act.INVITE
_TRIES: Final = 4
_SOONEST_S: Final = 2 * HOUR_S
_TIMES: Final = tuple(
    hour * HOUR_S + minute * MINUTE_S
    for hour, minute in (
        *((10, 30), (12, 0), (13, 0), (14, 30), (15, 30), (16, 30), (17, 30), (18, 0)),
        *((18, 30), (18, 30), (19, 0), (19, 0), (19, 30), (20, 0)),
    )
)
"""When one meets, seconds after midnight; some hours are more likely than others."""
_COLUMNS: Final = tuple(
    int(np.flatnonzero(action == PUBLIC_ACTIONS)[0]) for action in (Action.EAT, Action.EAT, Action.PLAY, Action.MOVE)
)
"""What for: rows of what is near."""


def propose(scene: Scene, appointments: Appointments, one: Turn) -> Speech | None:
    """Invite the hearer, if the speaker is in the mood for it and there is a place and a time."""
    is_answered = one.index < one.planned - 1
    if one.third or not is_answered or _INVITE in one.course.acts:
        return None
    if not one.dice.chance(_PERCENT[one.tie] * (50 + one.voice.extraversion) // 100):
        return None
    found = where_and_when(
        scene, appointments, one=one.speaker, other=one.hearer, near=one.place, now=one.sim_time, dice=one.dice
    )
    if found is None:
        return None
    place, at = found
    is_today = at // DAY_S == one.sim_time // DAY_S
    errand = Errand(
        Purpose.INVITE,
        place=scene.places.name(place),
        when_s=at % DAY_S,
        weekday=-1 if is_today else weekday(at),
    )
    words = message(one.voice, scene.people.name(one.hearer), errand, one.dice, tie=one.tie)
    return Speech(words, one.hearer, meet_place=place, meet_at=at)


def where_and_when(
    scene: Scene, appointments: Appointments, *, one: int, other: int, near: int, now: int, dice: Dice
) -> tuple[int, int] | None:
    """Find a public place not far from `near` and a time within a day at which two could meet; None if none was found."""
    nearby = scene.town.around.town.near.place[near]
    for _ in range(_TRIES):
        places = nearby[dice.pick(_COLUMNS)]
        place = int(places[dice.below(len(places))])
        at = now // DAY_S * DAY_S + dice.pick(_TIMES)
        if at < now + _SOONEST_S:
            at += DAY_S
        if place and appointments.is_possible(scene, one=one, other=other, place=place, at=at):
            return place, at
    return None
