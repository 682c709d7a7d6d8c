"""Free coffee and fairs: who knows of them, until when, and to whom being there is news.

Those who are there when it starts know of it, and those who come while it is on. Everybody else hears of it from others.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from agents.life.facts import Cells
from agents.life.news import News, weight_for
from agents.life.scene import Scene
from agents.voice import Occurrence as What
from streams.kernel.rng import below, draw
from world.actions import Action
from world.contract import Announced, Int, Trait
from world.engine.occasions import Occasion
from world.events import WorldEvent

_LUCK: Final = 7_303
_STIRRED_PERCENT: Final = 35
_GLANCE: Final = 7_305
_GLANCE_PERCENT: Final = 40
"""Of those who keep to themselves; the outgoing twice as often."""
NOBODY: Final = np.zeros(0, dtype=np.int64)
_OF_EVENT: Final[dict[int, Announced]] = {
    WorldEvent.FREE_COFFEE: Announced.FREE_COFFEE,
    WorldEvent.FAIR: Announced.FAIR,
}
_WHAT: Final = {Announced.FREE_COFFEE: (What.FREE_COFFEE, 440), Announced.FAIR: (What.FAIR, 500)}
"""By kind: what being there is as news, and its weight."""
_COLUMN: Final = {Announced.FREE_COFFEE: "coffee_until", Announced.FAIR: "fair_until"}
_OF_WHAT: Final = {what: kind for kind, (what, _) in _WHAT.items()}


def learn(scene: Scene, residents: Int, kind: Announced, until: Int | int) -> None:
    """Let residents know of an occasion until it ends.   until: simulated seconds."""
    column = getattr(scene.mind, _COLUMN[kind])
    later = np.flatnonzero(column[residents] < until)
    if len(later):
        column[residents[later]] = until if np.ndim(until) == 0 else np.asarray(until)[later]
        scene.mind.touch(residents[later])


def learn_of(scene: Scene, resident: int, cells: Cells) -> int:
    """Let a resident learn of the occasion that somebody tells of; return until when it lasts.

    0 if it tells of none, if that is over, or if it is in another district than where she lives.
    """
    if not cells.event:
        return 0
    return all_learn_of(scene, np.array([resident]), what=cells.what, place=cells.fact_place)


def all_learn_of(scene: Scene, residents: Int, *, what: int, place: int) -> int:
    """Let residents learn of an occasion, those who live in its district; return until when it lasts, 0 as `learn_of`."""
    kind = _OF_WHAT.get(What(what))
    if kind is None or not place:
        return 0
    town = scene.town.around.town
    district = int(town.district_of(np.array([place]))[0])
    near = residents[town.district_of(scene.town.around.persona.home[residents]) == district]
    if not len(near):
        return 0
    for occasion in scene.town.happenings.on(scene.context.since, scene.context.until):
        until = int(occasion.ends[district])
        if occasion.heard == kind and occasion.place[district] == place and until > scene.context.since:
            learn(scene, near, kind, until)
            return until
    return 0


def begun(scene: Scene, rows: Int) -> list[News]:
    """Let those who are where an occasion starts know of it: it is their news.   rows: of the step's events, any kind."""
    events = scene.events
    found = []
    for row, what in zip(rows.tolist(), events["kind"][rows].tolist(), strict=True):
        if what not in _OF_EVENT:
            continue
        kind = _OF_EVENT[what]
        place, at = int(events["place"][row]), int(events["sim_time"][row])
        there = _awake_at(scene, place, at)
        learn(scene, there, kind, int(events["due"][row]))
        found.append(_news(scene, kind, there, np.full(len(there), events["seq"][row]), place, np.full(len(there), at)))
    return found


def visited(scene: Scene, acted: Int) -> list[News]:
    """Let those who come to an occasion know of it; to those who leave it, having been there is news.

    acted: rows of the step's events, all ACTED.
    """
    on = scene.town.happenings.on(scene.context.since, scene.context.until)
    found = []
    for occasion in on:
        if occasion.heard is not None:
            _arrive(scene, acted, occasion, occasion.heard)
            found.append(_leave(scene, acted, occasion, occasion.heard))
    return found


def shown_at_once(scene: Scene, found: Sequence[News]) -> tuple[Int, Int]:
    """Say who takes out her phone at once to show everybody what is on here, the outgoing rather: residents and moments."""
    seed, traits = scene.context.run.seed, scene.town.around.persona.traits
    resident, at = [NOBODY], [NOBODY]
    for news in found:
        rows = np.flatnonzero(np.isin(news.what, list(_OF_WHAT)))
        who, when = news.resident[rows], news.time[rows]
        luck = below(draw(seed, who, _GLANCE, when), 100)
        glances = luck < _GLANCE_PERCENT + traits[who, Trait.EXTRAVERSION] * 2 // 5
        resident.append(who[glances])
        at.append(when[glances])
    return np.concatenate(resident), np.concatenate(at)


def _awake_at(scene: Scene, place: int, at: int) -> Int:
    """Find who is at a place, awake, since before a moment; rising. Nobody is anywhere but in her own district."""
    who, first = scene.town.residents, scene.town.happenings.chances.first_resident
    district = int(scene.town.around.town.district_of(np.array([place]))[0])
    near = slice(int(first[district]), int(first[district + 1]))
    is_there = (who.place[near] == place) & (who.arrive[near] <= at) & (who.since[near] <= at)
    return np.flatnonzero(is_there & (who.action[near] != Action.SLEEP)) + near.start


def _arrive(scene: Scene, acted: Int, occasion: Occasion, kind: Announced) -> None:
    events = scene.events
    place, arrive = events["next_place"][acted], events["arrive"][acted]
    district = scene.town.around.town.district_of(place)
    ends = occasion.ends[district]
    comes = (occasion.place[district] == place) & (arrive >= occasion.starts[district]) & (arrive < ends)
    rows = np.flatnonzero(comes & (place > 0))
    learn(scene, events["actor"][acted[rows]].astype(np.int64), kind, ends[rows])


def _leave(scene: Scene, acted: Int, occasion: Occasion, kind: Announced) -> News:
    events, mind, (what, _) = scene.events, scene.mind, _WHAT[kind]
    place, at, actor = (events[name][acted].astype(np.int64) for name in ("place", "sim_time", "actor"))
    district = scene.town.around.town.district_of(place)
    starts = occasion.starts[district]
    was_there = (occasion.place[district] == place) & (at > starts) & np.isin(events["action"][acted], occasion.actions)
    is_old = (mind.own_what[actor] == what) & (mind.own_place[actor] == place) & (mind.own_time[actor] >= starts)
    rows = np.flatnonzero(was_there & ~(is_old & (mind.own_event[actor] > 0)))
    actor, place = actor[rows], place[rows]
    # who came because she had heard of it goes on telling the same news; else it began for her with what she did
    had_heard = (mind.heard_event[actor] > 0) & (mind.heard_what[actor] == what) & (mind.heard_place[actor] == place)
    event = np.where(
        had_heard & (mind.heard_time[actor] >= starts[rows]), mind.heard_event[actor], events["seq"][acted[rows]]
    )
    return _news(scene, kind, actor, event, place, at[rows])


def _news(scene: Scene, kind: Announced, residents: Int, event: Int, place: Int | int, at: Int) -> News:
    what, weight = _WHAT[kind]
    luck = below(draw(scene.context.run.seed, residents, _LUCK, at), 100)
    valence = 1 + (luck < _STIRRED_PERCENT)
    count = len(residents)
    return News(
        resident=residents,
        event=event,
        what=np.full(count, what),
        place=np.broadcast_to(np.asarray(place), (count,)),
        other=np.zeros(count, dtype=np.int64),
        time=at,
        valence=valence,
        arousal=valence,
        amount=np.zeros(count, dtype=np.int64),
        weight=weight_for(scene.town.around.persona, residents, weight, valence),
    )
