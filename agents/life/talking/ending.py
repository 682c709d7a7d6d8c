"""What becomes of talks that ended: how they went, what they do to ties, and what those who talked remember.

How well two people got on is a sum of integers (`_get_on`): what they are like, how far they trust each other, how they
feel, what was said, and chance. Of three, each two get on in their own way, and the talk went as it did on the whole. What
is known of those who talked is read as arrays; talks are judged one by one, because each took a
course of its own.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from typing import Final

import numpy as np

from agents.life.columns import MindColumns
from agents.life.columns import Told as ToldBits
from agents.life.courses import Course
from agents.life.facts import Cells, values_of
from agents.life.memories import WHOLE_TRUST, Remembered
from agents.life.news import News, take_in, weight_for, weight_now
from agents.life.sayings import Said
from agents.life.scene import Scene
from agents.life.talking.relations import change_many
from agents.models import MemoryKind
from agents.voice import Act, Dice, Occurrence
from streams.kernel.rng import draw
from world.contract import LOW, Int, Need, Trait
from world.events import WorldEvent
from world.talks.talks import Closed

_LUCK: Final = 7_402
_TRAIT_SHARES: Final = np.array([2, 1, 1, 1, 1])
_PAIRS: Final = ((0, 1), (0, 2), (1, 2))
"""Of one, other and third, in the order of `combinations`."""
_AGREEABLE, _ANXIOUS = int(Trait.AGREEABLENESS), int(Trait.NEUROTICISM)
_MOODS: Final = (-55, -20, 20, 65)
"""Points from which on a talk went -1, 0, 1, 2."""
_STRENGTH: Final = (-250, -80, 330, 700, 1_020)
_TRUST: Final = (-200, -80, 30, 90, 160)
"""By mood + 2: what a talk of _WHOLE turns does to a tie, in hundredths of a point."""
_WHOLE: Final = 6
_QUARREL: Final = (-700, -900)
"""Strength and trust."""
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
_CONVERSATION, _MET, _QUARREL_NEWS = int(MemoryKind.CONVERSATION), int(Occurrence.MET), int(Occurrence.QUARREL)
_COMFORT, _CHEER, _TEASE = int(Act.COMFORT), int(Act.CHEER), int(Act.TEASE)
_DOUBT, _ACCEPT, _DECLINE = int(Act.DOUBT), int(Act.ACCEPT), int(Act.DECLINE)
_NEWS: Final = tuple(field.name for field in fields(News))
_Change = tuple[int, int, int, int, int, int, int]
"""Of whom, to whom, strength and trust to add, when, by which event, in which talk."""


@dataclass(slots=True)  # not frozen: see agents.life.sayings.Said
class _Member:
    """One of those who talked."""

    number: int
    traits: Sequence[int]
    feels: int  # what her own news and tiredness do to a talk, in points
    heard_event: int
    gossiped_of: int  # of whom she has passed on bad news, 0 = of nobody


@dataclass(slots=True)
class _Ended:
    """A talk that ended."""

    talk: int
    sim_time: int
    place: int
    turns: int
    event: int  # seq of its end
    members: Sequence[_Member]  # who began first
    suits: Sequence[int]  # compatibility of one and other, one and third, other and third
    trusts: Sequence[int]  # how far the same trust each other, the mean of both
    course: Course
    dice: Dice


@dataclass(slots=True)
class _Pair:
    """How two of them got on."""

    one: _Member
    other: _Member
    mood: int
    is_quarrel: bool


def judge_talks(scene: Scene) -> None:
    """Judge the talks that ended in this step: moods, topics, ties, news and memories of those who talked."""
    talks = _ended(scene, scene.talks.closed)
    pairs_of = [_pairs(ended) for ended in talks]
    _bind(scene, [change for ended, pairs in zip(talks, pairs_of, strict=True) for change in _changes(ended, pairs)])
    news: list[tuple[int, ...]] = []
    judged = {}
    for ended, pairs in zip(talks, pairs_of, strict=True):
        for pair in pairs:
            news += _news_of(ended, pair)
        overall = _overall(pairs)
        judged[ended.talk] = (int(ended.course.topic), overall)
        _remember(scene, ended, overall)
        scene.courses.end(ended.talk)
    scene.talks.judge(judged)
    _note_time(scene.mind, scene.talks.closed)
    if news:
        _take_in(scene, news)


def compatibility(one: Int, other: Int) -> Int:
    """Say how well people suit each other by what they are like: int64[n], -100..100, the same both ways.

    one, other: int[n, 5], traits of 0-100 by Trait. Near to each other in all traits, openness counting twice, agreeable
    and calm: 60 - 3/2 of the mean distance + 1/2 of the agreeableness and 1/4 of the calm beyond the middle.
    """
    one, other = one.astype(np.int64), other.astype(np.int64)
    apart = (np.abs(one - other) * _TRAIT_SHARES).sum(axis=1) // _TRAIT_SHARES.sum()
    kind = (one[:, Trait.AGREEABLENESS] + other[:, Trait.AGREEABLENESS]) // 2 - 50
    calm = 50 - (one[:, Trait.NEUROTICISM] + other[:, Trait.NEUROTICISM]) // 2
    suits: Int = np.minimum(np.maximum(60 - apart * 3 // 2 + kind // 2 + calm // 4, -100), 100)
    return suits


def _ended(scene: Scene, closed: Closed) -> list[_Ended]:
    """List the talks that ended, in order. KeyError if the record does not tell of the end of one."""
    kinds = scene.events["kind"]
    rows = np.flatnonzero(kinds == WorldEvent.TALK_ENDED)
    event_of = dict(zip(scene.events["object"][rows].tolist(), scene.events["seq"][rows].tolist(), strict=True))
    seeds = draw(scene.context.run.seed, closed.talk, _LUCK, 0)
    columns = (closed.talk, closed.sim_time, closed.place, closed.turns, seeds, *_bonds(scene, closed))
    talks = zip(*(column.tolist() for column in columns), _members(scene, closed), strict=True)
    found = []
    for talk, sim_time, place, turns, seed, suits, trusts, members in talks:
        course = scene.courses.of(talk)
        found.append(_Ended(talk, sim_time, place, turns, event_of[talk], members, suits, trusts, course, Dice(seed)))
    return found


def _bonds(scene: Scene, closed: Closed) -> tuple[Int, Int]:
    """Show how well those who talked suit and trust each other: int64[n, 3] both, by _PAIRS.

    A third who was not there counts for nothing. Nobody was in two of these talks, so none changes the trust in another.
    """
    who = (closed.one, closed.other, closed.third)
    traits = [scene.town.around.persona.traits[number] for number in who]
    suits = [compatibility(traits[one], traits[other]) for one, other in _PAIRS]
    trust = scene.ties.trust_of
    trusts = [(trust(who[one], who[other]) + trust(who[other], who[one])) // 2 for one, other in _PAIRS]
    return np.stack(suits, axis=1), np.stack(trusts, axis=1)


def _members(scene: Scene, closed: Closed) -> list[list[_Member]]:
    """Show who took part in each talk, and how they were at its end."""
    mind, town = scene.mind, scene.town
    who = np.stack([closed.one, closed.other, closed.third], axis=1)
    left = weight_now(mind.own_weight[who], mind.own_time[who], closed.sim_time[:, None])
    is_tired = town.residents.needs[who, Need.ENERGY] < LOW
    feels = np.where(left >= _FEELS, 8 * mind.own_valence[who].astype(np.int64), 0) - 12 * is_tired
    has_gossiped = (mind.heard_told[who] & ToldBits.TALK > 0) & (mind.heard_valence[who] < 0)
    gossiped_of = np.where(has_gossiped, mind.heard_owner[who], 0)
    columns = (who, town.around.persona.traits[who], feels, mind.heard_event[who], gossiped_of)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [[_Member(*cells) for cells in zip(*row, strict=True) if cells[0]] for row in rows]


def _note_time(mind: MindColumns, closed: Closed) -> None:
    for column in (closed.one, closed.other, closed.third):
        there = np.flatnonzero(column)
        mind.talked_at[column[there]] = closed.sim_time[there]
        mind.touch(column[there])


def _pairs(ended: _Ended) -> list[_Pair]:
    # a third who was not there is in no pair of those who were
    each = zip(combinations(ended.members, 2), ended.suits, ended.trusts, strict=False)
    return [_get_on(ended, one, other, suits, trust) for (one, other), suits, trust in each]


def _get_on(ended: _Ended, one: _Member, other: _Member, suits: int, trust: int) -> _Pair:
    """Say how two got on: mood -2..2, and whether they quarrelled.   suits: their compatibility.

    Points: half the compatibility, a hundredth of the trust beyond the middle, 8 for each point of how both feel, 12 less for
    each who is tired, what was said, and chance (-60..60, mostly near 0).
    """
    course, dice = ended.course, ended.dice
    points = suits // 2 + (trust - 5_000) // 100 + _points_of(course)
    points += one.feels + other.feels
    points += dice.below(_LUCK_POINTS + 1) - dice.below(_LUCK_POINTS + 1)
    chance = _quarrel_chance(one.traits, other.traits, course, trust)
    chance += 60 * (one.gossiped_of == other.number or other.gossiped_of == one.number)
    if dice.below(1_000) < chance and ended.turns >= _SHORTEST_QUARREL:
        return _Pair(one, other, _QUARREL_MOOD, is_quarrel=True)
    return _Pair(one, other, bisect_right(_MOODS, points) - 2, is_quarrel=False)


def _points_of(course: Course) -> int:
    """Say what was said does for how two get on."""
    acts = course.acts
    points = 20 * (_COMFORT in acts and course.is_confided) + 8 * (_CHEER in acts) + 15 * (_ACCEPT in acts)
    return points - 4 * acts.count(_TEASE) - 6 * acts.count(_DOUBT) - 8 * (_DECLINE in acts)


def _quarrel_chance(one: Sequence[int], other: Sequence[int], course: Course, trust: int) -> int:
    """Say how likely it is, in 1,000, that two fall out: the less agreeable and the more anxious they are the likelier."""
    disagreeable = 200 - one[_AGREEABLE] - other[_AGREEABLE]
    anxious = one[_ANXIOUS] + other[_ANXIOUS]
    chance = 14 + disagreeable // 10 + anxious // 10 + 12 * course.acts.count(_DOUBT) + 6 * course.acts.count(_TEASE)
    return chance * (15_000 - trust) // 10_000


def _changes(ended: _Ended, pairs: Sequence[_Pair]) -> Iterator[_Change]:
    """Say how the ties of those who talked grow or shrink, both ways, each by what the one is like.

    Confided bad news brings closer.
    """
    about = ended.sim_time, ended.event, ended.talk
    for pair in pairs:
        if pair.is_quarrel:
            strength, trust = _QUARREL
        else:
            row, whole = pair.mood + 2, min(ended.turns, _WHOLE)
            confided = _CONFIDED if ended.course.is_confided and pair.mood >= 0 else 0
            strength, trust = (_STRENGTH[row] + confided) * whole // _WHOLE, _TRUST[row] * whole // _WHOLE
        one, other = pair.one, pair.other
        yield (one.number, other.number, *_as_felt_by(one.traits, strength, trust), *about)
        yield (other.number, one.number, *_as_felt_by(other.traits, strength, trust), *about)


def _as_felt_by(traits: Sequence[int], strength: int, trust: int) -> tuple[int, int]:
    """Weigh a change by who feels it: the agreeable warm up more, the anxious take things harder."""
    up, down = 70 + traits[_AGREEABLE] * 3 // 5, 70 + traits[_ANXIOUS] * 3 // 5
    return strength * (down if strength < 0 else up) // 100, trust * (down if trust < 0 else up) // 100


def _bind(scene: Scene, changes: Sequence[_Change]) -> None:
    one, other, strength, trust, at, event, talk = np.array(changes, dtype=np.int64).T
    change_many(scene, one, other, strength, trust, at=at, event=event, talk=talk)


def _overall(pairs: Sequence[_Pair]) -> int:
    """Say how a talk went on the whole: the mean of those who talked, -2 where some quarrelled."""
    if any(pair.is_quarrel for pair in pairs):
        return _QUARREL_MOOD
    return (2 * sum(pair.mood for pair in pairs) + len(pairs)) // (2 * len(pairs))


def _remember(scene: Scene, ended: _Ended, mood: int) -> None:
    """Have all who talked remember it: with whom, and the weightiest news that they were told."""
    for member in ended.members:
        me, importance = member.number, _MEMORY_BASE + 12 * abs(mood)
        if told := _what_counts(ended.course, me, member.heard_event):
            source, cells = told.speaker, values_of(told)
            importance += 10 + 5 * abs(told.valence)
        else:
            source = next(other.number for other in ended.members if other is not member)
            cells = Cells(ended.event, _MET, me, ended.place, source, ended.sim_time, mood).values()
        about = (ended.sim_time, me, _CONVERSATION, source, ended.talk, importance, WHOLE_TRUST)
        scene.memories.add(Remembered(*about, *cells))


def _what_counts(course: Course, me: int, at_heart: int) -> Said | None:
    """Find what somebody was told that stays with her: what she took to heart, else the first."""
    told = [said for said in course.told if said.speaker != me]
    return next((said for said in told if said.event == at_heart), told[0] if told else None)


def _news_of(ended: _Ended, pair: _Pair) -> list[tuple[int, ...]]:
    """Let it be news to some that they talked, and to both that they fell out: rows of News, the weight before it is theirs."""
    weight, percent = _NEWS_WEIGHT[pair.mood + 2], _NEWS_PERCENT[pair.mood + 2]
    what, arousal = _MET, abs(pair.mood) // 2
    if pair.is_quarrel:
        weight, percent, what, arousal = _QUARREL_WEIGHT, 100, _QUARREL_NEWS, 2
    if not ended.dice.chance(percent):
        return []
    fact, one, other = (ended.event, what, ended.place), pair.one.number, pair.other.number
    feeling = (ended.sim_time, pair.mood, arousal, 0, weight)
    return [(one, *fact, other, *feeling), (other, *fact, one, *feeling)]


def _take_in(scene: Scene, rows: Sequence[tuple[int, ...]]) -> None:
    columns = dict(zip(_NEWS, np.array(rows, dtype=np.int64).T, strict=True))
    persona = scene.town.around.persona
    columns["weight"] = weight_for(persona, columns["resident"], columns["weight"], columns["valence"])
    take_in(scene.mind, scene.memories, [News(**columns)])
