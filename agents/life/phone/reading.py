"""What reading does to residents: what matters stays on their minds, is remembered, and can change where they go."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from agents.life.hearsay import Told, take_to_heart
from agents.life.news import WEIGHT_MAX
from agents.life.occasions import all_learn_of
from agents.life.phone.feed import Lookers, Shown
from agents.life.scene import Scene
from agents.models import MemoryKind
from agents.voice import Occurrence
from streams.kernel.arrays import cells_where
from world.contract import Int
from world.events import WorldEvent
from world.ties import STRENGTH_MAX

MATTERS: Final = 220
"""Weight from which on what was read is remembered."""
_USUAL: Final = 60
_WEIGHTS: Final = {
    Occurrence.FREE_COFFEE: 380,
    Occurrence.FAIR: 420,
    Occurrence.FELL_ILL: 330,
    Occurrence.LOST_JOB: 380,
    Occurrence.NEW_JOB: 300,
    Occurrence.QUARREL: 330,
    Occurrence.MOVED_AWAY: 300,
    Occurrence.BONUS: 220,
    Occurrence.RED_PACKET: 180,
    Occurrence.GIFT: 150,
    Occurrence.RECOVERED: 200,
    Occurrence.PHONE_BROKE: 170,
    Occurrence.TOO_POOR: 180,
    Occurrence.LOOKING_FOR_JOB: 200,
    Occurrence.PAYDAY: 120,
}
"""How much each is to somebody who reads of it and knows nobody in it."""
_FELT: Final = 40
"""A point of valence more."""
_NEAR: Final = 260
"""For whom she is closest to."""
_OCCASIONS: Final = (Occurrence.FREE_COFFEE, Occurrence.FAIR)
_CELLS: Final = {"place": "fact_place", "other": "fact_other", "time": "fact_time", "teller": "speaker"} | {
    name: name for name in ("event", "what", "owner", "valence", "arousal", "amount")
}
"""Of Told, from which column of a saying each comes."""


def _weights() -> NDArray[np.int64]:
    table = np.full(max(Occurrence) + 1, _USUAL, dtype=np.int64)
    for what, weight in _WEIGHTS.items():
        table[what] = weight
    return table


_WEIGHT: Final = _weights()


def weights(scene: Scene, who: Lookers, read: Shown, saying: Int) -> Int:
    """Say how much what was read matters to each: int64 of the shape of `read.post`, 0 for what tells of nothing.

    saying: the post's, 0 = none.
    """
    is_told = saying > 0
    weight = np.zeros(saying.shape, dtype=np.int64)
    told = saying[is_told]
    owner, valence, what = scene.sayings.columns(told, "owner", "valence", "what")
    me = np.broadcast_to(who.number[:, None], saying.shape)[is_told]
    strength = read.strength[is_told]
    of_another = owner != read.author[is_told]
    strength[of_another] = scene.ties.strength_of(me[of_another], owner[of_another], scene.context.since)
    value = _WEIGHT[what] + _FELT * np.abs(valence) + strength * _NEAR // STRENGTH_MAX
    # what she lived through or did herself is no news to her
    weight[is_told] = np.where((owner == me) | (owner == 0), 0, value)
    return weight


def take_in(scene: Scene, who: Lookers, read: Shown, saying: Int) -> None:
    """Let each looker know the one thing of what she read that matters most, and of the occasions that are still on."""
    weight = weights(scene, who, read, saying)
    _learn(scene, who, saying)
    if not weight.size:
        return
    best = weight.argmax(axis=1)
    rows = np.flatnonzero(weight[np.arange(len(who)), best] >= MATTERS)
    best = best[rows]
    said = saying[rows, best]
    told = _told(scene, who.number[rows], said, weight[rows, best])
    new = take_to_heart(scene.mind, scene.ties, told, scene.context.until)
    _remember(scene, who.at[rows[new]], told, new, read.post[rows[new], best[new]])


def _learn(scene: Scene, who: Lookers, saying: Int) -> None:
    """Let all who read of an occasion learn of it at once, however many posts tell of it."""
    row, column = cells_where(saying > 0)
    event, what, place = scene.sayings.columns(saying[row, column], "event", "what", "fact_place")
    is_on = np.isin(what, _OCCASIONS) & (event > 0)
    reader, what, place = who.number[row[is_on]], what[is_on], place[is_on]
    for kind, where in sorted(set(zip(what.tolist(), place.tolist(), strict=True))):
        all_learn_of(scene, reader[(what == kind) & (place == where)], what=kind, place=where)


def _told(scene: Scene, hearer: Int, saying: Int, weight: Int) -> Told:
    found = dict(zip(_CELLS, scene.sayings.columns(saying, *_CELLS.values()), strict=True))
    return Told(hearer=hearer, weight=weight, **found)


def _remember(scene: Scene, at: Int, told: Told, new: Int, post: Int) -> None:
    """Keep of what was new to its readers that they read it.   new: rows of `told`; at, post: theirs."""
    if not len(new):
        return
    scene.context.record.append(
        len(new),
        kind=WorldEvent.NOTICED_ONLINE,
        sim_time=at,
        actor=told.hearer[new],
        target=told.teller[new],
        object=post,
        amount=told.event[new],
    )
    scene.memories.add_many(
        len(new),
        sim_time=at,
        resident=told.hearer[new],
        kind=MemoryKind.READING,
        source=told.teller[new],
        item=post,
        importance=np.minimum(told.weight[new], WEIGHT_MAX) * 100 // WEIGHT_MAX,
        event=told.event[new],
        what=told.what[new],
        owner=told.owner[new],
        fact_place=told.place[new],
        fact_other=told.other[new],
        fact_time=told.time[new],
        valence=told.valence[new],
        arousal=told.arousal[new],
        amount=told.amount[new],
    )
