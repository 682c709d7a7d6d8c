"""What befalls residents beside everyday life as news: chance, work, pictures, refusals, and who follows them online."""

from typing import Final

import numpy as np

from agents.life.facts import SECOND_HAND
from agents.life.news import News, weight_for
from agents.life.scene import Scene
from agents.models import MemoryKind
from agents.voice import Occurrence as What
from streams.events import StreamEvent
from streams.kernel.rng import below, draw
from streams.network.pending import EVENT_COLUMNS
from world.actions import Action
from world.contract import Int, Reason, Trait
from world.events import WorldEvent
from world.occupations import Occupation

_LUCK: Final = 7_302
_STRIKES: Final[dict[int, tuple[What, int, int]]] = {
    WorldEvent.BONUS: (What.BONUS, 620, 1),
    WorldEvent.RED_PACKET: (What.RED_PACKET, 600, 1),
    WorldEvent.FELL_ILL: (What.FELL_ILL, 700, -1),
    WorldEvent.RECOVERED: (What.RECOVERED, 420, 1),
    WorldEvent.PHONE_BROKE: (What.PHONE_BROKE, 540, -1),
    WorldEvent.LAID_OFF: (What.LOST_JOB, 900, -1),
    WorldEvent.HIRED: (What.NEW_JOB, 880, 1),
    WorldEvent.PHOTO_TAKEN: (What.PHOTO, 135, 1),
    WorldEvent.THING_GIVEN: (What.GIFT, 430, 1),
}
"""By kind of event: what it is as news, its weight, and whether it is good or bad."""
_REFUSALS: Final[dict[int, tuple[What, int, int]]] = {
    Reason.PLACE_CLOSED: (What.REFUSED_CLOSED, 200, -1),
    Reason.PLACE_FULL: (What.REFUSED_FULL, 190, -1),
    Reason.TOO_POOR: (What.TOO_POOR, 320, -1),
}
"""The same by reason."""
_WITH_MONEY: Final = (WorldEvent.BONUS, WorldEvent.RED_PACKET, WorldEvent.PHONE_BROKE)
_FOLLOWER_WEIGHT: Final = 150
_GIFT_IMPORTANCE: Final = 40
_STRONG_TRAIT: Final = 65
_STRONGLY_PERCENT: Final = 30
_KIND, _AT, _ACTOR, _TARGET = (EVENT_COLUMNS.index(name) for name in ("kind", "sim_time", "actor", "target"))


def struck(scene: Scene, rows: Int) -> list[News]:
    """Turn what chance and work brought into news of those whom it struck.   rows: of the step's events, any kind."""
    events = scene.events
    if _STRIKES.keys().isdisjoint(events["kind"][rows].tolist()):
        return []
    # a student whose college was deleted has lost no work
    is_student = (events["kind"][rows] == WorldEvent.LAID_OFF) & (events["action"][rows] == Occupation.STUDENT)
    rows = rows[np.isin(events["kind"][rows], list(_STRIKES)) & ~is_student]
    kind = events["kind"][rows]
    is_red, is_thing = kind == WorldEvent.RED_PACKET, kind == WorldEvent.THING_GIVEN
    actor, target = events["actor"][rows], events["target"][rows]
    # a red packet is told of whoever gets it, a thing of whoever gives it; either is the news of who has it now
    resident = np.where(is_thing, target, actor).astype(np.int64)
    other = np.where(is_thing, actor, np.where(is_red, target, 0))
    is_gift = (is_red | is_thing) & (other > 0)
    _remember_gifts(scene, rows[is_gift], resident=resident[is_gift], giver=other[is_gift])
    amount = np.where(np.isin(kind, _WITH_MONEY), events["amount"][rows], 0)
    return [_news(scene, rows, kind, _STRIKES, resident=resident, other=other, amount=amount)]


def refused(scene: Scene, rows: Int) -> list[News]:
    """Turn plans that came to nothing at somebody's door into news.   rows: of the step's events, any kind."""
    events = scene.events
    rows = rows[events["kind"][rows] == WorldEvent.REFUSED]
    rows = rows[np.isin(events["reason"][rows], list(_REFUSALS))] if len(rows) else rows
    nothing = np.zeros(len(rows), dtype=np.int64)
    if not len(rows):
        return []
    resident = events["actor"][rows].astype(np.int64)
    return [_news(scene, rows, events["reason"][rows], _REFUSALS, resident=resident, other=nothing, amount=nothing)]


def followed(scene: Scene, told: list[tuple[object, ...]], seqs: Int) -> News:
    """Turn new followers into news of residents who are awake.   told: the network's events, as pending; seqs: theirs."""
    cells = np.array([[row[i] for i in (_KIND, _AT, _ACTOR, _TARGET)] for row in told], dtype=np.int64).reshape(-1, 4)
    kind, at, follower, resident = cells.T
    has_body = scene.mind.has(resident)
    asleep = scene.town.residents.action[np.where(has_body, resident, 0)] == Action.SLEEP
    rows = np.flatnonzero((kind == StreamEvent.FOLLOW_CREATED) & has_body & ~asleep)
    count = len(rows)
    return News(
        resident=resident[rows],
        event=seqs[rows],
        what=np.full(count, What.NEW_FOLLOWER),
        place=np.zeros(count, dtype=np.int64),
        other=follower[rows],
        time=at[rows],
        valence=np.ones(count, dtype=np.int64),
        arousal=np.ones(count, dtype=np.int64),
        amount=np.zeros(count, dtype=np.int64),
        weight=weight_for(scene.town.around.persona, resident[rows], _FOLLOWER_WEIGHT, np.ones(count, dtype=np.int64)),
    )


def _news(
    scene: Scene,
    rows: Int,
    key: Int,
    kinds: dict[int, tuple[What, int, int]],
    *,
    resident: Int,
    other: Int,
    amount: Int,
) -> News:
    """Make news of events.   key: what `kinds` is asked by; resident: whose news each is."""
    events, persona = scene.events, scene.town.around.persona
    what, weight, sign = (np.array([kinds[one][i] for one in key.tolist()], dtype=np.int64) for i in range(3))
    trait = np.where(
        sign < 0, persona.traits[resident, Trait.NEUROTICISM], persona.traits[resident, Trait.EXTRAVERSION]
    )
    luck = below(draw(scene.context.run.seed, resident, _LUCK, events["sim_time"][rows]), 100)
    valence = sign * (1 + ((trait > _STRONG_TRAIT) | (luck < _STRONGLY_PERCENT)))
    return News(
        resident=resident,
        event=events["seq"][rows],
        what=what,
        place=events["place"][rows],
        other=other,
        time=events["sim_time"][rows].astype(np.int64),
        valence=valence,
        arousal=np.abs(valence),
        amount=amount,
        weight=weight_for(persona, resident, weight, valence),
    )


def _remember_gifts(scene: Scene, rows: Int, *, resident: Int, giver: Int) -> None:
    """Let those who gave something remember it: what they gave is the other's news, not theirs."""
    events = scene.events
    scene.memories.add_many(
        len(rows),
        sim_time=events["sim_time"][rows],
        resident=giver,
        kind=MemoryKind.OBSERVATION,
        importance=_GIFT_IMPORTANCE,
        event=events["seq"][rows],
        what=np.where(events["kind"][rows] == WorldEvent.RED_PACKET, What.RED_PACKET, What.GIFT),
        owner=resident,
        fact_other=giver,
        fact_time=events["sim_time"][rows],
        valence=1,
        arousal=1,
        amount=events["amount"][rows],
        count=SECOND_HAND,
    )
