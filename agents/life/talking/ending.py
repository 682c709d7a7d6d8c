"""What becomes of talks that ended: how they went, what they do to ties, and what those who talked remember.

How well two people got on is a sum of integers (`_get_on`): what they are like, how far they trust each other, how they
feel, what was said, and chance. Of three, each two get on in their own way, and the talk went as it did on the whole. A step
ends few talks, so nothing here is an array.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from typing import Final

import numpy as np

from agents.life.columns import Told as ToldBits
from agents.life.facts import cells_of
from agents.life.memories import Remembered
from agents.life.news import News, take_in, weight_for, weight_left
from agents.life.sayings import Said
from agents.life.scene import Scene
from agents.life.talking.course import Course, course_of
from agents.life.talking.relations import TieChange, change_ties
from agents.models import MemoryKind
from agents.voice import Dice, Occurrence
from streams.kernel.rng import draw
from world.contract import LOW, Need, Trait
from world.events import WorldEvent
from world.talks.talks import Closed

_LUCK: Final = 7_402
_TRAIT_SHARES: Final = (2, 1, 1, 1, 1)
_MOODS: Final = (-55, -20, 20, 65)
"""Points from which on a talk went -1, 0, 1, 2."""
_STRENGTH: Final = (-250, -80, 330, 700, 1_020)
_TRUST: Final = (-200, -80, 30, 90, 160)
"""By mood + 2: what a talk of _WHOLE turns does to a tie, in hundredths of a point."""
_WHOLE: Final = 6
_QUARREL: Final = TieChange(strength=-700, trust=-900)
_CONFIDED: Final = 230
_LUCK_POINTS: Final = 60
_SHORTEST_QUARREL: Final = 4
_FEELS: Final = 150
_NEWS_WEIGHT: Final = (210, 130, 0, 70, 120)
"""By mood + 2: how much it weighs to have talked."""
_NEWS_PERCENT: Final = (100, 50, 0, 12, 35)
_QUARREL_WEIGHT: Final = 560
_QUARREL_MOOD: Final = -2
_MEMORY_BASE: Final = 15


@dataclass(frozen=True, slots=True)
class _Ended:
    """A talk that ended."""

    talk: int
    sim_time: int
    place: int
    members: tuple[int, ...]  # who began first
    turns: int
    event: int  # seq of its end
    course: Course
    dice: Dice


@dataclass(frozen=True, slots=True)
class _Pair:
    """How two of them got on."""

    one: int
    other: int
    mood: int
    is_quarrel: bool


def judge_talks(scene: Scene) -> None:
    """Judge the talks that ended in this step: moods, topics, ties, news and memories of those who talked."""
    news: list[tuple[int, ...]] = []
    talked: list[int] = []
    for ended in _ended(scene, scene.talks.closed):
        pairs = [_get_on(scene, ended, one, other) for one, other in combinations(ended.members, 2)]
        for pair in pairs:
            _bind(scene, ended, pair)
            news += _news_of(ended, pair)
        overall = _overall(pairs)
        scene.talks.judge(ended.talk, int(ended.course.topic), overall)
        _remember(scene, ended, overall)
        for who in ended.members:
            scene.mind.talked_at[who] = ended.sim_time
        talked += ended.members
        scene.sayings.end_talk(ended.talk)
    scene.mind.touch(np.array(talked))
    if news:
        _take_in(scene, news)


def compatibility(one: Sequence[int], other: Sequence[int]) -> int:
    """Say how well two people suit each other by what they are like: -100..100, the same both ways.

    one, other: five traits, 0-100, in the order of Trait. Near to each other in all traits, openness counting twice,
    agreeable and calm: 60 - 3/2 of the mean distance + 1/2 of the agreeableness and 1/4 of the calm beyond the middle.
    """
    distances = (share * abs(a - b) for share, a, b in zip(_TRAIT_SHARES, one, other, strict=True))
    apart = sum(distances) // sum(_TRAIT_SHARES)
    kind = (one[Trait.AGREEABLENESS] + other[Trait.AGREEABLENESS]) // 2 - 50
    calm = 50 - (one[Trait.NEUROTICISM] + other[Trait.NEUROTICISM]) // 2
    return min(max(60 - apart * 3 // 2 + kind // 2 + calm // 4, -100), 100)


def _ended(scene: Scene, closed: Closed) -> list[_Ended]:
    """List the talks that ended, in order. KeyError if the record does not tell of the end of one."""
    kinds = scene.events["kind"]
    rows = np.flatnonzero(kinds == WorldEvent.TALK_ENDED)
    event_of = dict(zip(scene.events["object"][rows].tolist(), scene.events["seq"][rows].tolist(), strict=True))
    seeds = draw(scene.context.run.seed, closed.talk, _LUCK, 0).tolist()
    names = ("talk", "sim_time", "place", "one", "other", "third", "turns")
    found = []
    for *row, seed in zip(*(getattr(closed, name).tolist() for name in names), seeds, strict=True):
        talk, sim_time, place, one, other, third, turns = row
        members = (one, other, third) if third else (one, other)
        course = course_of([scene.sayings[number] for number in scene.sayings.of_talk(talk)])
        found.append(_Ended(talk, sim_time, place, members, turns, event_of[talk], course, Dice(seed)))
    return found


def _get_on(scene: Scene, ended: _Ended, one: int, other: int) -> _Pair:
    """Say how two got on: mood -2..2, and whether they quarrelled.

    Points: half the compatibility, a hundredth of the trust beyond the middle, 8 for each point of how both feel, 12 less for
    each who is tired, what was said, and chance (-60..60, mostly near 0).
    """
    persona, at, course, dice = scene.town.around.persona, ended.sim_time, ended.course, ended.dice
    traits = persona.traits[one].tolist(), persona.traits[other].tolist()
    trust = (scene.ties.bond(one, other, at)[1] + scene.ties.bond(other, one, at)[1]) // 2
    points = compatibility(*traits) // 2 + (trust - 5_000) // 100 + _points_of(course)
    points += _feels(scene, one, at) + _feels(scene, other, at)
    points += dice.below(_LUCK_POINTS + 1) - dice.below(_LUCK_POINTS + 1)
    chance = _quarrel_chance(*traits, course, trust)
    chance += 60 * (_gossiped(scene, one, other) or _gossiped(scene, other, one))
    if dice.below(1_000) < chance and ended.turns >= _SHORTEST_QUARREL:
        return _Pair(one, other, _QUARREL_MOOD, is_quarrel=True)
    return _Pair(one, other, sum(points >= bound for bound in _MOODS) - 2, is_quarrel=False)


def _feels(scene: Scene, who: int, at: int) -> int:
    """Say what somebody's own news and tiredness do to a talk, in points."""
    mind = scene.mind
    left = weight_left(int(mind.own_weight[who]), int(mind.own_time[who]), at)
    is_tired = bool(scene.town.residents.needs[who, Need.ENERGY] < LOW)
    return (8 * int(mind.own_valence[who]) if left >= _FEELS else 0) - 12 * is_tired


def _points_of(course: Course) -> int:
    """Say what was said does for how two get on."""
    points = 20 * (course.is_confided and course.is_comforted) + 8 * course.is_cheered + 15 * course.is_agreed
    return points - 4 * course.teased - 6 * course.doubted - 8 * course.is_declined


def _quarrel_chance(one: Sequence[int], other: Sequence[int], course: Course, trust: int) -> int:
    """Say how likely it is, in 1,000, that two fall out: the less agreeable and the more anxious they are the likelier."""
    disagreeable = 200 - one[Trait.AGREEABLENESS] - other[Trait.AGREEABLENESS]
    anxious = one[Trait.NEUROTICISM] + other[Trait.NEUROTICISM]
    chance = 14 + disagreeable // 10 + anxious // 10 + 12 * course.doubted + 6 * course.teased
    return chance * (15_000 - trust) // 10_000


def _gossiped(scene: Scene, who: int, whom: int) -> bool:
    """Whether somebody has passed on bad news of the other."""
    mind = scene.mind
    passed_on = bool(mind.heard_told[who] & ToldBits.TALK) and int(mind.heard_owner[who]) == whom
    return passed_on and bool(mind.heard_valence[who] < 0)


def _bind(scene: Scene, ended: _Ended, pair: _Pair) -> None:
    """Let the ties of two grow or shrink both ways, each by what the one is like; confided bad news brings closer."""
    if pair.is_quarrel:
        change = _QUARREL
    else:
        row, whole = pair.mood + 2, min(ended.turns, _WHOLE)
        confided = _CONFIDED if ended.course.is_confided and pair.mood >= 0 else 0
        change = TieChange(strength=(_STRENGTH[row] + confided) * whole // _WHOLE, trust=_TRUST[row] * whole // _WHOLE)
    both = ((pair.one, pair.other), (pair.other, pair.one))
    changes = [(one, other, _as_felt_by(scene, one, change)) for one, other in both]
    change_ties(scene, changes, ended.sim_time, event=ended.event, talk=ended.talk)


def _as_felt_by(scene: Scene, who: int, change: TieChange) -> TieChange:
    """Weigh a change by who feels it: the agreeable warm up more, the anxious take things harder."""
    traits = scene.town.around.persona.traits[who]
    up, down = 70 + int(traits[Trait.AGREEABLENESS]) * 3 // 5, 70 + int(traits[Trait.NEUROTICISM]) * 3 // 5
    return TieChange(
        strength=change.strength * (down if change.strength < 0 else up) // 100,
        trust=change.trust * (down if change.trust < 0 else up) // 100,
    )


def _overall(pairs: Sequence[_Pair]) -> int:
    """Say how a talk went on the whole: the mean of those who talked, -2 where some quarrelled."""
    if any(pair.is_quarrel for pair in pairs):
        return _QUARREL_MOOD
    return (2 * sum(pair.mood for pair in pairs) + len(pairs)) // (2 * len(pairs))


def _remember(scene: Scene, ended: _Ended, mood: int) -> None:
    """Have all who talked remember it: with whom, and the weightiest news that they were told."""
    for me in ended.members:
        told = _what_counts(ended.course, me, int(scene.mind.heard_event[me]))
        importance = _MEMORY_BASE + 12 * abs(mood)
        cells: dict[str, int]
        if told:
            importance += 10 + 5 * abs(told.valence)
            source = told.speaker
            cells = cells_of(told).as_dict()
        else:
            source = next(who for who in ended.members if who != me)
            cells = {"event": ended.event, "what": Occurrence.MET, "owner": me, "fact_place": ended.place}
            cells |= {"fact_other": source, "fact_time": ended.sim_time, "valence": mood}
        scene.memories.add(
            Remembered(
                sim_time=ended.sim_time,
                resident=me,
                kind=MemoryKind.CONVERSATION,
                source=source,
                item=ended.talk,
                importance=importance,
                **cells,
            )
        )


def _what_counts(course: Course, me: int, at_heart: int) -> Said | None:
    """Find what somebody was told that stays with her: what she took to heart, else the first."""
    told = [said for said in course.told if said.speaker != me]
    return next((said for said in told if said.event == at_heart), told[0] if told else None)


def _news_of(ended: _Ended, pair: _Pair) -> list[tuple[int, ...]]:
    """Let it be news to some that they talked, and to both that they fell out: rows of News, the weight before it is theirs."""
    weight, percent = _NEWS_WEIGHT[pair.mood + 2], _NEWS_PERCENT[pair.mood + 2]
    what, arousal = Occurrence.MET, abs(pair.mood) // 2
    if pair.is_quarrel:
        weight, percent, what, arousal = _QUARREL_WEIGHT, 100, Occurrence.QUARREL, 2
    if not ended.dice.chance(percent):
        return []
    fact = (int(what), ended.place)
    feeling = (ended.sim_time, pair.mood, arousal, 0, weight)
    return [
        (pair.one, ended.event, *fact, pair.other, *feeling),
        (pair.other, ended.event, *fact, pair.one, *feeling),
    ]


def _take_in(scene: Scene, rows: Sequence[tuple[int, ...]]) -> None:
    names = [field.name for field in fields(News)]
    columns = dict(zip(names, np.array(rows, dtype=np.int64).T, strict=True))
    persona = scene.town.around.persona
    columns["weight"] = weight_for(persona, columns["resident"], columns["weight"], columns["valence"])
    take_in(scene.mind, scene.memories, [News(**columns)])
