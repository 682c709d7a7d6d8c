"""What a resident writes to everybody: her own news that she has not told, what she heard of others, or how the day is."""

from enum import IntEnum
from typing import Final

import numpy as np

from agents.life.columns import Told
from agents.life.facts import Story, story_of_heard
from agents.life.news import weight_now
from agents.life.noticing import fallback_story
from agents.life.phone.feed import Lookers
from agents.life.phone.look import Look
from agents.life.scene import Scene
from agents.models import Medium
from agents.voice import Occurrence, post
from streams.kernel.rng import Draws, below, sub_draw
from streams.kernel.simtime import HOUR_S
from streams.network.refusals import Refused
from world.contract import Bool, Int, Trait

GAP_S: Final = 9 * HOUR_S
PUBLIC_GAP_S: Final = HOUR_S
"""Nobody writes two posts within it; within the second not even of what is on in town, which would be over by then."""
OWN_WEIGHT_MIN: Final = 120
HEARD_WEIGHT_MIN: Final = 200
"""What fills the mind less is no post."""
_SEVERAL: Final = 1_000
_OWN, _GOSSIP, _DAY = 130, 45, 15
"""In 1,000 looks: her own news, more the weightier; what she heard of others; how the day is."""
_WEIGHT_FULL: Final = 500
"""Weight at which news is twice as likely to be told."""
_PUBLIC: Final = (Occurrence.FREE_COFFEE, Occurrence.FAIR)
_OF_PUBLIC: Final = 450
"""What is on in town is for everybody."""
_SHARE: Final = 35
"""Percent by which each of two traits at its end raises or lowers it."""


class Wish(IntEnum):
    """What somebody would post."""

    NOTHING = 0
    OWN = 1
    GOSSIP = 2
    DAY = 3


def wished_posts(scene: Scene, who: Lookers, luck: Draws) -> Int:
    """Decide what each looker would write to everybody: int64[n], Wish.   luck: uint64[n]."""
    mind, me = scene.mind, who.number
    traits = scene.town.around.persona.traits[me].astype(np.int64)
    # how much she likes to show herself, in percent of somebody between the extremes
    nature = 100 + (traits[:, Trait.EXTRAVERSION] + traits[:, Trait.OPENNESS] - 100) * _SHARE // 50
    nature = np.maximum(nature, 0)
    lots = [below(sub_draw(luck, lot), _SEVERAL * 100) for lot in Wish]
    wish = np.where(lots[Wish.DAY] < _DAY * nature, Wish.DAY, Wish.NOTHING)
    gossip = _gossip_odds(scene, who) * (100 + (50 - traits[:, Trait.AGREEABLENESS]) * _SHARE // 50) // 100
    wish = np.where(lots[Wish.GOSSIP] < gossip * nature, Wish.GOSSIP, wish)
    wish = np.where(lots[Wish.OWN] < _own_odds(scene, who) * nature, Wish.OWN, wish)
    gap_s = np.where((wish == Wish.OWN) & _is_still_on(scene, who), PUBLIC_GAP_S, GAP_S)
    rests = (mind.posted_at[me] > 0) & (who.at - mind.posted_at[me] < gap_s)
    return np.where(rests, Wish.NOTHING, wish)


def _own_odds(scene: Scene, who: Lookers) -> Int:
    """Say in 1,000 how readily lookers of middling nature tell everybody of what befell them, if they have not yet."""
    mind, me = scene.mind, who.number
    weight = weight_now(mind.own_weight[me], mind.own_time[me], who.at)
    odds = _OWN + _OWN * np.minimum(weight, _WEIGHT_FULL) // _WEIGHT_FULL
    odds = np.where(_is_still_on(scene, who), _OF_PUBLIC, odds)
    is_news = (mind.own_event[me] > 0) & (mind.own_told[me] & Told.POST == 0) & (weight >= OWN_WEIGHT_MIN)
    return np.where(is_news, odds, 0)


def _is_still_on(scene: Scene, who: Lookers) -> Bool:
    """Whether what lookers lived through is something that others can still come to."""
    mind, me = scene.mind, who.number
    fair = (mind.own_what[me] == Occurrence.FAIR) & (mind.fair_until[me] > who.at)
    is_on: Bool = fair | ((mind.own_what[me] == Occurrence.FREE_COFFEE) & (mind.coffee_until[me] > who.at))
    return is_on


def _gossip_odds(scene: Scene, who: Lookers) -> Int:
    """Say in 1,000 how readily they pass on what they heard of others."""
    mind, me = scene.mind, who.number
    weight = weight_now(mind.heard_weight[me], mind.heard_time[me], who.at)
    is_news = (mind.heard_event[me] > 0) & (mind.heard_told[me] & Told.POST == 0) & (weight >= HEARD_WEIGHT_MIN)
    odds = np.where(np.isin(mind.heard_what[me], _PUBLIC), _OF_PUBLIC // 2, _GOSSIP)
    return np.where(is_news, odds, 0)


def write_post(look: Look, wish: Wish) -> None:
    """Write a post of what somebody wished to tell."""
    mind, me = look.scene.mind, look.number
    if wish == Wish.OWN:
        told = look.own_story()
    elif wish == Wish.GOSSIP:
        told = story_of_heard(look.scene, me)
    else:
        told = fallback_story(look.scene, me, look.at)
    assert told is not None, "she wishes to tell what is on her mind"
    if not _publish(look, told):
        return
    mind.posted_at[me] = look.at
    if wish == Wish.OWN:
        mind.own_told[me] |= Told.POST
    elif wish == Wish.GOSSIP:
        mind.heard_told[me] |= Told.POST


def _publish(look: Look, told: Story) -> bool:
    scene, cells = look.scene, told.cells
    words = post(look.speaker, told.fact, look.dice)
    item = scene.network.post(
        look.number,
        words.text,
        at=look.at,
        topic=int(words.topic),
        feeling=cells.valence,
        place=int(scene.town.residents.place[look.number]),
        about=cells.event,
    )
    if isinstance(item, Refused):
        return False
    look.note(words, (told,), medium=Medium.POST, item=item, hearer=0)
    return True
