"""Turns of talk one by one: who speaks to whom, how well she knows the other, how she feels, what was said before."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from agents.life.courses import Course
from agents.life.facts import Story, tie_of
from agents.life.news import weight_now
from agents.life.scene import Scene
from agents.life.talking.topics import shared_interest
from agents.voice import Dice, Speaker, Stage, Words
from agents.voice.stances import Tie
from streams.kernel.rng import draw
from world.talks.talks import Turns
from world.ties import level_of

_WORDS: Final = 7_401
_STAGES: Final = tuple(Stage)
_FELT: Final = 150
"""Weight of one's own news from which on one's mood shows it."""


@dataclass(slots=True)  # not frozen: see agents.life.sayings.Said
class Turn:
    """One row of world.talks.talks.Turns, and what is known of the speaker. The first nine are its columns."""

    talk: int
    index: int
    planned: int
    sim_time: int
    speaker: int
    hearer: int
    third: int
    place: int
    stage: Stage
    tie: Tie  # of the speaker to the hearer
    own_left: int  # what is left of the weight of her own news, 0-1,000
    heard_left: int
    shared: list[int]  # by topic, how much both care for it
    voice: Speaker
    dice: Dice
    course: Course
    """The talk before this turn."""


@dataclass(slots=True)  # not frozen: see agents.life.sayings.Said
class Speech:
    """What is said in a turn.   stories: what the words may be about.   answers: number of the saying answered, 0 = none."""

    words: Words
    hearer: int
    stories: tuple[Story, ...] = ()
    answers: int = 0
    meet_place: int = 0
    meet_at: int = 0


def turns_of(scene: Scene, turns: Turns) -> list[Turn]:
    """Give the turns of a step one by one, in order."""
    mind, me, now = scene.mind, turns.speaker, turns.sim_time
    own = weight_now(mind.own_weight[me], mind.own_time[me], now)
    columns = (
        *(getattr(turns, name) for name in Turns.__slots__),
        level_of(scene.ties.strength_of(me, turns.hearer, now)),
        own,
        weight_now(mind.heard_weight[me], mind.heard_time[me], now),
        np.where(own >= _FELT, mind.own_valence[me], 0),
        shared_interest(scene.town.around.persona, me, turns.hearer),
        draw(scene.context.run.seed, turns.talk, _WORDS, turns.index),
    )
    found = []
    for row in zip(*(column.tolist() for column in columns), strict=True):
        talk, index, planned, at, speaker, hearer, third, place, stage, level, left, heard, mood, shared, seed = row
        found.append(
            Turn(
                *(talk, index, planned, at, speaker, hearer, third, place, _STAGES[stage]),
                *(tie_of(level), left, heard, shared, scene.people.speaker(speaker, mood), Dice(seed)),
                scene.courses.of(talk),
            )
        )
    return found
