"""Private messages that a resident begins: comfort, thanks, news, an invitation with place and time, or how are you."""

from bisect import bisect_right
from dataclasses import replace
from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np

from agents.life.appointments import Appointments
from agents.life.columns import Told
from agents.life.facts import Story, story, story_of_heard
from agents.life.news import weight_now
from agents.life.phone.feed import Lookers
from agents.life.phone.look import Look
from agents.life.scene import Scene
from agents.life.talking.relations import TieChange
from agents.models import Medium
from agents.voice import Errand, Occurrence, Purpose, message
from streams.kernel.rng import Draws, below, sub_draw
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S, weekday
from streams.network.refusals import Refused
from world.contract import Int, Trait
from world.ties import TieLevel, level_of

_COMFORT_PERCENT: Final = 22
_THANKS_PERCENT: Final = 45
_NEWS_PERCENT: Final = 5
_INVITE_PERCENT: Final = 4
_GREET_PERCENT: Final = 3
"""How often somebody of middling nature writes for each reason in one look."""
_NEWS_WEIGHT_MIN: Final = 200
_SHARE: Final = 60
_SILENT_S: Final = DAY_S
"""Who had to do with each other more lately need not ask how the other is."""
_MEETING_TIMES: Final = (12 * HOUR_S + 30 * MINUTE_S, 15 * HOUR_S, 18 * HOUR_S, 19 * HOUR_S + 30 * MINUTE_S)
_NOTICE_S: Final = 2 * HOUR_S
"""Who invites leaves so much time."""
_MEETING_KINDS: Final = frozenset(
    {
        *("cafe", "tea_house", "bakery", "restaurant", "canteen", "bar", "cinema", "museum", "library", "bookshop"),
        *("market", "square", "garden", "park", "sports_ground", "gym"),
    }
)
_TRIES: Final = 6
_FRIENDSHIP: Final = 3_001
"""Strength from which on two are friends (TieLevel.FRIEND)."""
_WRITTEN: Final = TieChange(strength=30, trust=15)


class Wish(IntEnum):
    """Why somebody would write to another."""

    NOTHING = 0
    COMFORT = 1
    THANKS = 2
    NEWS = 3
    INVITE = 4
    GREET = 5


_TO_WHOMEVER: Final = (Wish.NEWS, Wish.INVITE, Wish.GREET)


class Circle(NamedTuple):
    """Whom somebody knows, and how likely each is to be written to: those up to a slot together, a stranger by nothing."""

    other: list[int]  # by slot, 0 = nobody
    reach: list[int]  # cumulated strength
    met_at: list[int]  # when the two last had to do with each other, simulated seconds


def wished_messages(scene: Scene, who: Lookers, luck: Draws) -> Int:
    """Decide why each looker would write a message of her own accord: int64[n], Wish.   luck: uint64[n]."""
    mind, me = scene.mind, who.number
    traits = scene.town.around.persona.traits[me].astype(np.int64)
    lively, kind = (100 + (traits[:, trait] - 50) * _SHARE // 50 for trait in (Trait.EXTRAVERSION, Trait.AGREEABLENESS))
    lot = below(sub_draw(luck, 1), 100 * 100)
    reach = np.cumsum([_NEWS_PERCENT, _INVITE_PERCENT, _GREET_PERCENT])[:, None] * lively
    wish = np.select(list(lot < reach), [Wish.NEWS, Wish.INVITE, Wish.GREET], Wish.NOTHING)
    tells = (mind.own_event[me] > 0) & (mind.own_told[me] & Told.MESSAGE == 0)
    weight = weight_now(mind.own_weight[me], mind.own_time[me], who.at)
    wish = np.where((wish == Wish.NEWS) & ~(tells & (weight >= _NEWS_WEIGHT_MIN)), Wish.NOTHING, wish)
    # what somebody needs or is owed comes before all else
    lot = below(sub_draw(luck, 2), 100 * 100)
    got = tells & (mind.own_what[me] == Occurrence.RED_PACKET) & (mind.own_other[me] > 0)
    wish = np.where(got & (lot < _THANKS_PERCENT * kind), Wish.THANKS, wish)
    hurts = (mind.heard_valence[me] < 0) & (mind.heard_told[me] & Told.MESSAGE == 0) & (mind.heard_event[me] > 0)
    hurts &= below(sub_draw(luck, 3), 100 * 100) < _COMFORT_PERCENT * kind
    comforts = np.flatnonzero(hurts)
    owner = mind.heard_owner[me[comforts]].astype(np.int64)
    is_friend = scene.ties.strength_of(me[comforts], owner, who.at[comforts]) >= _FRIENDSHIP
    wish[comforts[is_friend]] = Wish.COMFORT
    return wish


def circles(scene: Scene, who: Lookers, wish: Int) -> dict[int, Circle]:
    """Find by row whom those know who choose to whom they write.   wish: int64[n], Wish."""
    rows = np.flatnonzero(np.isin(wish, _TO_WHOMEVER))
    me = who.number[rows]
    strength = scene.ties.strengths_of(me, who.at[rows])
    reach = np.where(level_of(strength) >= TieLevel.ACQUAINTANCE, strength, 0).cumsum(axis=1)
    other = scene.ties.others_of(me)
    met_at = scene.ties.met_at(me[:, None], other)
    known = map(Circle, other.tolist(), reach.tolist(), met_at.tolist())
    return dict(zip(rows.tolist(), known, strict=True))


def write_first(look: Look, wish: Wish, circle: Circle | None, appointments: Appointments) -> None:
    """Write a message to somebody, for the reason that somebody has.   circle: of who chooses to whom."""
    mind, me = look.scene.mind, look.number
    if wish == Wish.COMFORT:
        _comfort(look, mind.heard_owner.item(me))
    elif wish == Wish.THANKS:
        other = mind.own_other.item(me)
        if look.may_address(other) and _send(look, other, Errand(Purpose.THANKS)):
            mind.own_told[me] |= Told.MESSAGE
    elif circle is not None:
        _write_to_friend(look, wish, circle, appointments)


def _write_to_friend(look: Look, wish: Wish, circle: Circle, appointments: Appointments) -> None:
    """Write to one of those she knows: her news, an invitation, or how are you."""
    if look.is_again:
        mine = Lookers(number=np.array([look.number]), at=np.array([look.at]))
        circle = circles(look.scene, mine, np.array([wish]))[0]
    if not circle.reach[-1]:
        return
    slot = _friend(look, circle)
    other = circle.other[slot]
    if not look.may_address(other):
        return
    if wish == Wish.NEWS:
        _tell_news(look, other)
    elif wish == Wish.INVITE:
        _invite(look, other, appointments)
    elif look.at - circle.met_at[slot] >= _SILENT_S:
        _send(look, other, Errand(Purpose.GREET))


def _comfort(look: Look, owner: int) -> None:
    """Write to a friend who had bad luck, as she heard."""
    heard = story_of_heard(look.scene, look.number)
    if heard is None or not look.may_address(owner):
        return
    # told to the one whom it befell it is hearsay no more
    told = story(look.scene, replace(heard.cells, count=0))
    if _send(look, owner, Errand(Purpose.COMFORT, fact=told.fact), told):
        look.scene.mind.heard_told[look.number] |= Told.MESSAGE


def _tell_news(look: Look, other: int) -> None:
    mind, me = look.scene.mind, look.number
    told = look.own_story()
    if (
        told is not None
        and mind.own_other[me] != other
        and _send(look, other, Errand(Purpose.NEWS, fact=told.fact), told)
    ):
        mind.own_told[me] |= Told.MESSAGE


def _invite(look: Look, other: int, appointments: Appointments) -> None:
    """Ask somebody out, where there is a place and a time at which both can."""
    scene, dice = look.scene, look.dice
    midnight = look.at // DAY_S * DAY_S
    moments = [day + clock for day in (midnight, midnight + DAY_S) for clock in _MEETING_TIMES]
    moments = [moment for moment in moments if moment > look.at + _NOTICE_S]
    town, home = scene.town.around.town, int(look.persona.home[look.number])
    tile = town.place_count // town.district_count
    first = (home - 1) // tile * tile + 1
    for _ in range(_TRIES):
        place, moment = first + dice.below(tile), dice.pick(moments)
        if scene.places.kind(place) not in _MEETING_KINDS:
            continue
        if appointments.is_possible(scene, one=look.number, other=other, place=place, at=moment):
            errand = Errand(
                Purpose.INVITE, place=scene.places.name(place), when_s=moment % DAY_S, weekday=weekday(moment)
            )
            _send(look, other, errand, meet_place=place, meet_at=moment)
            return


def _friend(look: Look, circle: Circle) -> int:
    """Draw one of those she knows, the closer the likelier: the slot.   circle: with somebody in it."""
    return bisect_right(circle.reach, look.dice.bits() % circle.reach[-1])


def _send(look: Look, other: int, errand: Errand, told: Story | None = None, **meeting: int) -> bool:
    """Write to somebody; whether the network took it."""
    scene = look.scene
    words = message(look.speaker, scene.people.name(other), errand, look.dice, look.tie(other))
    item = scene.network.message_to(look.number, other, words.text, at=look.at)
    if isinstance(item, Refused):
        return False
    look.note(words, (told,), medium=Medium.MESSAGE, item=item, hearer=other, **meeting)
    look.change_tie(other, _WRITTEN)
    return True
