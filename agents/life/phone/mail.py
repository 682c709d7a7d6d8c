"""Private messages that wait: whom a resident answers, and what; what she agrees to becomes an appointment."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from agents.life.appointments import Appointments
from agents.life.columns import Told
from agents.life.facts import stance_of, story_of_saying
from agents.life.phone.inbox import Letter
from agents.life.phone.look import Look, closeness, scaled
from agents.life.phone.words import Glance
from agents.life.sayings import Said
from agents.life.talking.relations import TieChange
from agents.models import Medium
from agents.voice import Act, Words, answer, regard
from streams.network.refusals import Refused
from world.contract import Trait

ANSWERS_MAX: Final = 4
"""Conversations that are answered in one look; the others were read, no more."""
_UNKNOWN_PERCENT: Final = 85
"""How readily a person's words are answered."""
_PERCENT: Final[Mapping[int, int]] = {
    Act.TELL: 60,
    Act.ASK: 85,
    Act.CHEER: 45,
    Act.COMFORT: 60,
    Act.TEASE: 50,
    Act.OWN: 35,
    Act.DOUBT: 35,
    Act.AGREE: 4,
    Act.ANSWER: 25,
    Act.THANK: 10,
    Act.GREET: 80,
    Act.INVITE: 95,
    Act.ACCEPT: 8,
    Act.DECLINE: 12,
    Act.REQUEST: 90,
    Act.PROMISE: 45,
    Act.REFUSE: 12,
    Act.BYE: 5,
}
"""How readily each is answered by somebody of middling nature; what closes a matter seldom is."""
_GROUP_SHARE: Final = 30
"""Percent of that in a group, where others may answer."""
_EAGERNESS: Final = 45
_SETTLED: Final = frozenset({Act.ACCEPT, Act.DECLINE})
_KINDNESS: Final = frozenset({Act.THANK, Act.COMFORT, Act.CHEER, Act.ACCEPT, Act.PROMISE})
_WRITTEN: Final = TieChange(strength=25, trust=10)
_KIND: Final = TieChange(strength=35, trust=30)


def answer_mail(look: Look, letters: Sequence[Letter], appointments: Appointments) -> None:
    """Answer the unread, one answer a conversation: what most wants one, of equals the latest."""
    chosen: dict[int, tuple[int, Letter]] = {}
    for letter in letters:
        wants = _wants(look, letter)
        if wants >= chosen.get(letter.conversation, (1, letter))[0]:
            chosen[letter.conversation] = (wants, letter)
    for wants, letter in list(chosen.values())[:ANSWERS_MAX]:
        if look.dice.chance(min(_eager(look, letter, wants), 98)):
            _answer(look, letter, appointments)


def _wants(look: Look, letter: Letter) -> int:
    """Say in percent how much a letter wants an answer; 0 for one that can have none."""
    if not look.may_address(letter.sender):
        return 0
    if letter.glance is not None:
        return _UNKNOWN_PERCENT
    assert letter.said is not None, "whoever is known as the sender said it, or is a person"
    return _PERCENT[letter.said.act]


def _eager(look: Look, letter: Letter, wants: int) -> int:
    """Weigh by what the reader is like and what she is to the sender."""
    percent = scaled(
        wants,
        (look.trait(Trait.AGREEABLENESS), _EAGERNESS),
        (look.trait(Trait.CONSCIENTIOUSNESS), _EAGERNESS),
        (50 + closeness(look.strength(letter.sender)) // 2, _EAGERNESS),
    )
    is_group = look.scene.network.conversations.is_group.item(letter.conversation)
    return percent * _GROUP_SHARE // 100 if is_group else percent


def _answer(look: Look, letter: Letter, appointments: Appointments) -> None:
    if letter.glance is not None:
        words = regarded(look, letter.sender, letter.glance)
        if item := _send(look, letter, words):
            look.note(words, (), medium=Medium.MESSAGE, item=item, hearer=letter.sender)
        return
    scene, said = look.scene, letter.said
    assert said is not None, "nobody wants to answer what is not known any more"
    told, own = story_of_saying(scene, said), look.own_story()
    words = answer(
        look.speaker,
        stance_of(scene, said, told),
        own.fact if own else None,
        look.dice,
        tie=look.tie(letter.sender),
        yes=_can_come(look, said, appointments) if said.act == Act.INVITE else None,
    )
    item = _send(look, letter, words)
    if not item:
        return
    act = words.stance.act
    meeting = {"meet_place": said.meet_place, "meet_at": said.meet_at} if act in _SETTLED else {}
    number = look.note(
        words, (told, own), medium=Medium.MESSAGE, item=item, hearer=letter.sender, answers=letter.saying, **meeting
    )
    if act == Act.TELL and told is None:
        scene.mind.own_told[look.number] |= Told.MESSAGE
    if act == Act.ACCEPT:
        meeting = {"place": said.meet_place, "at": said.meet_at, "saying": number, "said_at": look.at}
        appointments.make(scene, one=said.speaker, other=look.number, **meeting)


def _can_come(look: Look, said: Said, appointments: Appointments) -> bool | None:
    """Say no to what can not be; else None: as her nature has it."""
    is_possible = said.meet_place > 0 and appointments.is_possible(
        look.scene, one=said.speaker, other=look.number, place=said.meet_place, at=said.meet_at
    )
    return None if is_possible else False


def regarded(look: Look, sender: int, glance: Glance) -> Words:
    """Put in words, in the language of what a person wrote, that it was read."""
    speaker = replace(look.speaker, language="zh" if glance.is_chinese else "en")
    name = look.scene.people.name(sender)
    return regard(speaker, name, glance.topic, look.dice, is_question=glance.is_question, tie=look.tie(sender))


def _send(look: Look, letter: Letter, words: Words) -> int:
    """Write into a letter's conversation; return the message's number, 0 if the network refuses it.

    It does so where a command of this very step came first: somebody left the group, say.
    """
    item = look.scene.network.message(look.number, letter.conversation, words.text, at=look.at)
    if isinstance(item, Refused):
        return 0
    if not look.scene.network.conversations.is_group[letter.conversation]:
        look.change_tie(letter.sender, _KIND if words.stance.act in _KINDNESS else _WRITTEN)
    return item
