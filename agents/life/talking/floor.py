"""What somebody says who has the floor: her own news, what she heard, an invitation, or small talk both care for."""

from functools import lru_cache
from typing import Final

from agents.life.appointments import Appointments
from agents.life.columns import Told
from agents.life.facts import Story, story_of_heard, story_of_own
from agents.life.scene import Scene
from agents.life.talking.inviting import propose
from agents.life.talking.turns import Speech, Turn
from agents.voice import Fact, Occurrence, Stage, turn
from streams.kernel.simtime import DAY_S, HOUR_S, weekday
from streams.search.topics import Topic

_WORTH_TELLING: Final = 20
_WORTH_PASSING_ON: Final = 90
_WORTH_REPEATING: Final = 150
"""What has to be left of the weight of news to tell it; to pass on what one heard; to tell it somebody else once more."""
_ACTIVE: Final = Stage.ACTIVE  # to look a member up in its enumeration costs as much as a call
_TOPICS: Final = tuple(Topic)


def take_floor(scene: Scene, appointments: Appointments, one: Turn) -> Speech:
    """Begin, say goodbye, or bring up something new."""
    if one.stage == _ACTIVE:
        if invitation := propose(scene, appointments, one):
            return invitation
        if story := news_for(scene, one):
            name = scene.people.name(one.hearer)
            words = turn(one.voice, name, one.stage, Topic.CASUAL, None, story.fact, one.dice, tie=one.tie)
            return Speech(words, one.hearer, (story,))
        fact, topic = None, _small_talk(one)
    else:
        fact, topic = hour_of(one.sim_time), Topic.CASUAL
    words = turn(one.voice, scene.people.name(one.hearer), one.stage, topic, None, fact, one.dice, tie=one.tie)
    return Speech(words, one.hearer)


def news_for(scene: Scene, one: Turn) -> Story | None:
    """Choose what to tell the hearer, of one's own news and what one heard; None if she knows it all, or there is none."""
    own = one.own_left if _may_tell_own(scene, one) else 0
    heard = one.heard_left if _may_pass_on(scene, one) else 0
    if own >= _WORTH_TELLING and own >= heard:
        return story_of_own(scene, one.speaker)
    if heard >= _WORTH_PASSING_ON and one.dice.chance(40 + one.voice.extraversion // 2):
        return story_of_heard(scene, one.speaker)
    return story_of_own(scene, one.speaker) if own >= _WORTH_TELLING else None


@lru_cache(maxsize=168)
def _of_hour(hour: int, day: int) -> Fact:
    return Fact(what=Occurrence.QUIET_DAY, when_s=hour * HOUR_S, weekday=day)


def hour_of(sim_time: int) -> Fact:
    """Give the hour and the day as a fact: all that counts in a greeting."""
    return _of_hour(sim_time % DAY_S // HOUR_S, weekday(sim_time))


def _may_tell_own(scene: Scene, one: Turn) -> bool:
    mind, me = scene.mind, one.speaker
    if one.own_left < _WORTH_TELLING or mind.own_other.item(me) in (one.hearer, one.third or -1):
        return False
    return _is_fresh(scene, one, mind.own_event.item(me), mind.own_told.item(me), one.own_left)


def _may_pass_on(scene: Scene, one: Turn) -> bool:
    mind, me = scene.mind, one.speaker
    if one.heard_left < _WORTH_PASSING_ON:
        return False
    involved = (mind.heard_owner.item(me), mind.heard_from.item(me), mind.heard_other.item(me))
    if one.hearer in involved or (one.third and one.third in involved):
        return False
    return _is_fresh(scene, one, mind.heard_event.item(me), mind.heard_told.item(me), one.heard_left)


def _is_fresh(scene: Scene, one: Turn, event: int, told: int, left: int) -> bool:
    """Whether news is still to be told: not in this talk yet, the hearer does not know it, or not everybody does."""
    if not event or (told & Told.TALK and left < _WORTH_REPEATING):
        return False
    mind, hearer = scene.mind, one.hearer
    if event in (mind.heard_event.item(hearer), mind.own_event.item(hearer)):
        return False
    return event not in one.course.events


def _small_talk(one: Turn) -> Topic:
    """Draw a topic that both care for and that did not come up yet."""
    weights = one.shared.copy()
    for topic in set(one.course.topics) - {Topic.CASUAL}:
        weights[topic] = 0
    left = one.dice.below(sum(weights) or 1)
    for topic, weight in zip(_TOPICS, weights, strict=True):
        left -= weight
        if left < 0:
            return topic
    return Topic.CASUAL
