"""Turns of talk in words: whose turn it is in a step says something, and those who hear it take it to heart.

Nobody takes part in two talks and no talk has two turns in a step, so all turns of a step see what was before it.
"""

from typing import Final

import numpy as np

from agents.life.appointments import Appointments
from agents.life.columns import Told as ToldBits
from agents.life.facts import Story, cells_of, said_of, stance_of
from agents.life.hearsay import take_one_to_heart
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

_ASIDES: Final = frozenset({Act.ASK, Act.CHEER, Act.COMFORT, Act.TEASE, Act.OWN, Act.DOUBT, Act.ANSWER})
"""What was said to another, that a third can say something to."""
_BANTER: Final = frozenset({Act.TEASE, Act.DOUBT})
_OCCASIONS: Final = frozenset({Occurrence.FREE_COFFEE, Occurrence.FAIR})


def speak(scene: Scene, appointments: Appointments) -> None:
    """Put the turns of this step in words, and judge the talks that ended in it."""
    if len(scene.talks.turns):
        _take_turns(scene, appointments)
    if len(scene.talks.closed):
        judge_talks(scene)


def _take_turns(scene: Scene, appointments: Appointments) -> None:
    spoken: list[tuple[Turn, Said]] = []
    hashes = []
    for one in turns_of(scene, scene.talks.turns):
        speech = _answer(scene, appointments, one) or take_floor(scene, appointments, one)
        said = said_of(
            speech.words,
            speech.stories,
            meet_place=speech.meet_place,
            meet_at=speech.meet_at,
            sim_time=one.sim_time,
            medium=int(Medium.TALK),
            item=one.talk,
            turn=one.index,
            speaker=one.speaker,
            hearer=speech.hearer,
            answers=speech.answers,
        )
        number = scene.sayings.add(scene.context, said, speech.words.text)
        if said.act == Act.ACCEPT:
            meeting = {"place": said.meet_place, "at": said.meet_at, "saying": number}
            appointments.make(scene, one=said.hearer, other=said.speaker, **meeting)
        spoken.append((one, said))
        hashes.append(text_hash(speech.words.text))
    _record(scene, [said for _, said in spoken], hashes)
    _spread(scene, [(one, said) for one, said in spoken if said.act == Act.TELL and said.event])


def _answer(scene: Scene, appointments: Appointments, one: Turn) -> Speech | None:
    """Answer what was said last; None if the floor is the speaker's."""
    if not one.said:
        return None
    last = one.said[-1]
    if last.speaker == one.speaker or not is_to_answer(last.act, one.stage) or _is_worn_out(one.said):
        return None
    stance = stance_of(scene, last)
    about = (Story(stance.fact, cells_of(last)),) if stance.fact else ()
    if last.hearer != one.speaker and last.act != Act.TELL:
        return None if one.stage == Stage.CLOSING else _aside(one, last, stance, about, scene.people.name(last.owner))
    fact, yes = None, None
    mine: tuple[Story, ...] = ()
    if last.act in (Act.GREET, Act.BYE):
        fact = hour_of(one.sim_time)
    elif last.act == Act.INVITE:
        date = {"place": last.meet_place, "at": last.meet_at}
        yes = None if appointments.is_possible(scene, one=last.speaker, other=one.speaker, **date) else False
    elif _is_asked_how_she_is(last) and one.stage != Stage.CLOSING and (story := news_for(scene, one)):
        fact, mine = story.fact, (story,)
    topic = Topic(last.topic)
    words = turn(one.voice, stance.by, one.stage, topic, stance, fact, one.dice, tie=one.tie, yes=yes)
    meeting = (last.meet_place, last.meet_at) if words.stance.place else (0, 0)
    return Speech(words, last.speaker, (*about, *mine), one.numbers[-1], *meeting)


def _aside(one: Turn, last: Said, stance: Stance, about: tuple[Story, ...], owner: str) -> Speech | None:
    """Say something to what was said to somebody else; None if there is nothing to say to it."""
    fact = stance.fact
    if fact is None or fact.what == Occurrence.HEARD or last.act not in _ASIDES or last.owner == one.speaker:
        return None
    words = comment(one.voice, fact, owner, one.tie, one.dice, parent=stance)
    return Speech(words, last.speaker, about, one.numbers[-1])


def _is_asked_how_she_is(last: Said) -> bool:
    return last.act == Act.ASK and last.subject == Subject.HOW and not last.event


def _is_worn_out(said: list[Said]) -> bool:
    """Whether two have teased or contradicted each other long enough."""
    return len(said) > 1 and said[-1].act == said[-2].act and said[-1].act in _BANTER


def _record(scene: Scene, spoken: list[Said], hashes: list[int]) -> None:
    scene.context.record.append(
        len(spoken),
        kind=WorldEvent.SAID,
        sim_time=[said.sim_time for said in spoken],
        actor=[said.speaker for said in spoken],
        target=[said.hearer for said in spoken],
        object=[said.item for said in spoken],
        action=[said.act for said in spoken],
        amount=hashes,
    )


def _spread(scene: Scene, told: list[tuple[Turn, Said]]) -> None:
    """Let those who were told something take it to heart, and the tellers know that they told it."""
    mind = scene.mind
    touched = []
    for one, said in told:
        cells, is_own = cells_of(said), said.owner == said.speaker
        weight = int((mind.own_weight if is_own else mind.heard_weight)[said.speaker])
        (mind.own_told if is_own else mind.heard_told)[said.speaker] |= ToldBits.TALK
        touched.append(said.speaker)
        for hearer in dict.fromkeys((said.hearer, one.hearer, one.third)):
            if hearer not in (0, said.speaker):
                touched.append(hearer)
                take_one_to_heart(
                    mind, scene.ties, cells, hearer=hearer, teller=said.speaker, weight=weight, now=said.sim_time
                )
                if said.what in _OCCASIONS:
                    learn_of(scene, hearer, cells)
    if touched:
        mind.touch(np.array(touched))
