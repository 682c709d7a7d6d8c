"""Turns of talk in words: whose turn it is in a step says something, and those who hear it take it to heart.

Nobody takes part in two talks and no talk has two turns in a step, so all turns of a step see what was before it.
"""

from operator import attrgetter
from typing import Final

import numpy as np

from agents.life.appointments import Appointments
from agents.life.columns import Told as ToldBits
from agents.life.facts import Story, cells_of, said_of, stance_of, story_of_saying
from agents.life.hearsay import Told, take_to_heart
from agents.life.occasions import learn_of
from agents.life.sayings import Said
from agents.life.scene import Scene
from agents.life.talking.ending import judge_talks
from agents.life.talking.floor import hour_of, news_for, take_floor
from agents.life.talking.turns import Speech, Turn, turns_of
from agents.models import Medium
from agents.voice import Act, Occurrence, Stage, Stance, Subject, comment, turn
from agents.voice.writing import is_to_answer
from streams.kernel.text import text_hash
from streams.search.topics import Topic
from world.events import WorldEvent

_AT_ONCE: Final = 4_096
"""Turns that are put in words together: some kilobytes each, until their words are noted."""
_ASIDES: Final = frozenset({Act.ASK, Act.CHEER, Act.COMFORT, Act.TEASE, Act.OWN, Act.DOUBT, Act.ANSWER})
"""What was said to another, that a third can say something to."""
_OCCASIONS: Final = frozenset({Occurrence.FREE_COFFEE, Occurrence.FAIR})
_told: Final = attrgetter(
    *("speaker", "sim_time", "event", "what", "owner", "fact_place", "fact_other", "fact_time"),
    *("valence", "arousal", "amount"),
)
_TOLD: Final = (
    *("hearer", "weight", "teller", "now", "event", "what", "owner", "place", "other", "time"),
    *("valence", "arousal", "amount"),
)
"""What is told of, as a saying has it; and the columns of Told that it goes to, after who hears it and how much it weighs."""
_TELL, _ACCEPT, _INVITE, _ASK, _HOW, _CLOSING = Act.TELL, Act.ACCEPT, Act.INVITE, Act.ASK, Subject.HOW, Stage.CLOSING
"""To look a member up in its enumeration costs as much as a call."""
_BY_THE_HOUR: Final = frozenset({Act.GREET, Act.BYE})
_TOPICS: Final = tuple(Topic)
_MEDIUM: Final = int(Medium.TALK)


def speak(scene: Scene, appointments: Appointments) -> None:
    """Put the turns of this step in words, and judge the talks that ended in it."""
    if len(scene.talks.turns):
        _take_turns(scene, appointments)
    if len(scene.talks.closed):
        judge_talks(scene)


def _take_turns(scene: Scene, appointments: Appointments) -> None:
    spoken, hashes, told = [], [], []
    turns = scene.talks.turns
    for first in range(0, len(turns), _AT_ONCE):
        some = turns_of(scene, turns.some(slice(first, first + _AT_ONCE)))
        for one, speech in zip(some, _speeches(scene, appointments, some), strict=True):
            said = _say(scene, appointments, one, speech)
            spoken.append(said)
            hashes.append(text_hash(speech.words.text))
            if said.act == _TELL and said.event:
                told.append((one, said))
    _record(scene, spoken, hashes)
    _spread(scene, told)


def _say(scene: Scene, appointments: Appointments, one: Turn, speech: Speech) -> Said:
    """Note what is said in a turn, and the appointment that is made by it."""
    said = said_of(
        speech.words,
        speech.stories,
        sim_time=one.sim_time,
        medium=_MEDIUM,
        item=one.talk,
        speaker=one.speaker,
        turn=one.index,
        hearer=speech.hearer,
        answers=speech.answers,
        meet_place=speech.meet_place,
        meet_at=speech.meet_at,
    )
    number = scene.sayings.add(scene.context, said, speech.words.text)
    scene.courses.hear(number, said)
    if said.act == _ACCEPT:
        meeting = {"place": said.meet_place, "at": said.meet_at, "saying": number, "said_at": said.sim_time}
        appointments.make(scene, one=said.hearer, other=said.speaker, **meeting)
    return said


def _speeches(scene: Scene, appointments: Appointments, turns: list[Turn]) -> list[Speech]:
    """Find what is said in each turn.

    Turns alike come one after the other, so the phrases that they are made of are at hand; which comes first makes no
    difference, because nobody has two turns in a step and who can meet whom depends on the two of them alone.
    """
    alike = [(one.stage, one.course.last.act if one.course.last else -1) for one in turns]
    found = {}
    for row in sorted(range(len(turns)), key=alike.__getitem__):
        one = turns[row]
        found[row] = _answer(scene, appointments, one) or take_floor(scene, appointments, one)
    return [found[row] for row in range(len(turns))]


def _answer(scene: Scene, appointments: Appointments, one: Turn) -> Speech | None:
    """Answer what was said last; None if the floor is the speaker's."""
    last = one.course.last
    if last is None or last.speaker == one.speaker:
        return None
    act = last.act
    if not is_to_answer(act, one.stage) or one.course.is_worn_out:
        return None
    told = story_of_saying(scene, last)
    stance = stance_of(scene, last, told)
    about = (told,) if told else ()
    if last.hearer != one.speaker and act != _TELL:
        return None if one.stage == _CLOSING else _aside(one, last, stance, about, scene.people.name(last.owner))
    fact, yes = None, None
    mine: tuple[Story, ...] = ()
    if act in _BY_THE_HOUR:
        fact = hour_of(one.sim_time)
    elif act == _INVITE:
        date = {"place": last.meet_place, "at": last.meet_at}
        yes = None if appointments.is_possible(scene, one=last.speaker, other=one.speaker, **date) else False
    elif _is_asked_how_she_is(last) and one.stage != _CLOSING and (story := news_for(scene, one)):
        fact, mine = story.fact, (story,)
    words = turn(one.voice, stance.by, one.stage, _TOPICS[last.topic], stance, fact, one.dice, tie=one.tie, yes=yes)
    meeting = (last.meet_place, last.meet_at) if words.stance.place else (0, 0)
    return Speech(words, last.speaker, (*about, *mine), one.course.number, *meeting)


def _aside(one: Turn, last: Said, stance: Stance, about: tuple[Story, ...], owner: str) -> Speech | None:
    """Say something to what was said to somebody else; None if there is nothing to say to it."""
    fact = stance.fact
    if fact is None or fact.what == Occurrence.HEARD or last.act not in _ASIDES or last.owner == one.speaker:
        return None
    words = comment(one.voice, fact, owner, one.tie, one.dice, parent=stance)
    return Speech(words, last.speaker, about, one.course.number)


def _is_asked_how_she_is(last: Said) -> bool:
    return last.act == _ASK and last.subject == _HOW and not last.event


def _record(scene: Scene, spoken: list[Said], hashes: list[int]) -> None:
    turns = scene.talks.turns
    scene.context.record.append(
        len(spoken),
        kind=WorldEvent.SAID,
        sim_time=turns.sim_time,
        actor=turns.speaker,
        target=[said.hearer for said in spoken],
        object=turns.talk,
        action=[said.act for said in spoken],
        amount=hashes,
    )


def _spread(scene: Scene, told: list[tuple[Turn, Said]]) -> None:
    """Let those who were told something take it to heart, and the tellers know that they told it."""
    if not told:
        return
    mind = scene.mind
    rows = []
    for one, said in told:
        is_own = said.owner == said.speaker
        weight = (mind.own_weight if is_own else mind.heard_weight).item(said.speaker)
        (mind.own_told if is_own else mind.heard_told)[said.speaker] |= ToldBits.TALK
        for hearer in {said.hearer, one.hearer, one.third} - {0, said.speaker}:
            rows.append((hearer, weight, *_told(said)))
            if said.what in _OCCASIONS:
                learn_of(scene, hearer, cells_of(said))
    columns = dict(zip(_TOLD, np.array(rows, dtype=np.int64).T, strict=True))
    mind.touch(columns["teller"])
    now = columns.pop("now")
    take_to_heart(mind, scene.ties, Told(**columns), now)
