"""Who moved away in a step is news of her friends, who tell others of it; the event is that of her departure."""

from typing import Final

import numpy as np

from agents.life.news import News, weight_for
from agents.life.scene import Scene
from agents.voice import Occurrence
from world.contract import Int
from world.events import WorldEvent
from world.ties import TieLevel, level_of

_WEIGHTS: Final = np.array([0, 0, 520, 720, 880], dtype=np.int64)
"""By TieLevel: how much it weighs for somebody that one goes whom she counts as this."""
_CLOSE: Final = int(TieLevel.CLOSE_FRIEND)


def parted(scene: Scene, rows: Int) -> list[News]:
    """Turn departures into news of those who stay and counted her among their friends.   rows: of the step's events."""
    events = scene.events
    rows = rows[events["kind"][rows] == WorldEvent.AGENT_DEPARTED]
    return [_news(scene, row) for row in rows.tolist()]


def friends_of(scene: Scene, gone: int, at: int) -> tuple[Int, Int]:
    """Find who lives in town and counts her as a friend, rising, and the level of that tie."""
    others = np.unique(scene.ties.others_of(np.array([gone])))
    others = others[others > 0]
    others = others[scene.town.residents.is_here[others]]
    level = level_of(scene.ties.strength_of(others, np.full_like(others, gone), at))
    is_friend = level >= TieLevel.FRIEND
    return others[is_friend], level[is_friend]


def _news(scene: Scene, row: int) -> News:
    events = scene.events
    gone, at = int(events["actor"][row]), int(events["sim_time"][row])
    friends, level = friends_of(scene, gone, at)
    valence = np.where(level >= _CLOSE, -2, -1)
    nothing = np.zeros(len(friends), dtype=np.int64)
    return News(
        resident=friends,
        event=np.full(len(friends), events["seq"][row]),
        what=np.full(len(friends), Occurrence.MOVED_AWAY),
        place=nothing,
        other=np.full(len(friends), gone),
        time=np.full(len(friends), at),
        valence=valence,
        arousal=np.abs(valence),
        amount=nothing,
        weight=weight_for(scene.town.around.persona, friends, _WEIGHTS[level], valence),
    )
